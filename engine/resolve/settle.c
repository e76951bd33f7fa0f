/*
 * Rules that apply → who holds each letter: 2-rules.md, "From rules to
 * assignments", steps 3 to 6. The comments name the step.
 */
#include <string.h>

#include "base/order.h"
#include "resolve/workings.h"

#define FEW 16

static bool about(uint16_t letters, uint8_t letter)
{
    return ((unsigned)letters >> letter & 1u) != 0;
}

/* ---- step 3: the winners ---- */

/* Collects into assigners the applicable sources that assign the letter; gives
   their highest tier. */
static ri_tier collect_assigners(ri_resolver *r, uint8_t letter)
{
    ri_tier highest = RI_TIER_DEFAULT;
    r->assigners.n = 0;
    for (size_t i = 0; i < r->applicable.n; i++) {
        ri_source source = r->applicable.items[i];
        if (!about(r->masks[source].assign, letter)) {
            continue;
        }
        if (!RI_ADD(r->assigners, source)) {
            r->out_of_memory = true;
        }
        if (ri_source_tier(r, source) > highest) {
            highest = ri_source_tier(r, source);
        }
    }
    return highest;
}

/* Whether some assigner of the same tier overrides the source. */
static bool is_overridden(const ri_resolver *r, ri_source source, ri_tier tier)
{
    if (ri_source_rule(r, source) != NULL && !r->overridden[source]) {
        return false;
    }
    if (ri_source_rule(r, source) == NULL && r->n_stated_overrides == 0) {
        return false;
    }
    for (size_t i = 0; i < r->assigners.n; i++) {
        ri_source other = r->assigners.items[i];
        if (ri_source_tier(r, other) == tier && ri_source_overrides(r, other, source)) {
            return true;
        }
    }
    return false;
}

/* A winner that precedes a beaten source. There always is one: whoever beats the
   one that beats it precedes it too. */
static ri_source beaten_by(const ri_resolver *r, const ri_extent *winners, ri_source source)
{
    for (size_t i = winners->first; i < winners->end; i++) {
        if (ri_source_precedes(r, r->winners.items[i], source)) {
            return r->winners.items[i];
        }
    }
    return r->winners.items[winners->first];
}

static void find_winners(ri_resolver *r, uint8_t letter, ri_letter_spans *spans)
{
    ri_tier highest = collect_assigners(r, letter);
    spans->winners.first = r->winners.n;
    for (size_t i = 0; i < r->assigners.n; i++) {
        ri_source source = r->assigners.items[i];
        if (ri_source_tier(r, source) == highest && !is_overridden(r, source, highest) &&
            !RI_ADD(r->winners, source)) {
            r->out_of_memory = true;
        }
    }
    spans->winners.end = r->winners.n;
    spans->beaten.first = r->beaten.n;
    size_t next = spans->winners.first;
    for (size_t i = 0; i < r->assigners.n && !r->out_of_memory; i++) {
        ri_source source = r->assigners.items[i];
        if (next < spans->winners.end && r->winners.items[next] == source) {
            next++; /* both lists ascend */
            continue;
        }
        ri_beaten beaten = {source, beaten_by(r, &spans->winners, source)};
        if (!RI_ADD(r->beaten, beaten)) {
            r->out_of_memory = true;
        }
    }
    spans->beaten.end = r->beaten.n;
}

/* ---- step 4: what the winners give, less what is forbidden ---- */

static void find_bans(ri_resolver *r, ri_ref subject, uint8_t letter)
{
    r->forbids.n = 0;
    r->targets.n = 0;
    for (size_t i = 0; i < r->applicable.n && about(r->asked.forbid, letter); i++) {
        if (!about(r->masks[r->applicable.items[i]].forbid, letter)) {
            continue;
        }
        const ri_rule *rule = ri_source_rule(r, r->applicable.items[i]);
        const ri_holder *holder = ri_grants_find(&rule->forbid, letter);
        ri_ban ban = {r->applicable.items[i], holder, (uint32_t)r->targets.n, 0};
        ri_find_targets(r, ban.source, subject, holder);
        ban.n_targets = (uint32_t)r->targets.n - ban.first_target;
        if (!RI_ADD(r->forbids, ban)) {
            r->out_of_memory = true;
        }
    }
}

static void add_ban(ri_resolver *r, ri_source ban)
{
    if (!RI_ADD(r->bans, ban)) {
        r->out_of_memory = true;
    }
}

/* Decides whether the holder is kept through the winner, removed or contested,
   and by which rules. */
static void judge(ri_resolver *r, ri_giving *giving)
{
    giving->fate = RI_KEPT;
    giving->first_ban = (uint32_t)r->bans.n;
    for (size_t i = 0; i < r->forbids.n; i++) {
        const ri_ban *ban = &r->forbids.items[i];
        const ri_target *targets = RI_FROM(r->targets.items, ban->first_target);
        if (!ri_targets_match(r, targets, ban->n_targets, giving->holder) ||
            ri_source_precedes(r, giving->winner, ban->source)) {
            continue;
        }
        bool removes = ri_source_precedes(r, ban->source, giving->winner);
        if (removes && giving->fate != RI_REMOVED) {
            giving->fate = RI_REMOVED; /* what only contests does not matter any more */
            r->bans.n = giving->first_ban;
        }
        if (giving->fate == RI_KEPT) {
            giving->fate = RI_CONTESTED;
        }
        if (removes || giving->fate == RI_CONTESTED) {
            add_ban(r, ban->source);
        }
    }
    giving->n_bans = (uint32_t)r->bans.n - giving->first_ban;
}

/* Notes that the winner's whole expression gave nobody. */
static void note_unresolved(ri_resolver *r, uint8_t letter, ri_source winner)
{
    ri_unresolved unresolved = r->nobody;
    unresolved.letter = letter;
    unresolved.source = winner;
    if (!RI_ADD(r->unresolved, unresolved)) {
        r->out_of_memory = true;
    }
}

static void find_givings(ri_resolver *r, ri_ref subject, uint8_t letter, ri_letter_spans *spans)
{
    bool as_positions = letter == r->data->scheme.accountable;
    spans->givings.first = r->givings.n;
    for (size_t i = spans->winners.first; i < spans->winners.end; i++) {
        ri_source winner = r->winners.items[i];
        const ri_stated *stated;
        const ri_holder *holder = ri_source_assigns(r, winner, letter, &stated);
        r->found.n = 0;
        if (holder != NULL) {
            ri_find_holders(r, winner, subject, holder, as_positions);
        } else {
            ri_find_stated(r, subject, stated, as_positions);
        }
        if (r->found.n == 0) {
            note_unresolved(r, letter, winner);
        }
        for (size_t k = 0; k < r->found.n; k++) {
            const ri_found *found = &r->found.items[k];
            ri_giving giving = {.winner = winner,
                                .holder = found->ref,
                                .first_link = found->first_link,
                                .n_links = found->n_links};
            judge(r, &giving);
            if (!RI_ADD(r->givings, giving)) {
                r->out_of_memory = true;
            }
        }
    }
    spans->givings.end = r->givings.n;
}

static void give_plainly(ri_resolver *r, ri_source winner, ri_ref holder)
{
    const ri_giving giving = {
        .winner = winner, .holder = holder, .fate = RI_KEPT, .first_ban = (uint32_t)r->bans.n};
    if (!RI_ADD(r->givings, giving)) {
        r->out_of_memory = true;
    }
}

/* The same where nothing is beaten or forbidden, and nobody asks for chains. */
static void settle_plainly(ri_resolver *r, ri_ref subject, uint8_t letter, ri_letter_spans *spans)
{
    const bool as_positions = letter == r->data->scheme.accountable;
    spans->winners.first = r->winners.n;
    spans->beaten.first = spans->beaten.end = r->beaten.n;
    spans->givings.first = r->givings.n;
    for (size_t i = 0; i < r->applicable.n; i++) {
        const ri_source winner = r->applicable.items[i];
        if (!about(r->masks[winner].assign, letter)) {
            continue;
        }
        const ri_plain *plain = &r->plain[(size_t)winner * r->data->scheme.n + letter];
        if (!RI_ADD(r->winners, winner)) {
            r->out_of_memory = true;
        }
        if (plain->only != RI_NONE) {
            give_plainly(r, winner, plain->only);
            continue;
        }
        r->found.n = 0;
        ri_find_holders(r, winner, subject, plain->holder, as_positions);
        if (r->found.n == 0) {
            note_unresolved(r, letter, winner);
        }
        for (size_t k = 0; k < r->found.n; k++) {
            give_plainly(r, winner, r->found.items[k].ref);
        }
    }
    spans->winners.end = r->winners.n;
    spans->givings.end = r->givings.n;
}

static int compare_givings(const void *a, const void *b, const void *context)
{
    const ri_giving *x = a;
    const ri_giving *y = b;
    (void)context;
    if (x->holder != y->holder) {
        return x->holder < y->holder ? -1 : 1;
    }
    return x->winner < y->winner ? -1 : x->winner > y->winner;
}

/* Sorts a few, as they nearly always are. */
static void insert_each(ri_giving *givings, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        const ri_giving giving = givings[i];
        size_t to = i;
        for (; to > 0 && compare_givings(&givings[to - 1], &giving, NULL) > 0; to--) {
            givings[to] = givings[to - 1];
        }
        givings[to] = giving;
    }
}

/* The union over the winners: kept by one is held; else contested by one is
   contested; else removed. */
static void unite(ri_resolver *r, ri_letter_spans *spans)
{
    ri_giving *givings = RI_FROM(r->givings.items, spans->givings.first);
    size_t n = spans->givings.end - spans->givings.first;
    spans->holders.first = r->holders.n;
    spans->contested.first = r->contested.n;
    if (n > 1 && n <= FEW) {
        insert_each(givings, n);
    } else if (n > 1 && !ri_order(givings, n, sizeof *givings, compare_givings, NULL)) {
        r->out_of_memory = true;
    }
    for (size_t i = 0; i < n;) {
        ri_ref holder = givings[i].holder;
        ri_fate best = RI_REMOVED;
        for (; i < n && givings[i].holder == holder; i++) {
            if (givings[i].fate < best) {
                best = givings[i].fate;
            }
        }
        if ((best == RI_KEPT && !RI_ADD(r->holders, holder)) ||
            (best == RI_CONTESTED && !RI_ADD(r->contested, holder))) {
            r->out_of_memory = true;
        }
    }
    spans->holders.end = r->holders.n;
    spans->contested.end = r->contested.n;
}

/* ---- step 6: what is required ---- */

/* Whether an applicable rule overrides the rule, whatever their tiers: that is noted. */
static bool requirement_lifted(ri_resolver *r, ri_source source)
{
    if (!r->overridden[source]) {
        return false;
    }
    for (size_t i = 0; i < r->applicable.n; i++) {
        const ri_lifted lifted = {source, r->applicable.items[i]};
        if (ri_source_overrides(r, lifted.by, source)) {
            if (!RI_ADD(r->lifted, lifted)) {
                r->out_of_memory = true;
            }
            return true;
        }
    }
    return false;
}

static void look_for(ri_resolver *r, ri_ref subject, ri_source source, const ri_grant *required)
{
    const ri_extent *span = &r->spans[required->letter].holders;
    ri_missing missing = {source, required->letter, required->holder};
    r->targets.n = 0;
    ri_find_targets(r, source, subject, required->holder);
    for (size_t i = span->first; i < span->end; i++) {
        if (ri_targets_match(r, r->targets.items, r->targets.n, r->holders.items[i])) {
            return;
        }
    }
    if (!RI_ADD(r->missing, missing)) {
        r->out_of_memory = true;
    }
}

static void find_missing(ri_resolver *r, ri_ref subject)
{
    for (size_t i = 0; i < r->applicable.n && r->asked.require != 0; i++) {
        ri_source source = r->applicable.items[i];
        if (r->masks[source].require == 0 || requirement_lifted(r, source)) {
            continue;
        }
        const ri_rule *rule = ri_source_rule(r, source);
        for (uint32_t k = 0; k < rule->require.n; k++) {
            look_for(r, subject, source, &rule->require.items[k]);
        }
    }
}

/* ---- the settlement ---- */

/* Points the settlement into the lists, which no longer move. */
static void present(ri_resolver *r, ri_ref subject)
{
    ri_settlement *answer = &r->answer;
    answer->subject = subject;
    answer->applicable = r->applicable.items;
    answer->n_applicable = (uint32_t)r->applicable.n;
    answer->bans = r->bans.items;
    answer->links = r->links.items;
    answer->n_links = (uint32_t)r->links.n;
    answer->unresolved = r->unresolved.items;
    answer->n_unresolved = (uint32_t)r->unresolved.n;
    answer->missing = r->missing.items;
    answer->n_missing = (uint32_t)r->missing.n;
    answer->lifted = r->lifted.items;
    answer->n_lifted = (uint32_t)r->lifted.n;
    for (uint8_t i = 0; i < r->data->scheme.n; i++) {
        const ri_letter_spans *spans = &r->spans[i];
        if (!about(r->asked.assign | r->asked.forbid | r->presented, i)) {
            continue;
        }
        ri_outcome *outcome = &answer->letters[i];
        outcome->winners = RI_FROM(r->winners.items, spans->winners.first);
        outcome->n_winners = (uint32_t)(spans->winners.end - spans->winners.first);
        outcome->beaten = RI_FROM(r->beaten.items, spans->beaten.first);
        outcome->n_beaten = (uint32_t)(spans->beaten.end - spans->beaten.first);
        outcome->givings = RI_FROM(r->givings.items, spans->givings.first);
        outcome->n_givings = (uint32_t)(spans->givings.end - spans->givings.first);
        outcome->holders = RI_FROM(r->holders.items, spans->holders.first);
        outcome->n_holders = (uint32_t)(spans->holders.end - spans->holders.first);
        outcome->contested = RI_FROM(r->contested.items, spans->contested.first);
        outcome->n_contested = (uint32_t)(spans->contested.end - spans->contested.first);
    }
    r->presented = r->asked.assign | r->asked.forbid;
}

/* Gathers what the applicable sources are about. */
static void gather_letters(ri_resolver *r)
{
    r->asked =
        (ri_masks){.standing = r->applicable.n > 0 ? r->masks[r->applicable.items[0]].standing : 0};
    r->equals = r->asked.standing != RI_STANDING_OWN;
    for (size_t i = 0; i < r->applicable.n; i++) {
        const ri_masks *masks = &r->masks[r->applicable.items[i]];
        r->asked.assign |= masks->assign;
        r->asked.forbid |= masks->forbid;
        r->asked.require |= masks->require;
        r->equals = r->equals && masks->standing == r->asked.standing;
    }
}

static void settle_letter(ri_resolver *r, ri_ref subject, uint8_t letter)
{
    ri_letter_spans *spans = &r->spans[letter];
    if (!r->reasons && r->plain != NULL && r->equals && !about(r->asked.forbid, letter)) {
        settle_plainly(r, subject, letter, spans);
    } else {
        find_winners(r, letter, spans);
        find_bans(r, subject, letter); /* also where nobody assigns: a ban that fails is told */
        find_givings(r, subject, letter, spans);
    }
    unite(r, spans);
}

void ri_settle(ri_resolver *r, ri_ref subject)
{
    uint8_t n = (uint8_t)r->data->scheme.n;
    if (r->applicable.n == 0 && r->blank) { /* as most passages between touchpoints */
        r->answer.subject = subject;
        return;
    }
    r->blank = r->applicable.n == 0;
    r->winners.n = r->beaten.n = r->givings.n = r->holders.n = r->contested.n = 0;
    r->bans.n = r->links.n = r->unresolved.n = r->missing.n = r->lifted.n = 0;
    gather_letters(r);
    for (uint8_t letter = 0; letter < n && !r->out_of_memory; letter++) {
        if (about(r->asked.assign | r->asked.forbid, letter)) {
            settle_letter(r, subject, letter);
        } else if (about(r->presented, letter)) {
            r->spans[letter] = (ri_letter_spans){.winners = {0, 0}};
        }
    }
    if (!r->out_of_memory) {
        find_missing(r, subject);
    }
    present(r, subject);
}
