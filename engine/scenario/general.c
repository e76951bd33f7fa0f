/*
 * Two policies in general: the analysis of their rules, and the letters that move on the
 * organization at hand, which are witnesses too.
 */
#include <string.h>

#include "base/fail.h"
#include "scenario/two_results.h"

/* A ban or a demand is no letter that moves. */
static ri_relation_part *part_of(const ri_general *general, const char *letter)
{
    for (uint32_t i = 0; i < general->relation.n; i++) {
        ri_relation_part *part = &general->relation.parts[i];
        if (part->aspect == RI_ASPECT_ASSIGN && strcmp(part->letter, letter) == 0) {
            return part;
        }
    }
    return NULL;
}

static void note_move(const ri_general *general, const ri_difference *d, uint32_t move)
{
    const ri_move *of = &d->moves[move];
    ri_relation_part *part = part_of(general, of->letter);
    if (part == NULL) {
        return;
    }
    const ri_relation_way way = of->n_to == 0     ? RI_RELATION_LOST
                                : of->n_from == 0 ? RI_RELATION_GAINED
                                                  : RI_RELATION_OTHERS;
    ri_here *here = &general->here[part - general->relation.parts][way];
    part->ways[way].known = RI_KNOWN_SURELY;
    here->all++;
    if (here->n < RI_WITNESSES_MAX) {
        here->moves[here->n++] = move;
    }
}

/* The whole is what the letters come to that are given; where these are the same, but not what is
   forbidden or required, it is different. What differs for certain makes it so, whatever is not
   known of the rest. */
static void sum_up(ri_general *general)
{
    ri_comparison given = RI_EQUIVALENT;
    bool surely[2] = {true, true}; /* of what is given, and of the rest */
    bool differs[2] = {false, false};
    bool beside = false;
    for (uint32_t i = 0; i < general->relation.n; i++) {
        const ri_relation_part *part = &general->relation.parts[i];
        const int rest = part->aspect != RI_ASPECT_ASSIGN;
        bool certain = true;
        const ri_comparison one = ri_part_compares(part, &certain);
        given = rest ? given : ri_compares_both(given, one);
        beside = beside || (rest && one != RI_EQUIVALENT);
        surely[rest] = surely[rest] && certain;
        differs[rest] =
            differs[rest] || (certain && (rest ? one != RI_EQUIVALENT : one == RI_DIFFERENT));
    }
    general->comparison = given == RI_EQUIVALENT && beside ? RI_DIFFERENT : given;
    general->certain = surely[0] && (given != RI_EQUIVALENT || surely[1]);
    if (general->comparison == RI_DIFFERENT) {
        general->certain = general->certain || differs[given == RI_EQUIVALENT];
    }
}

raci_status ri_compare_generally(ri_general **out, ri_arena *arena, const ri_difference *d,
                                 const raci_result *before, const raci_result *after,
                                 raci_error *err)
{
    raci_policy *const policies[2] = {before->policy, after->policy};
    ri_general *general = ri_arena_take(arena, sizeof *general);
    raci_status status = general != NULL ? ri_relate(&general->relation, arena, policies,
                                                     before->snapshot, before->date, err)
                                         : ri_fail_nomem(err);
    if (status == RACI_OK) {
        general->here = ri_arena_array(arena, general->relation.n, sizeof *general->here);
        status = general->here != NULL ? RACI_OK : ri_fail_nomem(err);
    }
    for (uint32_t i = 0; status == RACI_OK && i < d->n_moves; i++) {
        note_move(general, d, i);
    }
    if (status == RACI_OK) {
        sum_up(general);
        *out = general;
    }
    return status;
}
