/*
 * Rules of equal standing that give a letter of one holder to different ones.
 *
 * All pairs are counted, few are told: a pair goes to that of its two rules which has more
 * partners, so that a rule that disagrees with everything is one item, and of each rule the
 * best partners are kept.
 */
#include <string.h>

#include "base/memory.h"
#include "base/order.h"
#include "resolve/analyst.h"

#define PARTNERS_KEPT 20 /* of one rule */
#define PAIRS_TOLD 1000  /* of all */
#define CLASSES_TRIED 64 /* of subjects that are there, for a witness */
#define WORK 4000        /* steps for another one, */
#define BUDGET 10000000  /* and for all of them */

/* How good a pair is to tell, the best last. */
enum { RANK_POSSIBLE, RANK_POSSIBLE_THERE, RANK_CERTAIN, RANK_CERTAIN_THERE };

typedef struct partner {
    uint32_t other;
    uint8_t rank;
    uint8_t letter;
    bool certain;
} partner;

/* What a rule disagrees with. */
typedef struct hub {
    uint32_t rule;
    uint32_t degree; /* in how many pairs it is, */
    uint32_t n;      /* how many of these are told with it */
    partner *best;
    uint32_t n_best;
} hub;

typedef struct pairing {
    ri_analyst *a;
    uint16_t *letters; /* by rule of the space: those that it assigns of which one holder is had */
    uint64_t *candidates;
    hub *hubs; /* by rule of the space */
    uint32_t told;
} pairing;

static uint16_t single_letters(const ri_scheme *scheme)
{
    uint16_t letters = 0;
    for (uint32_t i = 0; i < scheme->n; i++) {
        letters |= (uint16_t)(scheme->letters[i].max == 1 ? 1u << i : 0);
    }
    return letters;
}

/* The letter on which two rules that meet disagree, surely if on any; RI_LETTERS_MAX for
   none. */
static uint8_t disagree(const pairing *p, uint32_t i, uint32_t k, bool *surely)
{
    const ri_analyst *a = p->a;
    const uint32_t left = a->space.rules[i];
    const uint32_t right = a->space.rules[k];
    uint16_t letters = p->letters[i] & p->letters[k];
    uint8_t found = RI_LETTERS_MAX;
    *surely = false;
    for (uint8_t letter = 0; letters != 0 && !*surely; letter++, letters >>= 1) {
        if ((letters & 1u) == 0 || (a->data->rules[left].joint && a->data->rules[right].joint)) {
            continue;
        }
        const ri_differ differ = ri_fixed_differ(&a->fixed[left][letter], &a->fixed[right][letter]);
        if (differ != RI_DIFFER_NOT && (found == RI_LETTERS_MAX || differ == RI_DIFFER_SURELY)) {
            found = letter;
            *surely = differ == RI_DIFFER_SURELY;
        }
    }
    return found;
}

/* Leaves in p->candidates the rules behind i that it may disagree with. */
static bool find_candidates(const pairing *p, uint32_t i)
{
    ri_analyst *a = p->a;
    const ri_rule *rule = ri_space_rule(&a->space, i);
    uint16_t letters = p->letters[i];
    if (letters == 0 || ri_bit_of(a->space.empty, i)) {
        return false;
    }
    if (!ri_overlap_ask(&a->overlap, i)) {
        a->out_of_memory = true;
        return false;
    }
    memset(p->candidates, 0, a->space.words * sizeof *p->candidates);
    for (uint32_t letter = 0; letters != 0; letter++, letters >>= 1) {
        for (uint32_t w = i / 64; (letters & 1u) != 0 && w < a->space.words; w++) {
            p->candidates[w] |= a->assigning[letter][w];
        }
    }
    for (uint32_t w = i / 64; w < a->space.words; w++) {
        p->candidates[w] &= a->overlap.meets[w] & a->tier[rule->tier][w];
    }
    p->candidates[i / 64] &= i % 64 == 63 ? 0 : UINT64_MAX << (i % 64 + 1);
    return true;
}

/* Whether one of the two overrides the other; they are of one tier. */
static bool decided(const ri_analyst *a, uint32_t i, uint32_t k)
{
    return ri_analyst_precedes(a, i, k) || ri_analyst_precedes(a, k, i);
}

/* Calls `take` with each pair of rules that disagree, the smaller first. */
static void each_pair(const pairing *p,
                      void (*take)(const pairing *p, uint32_t i, const partner *with))
{
    const ri_space *space = &p->a->space;
    const ri_bits bits = {p->candidates, space->n};
    for (uint32_t i = 0; i < space->n && !p->a->out_of_memory; i++) {
        if (!find_candidates(p, i)) {
            continue;
        }
        for (uint32_t k = ri_bits_next(&bits, i + 1, space->n); k < space->n;
             k = ri_bits_next(&bits, k + 1, space->n)) {
            bool surely = false;
            const uint8_t letter = disagree(p, i, k, &surely);
            if (letter < RI_LETTERS_MAX && !decided(p->a, i, k)) {
                const bool certain = surely && !ri_bit_of(p->a->conditional, i) &&
                                     !ri_bit_of(p->a->conditional, k) &&
                                     ri_surely_meet(space, i, k);
                take(p, i, &(partner){k, 0, letter, certain});
            }
        }
    }
}

static void count_pair(const pairing *p, uint32_t i, const partner *with)
{
    p->hubs[i].degree++;
    p->hubs[with->other].degree++;
}

static bool hold_today(const ri_analyst *a, uint32_t i, uint32_t k)
{
    return ri_space_holds_today(&a->space, i) && ri_space_holds_today(&a->space, k);
}

static uint8_t rank_of(const ri_analyst *a, uint32_t i, const partner *with)
{
    const bool there = hold_today(a, i, with->other) &&
                       ri_standing_both(&a->standing, i, with->other, 0) < a->standing.n;
    return (uint8_t)(with->certain ? (there ? RANK_CERTAIN_THERE : RANK_CERTAIN)
                                   : (there ? RANK_POSSIBLE_THERE : RANK_POSSIBLE));
}

/* Keeps a partner among the best of a hub; of equal ones the first. */
static void keep_partner(ri_analyst *a, hub *of, const partner *with)
{
    if (of->best == NULL) {
        of->best = ri_arena_array(a->arena, PARTNERS_KEPT, sizeof *of->best);
        if (of->best == NULL) {
            a->out_of_memory = true;
            return;
        }
    }
    if (of->n_best == PARTNERS_KEPT && of->best[PARTNERS_KEPT - 1].rank >= with->rank) {
        return;
    }
    uint32_t at = of->n_best < PARTNERS_KEPT ? of->n_best++ : PARTNERS_KEPT - 1;
    while (at > 0 && of->best[at - 1].rank < with->rank) {
        of->best[at] = of->best[at - 1];
        at--;
    }
    of->best[at] = *with;
}

static void keep_pair(const pairing *p, uint32_t i, const partner *with)
{
    partner kept = *with;
    hub *of = &p->hubs[i];
    if (p->hubs[with->other].degree > of->degree) {
        of = &p->hubs[with->other];
        kept.other = i;
    }
    of->n++;
    const uint8_t most = with->certain ? RANK_CERTAIN_THERE : RANK_POSSIBLE_THERE;
    if (of->n_best < PARTNERS_KEPT || of->best[PARTNERS_KEPT - 1].rank < most) {
        kept.rank = rank_of(p->a, i, with);
        keep_partner(p->a, of, &kept);
    }
}

/* ---- witnesses ---- */

/* Whether a rule may take the letter from whom one of the two gives it to. */
static bool bans(const ri_analyst *a, uint32_t ban, uint32_t i, uint32_t k, uint8_t letter)
{
    const ri_holder *target = ri_grants_find(&ri_space_rule(&a->space, ban)->forbid, letter);
    const uint32_t pair[] = {i, k};
    for (uint32_t x = 0; x < 2; x++) {
        if (!ri_analyst_precedes(a, pair[x], ban) &&
            ri_may_ban(a->s, target, &a->fixed[a->space.rules[pair[x]]][letter])) {
            return true;
        }
    }
    return false;
}

/* Adds to the n rules of a->list those that may do so where the first of two rules matches. */
static uint32_t list_bans(ri_analyst *a, uint32_t i, uint32_t k, uint8_t letter, uint32_t n)
{
    for (uint32_t w = 0; w < a->space.words; w++) {
        uint64_t rest = a->overlap.meets[w] & a->forbidding[letter][w];
        for (; rest != 0; rest &= rest - 1) {
            const uint32_t ban = w * 64 + ri_bits_lowest(rest);
            const bool listed = ban != i && ban != k && ri_bit_of(a->assigning[letter], ban) &&
                                (ri_analyst_precedes(a, ban, i) || ri_analyst_precedes(a, ban, k));
            if (!listed && bans(a, ban, i, k, letter)) {
                a->list[n++] = ban;
            }
        }
    }
    return n;
}

/* Whether what a rule forbids may decide on a class of subjects. */
static bool banned_there(const ri_analyst *a, uint32_t class, uint32_t i, uint32_t k,
                         uint8_t letter)
{
    const uint64_t *matching = a->standing.matching[class];
    for (uint32_t w = 0; w < a->space.words; w++) {
        uint64_t rest = matching[w] & a->forbidding[letter][w];
        for (; rest != 0; rest &= rest - 1) {
            const uint32_t ban = w * 64 + ri_bits_lowest(rest);
            if (ri_space_holds_today(&a->space, ban) && bans(a, ban, i, k, letter)) {
                return true;
            }
        }
    }
    return false;
}

/* Whether a rule that holds on a class of subjects precedes one of the two there. */
static bool preceded_there(const ri_analyst *a, uint32_t class, uint32_t i, uint32_t k,
                           uint8_t letter, bool conditional)
{
    const uint64_t *matching = a->standing.matching[class];
    for (uint32_t w = 0; w < a->space.words; w++) {
        uint64_t rest = matching[w] & a->assigning[letter][w];
        rest &= conditional ? UINT64_MAX : ~a->conditional[w];
        for (; rest != 0; rest &= rest - 1) {
            const uint32_t third = w * 64 + ri_bits_lowest(rest);
            if (ri_space_holds_today(&a->space, third) &&
                (ri_analyst_precedes(a, third, i) || ri_analyst_precedes(a, third, k))) {
                return true;
            }
        }
    }
    return false;
}

/* A subject that is there, on which both win; RI_NONE for none among those that are tried. */
static ri_ref find_there(ri_analyst *a, uint32_t i, uint32_t k, uint8_t letter, bool conditional)
{
    const ri_tier tier = ri_space_rule(&a->space, i)->tier;
    uint32_t class = hold_today(a, i, k) ? ri_standing_both(&a->standing, i, k, 0) : a->standing.n;
    for (uint32_t n = 0; class < a->standing.n && n < CLASSES_TRIED; n++) {
        if (!preceded_there(a, class, i, k, letter, conditional) &&
            !(conditional && banned_there(a, class, i, k, letter))) {
            const ri_ref subject = ri_analyst_open(a, class, letter, tier);
            if (subject != RI_NONE) {
                return subject;
            }
        }
        class = ri_standing_both(&a->standing, i, k, class + 1);
    }
    return RI_NONE;
}

/* What is left of where two rules meet, without those that precede one of them and, with
   `conditional`, those that may, or may take the letter away. */
static ri_left find_elsewhere(ri_analyst *a, uint32_t i, uint32_t k, uint8_t letter,
                              bool conditional, const ri_region **left)
{
    ri_region *region = ri_region_whole(&a->cutting);
    if (!ri_region_narrow(&a->space, region, i) || !ri_region_narrow(&a->space, region, k)) {
        return RI_LEFT_UNKNOWN;
    }
    if (!ri_overlap_ask(&a->overlap, i)) {
        a->out_of_memory = true;
        return RI_LEFT_UNKNOWN;
    }
    uint32_t n = ri_list_before(a, a->overlap.meets, i, k, letter, conditional);
    n = conditional ? list_bans(a, i, k, letter, n) : n;
    const uint32_t work = a->budget < WORK ? a->budget : WORK;
    const ri_left found = ri_region_cut(left, &a->cutting, a->list, n, work);
    a->budget -= work - a->cutting.work;
    return found;
}

/* Fills the witness of a pair. false: they are never both in force. */
static bool find_witness(ri_analyst *a, ri_verdict *verdict, uint32_t i, uint32_t k)
{
    const ri_region *left = NULL;
    const uint8_t letter = verdict->letter;
    verdict->existing = find_there(a, i, k, letter, true);
    if (verdict->existing != RI_NONE) {
        return true;
    }
    ri_left found = find_elsewhere(a, i, k, letter, true, &left);
    if (found == RI_LEFT_NOTHING) { /* somewhere, perhaps, where no `when` is true */
        verdict->certain = false;
        verdict->existing = find_there(a, i, k, letter, false);
        found = verdict->existing != RI_NONE ? RI_LEFT_SOME
                                             : find_elsewhere(a, i, k, letter, false, &left);
    }
    if (found == RI_LEFT_UNKNOWN) {
        verdict->certain = false;
        verdict->unknown = true;
    } else if (found == RI_LEFT_SOME && verdict->existing == RI_NONE) {
        verdict->witness = ri_witness_of(a, left);
    }
    return found != RI_LEFT_NOTHING;
}

/* ---- telling ---- */

static int by_worth(const void *a, const void *b, const void *context)
{
    const hub *left = a;
    const hub *right = b;
    (void)context;
    const uint8_t left_rank = left->n_best > 0 ? left->best[0].rank : 0;
    const uint8_t right_rank = right->n_best > 0 ? right->best[0].rank : 0;
    if (left_rank != right_rank) {
        return left_rank > right_rank ? -1 : 1;
    }
    if (left->n != right->n) {
        return left->n > right->n ? -1 : 1;
    }
    return left->rule < right->rule ? -1 : left->rule > right->rule;
}

static void tell_hub(pairing *p, const hub *of)
{
    ri_analyst *a = p->a;
    uint32_t untold = of->n - of->n_best;
    for (uint32_t b = 0; b < of->n_best && !a->out_of_memory; b++) {
        const partner *with = &of->best[b];
        const uint32_t i = of->rule < with->other ? of->rule : with->other;
        const uint32_t k = of->rule < with->other ? with->other : of->rule;
        if (p->told == PAIRS_TOLD) {
            untold++;
            continue;
        }
        ri_verdict verdict = ri_verdict_of(a, RI_VERDICT_CONFLICT, i, k);
        verdict.certain = with->certain;
        verdict.letter = with->letter;
        verdict.hub = a->space.rules[of->rule];
        if (find_witness(a, &verdict, i, k)) {
            ri_verdict_give(a, &verdict);
            p->told++;
        }
    }
    if (untold > 0 &&
        !RI_PUSH(a->untold.items, a->untold.n, a->untold.capacity,
                 (ri_untold){RI_VERDICT_CONFLICT, a->space.rules[of->rule], untold})) {
        a->out_of_memory = true;
    }
}

void ri_analyze_conflicts(ri_analyst *a)
{
    const uint32_t n = a->space.n;
    a->budget = BUDGET;
    const uint16_t single = single_letters(&a->data->scheme);
    pairing p = {.a = a};
    p.letters = ri_arena_array(a->arena, n, sizeof *p.letters);
    p.candidates = ri_arena_array(a->arena, a->space.words, sizeof *p.candidates);
    p.hubs = ri_arena_array(a->arena, n, sizeof *p.hubs);
    if (p.letters == NULL || p.candidates == NULL || p.hubs == NULL) {
        a->out_of_memory = true;
        return;
    }
    for (uint32_t i = 0; i < n; i++) {
        p.letters[i] = single & ri_grants_letters(&ri_space_rule(&a->space, i)->assign);
        p.hubs[i].rule = i;
    }
    each_pair(&p, count_pair);
    each_pair(&p, keep_pair);
    if (a->out_of_memory || !ri_order(p.hubs, n, sizeof *p.hubs, by_worth, NULL)) {
        a->out_of_memory = true;
        return;
    }
    for (uint32_t h = 0; h < n && !a->out_of_memory; h++) {
        if (p.hubs[h].n > 0) {
            tell_hub(&p, &p.hubs[h]);
        }
    }
}
