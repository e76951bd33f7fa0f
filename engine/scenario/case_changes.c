/*
 * Whether the steps of a case move, break and heal what it expects.
 */
#include <string.h>

#include "base/fail.h"
#include "model/power.h"
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

/* One side of a move that is expected. */
typedef struct side {
    const char **references; /* NULL: memory is exhausted */
    size_t n;
} side;

/* false: one of the words names nobody, which `found` then says. */
static bool read_side(ri_judging *j, const ri_named_holders *of, side *out)
{
    ri_ref *refs = ri_arena_array(j->view->arena, (size_t)of->n + 1, sizeof *refs);
    out->references = ri_arena_array(j->view->arena, (size_t)of->n + 1, sizeof *out->references);
    if (refs == NULL || out->references == NULL) {
        j->status = ri_fail_nomem(j->err);
        return false;
    }
    if (!ri_judge_holders(j, of, refs, &out->n)) {
        return false;
    }
    for (size_t i = 0; i < out->n; i++) {
        out->references[i] = reference_of(j, of->in->snapshot, refs[i]);
    }
    return j->status == RACI_OK;
}

static bool are_those(const side *wanted, const char *const *items, size_t n)
{
    bool all = wanted->n == n;
    for (size_t i = 0; i < n && all; i++) { /* both stand in order */
        all = strcmp(wanted->references[i], items[i]) == 0;
    }
    return all;
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
        const ri_ref ref = ri_meant_there(s, references[i]);
        names[i] = ref != RI_NONE ? ri_snapshot_name(s, ref) : references[i];
    }
    ri_say_list(&j->found, names, n);
}

/* What is expected of a letter under the steps. */
typedef struct moving {
    const raci_result *in; /* where the subject is: with the steps or, if they end it, without */
    ri_ref subject;
    const char *letter; /* as the scheme has it; NULL: any */
    side from;
    side to;
} moving;

/* Finds what the words name; false: some name nothing, which `found` then says. */
static bool read_moving(ri_judging *j, moving *m)
{
    const ri_expectation *e = j->e;
    const raci_result *before = j->view->before;
    uint8_t letter = 0;
    m->in = j->r;
    if (e->letter != NULL) {
        if (!ri_judge_letter(j, e->letter, &letter)) {
            return false;
        }
        m->letter = ri_resolver_policy(j->r->resolver)->scheme.letters[letter].letter;
    }
    if (!ri_judge_subject(j, j->r, e->subject, &m->subject)) {
        ri_text_clear(&j->found);
        m->in = before;
        if (!ri_judge_subject(j, before, e->subject, &m->subject)) {
            return false;
        }
    }
    return e->verb == RI_EXPECT_STAYS ||
           (read_side(j, &(ri_named_holders){before, letter, e->from, e->n_from}, &m->from) &&
            read_side(j, &(ri_named_holders){j->r, letter, e->holders, e->n_holders}, &m->to));
}

/* Where a letter went; of the first one also by which rules. */
static void say_move(ri_judging *j, const ri_move *move, const moving *m)
{
    const bool first = j->found.length == 0;
    uint8_t letter = 0;
    ri_text_format(&j->found, "%s%s of '%s' moves from ", first ? "" : "; ", move->letter,
                   ri_snapshot_name(m->in->snapshot, m->subject));
    say_moved(j, j->view->before->snapshot, move->from, move->n_from);
    ri_text_add(&j->found, " to ");
    say_moved(j, j->r->snapshot, move->to, move->n_to);
    const ri_settlement *t = first && m->in == j->r && ri_judge_letter(j, move->letter, &letter)
                                 ? ri_judge_settle(j, m->subject)
                                 : NULL;
    if (t != NULL) {
        ri_say_reasons(&j->why, j->asker, t, letter);
    }
}

static bool judge_move(ri_judging *j)
{
    const ri_difference *d = &j->view->difference;
    const bool stays = j->e->verb == RI_EXPECT_STAYS;
    moving m = {.subject = RI_NONE};
    if (!read_moving(j, &m)) {
        return false;
    }
    const char *reference = reference_of(j, m.in->snapshot, m.subject);
    for (size_t i = 0; i < d->n_moves && reference != NULL; i++) {
        const ri_move *move = &d->moves[i];
        if (strcmp(move->subject, reference) != 0 ||
            (m.letter != NULL && strcmp(move->letter, m.letter) != 0)) {
            continue;
        }
        if (!stays && are_those(&m.from, move->from, move->n_from) &&
            are_those(&m.to, move->to, move->n_to)) {
            return true;
        }
        say_move(j, move, &m);
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
             ri_judge_about(j, item->finding.row.subject, j->e->subject))) {
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
        ri_say_list(&j->expected, e->from, e->n_from);
        ri_text_add(&j->expected, " to ");
        ri_say_list(&j->expected, e->holders, e->n_holders);
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
