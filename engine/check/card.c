#include "check/card.h"

#include "base/memory.h"

/* ---- what cards share ---- */

static bool index_passages(ri_cards *cards)
{
    const ri_snapshot *s = cards->s;
    const ri_handoffs *handoffs = &s->handoffs;
    const uint32_t n = s->touchpoints.rows.n;
    uint32_t *first = ri_arena_array(cards->arena, (size_t)n + 2, sizeof *first);
    uint32_t *items = ri_arena_array(cards->arena, 2 * (size_t)handoffs->n, sizeof *items);
    if (first == NULL || items == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < handoffs->n; i++) {
        if (ri_handoff_there(handoffs, i)) {
            first[handoffs->from[i] + 2]++;
            first[handoffs->to[i] + 2]++;
        }
    }
    for (uint32_t t = 0; t < n; t++) {
        first[t + 2] += first[t + 1];
    }
    for (uint32_t i = 0; i < handoffs->n; i++) {
        if (ri_handoff_there(handoffs, i)) {
            items[first[handoffs->from[i] + 1]++] = i;
            items[first[handoffs->to[i] + 1]++] = i;
        }
    }
    cards->passages = (ri_lists){first, items};
    return true;
}

static bool note_places(ri_cards *cards)
{
    const ri_snapshot *s = cards->s;
    const ri_lists *journeys = &s->journeys.touchpoints;
    cards->place = ri_arena_array(cards->arena, s->touchpoints.rows.n, sizeof *cards->place);
    for (uint32_t j = 0; cards->place != NULL && j < s->journeys.rows.n; j++) {
        for (uint32_t i = journeys->first[j]; i < journeys->first[j + 1]; i++) {
            const uint32_t t = journeys->items[i];
            cards->place[t] = s->touchpoints.journey[t] == j ? i : cards->place[t];
        }
    }
    return cards->place != NULL;
}

bool ri_cards_begin(ri_cards *out, const ri_snapshot *s, const ri_matrix *matrix,
                    const ri_policy_data *policy, ri_arena *arena)
{
    *out = (ri_cards){.s = s, .matrix = matrix, .policy = policy, .arena = arena};
    if (!ri_held_make(&out->held, s, matrix, arena) || !index_passages(out) || !note_places(out)) {
        return false;
    }
    out->sections = ri_arena_array(arena, out->held.n, sizeof *out->sections);
    return out->sections != NULL;
}

/* Who is accountable for a touchpoint or, where nobody is, responsible. */
static const ri_ref *who_has(const ri_cards *cards, uint32_t touchpoint, uint32_t *n)
{
    const ri_scheme *scheme = &cards->policy->scheme;
    const uint32_t number = ri_subject_number(cards->s, ri_ref_make(RI_TOUCHPOINT, touchpoint));
    const ri_ref *holders = ri_matrix_holders(cards->matrix, number, scheme->accountable, n);
    return *n > 0 ? holders : ri_matrix_holders(cards->matrix, number, scheme->responsible, n);
}

ri_card_passage ri_card_passage_of(const ri_cards *cards, uint32_t touchpoint, uint32_t handoff)
{
    const ri_handoffs *handoffs = &cards->s->handoffs;
    const bool arrives = handoffs->to[handoff] == touchpoint;
    const uint32_t other = arrives ? handoffs->from[handoff] : handoffs->to[handoff];
    ri_card_passage passage = {.handoff = handoff,
                               .arrives = arrives,
                               .own = ri_ref_make(RI_TOUCHPOINT, touchpoint),
                               .other = ri_ref_make(RI_TOUCHPOINT, other)};
    passage.with = who_has(cards, other, &passage.n_with);
    return passage;
}

bool ri_card_works(const ri_cards *cards, uint8_t letter)
{
    const ri_scheme *scheme = &cards->policy->scheme;
    return letter == scheme->accountable || letter == scheme->responsible;
}

/* ---- whom it escalates to ---- */

/* The position with an office: one that is filled, where there are several; RI_NONE for none. */
static uint32_t arbiter(const ri_snapshot *s, const char *office, uint32_t but)
{
    uint32_t n = 0;
    const uint32_t *positions = ri_snapshot_office(s, office, &n);
    uint32_t found = RI_NONE;
    for (uint32_t i = 0; i < n; i++) {
        if (positions[i] != but && (found == RI_NONE || (ri_position_vacant(s, found) &&
                                                         !ri_position_vacant(s, positions[i])))) {
            found = positions[i];
        }
    }
    return found;
}

bool ri_card_escalates(ri_ref **out, size_t *n, const ri_cards *cards, uint32_t position)
{
    const ri_snapshot *s = cards->s;
    const bool first = cards->policy->escalation.lowest_first && position != RI_NONE;
    const uint32_t asked[] = {first ? s->positions.up[position] : RI_NONE,
                              arbiter(s, "cxo", position), arbiter(s, "ceo", position)};
    const bool decides = ri_position_has_office(s, position, "ceo");
    const size_t n_asked = decides ? 0 : sizeof asked / sizeof asked[0];
    ri_ref *items = ri_arena_array(cards->arena, n_asked, sizeof *items);
    *n = 0;
    *out = items;
    for (size_t i = 0; items != NULL && i < n_asked; i++) {
        /* A superior may be one of them. */
        if (asked[i] != RI_NONE &&
            (*n == 0 || items[*n - 1] != ri_ref_make(RI_POSITION, asked[i]))) {
            items[(*n)++] = ri_ref_make(RI_POSITION, asked[i]);
        }
    }
    return items != NULL;
}

/* ---- a card ---- */

bool ri_card_within(const ri_snapshot *s, ri_ref other, ri_ref holder)
{
    const ri_kind kind = ri_ref_kind(other);
    return ri_held_reaches(s, other, holder) ||
           ((kind == RI_POSITION || kind == RI_UNIT) && ri_includes(s, holder, other));
}

static bool with_others(const ri_snapshot *s, const ri_card_passage *passage, ri_ref holder)
{
    uint32_t i = 0;
    while (i < passage->n_with && ri_card_within(s, passage->with[i], holder)) {
        i++;
    }
    return i < passage->n_with || passage->n_with == 0;
}

static bool find_passages(ri_card *card, const ri_cards *cards)
{
    ri_card_passage *items = NULL;
    size_t capacity = 0;
    ri_ref before = RI_NONE;
    bool done = true;
    for (size_t k = 0; done && k < card->n_holdings; k++) {
        const ri_holding *holding = &card->holdings[k];
        const uint32_t t = ri_ref_index(holding->subject);
        if (ri_ref_kind(holding->subject) != RI_TOUCHPOINT || before == holding->subject ||
            !ri_card_works(cards, holding->letter)) {
            continue;
        }
        before = holding->subject;
        for (uint32_t i = cards->passages.first[t]; done && i < cards->passages.first[t + 1]; i++) {
            const ri_card_passage passage = ri_card_passage_of(cards, t, cards->passages.items[i]);
            done = !with_others(cards->s, &passage, card->holder) ||
                   RI_PUSH(items, card->n_passages, capacity, passage);
        }
    }
    card->passages =
        done ? ri_arena_keep(cards->arena, items, card->n_passages, sizeof *items) : NULL;
    ri_free(items);
    return card->passages != NULL;
}

static bool find_rulings(ri_card *card, const ri_cards *cards)
{
    const ri_snapshot *s = cards->s;
    uint32_t *items = NULL;
    size_t capacity = 0;
    bool done = true;
    for (size_t k = 0; done && k < card->n_holdings; k++) {
        const ri_ref subject = card->holdings[k].subject;
        if (k > 0 && card->holdings[k - 1].subject == subject) {
            continue;
        }
        for (uint32_t i = ri_stated_first(s->rulings, s->n_rulings, subject);
             done && i < s->n_rulings && s->rulings[i].subject == subject; i++) {
            done = RI_PUSH(items, card->n_rulings, capacity, i);
        }
    }
    card->rulings =
        done ? ri_arena_keep(cards->arena, items, card->n_rulings, sizeof *items) : NULL;
    ri_free(items);
    return card->rulings != NULL;
}

bool ri_card_make(ri_card *out, ri_cards *cards, ri_ref holder)
{
    *out = (ri_card){.holder = holder, .position = ri_holder_position(cards->s, holder)};
    const bool done =
        ri_held_by(&out->holdings, &out->n_holdings, &cards->held, holder, cards->arena) &&
        find_passages(out, cards) && find_rulings(out, cards) &&
        ri_card_escalates(&out->escalates, &out->n_escalates, cards, out->position) &&
        ri_card_lines_make(out, cards);
    out->decides = ri_position_has_office(cards->s, out->position, "ceo");
    return done;
}

bool ri_card_is_for(const ri_snapshot *s, const ri_indexes *seats, ri_ref holder,
                    const char *person)
{
    ri_kind kind = RI_KIND_COUNT;
    const char *key = NULL;
    if (!ri_reference_split(person, &kind, &key) || kind != RI_PERSON) {
        return false;
    }
    const ri_ref who = ri_snapshot_find(s, kind, key);
    bool is_for = who != RI_NONE && who == holder;
    for (size_t i = 0; i < seats->n && !is_for && ri_ref_kind(holder) != RI_PERSON; i++) {
        is_for = who != RI_NONE && s->seats[seats->items[i]].person == ri_ref_index(who);
    }
    return is_for;
}
