#include "model/needed.h"

#include <string.h>

#include "base/day.h"
#include "base/nearest.h"
#include "model/tables.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- what a cell says ---- */

static bool is_word(const ri_snapshot *s, uint32_t word, const char *value)
{
    return word != RI_NONE && (value == NULL || strcmp(ri_intern_get(s->words, word), value) == 0);
}

static bool is_key(const ri_snapshot *s, ri_kind kind, uint32_t row, const char *value)
{
    return row != RI_NONE &&
           (value == NULL || strcmp(ri_snapshot_rows(s, kind)->key[row], value) == 0);
}

static bool has_word(const ri_snapshot *s, const ri_lists *lists, uint32_t row, const char *value)
{
    for (uint32_t i = lists->first[row]; i < lists->first[row + 1]; i++) {
        if (is_word(s, lists->items[i], value)) {
            return true;
        }
    }
    return false;
}

/* Whether a row says that, in one column. */
typedef bool (*says_fn)(const ri_snapshot *s, uint32_t row, const char *value);

#define WORD(name, column)                                                                         \
    static bool name(const ri_snapshot *s, uint32_t row, const char *value)                        \
    {                                                                                              \
        return is_word(s, s->column[row], value);                                                  \
    }
#define KEY(name, column, kind)                                                                    \
    static bool name(const ri_snapshot *s, uint32_t row, const char *value)                        \
    {                                                                                              \
        return is_key(s, kind, s->column[row], value);                                             \
    }

WORD(unit_kind, units.kind)
WORD(unit_function, units.func)
KEY(unit_parent, units.parent, RI_UNIT)
KEY(unit_head, units.head, RI_POSITION)
KEY(position_unit, positions.unit, RI_UNIT)
KEY(position_superior, positions.reports_to, RI_POSITION)
WORD(position_office, positions.office)
WORD(team_kind, teams.kind)
KEY(team_lead, teams.lead, RI_POSITION)
KEY(journey_lead, journeys.lead, RI_POSITION)
KEY(journey_team, journeys.team, RI_TEAM)
KEY(touchpoint_journey, touchpoints.journey, RI_JOURNEY)
KEY(touchpoint_stage, touchpoints.stage, RI_STAGE)
KEY(touchpoint_channel, touchpoints.channel, RI_CHANNEL)

static bool unit_tags(const ri_snapshot *s, uint32_t row, const char *value)
{
    return has_word(s, &s->tag_sets.of, s->units.tag_set[row], value);
}

static bool position_grade(const ri_snapshot *s, uint32_t row, const char *value)
{
    const char *grade = s->positions.grade[row];
    return grade != NULL && (value == NULL || strcmp(grade, value) == 0);
}

static bool touchpoint_criticality(const ri_snapshot *s, uint32_t row, const char *value)
{
    const char digit[] = {(char)('0' + s->touchpoints.criticality[row]), '\0'};
    return digit[0] != '0' && (value == NULL || strcmp(digit, value) == 0);
}

static bool touchpoint_units(const ri_snapshot *s, uint32_t row, const char *value)
{
    const ri_lists *of = &s->unit_sets.of;
    const uint32_t set = s->touchpoints.unit_set[row];
    for (uint32_t i = of->first[set]; i < of->first[set + 1]; i++) {
        if (is_key(s, RI_UNIT, of->items[i], value)) {
            return true;
        }
    }
    return false;
}

static bool touchpoint_tags(const ri_snapshot *s, uint32_t row, const char *value)
{
    return has_word(s, &s->tag_sets.of, s->touchpoints.tag_set[row], value);
}

/* What is unset counts as the one of the two: only the other one says something. */
static bool touchpoint_managed(const ri_snapshot *s, uint32_t row, const char *value)
{
    (void)value;
    return s->touchpoints.managed[row] == 0;
}

static bool touchpoint_truth(const ri_snapshot *s, uint32_t row, const char *value)
{
    (void)value;
    return s->touchpoints.truth[row] != 0;
}

static bool touchpoint_reviewed(const ri_snapshot *s, uint32_t row, const char *value)
{
    (void)value;
    return s->touchpoints.reviewed_on[row] != RI_DAY_MIN;
}

static bool link_kind(const ri_snapshot *s, uint32_t row, const char *value)
{
    static const char *const kinds[] = {
        [RI_LINK_FEEDBACK] = "feedback",
        [RI_LINK_HANDOFF] = "handoff",
        [RI_LINK_PROMISE] = "promise",
    };
    return value == NULL || strcmp(kinds[s->links[row].kind], value) == 0;
}

/* ---- the files ---- */

typedef struct column {
    const char *name;
    says_fn says;
} column;

#define COLUMNS 10

typedef struct file {
    const char *name;
    ri_kind kind; /* of which its rows are; RI_KIND_COUNT: of none, and without attributes */
    column columns[COLUMNS];
} file;

static const file files[] = {
    {"units.csv",
     RI_UNIT,
     {{"function", unit_function},
      {"kind", unit_kind},
      {"parent", unit_parent},
      {"head", unit_head},
      {"tags", unit_tags}}},
    {"positions.csv",
     RI_POSITION,
     {{"office", position_office},
      {"unit", position_unit},
      {"reports_to", position_superior},
      {"grade", position_grade}}},
    {"people.csv", RI_PERSON, {{NULL, NULL}}},
    {"teams.csv", RI_TEAM, {{"kind", team_kind}, {"lead", team_lead}}},
    {"stages.csv", RI_STAGE, {{NULL, NULL}}},
    {"channels.csv", RI_CHANNEL, {{NULL, NULL}}},
    {"journeys.csv", RI_JOURNEY, {{"lead", journey_lead}, {"team", journey_team}}},
    {"touchpoints.csv",
     RI_TOUCHPOINT,
     {{"journey", touchpoint_journey},
      {"stage", touchpoint_stage},
      {"channel", touchpoint_channel},
      {"criticality", touchpoint_criticality},
      {"units", touchpoint_units},
      {"tags", touchpoint_tags},
      {"managed", touchpoint_managed},
      {"moment_of_truth", touchpoint_truth},
      {"reviewed_on", touchpoint_reviewed}}},
    {"links.csv", RI_KIND_COUNT, {{"kind", link_kind}}},
    {"walks.csv", RI_KIND_COUNT, {{NULL, NULL}}},
    {"mandates.csv", RI_KIND_COUNT, {{NULL, NULL}}},
    {"disputes.csv", RI_KIND_COUNT, {{NULL, NULL}}},
    {"stated.csv", RI_KIND_COUNT, {{NULL, NULL}}},
};

static uint32_t rows_of(const ri_snapshot *s, const file *f)
{
    if (f->kind != RI_KIND_COUNT) {
        return ri_snapshot_rows(s, f->kind)->n;
    }
    const struct {
        const char *name;
        uint32_t n;
    } lists[] = {{"links.csv", s->n_links},
                 {"walks.csv", s->n_walks},
                 {"mandates.csv", s->n_mandates},
                 {"disputes.csv", s->n_disputes},
                 {"stated.csv", s->n_stated}};
    for (size_t i = 0; i < COUNT(lists); i++) {
        if (strcmp(f->name, lists[i].name) == 0) {
            return lists[i].n;
        }
    }
    return 0;
}

/* ---- reading ---- */

static const char *find_file(ri_needed *need, ri_arena *arena, const char *name)
{
    const char *names[COUNT(files)];
    for (uint32_t i = 0; i < COUNT(files); i++) {
        if (strcmp(files[i].name, name) == 0) {
            need->file = i;
            return "";
        }
        names[i] = files[i].name;
    }
    const char *nearest = ri_nearest_of(name, names, COUNT(files));
    return nearest != NULL ? ri_arena_format(arena, "unknown file \"%.80s\"; did you mean \"%s\"?",
                                             name, nearest)
                           : ri_arena_format(arena,
                                             "unknown file \"%.80s\"; write \"FILE\", \"FILE: "
                                             "COLUMN\" or \"FILE: COLUMN VALUE\", such as "
                                             "\"units.csv: function\"",
                                             name);
}

/* What is no column of the file is an attribute of its rows. */
static const char *find_column(ri_needed *need, ri_arena *arena)
{
    const file *f = &files[need->file];
    const char *names[COLUMNS];
    size_t n = 0;
    need->column = RI_NONE;
    for (; n < COLUMNS && f->columns[n].name != NULL; n++) {
        names[n] = f->columns[n].name;
        if (strcmp(names[n], need->name) == 0) {
            need->column = (uint32_t)n;
            return "";
        }
    }
    /* Columns that every row has, or that no need is about, are no attributes. */
    const int table = f->kind != RI_KIND_COUNT ? ri_table_of_kind(f->kind) : -1;
    if (table >= 0 && ri_table_column(&ri_tables[table], need->name, strlen(need->name)) < 0) {
        return "";
    }
    const char *nearest = ri_nearest_of(need->name, names, n);
    return nearest != NULL
               ? ri_arena_format(arena, "%s has no column \"%.80s\"; did you mean \"%s\"?", f->name,
                                 need->name, nearest)
               : ri_arena_format(arena, "%s has no column \"%.80s\" that can be needed", f->name,
                                 need->name);
}

/* The part of a text up to `end`, without blanks around it. */
static const char *part(ri_arena *arena, const char *begin, const char *end)
{
    while (begin < end && *begin == ' ') {
        begin++;
    }
    while (end > begin && end[-1] == ' ') {
        end--;
    }
    return ri_arena_format(arena, "%.*s", (int)(end - begin), begin);
}

bool ri_need_read(ri_needed *out, ri_arena *arena, const char *text, const char **why)
{
    const char *colon = strchr(text, ':');
    const char *end = text + strlen(text);
    *out = (ri_needed){.column = RI_NONE};
    *why = NULL;
    out->text = ri_arena_string(arena, text);
    const char *name = part(arena, text, colon != NULL ? colon : end);
    if (out->text == NULL || name == NULL) {
        return false;
    }
    *why = find_file(out, arena, name);
    if (*why == NULL || **why != '\0' || colon == NULL) {
        return *why != NULL && **why == '\0';
    }
    const char *rest = colon + 1 + strspn(colon + 1, " ");
    const char *blank = strchr(rest, ' ');
    out->name = part(arena, rest, blank != NULL ? blank : end);
    out->value = blank != NULL ? part(arena, blank, end) : "";
    if (out->name == NULL || out->value == NULL) {
        *why = NULL;
        return false;
    }
    out->value = out->value[0] != '\0' ? out->value : NULL;
    *why = out->name[0] != '\0' ? find_column(out, arena)
                                : ri_arena_format(arena, "a column is missing after \"%s:\"", name);
    return *why != NULL && **why == '\0';
}

/* ---- asking ---- */

static bool row_says(const ri_snapshot *s, const file *f, const ri_needed *need, uint32_t row)
{
    if (f->kind != RI_KIND_COUNT && !ri_row_there(ri_snapshot_rows(s, f->kind), row)) {
        return false;
    }
    if (need->name == NULL) {
        return true;
    }
    if (need->column != RI_NONE) {
        return f->columns[need->column].says(s, row, need->value);
    }
    const char *found = ri_snapshot_attribute(s, f->kind, row, need->name);
    return found != NULL && (need->value == NULL || strcmp(found, need->value) == 0);
}

bool ri_need_met(const ri_snapshot *s, const ri_needed *need)
{
    const file *f = &files[need->file];
    const uint32_t n = rows_of(s, f);
    for (uint32_t row = 0; row < n; row++) {
        if (row_says(s, f, need, row)) {
            return true;
        }
    }
    return false;
}
