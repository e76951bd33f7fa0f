#include "policy/steps.h"

#include <string.h>

/* Ways to write a field; REQUIRED and EMPTIES stand behind. */
#define KEY(title, of)                                                                             \
    {                                                                                              \
        (title), RI_FIELD_KEY, (of), false, true                                                   \
    }
#define NEEDED(title, of)                                                                          \
    {                                                                                              \
        (title), RI_FIELD_KEY, (of), true, false                                                   \
    }
#define FIELD(title, type)                                                                         \
    {                                                                                              \
        (title), (type), RI_KIND_COUNT, false, true                                                \
    }
#define NEEDS(title, type)                                                                         \
    {                                                                                              \
        (title), (type), RI_KIND_COUNT, true, false                                                \
    }
#define END                                                                                        \
    {                                                                                              \
        NULL, RI_FIELD_TEXT, RI_KIND_COUNT, false, false                                           \
    }

/* The columns of touchpoints.csv. */
#define TOUCHPOINT                                                                                 \
    {"key", RI_FIELD_KEY, RI_TOUCHPOINT, true, false},                                             \
        {"name", RI_FIELD_TEXT, RI_KIND_COUNT, false, true},                                       \
        {"journey", RI_FIELD_KEY, RI_JOURNEY, false, true},                                        \
        {"stage", RI_FIELD_KEY, RI_STAGE, false, true},                                            \
        {"channel", RI_FIELD_KEY, RI_CHANNEL, false, true},                                        \
        {"criticality", RI_FIELD_RATING, RI_KIND_COUNT, false, true},                              \
        {"order", RI_FIELD_NUMBER, RI_KIND_COUNT, false, true},                                    \
        {"units", RI_FIELD_KEYS, RI_UNIT, false, true},                                            \
        {"tags", RI_FIELD_TAGS, RI_KIND_COUNT, false, true},                                       \
        {"managed", RI_FIELD_FLAG, RI_KIND_COUNT, false, true},                                    \
        {"moment_of_truth", RI_FIELD_FLAG, RI_KIND_COUNT, false, true},                            \
        {"reviewed_on", RI_FIELD_DAY, RI_KIND_COUNT, false, true},                                 \
        {"attr", RI_FIELD_ATTRIBUTES, RI_KIND_COUNT, false, true}, END

const ri_step_kind ri_step_kinds[RI_STEP_COUNT] = {
    [RI_STEP_APPOINT] = {"appoint",
                         {NEEDED("position", RI_POSITION), NEEDS("person", RI_FIELD_PERSON),
                          FIELD("kind", RI_FIELD_SEAT), FIELD("to", RI_FIELD_DAY), END}},
    [RI_STEP_CHANGE_TOUCHPOINT] = {"change_touchpoint", {TOUCHPOINT}},
    [RI_STEP_CLOSE_POSITION] = {"close_position",
                                {NEEDED("position", RI_POSITION), KEY("reports_to", RI_POSITION),
                                 END}},
    [RI_STEP_CLOSE_TOUCHPOINT] = {"close_touchpoint", {NEEDED("key", RI_TOUCHPOINT), END}},
    [RI_STEP_CLOSE_UNIT] = {"close_unit", {NEEDED("unit", RI_UNIT), KEY("into", RI_UNIT), END}},
    [RI_STEP_CREATE_POSITION] = {"create_position",
                                 {NEEDED("key", RI_POSITION), FIELD("title", RI_FIELD_TEXT),
                                  KEY("unit", RI_UNIT), KEY("reports_to", RI_POSITION),
                                  FIELD("office", RI_FIELD_OFFICE), FIELD("grade", RI_FIELD_TEXT),
                                  END}},
    [RI_STEP_CREATE_TOUCHPOINT] = {"create_touchpoint", {TOUCHPOINT}},
    [RI_STEP_CREATE_UNIT] = {"create_unit",
                             {NEEDED("key", RI_UNIT), FIELD("name", RI_FIELD_TEXT),
                              KEY("parent", RI_UNIT), FIELD("kind", RI_FIELD_TEXT),
                              FIELD("func", RI_FIELD_TEXT), KEY("head", RI_POSITION),
                              FIELD("tags", RI_FIELD_TAGS), END}},
    [RI_STEP_GRANT] = {"grant",
                       {NEEDED("position", RI_POSITION), NEEDS("scope", RI_FIELD_SCOPE), END}},
    [RI_STEP_HAND_OVER] = {"hand_over",
                           {NEEDED("from", RI_UNIT),
                            NEEDED("to", RI_UNIT),
                            {"touchpoints", RI_FIELD_KEYS, RI_TOUCHPOINT, false, false},
                            KEY("journey", RI_JOURNEY),
                            KEY("stage", RI_STAGE),
                            END}},
    [RI_STEP_LEAVE] = {"leave", {NEEDED("person", RI_PERSON), END}},
    [RI_STEP_MERGE_UNITS] = {"merge_units",
                             {{"units", RI_FIELD_KEYS, RI_UNIT, true, false},
                              NEEDED("into", RI_UNIT),
                              FIELD("name", RI_FIELD_TEXT),
                              KEY("head", RI_POSITION),
                              END}},
    [RI_STEP_MOVE_POSITION] = {"move_position",
                               {NEEDED("position", RI_POSITION),
                                {"unit", RI_FIELD_KEY, RI_UNIT, false, true},
                                {"reports_to", RI_FIELD_KEY, RI_POSITION, false, true},
                                END}},
    [RI_STEP_MOVE_UNIT] = {"move_unit",
                           {NEEDED("unit", RI_UNIT),
                            {"parent", RI_FIELD_KEY, RI_UNIT, true, true},
                            END}},
    [RI_STEP_RENAME_UNIT] = {"rename_unit",
                             {NEEDED("unit", RI_UNIT), NEEDS("name", RI_FIELD_TEXT), END}},
    [RI_STEP_SET_HEAD] = {"set_head",
                          {NEEDED("unit", RI_UNIT), NEEDED("position", RI_POSITION), END}},
    [RI_STEP_SET_LEAD] = {"set_lead",
                          {NEEDED("journey", RI_JOURNEY), NEEDED("position", RI_POSITION), END}},
    [RI_STEP_SET_OFFICE] = {"set_office",
                            {NEEDED("position", RI_POSITION),
                             {"office", RI_FIELD_OFFICE, RI_KIND_COUNT, true, true},
                             END}},
    [RI_STEP_SPLIT_UNIT] = {"split_unit",
                            {NEEDED("unit", RI_UNIT), NEEDS("parts", RI_FIELD_PARTS), END}},
    [RI_STEP_STATE] = {"state",
                       {NEEDED("touchpoint", RI_TOUCHPOINT), NEEDS("letter", RI_FIELD_LETTER),
                        NEEDS("holder", RI_FIELD_HOLDER), FIELD("reason", RI_FIELD_TEXT), END}},
    [RI_STEP_UNSTATE] = {"unstate",
                         {NEEDED("touchpoint", RI_TOUCHPOINT), NEEDS("letter", RI_FIELD_LETTER),
                          NEEDS("holder", RI_FIELD_HOLDER), FIELD("reason", RI_FIELD_TEXT), END}},
    [RI_STEP_VACATE] = {"vacate", {NEEDED("position", RI_POSITION), KEY("person", RI_PERSON), END}},
    [RI_STEP_WITHDRAW] = {"withdraw",
                          {NEEDED("position", RI_POSITION), NEEDS("scope", RI_FIELD_SCOPE), END}},
};

const ri_step_value *ri_step_said(const ri_scenario_step *step, const char *field)
{
    const ri_step_field *fields = ri_step_kinds[step->verb].fields;
    for (size_t i = 0; fields[i].name != NULL; i++) {
        if (strcmp(fields[i].name, field) == 0) {
            return &step->values[i];
        }
    }
    return NULL;
}

const char *ri_step_text(const ri_scenario_step *step, const char *field)
{
    const ri_step_value *value = ri_step_said(step, field);
    return value != NULL && value->said ? value->text : NULL;
}
