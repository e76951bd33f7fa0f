/*
 * What fuzzers of the whole engine stand on: one small organization, and what holds of whatever
 * is loaded over it. A policy is refused with a reason, or evaluated, twice to the same bytes;
 * nothing that it or the organization says acts on a terminal or breaks a document.
 *
 * Define _POSIX_C_SOURCE as 200809L before the first include.
 */
#ifndef FUZZ_GROUND_H
#define FUZZ_GROUND_H

#include "folders.h"
#include "fuzz_book.h"

#include <raci.h>

#include "base/text.h"
#include "intake/values.h"

#define GROUND_DAY "2026-07-01"
#define GROUND_AT "2026-07-01T10:30:00Z"

/* Few subjects, so that many policies can be tried; names that would like to be something else. */
static const char ground_files[] =
    "== units.csv\nkey,name,parent,head,kind,function,tags,from,to,floor\n"
    "acme,Acme,,ceo,company,,,,,\n"
    "marketing,Marketing,acme,cmo,department,marketing,growth;brand,,,3\n"
    "ops,\"=Ops\n[31m\",acme,coo,department,service,,,,\n"
    "billing,\xe2\x80\xaegnillib,ops,,team,finance,,,2026-12-31,\n"
    "== positions.csv\nkey,title,unit,reports_to,office,dotted_to,grade\n"
    "ceo,Chief,acme,,ceo,,E1\ncxo,Experience,acme,ceo,cco,,\n"
    "cmo,Marketing Chief,marketing,ceo,cmo,,\ncoo,Operations Chief,ops,ceo,coo,cmo,\n"
    "== people.csv\nkey,name,email\nann,Ann <b>Ito</b>,ann@acme.test\nbob,Bob|Low,\n"
    "== seats.csv\nposition,person,kind,from,to\nceo,ann,holder,,\ncoo,bob,holder,,\n"
    "coo,ann,delegate,,\ncmo,bob,acting,2026-01-01,2026-12-31\n"
    "== teams.csv\nkey,name,kind,lead\nonboarding,Onboarding,cross,coo\n"
    "== team_members.csv\nteam,position\nonboarding,coo\nonboarding,cmo\n"
    "== stages.csv\nkey,name,order\nawareness,Awareness,1\nusage,Usage,\n"
    "== channels.csv\nkey,name\nweb,Web\nphone,Phone\n"
    "== journeys.csv\nkey,name,lead,team\nbuy,Buying,cmo,onboarding\n"
    "== touchpoints.csv\nkey,name,journey,stage,channel,criticality,order,units,tags,managed,"
    "moment_of_truth,reviewed_on,region\n"
    "ad,Advert,buy,awareness,web,2,1,marketing,campaign,yes,no,,eu\n"
    "pay,Pay,buy,usage,phone,5,2,billing;marketing,dispute;money,,yes,2026-01-05,\n"
    "== links.csv\nfrom,to,kind\nad,pay,handoff\npay,ad,feedback\n"
    "== mandates.csv\nposition,scope\ncmo,stage:awareness\n"
    "== stated.csv\ntouchpoint,letter,holder,reason\nad,A,position:cmo,agreed\n"
    "== disputes.csv\nsubject,letter,by,claims,reason\n"
    "touchpoint:ad,A,position:coo,position:coo,ours\n";

typedef struct ground {
    scratch s;
    raci_model *model; /* of these files */
    char *bytes;       /* and of the file it is in */
    size_t n;
    char *empty; /* the bytes of one without anything */
    size_t n_empty;
} ground;

static ground fuzz_ground;

static inline void ground_end(void)
{
    raci_model_close(fuzz_ground.model);
    fuzz_ground.model = NULL;
    free(fuzz_ground.bytes);
    free(fuzz_ground.empty);
    scratch_remove(&fuzz_ground.s);
}

/* The organization, and a folder; made when first asked for. */
static inline ground *ground_get(void)
{
    if (fuzz_ground.model == NULL) {
        scratch_make_small(&fuzz_ground.s);
        fuzz_ground.model = folder_model(&fuzz_ground.s, "raci.db");
        fuzz_ground.empty = scratch_read(&fuzz_ground.s, "raci.db", &fuzz_ground.n_empty);
        folder_take(&fuzz_ground.s, fuzz_ground.model, ground_files);
        fuzz_ground.bytes = scratch_read(&fuzz_ground.s, "raci.db", &fuzz_ground.n);
        REQUIRE(atexit(ground_end) == 0);
    }
    return &fuzz_ground;
}

/* A file of the folder, as a model that may be written. NULL when it is refused: as damaged, or
 * written by another version. */
static inline raci_model *ground_open(const char *name, int writable, raci_status *status)
{
    char path[SCRATCH_PATH];
    raci_error err = {0};
    raci_model *model = NULL;
    *status = raci_model_open(&model, scratch_path(&fuzz_ground.s, name, path), writable, &err);
    REQUIRE((*status == RACI_OK) == (model != NULL));
    REQUIRE((*status == RACI_OK) == (err.message[0] == '\0'));
    if (*status != RACI_OK && *status != RACI_FORMAT && *status != RACI_NEWER) {
        (void)fprintf(stderr, "%s: %s\n", raci_status_name(*status), err.message);
        abort();
    }
    return model;
}

/* The model of a file's bytes, which may be written; to be closed. */
static inline raci_model *ground_copy(const char *bytes, size_t n)
{
    raci_status status = RACI_OK;
    scratch_write(&ground_get()->s, "copy.db", bytes, n);
    raci_model *model = ground_open("copy.db", 1, &status);
    REQUIRE(model != NULL);
    return model;
}

/* A model without anything, which may be written; to be closed. */
static inline raci_model *ground_new(void)
{
    ground *g = ground_get();
    return ground_copy(g->empty, g->n_empty);
}

/* ---- what is said ---- */

static inline int ground_add(const char *data, size_t length, void *payload)
{
    ri_text_bytes(payload, data, length);
    return 0;
}

/* Whether a character acts on a terminal, or hides there. */
static inline bool ground_acts(uint32_t c)
{
    return (c < 0x20 && c != '\n') || (c >= 0x7f && c < 0xa0) || c == 0xad ||
           (c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) ||
           (c >= 0x2060 && c <= 0x206f) || c == 0xfeff || (c >= 0xe0000 && c <= 0xe007f);
}

/* What is told people acts on nothing. */
static inline void ground_harmless(const char *text)
{
    const size_t n = strlen(text);
    uint32_t c = 0;
    size_t bad = 0;
    if (n > 0 && !ri_utf8_valid(text, n, &bad)) {
        (void)fprintf(stderr, "not UTF-8 from byte %zu on:\n%s\n", bad, text);
        abort();
    }
    for (size_t at = 0; at < n; at += ri_utf8_next(text + at, n - at, &c)) {
        uint32_t here = 0;
        (void)ri_utf8_next(text + at, n - at, &here);
        REQUIRE(!ground_acts(here));
    }
}

/* What is told programs is JSON. */
static inline void ground_json(const ri_text *text)
{
    ri_values values;
    raci_error err = {0};
    ri_arena *arena = ri_arena_new();
    REQUIRE(arena != NULL && ri_values_begin(&values, arena, "document") != NULL);
    REQUIRE(ri_json_read(&values, ri_text_string(text), text->length, &err) == RACI_OK);
    ri_arena_free(arena);
}

/* An error has a status that input can bring about, and says something. */
static inline void ground_refused(raci_status status, const raci_error *err)
{
    const bool fit = status == RACI_POLICY || status == RACI_LIMIT || status == RACI_INPUT ||
                     status == RACI_NOTFOUND || status == RACI_FORMAT || status == RACI_NEWER ||
                     status == RACI_INVALID || status == RACI_CHANGED;
    if (!fit || err->status != status || err->message[0] == '\0') {
        (void)fprintf(stderr, "%s: %s: %s\n", raci_status_name(status), err->file, err->message);
        abort();
    }
}

/* ---- policies ---- */

/* What is the matter; a message may quote the file, as whoever shows it must expect. */
static inline void ground_problem(const char *file, int line, int column, const char *message,
                                  void *payload)
{
    REQUIRE((file == NULL || file[0] != '\0') && line >= 0 && column >= 0 && message[0] != '\0');
    REQUIRE(ri_utf8_valid(message, strlen(message), NULL));
    ++*(size_t *)payload;
}

/* The bytes as a policy; NULL when they are refused. */
static inline raci_policy *ground_policy(raci_model *model, const void *bytes, size_t n)
{
    char path[SCRATCH_PATH];
    size_t told = 0;
    raci_error err = {0};
    raci_policy *policy = NULL;
    ground *g = ground_get();
    scratch_write(&g->s, "policy.lua", bytes, n);
    const char *paths[] = {scratch_path(&g->s, "policy.lua", path)};
    const raci_status status =
        raci_policy_load(&policy, model, paths, 1, ground_problem, &told, &err);
    REQUIRE((status == RACI_OK) == (policy != NULL));
    if (status != RACI_OK) {
        ground_refused(status, &err);
        REQUIRE(told > 0);
    }
    return policy;
}

/* What an evaluation finds, as JSON; checks what is told people on the way. */
static inline ri_text ground_check(raci_model *model, raci_policy *policy, const char *date)
{
    ri_text json = RI_TEXT_INIT;
    ri_text told = RI_TEXT_INIT;
    raci_result *result = NULL;
    raci_error err = {0};
    const raci_check_options options = {.date = date, .whole = 1};
    const raci_look look = {.columns = 80};
    REQUIRE(raci_check(&result, model, policy, &options, &err) == RACI_OK);
    REQUIRE(raci_report_check(result, RACI_JSON, &look, ground_add, &json, &err) == RACI_OK);
    REQUIRE(raci_report_matrix(result, NULL, RACI_BY_HOLDER, RACI_JSONL, &look, ground_add, &json,
                               &err) == RACI_OK);
    REQUIRE(raci_report_check(result, RACI_TEXT, &look, ground_add, &told, &err) == RACI_OK);
    REQUIRE(raci_report_matrix(result, NULL, RACI_BY_PERSON, RACI_TEXT, &look, ground_add, &told,
                               &err) == RACI_OK);
    ground_json(&json);
    ground_harmless(ri_text_string(&told));
    ri_text_free(&told);
    raci_result_free(result);
    return json;
}

/* What the analysis of its rules says is said so that nothing acts. */
static inline void ground_lint(raci_model *model, raci_policy *policy)
{
    ri_text json = RI_TEXT_INIT;
    ri_text told = RI_TEXT_INIT;
    raci_lint *lint = NULL;
    raci_error err = {0};
    const raci_lint_options options = {.date = GROUND_DAY};
    const raci_look look = {.columns = 80};
    const raci_status status = raci_lint_run(&lint, model, policy, &options, &err);
    if (status != RACI_OK) {
        ground_refused(status, &err);
        return;
    }
    REQUIRE(raci_report_lint(lint, RACI_JSON, &look, ground_add, &json, &err) == RACI_OK);
    REQUIRE(raci_report_lint(lint, RACI_TEXT, &look, ground_add, &told, &err) == RACI_OK);
    ground_json(&json);
    ground_harmless(ri_text_string(&told));
    ri_text_free(&json);
    ri_text_free(&told);
    raci_lint_free(lint);
}

/* Loads the bytes as a policy and does everything with it; false when they are refused. */
static inline bool ground_try_policy(const void *bytes, size_t n)
{
    ground *g = ground_get();
    raci_policy *policy = ground_policy(g->model, bytes, n);
    if (policy == NULL) {
        return false;
    }
    ri_text once = ground_check(g->model, policy, GROUND_DAY);
    ri_text again = ground_check(g->model, policy, GROUND_DAY);
    REQUIRE(strcmp(ri_text_string(&once), ri_text_string(&again)) == 0);
    ground_lint(g->model, policy);
    raci_policy_free(policy);
    ri_text_free(&once);
    ri_text_free(&again);
    return true;
}

#endif
