/*
 * Whether those who are accountable or responsible have acknowledged their role cards since
 * these last changed.
 */
#include <string.h>

#include "base/day.h"
#include "base/order.h"
#include "check/card.h"
#include "check/overall.h"

static bool has_work(const ri_cards *cards, uint32_t h)
{
    const ri_held *held = &cards->held;
    size_t i = held->first[h];
    while (i < held->first[h + 1] && !ri_card_works(cards, held->letter[i])) {
        i++;
    }
    return i < held->first[h + 1];
}

/* Whether anybody is there who could acknowledge it: empty seats are another finding. */
static bool has_people(ri_checking *c, ri_ref holder)
{
    c->scratch.n = 0;
    c->out_of_memory = !ri_holder_seats(c->s, holder, &c->scratch) || c->out_of_memory;
    return c->scratch.n > 0;
}

static int by_holder(const void *item, const void *reference, const void *context)
{
    (void)context;
    return strcmp(((const ri_acknowledged *)item)->holder, reference);
}

static const ri_acknowledged *last_of(ri_checking *c, ri_ref holder)
{
    const ri_snapshot *s = c->s;
    ri_text_clear(&c->text);
    ri_snapshot_reference(s, holder, &c->text);
    c->out_of_memory = c->out_of_memory || c->text.failed;
    const char *reference = ri_text_string(&c->text);
    const size_t at = ri_order_place(s->acknowledged, s->n_acknowledged, sizeof *s->acknowledged,
                                     by_holder, reference, NULL);
    return at < s->n_acknowledged && strcmp(s->acknowledged[at].holder, reference) == 0
               ? &s->acknowledged[at]
               : NULL;
}

/* The seats of whoever could acknowledge it are in c->scratch. */
static void check_card(ri_checking *c, ri_cards *cards, ri_ref holder)
{
    char digest[65];
    const ri_acknowledged *last = last_of(c, holder);
    if (!ri_card_digest(digest, cards, holder)) {
        c->out_of_memory = true;
        return;
    }
    const bool same = last != NULL && strcmp(last->card, digest) == 0;
    if (!same || !ri_card_is_for(c->s, &c->scratch, holder, last->person)) {
        const ri_tale tale = {.acknowledged = last, .unchanged = same};
        ri_draft draft = ri_draft_begin(c, RI_UNACKNOWLEDGED, holder, RI_NO_LETTER);
        draft.tale = &tale;
        ri_draft_party(c, holder);
        ri_draft_add(c, &draft);
    }
}

void ri_check_unacknowledged(ri_checking *c, const ri_matrix *matrix)
{
    ri_cards cards;
    ri_arena *arena = ri_arena_new();
    if (arena == NULL || !ri_cards_begin(&cards, c->s, matrix, c->policy, arena)) {
        c->out_of_memory = true;
        ri_arena_free(arena);
        return;
    }
    for (uint32_t h = 0; h < cards.held.n && !c->out_of_memory; h++) {
        if (has_work(&cards, h) && has_people(c, cards.held.holder[h])) {
            check_card(c, &cards, cards.held.holder[h]);
        }
    }
    ri_arena_free(arena);
}

void ri_say_unacknowledged(const ri_checking *c, const ri_draft *draft, ri_text *out)
{
    const ri_acknowledged *last = draft->tale->acknowledged;
    char day[11];
    if (last == NULL) {
        ri_text_add(out, "Nobody has acknowledged the role card of ");
        ri_phrase_holder(c, draft->id.subject, out);
        return;
    }
    ri_text_add(out, draft->tale->unchanged ? "Who acknowledged the role card of "
                                            : "The role card of ");
    ri_phrase_holder(c, draft->id.subject, out);
    ri_text_format(out,
                   draft->tale->unchanged ? ", as of %s, does not sit there any more"
                                          : " has changed since it was acknowledged, as of %s",
                   ri_day_format(last->day, day));
}
