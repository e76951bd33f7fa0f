#include "report/row_nouns.h"

#include "report/sentences.h"

/* One, and many. */
static const char *const nouns[RI_TABLE_COUNT][2] = {
    [RI_TABLE_UNITS] = {"unit", "units"},
    [RI_TABLE_POSITIONS] = {"position", "positions"},
    [RI_TABLE_PEOPLE] = {"person", "people"},
    [RI_TABLE_SEATS] = {"seat", "seats"},
    [RI_TABLE_TEAMS] = {"team", "teams"},
    [RI_TABLE_MEMBERS] = {"team member", "team members"},
    [RI_TABLE_STAGES] = {"stage", "stages"},
    [RI_TABLE_CHANNELS] = {"channel", "channels"},
    [RI_TABLE_JOURNEYS] = {"journey", "journeys"},
    [RI_TABLE_TOUCHPOINTS] = {"touchpoint", "touchpoints"},
    [RI_TABLE_STEPS] = {"step of a journey", "steps of journeys"},
    [RI_TABLE_LINKS] = {"link", "links"},
    [RI_TABLE_WALKS] = {"walk", "walks"},
    [RI_TABLE_MANDATES] = {"mandate", "mandates"},
    [RI_TABLE_STATED] = {"stated row", "stated rows"},
    [RI_TABLE_RULINGS] = {"ruling", "rulings"},
    [RI_TABLE_ACCEPTANCES] = {"acceptance", "acceptances"},
    [RI_TABLE_DISPUTES] = {"dispute", "disputes"},
};

void ri_say_rows(ri_text *line, const size_t counts[RI_TABLE_COUNT])
{
    size_t kinds = 0;
    size_t said = 0;
    for (size_t i = 0; i < RI_TABLE_COUNT; i++) {
        kinds += counts[i] > 0;
    }
    for (size_t i = 0; i < RI_TABLE_COUNT; i++) {
        if (counts[i] > 0) {
            ri_text_add(line, ri_say_between(said++, kinds));
            ri_text_format(line, "%zu %s", counts[i], nouns[i][counts[i] == 1 ? 0 : 1]);
        }
    }
}
