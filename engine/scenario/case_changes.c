/*
 * Whether the steps of a case move, break and heal what it expects.
 */
#include <string.h>

#include "base/fail.h"
#include "scenario/tests.h"

static const char *reference_of(ri_judging *j, const ri_snapshot *s, ri_ref ref)
{
    ri_text text = RI_TEXT_INIT;
    ri_snapshot_reference(s, ref, &text);
    const char *kept = text.failed ? NULL : ri_arena_string(j->view->arena, ri_text_string(&text));
    ri_text_free(&text);
    if (kept == NULL) {
        j->status = ri_fail_nomem(j->err);
    }
    return kept;
}

/* ---- letters ---- */

static void say_list(ri_text *out, const char *const *items, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        ri_text_format(out, "%s%s", i == 0 ? "" : i + 1 == n ? " and " : ", ", items[i]);
    }
    ri_text_add(out, n == 0 ? "nobody" : "");
}

/* Whether those that the words name on one side are those that a move has there. */
static bool are_those(ri_judging *j, const raci_result *r, const char *const *words, uint32_t n,
                      const char *const *items, size_t n_items)
{
    size_t met = 0;
    for (uint32_t i = 0; i < n; i++) {
        ri_ref ref = RI_NONE;
        if (!ri_judge_holder(j, r, words[i], &ref)) {
            ri_say_quotes(j, n);
            ri_text_add(&j->found, "; ");
            return false;
        }
        const char *reference = reference_of(j, r->snapshot, ref);
        for (size_t k = 0; reference != NULL && k < n_items; k++) {
            met += strcmp(items[k], reference) == 0;
        }
    }
    return met == n && n == n_items;
}

/* Holders that a move has, by their names on that side. */
static void say_moved(ri_judging *j, const ri_snapshot *s, const char *const *references, size_t n)
{
    const char **names = ri_arena_array(j->view->arena, n + 1, sizeof *names);
    if (names == NULL) {
        j->status = ri_fail_nomem(j->err);
        return;
    }
    for (size_t i = 0; i < n; i++) {
        ri_kind kind = RI_KIND_COUNT;
        const char *key = NULL;
        const ri_ref ref = ri_reference_split(references[i], &kind, &key)
                               ? ri_snapshot_find(s, kind, key)
                               : RI_NONE;
        names[i] = ref != RI_NONE ? ri_snapshot_name(s, ref) : references[i];
    }
    say_list(&j->found, names, n);
}

/* Where a letter went; of the first one also by which rules. */
static void say_move(ri_judging *j, const ri_move *move, ri_ref subject)
{
    const bool first = j->why.length == 0;
    uint8_t letter = 0;
    ri_text_format(&j->found, "%s%s of '%s' moves from ", first ? "" : "; ", move->letter,
                   ri_snapshot_name(j->r->snapshot, subject));
    say_moved(j, j->view->before->snapshot, move->from, move->n_from);
    ri_text_add(&j->found, " to ");
    say_moved(j, j->r->snapshot, move->to, move->n_to);
    const ri_settlement *t =
        first && ri_judge_letter(j, move->letter, &letter) ? ri_judge_settle(j, subject) : NULL;
    if (t != NULL) {
        ri_say_reasons(&j->why, j->asker, t, letter);
    }
}

static bool is_of(const ri_move *move, const char *subject, const char *letter)
{
    return strcmp(move->subject, subject) == 0 &&
           (letter == NULL || strcmp(move->letter, letter) == 0);
}

static bool judge_move(ri_judging *j)
{
    const ri_expectation *e = j->e;
    const ri_difference *d = &j->view->difference;
    const ri_scheme *scheme = &ri_resolver_policy(j->r->resolver)->scheme;
    const bool stays = e->verb == RI_EXPECT_STAYS;
    ri_ref subject = RI_NONE;
    uint8_t letter = 0;
    if ((e->letter != NULL && !ri_judge_letter(j, e->letter, &letter)) ||
        !ri_judge_subject(j, e->subject, &subject)) {
        return false;
    }
    const char *reference = reference_of(j, j->r->snapshot, subject);
    for (size_t i = 0; i < d->n_moves && reference != NULL; i++) {
        const ri_move *move = &d->moves[i];
        if (!is_of(move, reference, e->letter != NULL ? scheme->letters[letter].letter : NULL)) {
            continue;
        }
        if (!stays && are_those(j, j->view->before, e->from, e->n_from, move->from, move->n_from) &&
            are_those(j, j->r, e->holders, e->n_holders, move->to, move->n_to)) {
            return true;
        }
        say_move(j, move, subject);
    }
    if (j->found.length == 0 && !stays) {
        ri_text_add(&j->found, "it stays where it is");
    }
    return stays && j->found.length == 0;
}

/* ---- findings ---- */

static bool judge_change(ri_judging *j, ri_change change)
{
    const ri_difference *d = &j->view->difference;
    for (size_t i = 0; i < d->n_findings; i++) {
        const ri_diff_finding *item = &d->findings[i];
        if (item->change == change && strcmp(item->finding.row.code, j->e->name) == 0 &&
            (j->e->subject == NULL ||
             ri_judge_about(j->r->snapshot, item->finding.row.subject, j->e->subject))) {
            return true;
        }
        if (item->change == change && j->found.length < 200) {
            ri_text_format(&j->found, "%s%s on %s", j->found.length > 0 ? ", " : "",
                           item->finding.row.code, item->finding.row.subject);
        }
    }
    ri_text others = j->found;
    j->found = (ri_text)RI_TEXT_INIT;
    if (j->e->subject == NULL || ri_judge_there(j, j->e->subject)) {
        ri_text_add(&j->found, others.length > 0 ? ri_text_string(&others) : "nothing does");
    }
    j->found.failed = j->found.failed || others.failed;
    ri_text_free(&others);
    return false;
}

bool ri_judge_changes(ri_judging *j)
{
    const ri_expectation *e = j->e;
    switch (e->verb) {
    case RI_EXPECT_MOVES:
        ri_text_format(&j->expected, "%s of '%s' moves from ", e->letter, e->subject);
        say_list(&j->expected, e->from, e->n_from);
        ri_text_add(&j->expected, " to ");
        say_list(&j->expected, e->holders, e->n_holders);
        return judge_move(j);
    case RI_EXPECT_STAYS:
        ri_text_format(&j->expected, "%s%s'%s' stays", e->letter != NULL ? e->letter : "",
                       e->letter != NULL ? " of " : "", e->subject);
        return judge_move(j);
    default:
        break;
    }
    const bool breaks = e->verb == RI_EXPECT_BREAKS;
    ri_text_format(&j->expected, "the steps %s %s", breaks ? "bring" : "heal", e->name);
    if (e->subject != NULL) {
        ri_text_format(&j->expected, " on '%s'", e->subject);
    }
    return ri_judge_check(j) && judge_change(j, breaks ? RI_CHANGE_NEW : RI_CHANGE_GONE);
}
