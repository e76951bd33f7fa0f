/*
 * From the word of a step to what it does.
 */
#include "scenario/playing.h"

static const ri_play_fn plays[RI_STEP_COUNT] = {
    [RI_STEP_APPOINT] = ri_play_appoint,
    [RI_STEP_CHANGE_TOUCHPOINT] = ri_play_change_touchpoint,
    [RI_STEP_CLOSE_POSITION] = ri_play_close_position,
    [RI_STEP_CLOSE_TOUCHPOINT] = ri_play_close_touchpoint,
    [RI_STEP_CLOSE_UNIT] = ri_play_close_unit,
    [RI_STEP_CREATE_POSITION] = ri_play_create_position,
    [RI_STEP_CREATE_TOUCHPOINT] = ri_play_create_touchpoint,
    [RI_STEP_CREATE_UNIT] = ri_play_create_unit,
    [RI_STEP_GRANT] = ri_play_grant,
    [RI_STEP_HAND_OVER] = ri_play_hand_over,
    [RI_STEP_LEAVE] = ri_play_leave,
    [RI_STEP_MERGE_UNITS] = ri_play_merge_units,
    [RI_STEP_MOVE_POSITION] = ri_play_move_position,
    [RI_STEP_MOVE_UNIT] = ri_play_move_unit,
    [RI_STEP_RENAME_UNIT] = ri_play_rename_unit,
    [RI_STEP_SET_HEAD] = ri_play_set_head,
    [RI_STEP_SET_LEAD] = ri_play_set_lead,
    [RI_STEP_SET_OFFICE] = ri_play_set_office,
    [RI_STEP_SPLIT_UNIT] = ri_play_split_unit,
    [RI_STEP_STATE] = ri_play_state,
    [RI_STEP_UNSTATE] = ri_play_unstate,
    [RI_STEP_VACATE] = ri_play_vacate,
    [RI_STEP_WITHDRAW] = ri_play_withdraw,
};

bool ri_play_step(ri_prospect *p, const ri_scenario_step *step, ri_text *why)
{
    const ri_playing y = {p, step, why};
    ri_text_clear(why);
    plays[step->verb](&y);
    p->failed = p->failed || why->failed;
    return ri_fits(&y);
}
