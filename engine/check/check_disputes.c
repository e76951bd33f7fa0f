/*
 * Assignments that a position contests.
 */
#include <string.h>

#include "check/checking.h"

/* Where the disputes of a subject begin. */
static uint32_t first_dispute(const ri_snapshot *s, ri_ref subject)
{
    uint32_t low = 0;
    uint32_t high = s->n_disputes;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (s->disputes[middle].subject < subject) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* The position that contests: of an office that several have, the first. RI_NONE when it
   is not there. */
static ri_ref contester_of(const ri_snapshot *s, const ri_dispute *dispute)
{
    uint32_t position = RI_NONE;
    if (dispute->by != RI_NONE && ri_ref_kind(dispute->by) == RI_OFFICE) {
        uint32_t n = 0;
        const uint32_t *positions =
            ri_snapshot_office(s, ri_intern_get(s->words, ri_ref_index(dispute->by)), &n);
        position = n > 0 ? positions[0] : RI_NONE;
    } else {
        position = ri_holder_position(s, dispute->by);
    }
    return position != RI_NONE ? ri_ref_make(RI_POSITION, position) : RI_NONE;
}

/* Whether the same position contests the same letter under another name, its office's or
   its person's, which stand before positions. `first` is where that letter begins. */
static bool is_repeated(const ri_snapshot *s, uint32_t first, uint32_t at, ri_ref contester)
{
    for (uint32_t i = first; i < at && strncmp(s->disputes[i].by_text, "position:", 9) != 0; i++) {
        if (contester_of(s, &s->disputes[i]) == contester) {
            return true;
        }
    }
    return false;
}

static void add_dispute(ri_checking *c, const ri_settlement *t, const ri_dispute *dispute,
                        uint8_t letter, ri_ref contester)
{
    const ri_outcome *outcome = &t->letters[letter];
    ri_draft draft = ri_draft_begin(c, RI_DISPUTED, t->subject, letter);
    draft.id.other = contester;
    draft.outcome = outcome;
    draft.named = outcome->holders;
    draft.n_named = outcome->n_holders;
    draft.dispute = dispute;
    ri_draft_party(c, contester);
    ri_draft_parties(c, outcome->holders, outcome->n_holders);
    ri_draft_winners(c, outcome);
    ri_draft_add(c, &draft);
}

/* A letter that nobody holds is no assignment. */
void ri_check_disputed(ri_checking *c, const ri_settlement *t)
{
    const ri_snapshot *s = c->s;
    uint32_t first = first_dispute(s, t->subject);
    for (uint32_t i = first; i < s->n_disputes && s->disputes[i].subject == t->subject; i++) {
        const ri_dispute *dispute = &s->disputes[i];
        const int letter = ri_scheme_letter(&c->policy->scheme, dispute->letter);
        const ri_ref contester = contester_of(s, dispute);
        if (strcmp(dispute->letter, s->disputes[first].letter) != 0) {
            first = i;
        }
        if (letter >= 0 && t->letters[letter].n_holders > 0 && contester != RI_NONE &&
            !is_repeated(s, first, i, contester)) {
            add_dispute(c, t, dispute, (uint8_t)letter, contester);
        }
    }
}
