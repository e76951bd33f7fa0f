#include "check/seek_finding.h"

#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "base/memory.h"
#include "base/nearest.h"
#include "base/order.h"
#include "check/checking.h"

#define BEGINNING_TOLD 8

/* ---- by key ---- */

static int by_key(const void *a, const void *b, const void *context)
{
    (void)context;
    return strcmp(((const ri_finding_at *)a)->finding->key,
                  ((const ri_finding_at *)b)->finding->key);
}

static int compare_key(const void *item, const void *key, const void *context)
{
    (void)context;
    return strcmp(((const ri_finding_at *)item)->finding->key, key);
}

bool ri_keyed_findings_make(ri_keyed_findings *out, const raci_result *result, ri_arena *arena)
{
    out->n = result->n_findings + result->n_accepted;
    out->items = ri_arena_array(arena, out->n, sizeof *out->items);
    for (size_t i = 0; out->items != NULL && i < out->n; i++) {
        out->items[i].finding = i < result->n_findings ? &result->findings[i]
                                                       : &result->accepted[i - result->n_findings];
    }
    return out->items != NULL && ri_order(out->items, out->n, sizeof *out->items, by_key, NULL);
}

/* The first whose key is not before a text. */
static size_t place_of(const ri_keyed_findings *keyed, const char *text)
{
    return ri_order_place(keyed->items, keyed->n, sizeof *keyed->items, compare_key, text, NULL);
}

const ri_finding *ri_keyed_finding(const ri_keyed_findings *keyed, const char *key)
{
    const size_t at = place_of(keyed, key);
    return at < keyed->n && strcmp(keyed->items[at].finding->key, key) == 0
               ? keyed->items[at].finding
               : NULL;
}

static size_t common(const char *a, const char *b)
{
    size_t n = 0;
    while (a[n] != '\0' && a[n] == b[n]) {
        n++;
    }
    return n;
}

size_t ri_keyed_beginning(const ri_keyed_findings *keyed, const char *key)
{
    const size_t at = place_of(keyed, key);
    size_t shared = 0;
    if (at > 0) {
        shared = common(keyed->items[at - 1].finding->key, key);
    }
    if (at + 1 < keyed->n) {
        const size_t next = common(keyed->items[at + 1].finding->key, key);
        shared = next > shared ? next : shared;
    }
    return shared < BEGINNING_TOLD ? BEGINNING_TOLD : shared + 1;
}

const ri_finding *ri_keyed_root(const ri_keyed_findings *keyed, const ri_finding *finding)
{
    const ri_finding *root =
        finding->cause[0] != '\0' ? ri_keyed_finding(keyed, finding->cause) : NULL;
    return root != NULL ? root : finding;
}

/* ---- what is sought ---- */

typedef struct seeking {
    ri_finding_sought *out;
    const raci_result *result;
    ri_keyed_findings keyed;
    ri_arena *arena;
    ri_finding_at *found;
    size_t n;
    size_t capacity;
} seeking;

static bool is_beginning(const char *text)
{
    const size_t length = strspn(text, "0123456789abcdef");
    return length >= RI_BEGINNING_MIN && length <= RI_KEY_DIGITS && text[length] == '\0';
}

static bool add(seeking *s, const ri_finding *finding)
{
    return RI_PUSH(s->found, s->n, s->capacity, (ri_finding_at){finding});
}

static bool add_beginning_with(seeking *s, const char *text)
{
    const size_t length = strlen(text);
    bool done = true;
    for (size_t i = place_of(&s->keyed, text);
         done && i < s->keyed.n && strncmp(s->keyed.items[i].finding->key, text, length) == 0;
         i++) {
        done = add(s, s->keyed.items[i].finding);
    }
    return done;
}

/* Adds each root of what escalates, if it or that is on the subject. */
static bool add_about(seeking *s, const char *subject)
{
    bool done = true;
    for (size_t i = 0; done && i < s->result->n_findings; i++) {
        const ri_finding *finding = &s->result->findings[i];
        const ri_finding *root = ri_keyed_root(&s->keyed, finding);
        if (!finding->escalate.any) {
            continue;
        }
        if (strcmp(root->subject_text, subject) == 0) {
            done = add(s, root);
        } else if (strcmp(finding->subject_text, subject) == 0) {
            done = add(s, finding);
        }
    }
    return done;
}

/* In memory findings stand as results list them, accepted ones elsewhere: by place. */
static int by_place(const void *a, const void *b, const void *context)
{
    const seeking *s = context;
    const ri_finding *x = ((const ri_finding_at *)a)->finding;
    const ri_finding *y = ((const ri_finding_at *)b)->finding;
    const ri_finding *first = s->result->findings;
    const bool open_x = x >= first && x < first + s->result->n_findings;
    const bool open_y = y >= first && y < first + s->result->n_findings;
    return open_x != open_y ? (open_x ? -1 : 1) : x < y ? -1 : x > y;
}

/* One is the answer; several are candidates, each once. */
static bool conclude(seeking *s)
{
    size_t kept = 0;
    if (!ri_order(s->found, s->n, sizeof *s->found, by_place, s)) {
        return false;
    }
    for (size_t i = 0; i < s->n; i++) {
        if (kept == 0 || s->found[kept - 1].finding != s->found[i].finding) {
            s->found[kept++] = s->found[i];
        }
    }
    s->n = kept;
    *s->out = (ri_finding_sought){.finding = kept == 1 ? s->found[0].finding : NULL};
    if (kept > 1) {
        s->out->candidates = ri_arena_keep(s->arena, s->found, kept, sizeof *s->found);
        s->out->n_candidates = kept;
    }
    return kept <= 1 || s->out->candidates != NULL;
}

/* ---- what is not there ---- */

static raci_status fail_key(const seeking *s, const char *text, raci_error *err)
{
    char day[11];
    ri_nearest near;
    ri_nearest_begin(&near, text);
    for (size_t i = 0; i < s->keyed.n; i++) {
        ri_nearest_offer_beginning(&near, s->keyed.items[i].finding->key);
    }
    return ri_fail(err, RACI_NOTFOUND, "on %s there is no finding '%s'%s%s%s",
                   ri_day_format(s->result->date, day), text,
                   near.best != NULL ? "; did you mean '" : "", near.best != NULL ? near.best : "",
                   near.best != NULL ? "'?" : "");
}

static raci_status fail_calm(const seeking *s, const char *subject, raci_error *err)
{
    char day[11];
    return ri_fail(err, RACI_NOTFOUND, "nothing about %s waits for a decision on %s", subject,
                   ri_day_format(s->result->date, day));
}

/* ---- the whole ---- */

static bool is_any_subject(const seeking *s, const char *text)
{
    for (size_t i = 0; i < s->result->n_findings; i++) {
        if (strcmp(s->result->findings[i].subject_text, text) == 0) {
            return true;
        }
    }
    return false;
}

static raci_status seek_subject(seeking *s, const char *text, raci_error *err)
{
    const char *subject = text;
    raci_status status = RACI_OK;
    if (!is_any_subject(s, text)) {
        status = ri_seek_one(&subject, s->arena, s->result->model, s->result->date, text, err);
        if (status == RACI_NOTFOUND && is_beginning(text)) {
            ri_error_clear(err);
            return fail_key(s, text, err);
        }
        if (status != RACI_OK) {
            return status;
        }
    }
    if (!add_about(s, subject)) {
        return ri_fail_nomem(err);
    }
    return s->n > 0 ? RACI_OK : fail_calm(s, subject, err);
}

raci_status ri_seek_finding(ri_finding_sought *out, const raci_result *result, const char *text,
                            ri_arena *arena, raci_error *err)
{
    seeking s = {.out = out, .result = result, .arena = arena};
    raci_status status =
        ri_keyed_findings_make(&s.keyed, result, arena) ? RACI_OK : ri_fail_nomem(err);
    if (status == RACI_OK && is_beginning(text) && !add_beginning_with(&s, text)) {
        status = ri_fail_nomem(err);
    }
    if (status == RACI_OK && s.n == 0) {
        status = seek_subject(&s, text, err);
    }
    if (status == RACI_OK && !conclude(&s)) {
        status = ri_fail_nomem(err);
    }
    ri_free(s.found);
    return status;
}
