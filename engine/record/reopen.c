/*
 * Acceptances ended, and what was decided. Something is named by the finding that it is about; as
 * a finding that was decided is there no longer, the record is asked which it was.
 */
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "base/nearest.h"
#include "check/checking.h"
#include "check/seek_finding.h"
#include "model/known.h"
#include "record/act_finding.h"
#include "record/row_text.h"

/* A row in force that may be meant. */
typedef struct meant {
    int tab;
    const char *finding; /* a key, or NULL of a ruling that no act made */
    ri_act_cells key;    /* of the row */
    const char *by;
} meant;

typedef struct reopening {
    ri_act act;
    const raci_result *result;
    const char *text;
    size_t length; /* of a beginning of a key, or 0 */
    ri_arena *arena;
    meant *items;
    size_t n;
    size_t capacity;
    ri_nearest near;
    int64_t elsewhere; /* the entry of something decided that was no ruling, or 0 */
} reopening;

static const ri_snapshot *snapshot_of(const reopening *r)
{
    return r->result->snapshot;
}

/* Whether a finding's key begins as the text does; notes it as what may be meant. */
static bool begins(reopening *r, const char *finding)
{
    ri_nearest_offer_beginning(&r->near, finding);
    return r->length > 0 && strncmp(finding, r->text, r->length) == 0;
}

static bool push(reopening *r, const meant *row)
{
    for (size_t i = 0; i < r->n; i++) {
        bool same = r->items[i].tab == row->tab;
        for (size_t k = 0; same && k < 3; k++) {
            const char *mine = row->key[k] != NULL ? row->key[k] : "";
            const char *other = r->items[i].key[k] != NULL ? r->items[i].key[k] : "";
            same = strcmp(mine, other) == 0;
        }
        if (same) {
            return true;
        }
    }
    return RI_PUSH(r->items, r->n, r->capacity, *row);
}

/* ---- acceptances ---- */

/* The finding of a key that is accepted and there, or NULL. */
static const ri_finding *accepted(const reopening *r, const char *finding)
{
    for (size_t i = 0; i < r->result->n_accepted; i++) {
        if (strcmp(r->result->accepted[i].key, finding) == 0) {
            return &r->result->accepted[i];
        }
    }
    return NULL;
}

/* Whether an accepted finding is about the subject. */
static bool is_on(const reopening *r, const char *finding, const char *subject)
{
    const ri_finding *found = accepted(r, finding);
    return found != NULL && strcmp(found->subject_text, subject) == 0;
}

static bool find_acceptances(reopening *r, const char *subject)
{
    const ri_snapshot *s = snapshot_of(r);
    bool done = true;
    for (uint32_t i = 0; done && i < s->n_acceptances; i++) {
        const ri_acceptance *of = &s->acceptances[i];
        const meant row = {
            .tab = RI_TABLE_ACCEPTANCES,
            .finding = of->finding,
            .key =
                {[RI_ACCEPTANCE_KEY] = of->finding, [RI_ACCEPTANCE_FINGERPRINT] = of->fingerprint},
            .by = of->by};
        if (subject != NULL ? is_on(r, of->finding, subject) : begins(r, of->finding)) {
            done = push(r, &row);
        }
    }
    return done;
}

/* ---- rulings ---- */

static bool push_ruling(reopening *r, const ri_stated *ruling, const char *subject,
                        const char *finding)
{
    const meant row = {.tab = RI_TABLE_RULINGS,
                       .finding = finding,
                       .key = {[RI_RULING_SUBJECT] = subject,
                               [RI_RULING_LETTER] = ruling->letter,
                               [RI_RULING_HOLDER] = ruling->holder_text},
                       .by = ruling->by};
    return push(r, &row);
}

static raci_status find_rulings_on(reopening *r, const char *subject, raci_error *err)
{
    const ri_snapshot *s = snapshot_of(r);
    ri_text text = RI_TEXT_INIT;
    bool done = true;
    for (uint32_t i = 0; done && i < s->n_rulings; i++) {
        ri_text_clear(&text);
        ri_snapshot_reference(s, s->rulings[i].subject, &text);
        done = !text.failed && (strcmp(ri_text_string(&text), subject) != 0 ||
                                push_ruling(r, &s->rulings[i], subject, NULL));
    }
    ri_text_free(&text);
    return done ? RACI_OK : ri_fail_nomem(err);
}

/* Whether a ruling in force is the one of a row's subject, letter and holder. */
static bool is_ruling(const ri_stated *ruling, const ri_datum *values, ri_text *name)
{
    const char *subject = values[RI_RULING_SUBJECT].bytes;
    const char *letter = values[RI_RULING_LETTER].bytes;
    const char *holder = values[RI_RULING_HOLDER].bytes;
    if (subject == NULL || letter == NULL || holder == NULL) {
        return false; /* somebody else wrote it */
    }
    ri_text_clear(name);
    ri_text_format(name, "ruling:%s:%s:%s", subject, letter, holder);
    return strcmp(ruling->name, ri_text_string(name)) == 0;
}

static raci_status take_row(reopening *r, const ri_change_row *row, const char *finding,
                            ri_text *name, raci_error *err)
{
    const ri_snapshot *s = snapshot_of(r);
    ri_stored_row read;
    raci_status status = ri_row_read(&read, ri_model_store(r->result->model), RI_TABLE_RULINGS,
                                     row->said, r->arena, err);
    for (uint32_t i = 0; status == RACI_OK && i < s->n_rulings; i++) {
        const bool same = is_ruling(&s->rulings[i], read.values, name);
        if (name->failed || (same && !push_ruling(r, &s->rulings[i],
                                                  read.values[RI_RULING_SUBJECT].bytes, finding))) {
            status = ri_fail_nomem(err);
        }
    }
    return status;
}

/* The rulings in force that an act brought. */
static raci_status take_decided(reopening *r, const raci_change *change, raci_error *err)
{
    const size_t before = r->n;
    const char *finding = ri_arena_string(r->arena, change->finding);
    ri_text name = RI_TEXT_INIT;
    raci_status status = finding != NULL ? RACI_OK : ri_fail_nomem(err);
    for (size_t i = 0; status == RACI_OK && i < change->n_rows; i++) {
        const ri_change_row *row = &change->rows[i];
        if (row->after && strcmp(row->tab, ri_tables[RI_TABLE_RULINGS].name) == 0) {
            status = take_row(r, row, finding, &name, err);
        }
    }
    ri_text_free(&name);
    r->elsewhere = r->n == before && change->n_steps > 0 ? change->entry : r->elsewhere;
    return status;
}

static raci_status look_at_decided(reopening *r, int64_t entry, raci_error *err)
{
    raci_change *change = NULL;
    raci_status status =
        ri_change_read(&change, ri_model_store(r->result->model), entry, true, err);
    if (status == RACI_OK) {
        status = take_decided(r, change, err);
        raci_change_free(change);
    }
    return status;
}

static raci_status find_decided(reopening *r, raci_error *err)
{
    ri_stmt *stmt = NULL;
    int64_t *entries = NULL;
    size_t n = 0;
    size_t capacity = 0;
    bool more = false;
    raci_status status =
        ri_store_stmt(&stmt, ri_model_store(r->result->model), STMT_ACTS_DECIDED, err);
    while (status == RACI_OK && (status = ri_step(stmt, &more, err)) == RACI_OK && more) {
        const char *finding = ri_column_needed(stmt, 1, NULL);
        const char *kept = finding != NULL ? ri_arena_string(r->arena, finding) : NULL;
        if (kept == NULL ||
            (begins(r, kept) && !RI_PUSH(entries, n, capacity, ri_column_int(stmt, 0)))) {
            status = ri_fail_nomem(err);
        }
    }
    if (stmt != NULL) {
        ri_reset(stmt);
    }
    for (size_t i = 0; status == RACI_OK && i < n; i++) {
        status = look_at_decided(r, entries[i], err);
    }
    ri_free(entries);
    return status;
}

/* ---- what is meant ---- */

static raci_status find_by_key(reopening *r, raci_error *err)
{
    raci_status status = find_acceptances(r, NULL) ? RACI_OK : ri_fail_nomem(err);
    if (status == RACI_OK) {
        status = find_decided(r, err);
    }
    if (status != RACI_OK || r->n > 0) {
        return status;
    }
    if (r->elsewhere != 0) {
        return ri_fail(err, RACI_INVALID,
                       "what was decided about '%s' is an appointment; 'raci undo %lld' takes it "
                       "back, or a change ends it",
                       r->text, (long long)r->elsewhere);
    }
    return ri_fail(err, RACI_NOTFOUND, "no finding '%s' is accepted or decided on the date%s%s%s",
                   r->text, r->near.best != NULL ? "; did you mean '" : "",
                   r->near.best != NULL ? r->near.best : "", r->near.best != NULL ? "'?" : "");
}

static raci_status find_by_subject(reopening *r, raci_error *err)
{
    const char *subject = NULL;
    raci_status status =
        ri_seek_one(&subject, r->arena, r->result->model, r->result->date, r->text, err);
    if (status == RACI_OK && !find_acceptances(r, subject)) {
        status = ri_fail_nomem(err);
    }
    if (status == RACI_OK) {
        status = find_rulings_on(r, subject, err);
    }
    return status == RACI_OK && r->n == 0
               ? ri_fail(err, RACI_NOTFOUND, "nothing about %s is accepted or decided on the date",
                         subject)
               : status;
}

/* Whether two rows belong to one thing: a finding, or a letter of a subject. */
static bool belong(const meant *a, const meant *b)
{
    if (a->finding != NULL && b->finding != NULL) {
        return strcmp(a->finding, b->finding) == 0;
    }
    return a->tab == b->tab && a->finding == NULL && b->finding == NULL &&
           strcmp(a->key[RI_RULING_LETTER], b->key[RI_RULING_LETTER]) == 0;
}

static raci_status find(reopening *r, raci_error *err)
{
    const size_t digits = strspn(r->text, "0123456789abcdef");
    const bool is_key =
        digits >= RI_BEGINNING_MIN && digits <= RI_KEY_DIGITS && r->text[digits] == '\0';
    r->length = is_key ? digits : 0;
    ri_nearest_begin(&r->near, r->text);
    raci_status status = is_key ? find_by_key(r, err) : find_by_subject(r, err);
    for (size_t i = 1; status == RACI_OK && i < r->n; i++) {
        if (!belong(&r->items[0], &r->items[i])) {
            return ri_fail(err, RACI_INVALID,
                           "'%s' may mean several acceptances or rulings; name the finding by its "
                           "key",
                           r->text);
        }
    }
    return status;
}

/* ---- ending it ---- */

static raci_status find_actor(reopening *r, const raci_act_options *options, raci_error *err)
{
    const char **others = ri_arena_array(r->arena, r->n, sizeof *others);
    if (others == NULL) {
        return ri_fail_nomem(err);
    }
    for (size_t i = 0; i < r->n; i++) {
        others[i] = r->items[i].by;
    }
    raci_status status = ri_act_new(&r->act, r->result->model, "reopen", r->result->date, options,
                                    others, r->n, err);
    for (size_t i = 0; status == RACI_OK && i < r->n; i++) {
        if (!ri_actor_stands_for(&r->act.actor, others[i])) {
            status = ri_fail(
                err, RACI_INVALID, "%s (%s) cannot reopen it: that is for %s, or whoever is above",
                r->act.actor.name, r->act.actor.ref, ri_act_name_of(r->act.actor.s, others[i]));
        }
    }
    return status;
}

static void say_title(ri_text *title, const reopening *r)
{
    const meant *first = &r->items[0];
    ri_text_format(title, "%s reopens ", r->act.actor.name);
    if (first->tab == RI_TABLE_RULINGS) {
        ri_text_format(title, "what was decided: %s of '%s' for ", first->key[RI_RULING_LETTER],
                       ri_act_name_of(snapshot_of(r), first->key[RI_RULING_SUBJECT]));
        for (size_t i = 0; i < r->n; i++) {
            ri_text_add(title, i == 0 ? "" : i + 1 == r->n ? " and " : ", ");
            ri_text_add(title, ri_act_name_of(snapshot_of(r), r->items[i].key[RI_RULING_HOLDER]));
        }
        return;
    }
    const ri_finding *finding = accepted(r, first->finding);
    if (finding != NULL) {
        ri_text_format(title, "what was accepted: %s", finding->message);
    } else {
        ri_text_format(title, "the finding %s, which is accepted and not there", first->finding);
    }
}

static raci_status write(raci_change **out, reopening *r, raci_error *err)
{
    ri_text title = RI_TEXT_INIT;
    const meant *first = &r->items[0];
    raci_change *change = r->act.change;
    size_t n = 0;
    if (first->finding != NULL) {
        change->finding = ri_arena_string(change->arena, first->finding);
    }
    raci_status status = first->finding != NULL && change->finding == NULL
                             ? ri_fail_nomem(err)
                             : ri_act_open(&r->act, r->result->model_digest, err);
    for (size_t i = 0; status == RACI_OK && i < r->n; i++) {
        status = ri_act_close(&r->act, r->items[i].tab, r->items[i].key, &n, err);
    }
    say_title(&title, r);
    if (status == RACI_OK) {
        status = ri_act_finish(out, &r->act, &title, err);
    }
    ri_text_free(&title);
    return status;
}

raci_status raci_reopen(raci_change **out, const raci_result *result, const char *finding,
                        const raci_act_options *options, raci_error *err)
{
    reopening r = {.result = result, .text = finding, .arena = ri_arena_new()};
    raci_status status = r.arena != NULL ? RACI_OK : ri_fail_nomem(err);
    if (status == RACI_OK) {
        status = ri_act_options_check(options, false, err);
    }
    if (status == RACI_OK && result->model_digest[0] == '\0') {
        status = ri_fail(err, RACI_INVALID, "the evaluation is not whole");
    }
    if (status == RACI_OK) {
        status = find(&r, err);
    }
    if (status == RACI_OK) {
        status = find_actor(&r, options, err);
    }
    if (status == RACI_OK) {
        status = write(out, &r, err);
    }
    ri_act_end(&r.act);
    ri_free(r.items);
    ri_arena_free(r.arena);
    return status;
}
