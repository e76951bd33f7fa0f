/*
 * What each check finds, in a phrase that goes on from "Found when". rules/README.md says more.
 */
#include "check/finding.h"

static const char *const phrases[RI_CODE_COUNT] = {
    [RI_ACCEPTANCE_EXPIRED] = "an acceptance has ended, and what was accepted is still found",
    [RI_ACTING_TOO_LONG] =
        ("whoever sits in a position that holds A is only acting, without a beginning or an end "
         "or for too long, or was so last"),
    [RI_CLASHING_LETTERS] = "somebody has two letters that the scheme says exclude each other",
    [RI_COMING_GAP] = "a position that holds A will soon be vacant",
    [RI_CONTESTED_LETTER] = "a rule gives what another of equal standing forbids",
    [RI_CXO_UNEMPOWERED] = "mandates have been given, and none gives the CXO a touchpoint",
    [RI_DISPUTED] = "a position contests who has a letter",
    [RI_DOUBLE_LINE] = "a position reports to another by both lines, solid and dotted",
    [RI_FEEDBACK_SILO] =
        ("one touchpoint reports about another, and nobody with A or R on that one has a letter "
         "on the first"),
    [RI_INVERTED_LINE] = "the one who holds A on a touchpoint is under somebody who has R",
    [RI_JOINT_ACCOUNTABLE] = "two or more hold A jointly, as every rule or ruling behind it says",
    [RI_JOURNEY_NOT_CROSS_FUNCTIONAL] =
        ("all who have A or R on a journey's touchpoints are of one department, and there are "
         "others"),
    [RI_JOURNEY_WITHOUT_LEAD] = "a journey has no lead, and nobody holds A on it",
    [RI_LEAD_DISAGREES] = "a journey has a lead, and A on it is not the lead's alone",
    [RI_LETTER_COUNT] = "a touchpoint's letter has more or fewer holders than the scheme allows",
    [RI_MANY_ACCOUNTABLE] =
        "two or more positions hold A, and not all rules behind it say that they are joint",
    [RI_MANY_ROOTS] = "two or more positions report to nobody",
    [RI_MISSING_DELIVERER] =
        "a unit delivers a touchpoint, and neither it nor anybody in it has a letter there",
    [RI_MODEL_NEEDS] = "the organization lacks facts that the policy needs",
    [RI_MOMENT_OF_TRUTH_UNPROTECTED] =
        ("a touchpoint is a moment of truth, and nobody holds A, or only vacant seats, or only a "
         "default says who"),
    [RI_NO_ACCOUNTABLE] = "no position holds A on a touchpoint",
    [RI_NO_CEO] = "no position has the office ceo",
    [RI_NO_CXO] = "no position has the office cxo",
    [RI_NO_FINAL_ARBITER] = "nobody can decide what has to be decided",
    [RI_NO_RESPONSIBLE] = "nobody has R on a touchpoint",
    [RI_NO_ROLE] =
        ("a filled position whose unit delivers something, or that heads such a unit, has no "
         "letter anywhere"),
    [RI_NOBODY_TOLD] = "a touchpoint has letters, but neither C nor I",
    [RI_ONE_PERSON_MANY_SEATS] =
        "two or more positions hold A, and one person alone sits in all of them",
    [RI_ONLY_BY_DEFAULT] = "one position holds A, and only defaults say so",
    [RI_ONLY_INFORMED] = "a touchpoint has no letter but I",
    [RI_ORPHAN_POSITION] = "a position reports to nobody, has nobody under it, and is not the CEO",
    [RI_OUT_OF_REMIT] = "the owner of the policy does not command a position that holds A",
    [RI_OVERLOADED_ACCOUNTABLE] = "a position holds A on more of the touchpoints than one should",
    [RI_OVERLOADED_CONSULTED] =
        "a position itself holds C on more of the touchpoints than one should",
    [RI_OVERLOADED_RESPONSIBLE] =
        "a position itself holds R on more of the touchpoints than one should",
    [RI_OVERRIDE_WITHOUT_REASON] =
        ("a rule in force overrides others, or a stated row wins over a default, and gives no "
         "reason"),
    [RI_POWERLESS_ACCOUNTABLE] = "the one who holds A does not command somebody who has R",
    [RI_PROMISE_UNHEARD] =
        ("one touchpoint promises what another delivers, and nobody with A or R on that one has "
         "a letter on the first"),
    [RI_REPORTING_CYCLE] = "positions report to each other in a circle",
    [RI_REQUIRED_MISSING] = "nobody has a letter who must have it, as a rule says",
    [RI_RULE_FAILED] = "a function of a rule or check failed, or went past a limit",
    [RI_RULING_CONTRADICTED] = "a ruling is in force, and the letter is not where it put it",
    [RI_RULING_EXPIRED] = "a ruling has ended, and none has taken its place",
    [RI_RULING_OUTDATED] = "what a ruling rests on is no longer so",
    [RI_SILENT_HANDOFF] =
        ("the sides of a passage answer to different departments, and nobody who holds A on one "
         "has a letter other than A and R on the other"),
    [RI_SILO_TOUCHPOINT] =
        "all who have letters on a touchpoint are of one department, and there are others",
    [RI_SINGLE_POINT_OF_FAILURE] = "one person alone is behind R on a touchpoint",
    [RI_STALE_ROW] =
        ("a touchpoint was not reviewed for long, or not since somebody with a letter there came "
         "or went"),
    [RI_TOO_HIGH] =
        ("the one who holds A on a touchpoint is steps above the lowest position that all who "
         "have R are under"),
    [RI_TOO_MANY_CONSULTED] = "more hold C than should",
    [RI_TOO_MANY_RESPONSIBLE] = "more hold R than should",
    [RI_UNACKNOWLEDGED] =
        "who holds A or R has not acknowledged their role card since it last changed",
    [RI_UNEVEN_CHANNELS] =
        ("in one stage of a journey two channels answer to different departments, and neither "
         "side has a letter on the other"),
    [RI_UNIT_CYCLE] = "units lie within each other",
    [RI_UNIT_WITHOUT_HEAD] = "a unit has no head",
    [RI_UNOWNED_HANDOFF] =
        ("the sides of a passage answer to different departments, and nobody holds A on the "
         "passage"),
    [RI_UNRESOLVED_HOLDER] =
        "whom a rule names cannot be found: a unit without head, a person without seat",
    [RI_VACANT_ACCOUNTABLE] = "nobody sits in a position that holds A",
    [RI_VACANT_HEAD] = "nobody sits in the seat of a unit's head",
    [RI_VACANT_RESPONSIBLE] = "all who hold R are positions, and nobody sits in any",
    [RI_VACANT_SEAT] = "nobody sits in a position that holds some letter",
};

const char *ri_code_says(const ri_policy_data *policy, ri_code code)
{
    return code < RI_CODE_COUNT ? phrases[code] : policy->checks[code - RI_CODE_COUNT].because;
}
