#include "cli/candidates.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/evaluate.h"
#include "cli/places.h"
#include "cli/topics.h"

#define KEYS_MAX 200 /* of one kind; of more, their beginnings */

static void put(candidates *c, const char *text)
{
    (void)raci_buffer_write(text, strlen(text), c->out.buffer);
}

/* One line; `word` may come from a policy. */
static void offer(candidates *c, const char *before, const char *word, const char *about)
{
    put(c, c->lead);
    put(c, before);
    (void)raci_text_show(word, raci_buffer_write, c->out.buffer, NULL);
    put(c, "\t");
    put(c, about);
    put(c, "\n");
}

void candidates_word(candidates *c, const char *word, const char *about)
{
    if (strncmp(word, c->begun, strlen(c->begun)) == 0) {
        offer(c, "", word, about);
    }
}

/* ---- what the program knows ---- */

static void offer_codes(candidates *c, const char *(*code)(size_t i))
{
    for (size_t i = 0; code(i) != NULL; i++) {
        candidates_word(c, code(i), "check");
    }
}

static void offer_commands(candidates *c)
{
    for (size_t i = 0; commands[i].name != NULL; i++) {
        if (!commands[i].hidden) {
            candidates_word(c, commands[i].name, commands[i].summary);
        }
    }
    for (size_t i = 0; topics[i].name != NULL; i++) {
        candidates_word(c, topics[i].name, topics[i].summary);
    }
}

static void offer_formats(candidates *c)
{
    const char *own = c->o->command != NULL ? c->o->command->formats : NULL;
    char word[PLACE_SIZE];
    place what = PLACE_OPEN;
    for (int i = RACI_TEXT; i <= RACI_MD; i++) {
        candidates_word(c, raci_format_name((raci_format)i), "format");
    }
    while (own != NULL && place_next(&what, word, &own)) {
        candidates_word(c, word, "format");
    }
}

static void offer_samples(candidates *c)
{
    char name[RACI_SAMPLE_NAME];
    for (size_t i = 0; raci_sample_name(name, i); i++) {
        candidates_word(c, name, "sample");
    }
}

static void offer_models(candidates *c)
{
    raci_governance model;
    for (size_t i = 0; raci_governance_at(&model, i); i++) {
        candidates_word(c, model.name, "governance model");
    }
}

/* ---- what the model knows ---- */

typedef struct listing {
    candidates *c;
    const char *before; /* "position:" or "" */
    const char *about;
} listing;

static int offer_key(const char *key, int whole, void *payload)
{
    listing *l = payload;
    offer(l->c, l->before, key, whole ? l->about : "...");
    l->c->more = l->c->more || !whole;
    return 0;
}

static void offer_keys(candidates *c, raci_model *model, const char *const *kinds)
{
    char before[32];
    for (; *kinds != NULL; kinds++) {
        int length = snprintf(before, sizeof before, "%s:", *kinds);
        bool named = strncmp(c->begun, before, (size_t)length) == 0;
        listing l = {c, named ? before : "", *kinds};
        (void)raci_model_keys(model, *kinds, c->begun + (named ? length : 0), KEYS_MAX, offer_key,
                              &l, NULL);
    }
}

static void offer_of_model(candidates *c, place what)
{
    static const char *const holders[] = {"position", "unit", "team", "person", NULL};
    static const char *const subjects[] = {"touchpoint", "journey", NULL};
    static const char *const journeys[] = {"journey", NULL};
    static const char *const people[] = {"person", NULL};
    raci_model *model = NULL;
    raci_error err = {0};
    if (what == PLACE_SUBJECT) {
        candidates_word(c, "enterprise", "the whole");
    }
    if (model_open(&model, c->o, 0, &err) == RACI_OK) {
        offer_keys(c, model,
                   what == PLACE_HOLDER    ? holders
                   : what == PLACE_SUBJECT ? subjects
                   : what == PLACE_PERSON  ? people
                                           : journeys);
        raci_model_close(model);
    }
}

/* The newest runs, by their numbers. */
static void offer_runs(candidates *c)
{
    raci_model *model = NULL;
    raci_log *log = NULL;
    raci_error err = {0};
    char number[32];
    raci_run run;
    candidates_word(c, "last", "the newest run");
    if (model_open(&model, c->o, 0, &err) == RACI_OK &&
        raci_log_open(&log, model, &err) == RACI_OK) {
        for (size_t i = 0; i < KEYS_MAX && i < raci_log_runs(log); i++) {
            if (raci_log_run(&run, log, i, &err) == RACI_OK) {
                (void)snprintf(number, sizeof number, "%" PRId64, run.number);
                candidates_word(c, number, run.date);
            }
        }
    }
    raci_log_free(log);
    raci_model_close(model);
}

/* ---- what the policy knows ---- */

static void offer_letters(candidates *c)
{
    static evaluation e;
    if (evaluation_open(&e, c->o) == RACI_OK) {
        const char *letter = NULL;
        for (size_t i = 0; (letter = raci_policy_letter(e.policy, i)) != NULL; i++) {
            candidates_word(c, letter, "letter");
        }
    }
    evaluation_close(&e);
}

/* ---- all of it ---- */

void candidates_place(candidates *c, const char *alternatives)
{
    char word[PLACE_SIZE];
    place what = PLACE_OPEN;
    bool files = false;
    bool folders = false;
    while (place_next(&what, word, &alternatives)) {
        switch (what) {
        case PLACE_WORD:
            candidates_word(c, word, "");
            break;
        case PLACE_CHECK:
            offer_codes(c, raci_lint_code);
            break;
        case PLACE_CODE:
            offer_codes(c, raci_check_code);
            break;
        case PLACE_COMMAND:
            offer_commands(c);
            break;
        case PLACE_FORMAT:
            offer_formats(c);
            break;
        case PLACE_MODEL:
            offer_models(c);
            break;
        case PLACE_SAMPLE:
            offer_samples(c);
            break;
        case PLACE_HOLDER:
        case PLACE_JOURNEY:
        case PLACE_PERSON:
        case PLACE_SUBJECT:
            offer_of_model(c, what);
            break;
        case PLACE_LETTER:
            offer_letters(c);
            break;
        case PLACE_FILE:
            files = true;
            break;
        case PLACE_FOLDER:
            folders = true;
            break;
        case PLACE_UNKNOWN:
            put(c, ":unknown\n"); /* for the tests: shells do not mind */
            break;
        case PLACE_RUN:
            offer_runs(c);
            break;
        case PLACE_OPEN:
            break;
        }
    }
    put(c, c->more ? ":more\n" : "");
    put(c, files ? ":file\n" : folders ? ":folder\n" : "");
}
