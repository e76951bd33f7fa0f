#include "scenario/two_results.h"

#include <string.h>

#include "base/fail.h"
#include "base/memory.h"

#define CRITICAL 4 /* of 5 */

bool ri_is_critical(const ri_touchpoints *touchpoints, uint32_t touchpoint)
{
    return touchpoints->truth[touchpoint] != 0 || touchpoints->criticality[touchpoint] >= CRITICAL;
}

/* ---- findings as text ---- */

static const char *reference(const raci_result *result, ri_ref ref, ri_text *text, ri_arena *arena)
{
    ri_text_clear(text);
    ri_finding_reference(result->resolver, ref, text);
    return text->failed ? NULL : ri_arena_string(arena, ri_text_string(text));
}

static void say_parties(ri_text *out, const raci_result *result, const ri_finding *finding)
{
    for (uint32_t i = 0; i < finding->n_parties; i++) {
        ri_text_add(out, i > 0 ? ";" : "");
        ri_snapshot_reference(result->snapshot, finding->parties[i], out);
    }
}

static void say_path(ri_text *out, const raci_result *result, const ri_escalated *route)
{
    for (uint32_t i = 0; i < route->n_path; i++) {
        const ri_skip *skip = &route->path[i];
        ri_text_add(out, i > 0 ? ";" : "");
        if (skip->to == RI_NONE) {
            ri_text_add(out, "office:");
            ri_text_add(out, skip->office);
        } else {
            ri_snapshot_reference(result->snapshot, skip->to, out);
        }
        ri_text_char(out, '=');
        ri_text_add(out, skip->skipped);
    }
}

bool ri_recorded_rule_of(ri_recorded_rule *out, const ri_resolver *resolver, ri_source source,
                         ri_arena *arena)
{
    const char *file = ri_source_file(resolver, source);
    out->name = ri_arena_string(arena, ri_source_name(resolver, source));
    out->file = file[0] != '\0' ? ri_arena_string(arena, file) : NULL;
    out->line = ri_source_line(resolver, source);
    return out->name != NULL && (file[0] == '\0' || out->file != NULL);
}

static bool take_rules(ri_recorded_finding *out, const raci_result *result,
                       const ri_finding *finding, ri_arena *arena)
{
    out->n_rules = finding->n_rules;
    out->rules = ri_arena_array(arena, finding->n_rules, sizeof *out->rules);
    for (uint32_t i = 0; out->rules != NULL && i < finding->n_rules; i++) {
        if (!ri_recorded_rule_of(&out->rules[i], result->resolver, finding->rules[i], arena)) {
            return false;
        }
    }
    return out->rules != NULL;
}

bool ri_recorded_of(ri_recorded_finding *out, const raci_result *result, const ri_finding *finding,
                    ri_arena *arena)
{
    const ri_policy_data *policy = ri_policy_data_of(result->policy);
    const ri_escalated *route = &finding->escalate;
    ri_text parties = RI_TEXT_INIT;
    ri_text path = RI_TEXT_INIT;
    ri_text to = RI_TEXT_INIT;
    say_parties(&parties, result, finding);
    say_path(&path, result, route);
    if (route->any && route->to != RI_NONE) {
        ri_snapshot_reference(result->snapshot, route->to, &to);
    }
    const ri_finding_row row = {
        .subject = finding->subject_text,
        .code = finding->code_name,
        .key = finding->key,
        .fingerprint = finding->fingerprint,
        .kind = ri_finding_kind_name(finding->kind),
        .severity = ri_severity_name(finding->severity),
        .letter =
            finding->letter != RI_NO_LETTER ? policy->scheme.letters[finding->letter].letter : NULL,
        .parties = ri_text_string(&parties),
        .message = finding->message,
        .cause = finding->cause[0] != '\0' ? finding->cause : NULL,
        .to = to.length > 0 ? ri_text_string(&to) : NULL,
        .reason = route->any ? (route->reason != NULL ? route->reason : "") : NULL,
        .path = route->any ? ri_text_string(&path) : NULL,
    };
    const bool done = ri_finding_row_copy(&out->row, &row, arena) && !parties.failed &&
                      !path.failed && !to.failed && take_rules(out, result, finding, arena);
    ri_text_free(&parties);
    ri_text_free(&path);
    ri_text_free(&to);
    return done;
}

/* ---- findings, side by side ---- */

typedef struct comparing {
    ri_difference *d;
    const raci_result *before;
    const raci_result *after;
    ri_matching matching; /* places afterwards -> before */
    ri_text text;
} comparing;

/* Adds a finding of one side with its change; of a changed one, `was` is the other side's. */
static bool add_as(comparing *x, const raci_result *of, const ri_finding *finding,
                   const ri_finding *was, ri_change change)
{
    ri_recorded_finding recorded = {.n_rules = 0};
    ri_recorded_finding earlier = {.n_rules = 0};
    if (change == RI_CHANGE_EXISTING && !x->d->all) {
        x->d->counts[RI_CHANGE_EXISTING]++;
        return true;
    }
    if (was != NULL && !ri_recorded_of(&earlier, x->before, was, x->d->arena)) {
        return false;
    }
    return ri_recorded_of(&recorded, of, finding, x->d->arena) &&
           ri_difference_add(x->d, &recorded, was != NULL ? &earlier : NULL, change);
}

static bool add_finding(comparing *x, const ri_finding *before, const ri_finding *after)
{
    const bool differs =
        before != NULL && after != NULL && strcmp(before->fingerprint, after->fingerprint) != 0;
    if (after == NULL) {
        const bool kept = ri_result_retains(x->after, before);
        return add_as(x, x->before, before, NULL, kept ? RI_CHANGE_EXISTING : RI_CHANGE_GONE);
    }
    return add_as(x, x->after, after, differs ? before : NULL,
                  before == NULL ? RI_CHANGE_NEW
                  : differs      ? RI_CHANGE_CHANGED
                                 : RI_CHANGE_EXISTING);
}

int ri_findings_order(const ri_finding *a, const ri_finding *b)
{
    int order = strcmp(a->subject_text, b->subject_text);
    order = order != 0 ? order : strcmp(a->code_name, b->code_name);
    return order != 0 ? order : strcmp(a->key, b->key);
}

/* Adds those of `more` that come before a finding, or with NULL all that are left. */
static bool add_more(comparing *x, const ri_recorded_finding *more, size_t n_more, size_t *next,
                     const ri_finding *before)
{
    bool done = true;
    while (done && *next < n_more &&
           (before == NULL || ri_finding_order(before, &more[*next].row) > 0)) {
        done = ri_difference_add(x->d, &more[(*next)++], NULL, RI_CHANGE_NEW);
    }
    return done;
}

static bool compare_findings(comparing *x, const ri_recorded_finding *more, size_t n_more)
{
    const raci_result *a = x->before;
    const raci_result *b = x->after;
    size_t i = 0;
    size_t k = 0;
    size_t next = 0;
    bool done = true;
    while (done && (i < a->n_findings || k < b->n_findings)) {
        if (i < a->n_findings && !x->d->all && ri_result_retains(b, &a->findings[i])) {
            x->d->counts[RI_CHANGE_EXISTING]++; /* its place does not matter */
            i++;
            continue;
        }
        const int order = i == a->n_findings ? 1
                          : k == b->n_findings
                              ? -1
                              : ri_findings_order(&a->findings[i], &b->findings[k]);
        const ri_finding *before = order <= 0 ? &a->findings[i++] : NULL;
        const ri_finding *after = order >= 0 ? &b->findings[k++] : NULL;
        done = add_more(x, more, n_more, &next, before != NULL ? before : after) &&
               add_finding(x, before, after);
    }
    return done && add_more(x, more, n_more, &next, NULL);
}

/* ---- moves ---- */

/* The same holder in the snapshot before, or RI_NONE. */
static ri_ref same_before(const comparing *x, ri_ref holder)
{
    if (x->after->due.words != NULL) { /* places are the same ones */
        return holder;
    }
    const uint32_t place = x->matching.other[ri_ref_kind(holder)][ri_ref_index(holder)];
    return place != RI_NONE ? ri_ref_make(ri_ref_kind(holder), place) : RI_NONE;
}

static bool same_holders(const comparing *x, const ri_ref *before, uint32_t n, const ri_ref *after,
                         uint32_t m)
{
    uint32_t i = 0;
    while (n == m && i < n && same_before(x, after[i]) == before[i]) {
        i++;
    }
    return n == m && i == n;
}

static bool take_holders(const char ***out, size_t *n_out, const raci_result *result,
                         const ri_ref *holders, uint32_t n, comparing *x)
{
    *n_out = n;
    *out = ri_arena_array(x->d->arena, n, sizeof **out);
    for (uint32_t i = 0; *out != NULL && i < n; i++) {
        (*out)[i] = reference(result, holders[i], &x->text, x->d->arena);
        if ((*out)[i] == NULL) {
            return false;
        }
    }
    return *out != NULL;
}

bool ri_letter_walk_next(ri_letter_walk *walk)
{
    const ri_scheme *a = walk->before;
    const ri_scheme *b = walk->after;
    const uint32_t i = walk->next_before;
    const uint32_t k = walk->next_after;
    if (i == a->n && k == b->n) {
        return false;
    }
    const int order = i == a->n   ? 1
                      : k == b->n ? -1
                                  : strcmp(a->letters[i].letter, b->letters[k].letter);
    walk->letter = order <= 0 ? a->letters[i].letter : b->letters[k].letter;
    walk->was = order <= 0 ? (uint8_t)i : RI_NO_LETTER;
    walk->is = order >= 0 ? (uint8_t)k : RI_NO_LETTER;
    walk->next_before += order <= 0;
    walk->next_after += order >= 0;
    return true;
}

static const ri_ref *holders_of(const ri_row *row, uint8_t letter, uint32_t *n)
{
    *n = 0;
    return letter != RI_NO_LETTER ? ri_row_holders(row, letter, n) : row->holder;
}

/* Compares the rows of a subject; RI_NONE: it is not there on that side. */
static bool compare_rows(comparing *x, uint32_t before, uint32_t after)
{
    static const ri_row nothing = {NULL, NULL, 0};
    const ri_row a = before != RI_NONE ? ri_matrix_row_of(&x->before->matrix, before) : nothing;
    const ri_row b = after != RI_NONE ? ri_matrix_row_of(&x->after->matrix, after) : nothing;
    ri_letter_walk walk = {.before = &ri_policy_data_of(x->before->policy)->scheme,
                           .after = &ri_policy_data_of(x->after->policy)->scheme};
    const char *subject = NULL;
    if (x->after->due.words != NULL && a.n == b.n &&
        (a.n == 0 || (memcmp(a.holder, b.holder, a.n * sizeof *a.holder) == 0 &&
                      memcmp(a.letter, b.letter, a.n) == 0))) {
        return true; /* places are the same ones: nearly all are so */
    }
    while (ri_letter_walk_next(&walk)) {
        uint32_t n = 0;
        uint32_t m = 0;
        const ri_ref *from = holders_of(&a, walk.was, &n);
        const ri_ref *to = holders_of(&b, walk.is, &m);
        if (same_holders(x, from, n, to, m)) {
            continue;
        }
        if (subject == NULL) {
            const raci_result *of = after != RI_NONE ? x->after : x->before;
            const ri_ref ref = ri_subject_at(of->snapshot, after != RI_NONE ? after : before);
            subject = reference(of, ref, &x->text, x->d->arena);
        }
        ri_move move = {.subject = subject, .letter = ri_arena_string(x->d->arena, walk.letter)};
        if (move.subject == NULL || move.letter == NULL ||
            !take_holders(&move.from, &move.n_from, x->before, from, n, x) ||
            !take_holders(&move.to, &move.n_to, x->after, to, m, x) ||
            !RI_PUSH(x->d->moves, x->d->n_moves, x->d->moves_capacity, move)) {
            return false;
        }
    }
    return true;
}

/* By kind, then key. */
static int subject_order(const comparing *x, uint32_t before, uint32_t after)
{
    const ri_ref a = ri_subject_at(x->before->snapshot, before);
    const ri_ref b = ri_subject_at(x->after->snapshot, after);
    if (ri_ref_kind(a) != ri_ref_kind(b)) {
        return ri_ref_kind(a) < ri_ref_kind(b) ? -1 : 1;
    }
    char key[2 * RI_KEY_MAX + 3];
    const char *left = ri_snapshot_key(x->before->snapshot, a);
    (void)strncpy(key, left, sizeof key - 1); /* a handoff's is borrowed until the next one */
    key[sizeof key - 1] = '\0';
    return strcmp(key, ri_snapshot_key(x->after->snapshot, b));
}

/* Where only some subjects were looked at again, the other rows are the same ones. */
static bool compare_due(comparing *x)
{
    const ri_bits *due = &x->after->due;
    const uint32_t n = due->n;
    bool done = true;
    for (uint32_t i = ri_bits_next(due, 0, n); i < n && done; i = ri_bits_next(due, i + 1, n)) {
        const ri_ref subject = ri_subject_at(x->after->snapshot, i);
        const bool was = ri_thing_there(x->before->snapshot, subject);
        const bool is = ri_thing_there(x->after->snapshot, subject);
        done = !(was || is) || compare_rows(x, was ? i : RI_NONE, is ? i : RI_NONE);
    }
    return done;
}

static bool compare_matrices(comparing *x)
{
    if (x->after->due.words != NULL) {
        return compare_due(x);
    }
    const uint32_t n = x->before->matrix.n;
    const uint32_t m = x->after->matrix.n;
    uint32_t i = 0;
    uint32_t k = 0;
    bool done = true;
    while (done && (i < n || k < m)) {
        const int order = i == n ? 1 : k == m ? -1 : subject_order(x, i, k);
        const uint32_t before = order <= 0 ? i++ : RI_NONE;
        const uint32_t after = order >= 0 ? k++ : RI_NONE;
        done = compare_rows(x, before, after);
    }
    return done;
}

/* ---- the whole ---- */

bool ri_matching_make(ri_matching *out, const ri_snapshot *s, const ri_snapshot *other,
                      ri_arena *arena)
{
    *out = (ri_matching){{NULL}};
    for (int kind = 0; kind < RI_KIND_COUNT; kind++) {
        const ri_rows *rows = ri_snapshot_rows(s, (ri_kind)kind);
        const ri_rows *others = ri_snapshot_rows(other, (ri_kind)kind);
        uint32_t at = 0;
        if (rows == NULL) {
            continue;
        }
        out->other[kind] = ri_arena_array(arena, rows->n, sizeof *out->other[kind]);
        if (out->other[kind] == NULL) {
            return false;
        }
        for (uint32_t i = 0; i < rows->n; i++) {
            while (at < others->n && strcmp(others->key[at], rows->key[i]) < 0) {
                at++;
            }
            const bool same = at < others->n && strcmp(others->key[at], rows->key[i]) == 0;
            out->other[kind][i] = same ? at : RI_NONE;
        }
    }
    return true;
}

raci_status ri_compare_results(ri_difference *out, const raci_result *before,
                               const raci_result *after, const ri_recorded_finding *more,
                               size_t n_more, raci_error *err)
{
    comparing x = {.d = out, .before = before, .after = after};
    const size_t failures =
        ri_snapshot_failures(before->snapshot) + ri_snapshot_failures(after->snapshot);
    const bool done =
        (after->due.words != NULL ||
         ri_matching_make(&x.matching, after->snapshot, before->snapshot, out->arena)) &&
        compare_findings(&x, more, n_more) && compare_matrices(&x) &&
        ri_snapshot_failures(before->snapshot) + ri_snapshot_failures(after->snapshot) == failures;
    ri_text_free(&x.text);
    return done ? RACI_OK : ri_fail_nomem(err);
}
