#include "model/prospect.h"

#include <string.h>

#include "base/day.h"
#include "base/memory.h"
#include "model/loading.h"

bool ri_prospect_begin(ri_prospect *p, const ri_snapshot *s)
{
    *p = (ri_prospect){.s = s, .arena = ri_arena_new()};
    return p->arena != NULL;
}

void ri_prospect_end(ri_prospect *p)
{
    ri_map_free(&p->places);
    ri_map_free(&p->stated_last);
    ri_free(p->altered);
    ri_free(p->seats);
    ri_free(p->mandates);
    ri_free(p->stated);
    ri_arena_free(p->arena);
    *p = (ri_prospect){.s = NULL};
}

/* ---- what was altered ---- */

static ri_altered *altered_of(const ri_prospect *p, ri_kind kind, uint32_t row)
{
    uint32_t place = 0;
    return ri_map_get(&p->places, ri_ref_make(kind, row), &place) ? p->altered[place].it : NULL;
}

const ri_altered *ri_prospect_altered(const ri_prospect *p, ri_kind kind, uint32_t row)
{
    return altered_of(p, kind, row);
}

/* What is altered of a thing, from now on at least nothing. NULL: memory is exhausted. */
static ri_altered *alter(ri_prospect *p, ri_kind kind, uint32_t row)
{
    ri_altered *altered = altered_of(p, kind, row);
    if (altered != NULL) {
        return altered;
    }
    altered = ri_arena_take(p->arena, sizeof *altered);
    if (altered == NULL ||
        !RI_PUSH(p->altered, p->n_altered, p->altered_capacity, (ri_altered_place){altered})) {
        p->failed = true;
        return NULL;
    }
    if (!ri_map_put(&p->places, ri_ref_make(kind, row), p->n_altered - 1)) {
        p->n_altered--;
        p->failed = true;
        return NULL;
    }
    altered->kind = kind;
    altered->row = row;
    altered->was = ri_row_there(ri_snapshot_rows(p->s, kind), row);
    altered->there = altered->was;
    return altered;
}

bool ri_prospect_there(const ri_prospect *p, ri_kind kind, uint32_t row)
{
    const ri_altered *altered = altered_of(p, kind, row);
    return altered != NULL ? altered->there : ri_row_there(ri_snapshot_rows(p->s, kind), row);
}

uint32_t ri_prospect_find(const ri_prospect *p, ri_kind kind, const char *key)
{
    const uint32_t row = ri_rows_place(ri_snapshot_rows(p->s, kind), key);
    return row != RI_NONE && ri_prospect_there(p, kind, row) ? row : RI_NONE;
}

/* ---- what the snapshot says, as canonical files would ---- */

static ri_said link_to(uint32_t row)
{
    return (ri_said){.link = row};
}

static ri_said text_of(const char *text)
{
    return (ri_said){.link = RI_NONE, .text = text};
}

static ri_said word_of(const ri_snapshot *s, uint32_t word)
{
    return text_of(word != RI_NONE ? ri_intern_get(s->words, word) : NULL);
}

static ri_said set_of(const ri_sets *sets, uint32_t set)
{
    const uint32_t first = sets->of.first[set];
    return (ri_said){.link = RI_NONE,
                     .items = RI_FROM(sets->of.items, first),
                     .n_items = sets->of.first[set + 1] - first};
}

static ri_said number_of(ri_prospect *p, int64_t number)
{
    const char *text = ri_arena_format(p->arena, "%lld", (long long)number);
    p->failed = p->failed || text == NULL;
    return text_of(text);
}

static ri_said day_of(ri_prospect *p, int32_t day)
{
    char text[11];
    const char *kept = ri_arena_string(p->arena, ri_day_format(day, text));
    p->failed = p->failed || kept == NULL;
    return text_of(day == RI_DAY_MIN ? NULL : kept);
}

/* A name that is only the key is none. */
static ri_said name_of(const ri_rows *rows, uint32_t row)
{
    return text_of(rows->name[row] != rows->key[row] ? rows->name[row] : NULL);
}

static ri_said said_of_unit(const ri_snapshot *s, uint32_t row, int column)
{
    switch (column) {
    case RI_UNIT_NAME:
        return name_of(&s->units.rows, row);
    case RI_UNIT_PARENT:
        return link_to(s->units.parent[row]);
    case RI_UNIT_HEAD:
        return link_to(s->units.head[row]);
    case RI_UNIT_KIND:
        return word_of(s, s->units.kind[row]);
    case RI_UNIT_FUNC:
        return word_of(s, s->units.func[row]);
    default:
        return set_of(&s->tag_sets, s->units.tag_set[row]);
    }
}

static ri_said said_of_position(const ri_snapshot *s, uint32_t row, int column)
{
    const ri_lists *dotted = &s->positions.dotted;
    switch (column) {
    case RI_POSITION_TITLE:
        return name_of(&s->positions.rows, row);
    case RI_POSITION_UNIT:
        return link_to(s->positions.unit[row]);
    case RI_POSITION_REPORTS_TO:
        return link_to(s->positions.reports_to[row]);
    case RI_POSITION_OFFICE:
        return word_of(s, s->positions.office[row]);
    case RI_POSITION_DOTTED_TO:
        return (ri_said){.link = RI_NONE,
                         .items = RI_FROM(dotted->items, dotted->first[row]),
                         .n_items = dotted->first[row + 1] - dotted->first[row]};
    default:
        return text_of(s->positions.grade[row]);
    }
}

static ri_said said_of_touchpoint(ri_prospect *p, uint32_t row, int column)
{
    const ri_touchpoints *t = &p->s->touchpoints;
    ri_said said;
    switch (column) {
    case RI_TOUCHPOINT_NAME:
        return name_of(&t->rows, row);
    case RI_TOUCHPOINT_JOURNEY:
        return link_to(t->journey[row]);
    case RI_TOUCHPOINT_STAGE:
        return link_to(t->stage[row]);
    case RI_TOUCHPOINT_CHANNEL:
        return link_to(t->channel[row]);
    case RI_TOUCHPOINT_CRITICALITY:
        return t->criticality[row] != 0 ? number_of(p, t->criticality[row]) : text_of(NULL);
    case RI_TOUCHPOINT_ORDER:
        return t->order[row] != INT64_MAX ? number_of(p, t->order[row]) : text_of(NULL);
    case RI_TOUCHPOINT_UNITS:
        said = set_of(&p->s->unit_sets, t->unit_set[row]);
        said.rest = true;
        return said;
    case RI_TOUCHPOINT_TAGS:
        return set_of(&p->s->tag_sets, t->tag_set[row]);
    case RI_TOUCHPOINT_MANAGED:
        return text_of(t->managed[row] ? "yes" : "no");
    case RI_TOUCHPOINT_TRUTH:
        return text_of(t->truth[row] ? "yes" : "no");
    default:
        return day_of(p, t->reviewed_on[row]);
    }
}

ri_said ri_prospect_before(ri_prospect *p, ri_kind kind, uint32_t row, int column)
{
    const ri_snapshot *s = p->s;
    switch (kind) {
    case RI_UNIT:
        return said_of_unit(s, row, column);
    case RI_POSITION:
        return said_of_position(s, row, column);
    case RI_PERSON:
        return column == RI_PERSON_NAME ? name_of(&s->people.rows, row)
                                        : text_of(s->people.email[row]);
    case RI_JOURNEY:
        return column == RI_JOURNEY_NAME   ? name_of(&s->journeys.rows, row)
               : column == RI_JOURNEY_LEAD ? link_to(s->journeys.lead[row])
                                           : link_to(s->journeys.team[row]);
    default:
        return said_of_touchpoint(p, row, column);
    }
}

/* A link to what is not there any more counts as unset. */
static ri_said living(const ri_prospect *p, ri_kind kind, int column, ri_said said)
{
    const ri_column *about = &ri_tables[ri_table_of_kind(kind)].columns[column];
    if (about->type == RI_CELL_LINK && said.link != RI_NONE) {
        said.link = ri_prospect_there(p, ri_column_kind(about), said.link) ? said.link : RI_NONE;
    }
    return said;
}

ri_said ri_prospect_said(ri_prospect *p, ri_kind kind, uint32_t row, int column)
{
    const ri_altered *altered = altered_of(p, kind, row);
    const bool anew = altered != NULL && (altered->says >> column & 1u) != 0;
    return living(p, kind, column,
                  anew ? altered->cells[column] : ri_prospect_before(p, kind, row, column));
}

/* Links are asked for very often, and are found without memory. */
uint32_t ri_prospect_link(const ri_prospect *p, ri_kind kind, uint32_t row, int column)
{
    return ri_prospect_said((ri_prospect *)p, kind, row, column).link;
}

static bool same_text(const char *a, const char *b)
{
    const char *x = a != NULL ? a : "";
    const char *y = b != NULL ? b : "";
    return strcmp(x, y) == 0;
}

bool ri_said_flag(int column, const char *text)
{
    return text != NULL && *text != '\0' ? *text == 'y' : column == RI_TOUCHPOINT_MANAGED;
}

bool ri_said_same(ri_kind kind, int column, const ri_said *a, const ri_said *b)
{
    switch (ri_tables[ri_table_of_kind(kind)].columns[column].type) {
    case RI_CELL_LINK:
        return a->link == b->link;
    case RI_CELL_FLAG:
        return ri_said_flag(column, a->text) == ri_said_flag(column, b->text);
    case RI_CELL_LINKS:
    case RI_CELL_TAGS:
        return a->n_items == b->n_items &&
               (a->n_items == 0 || memcmp(a->items, b->items, a->n_items * sizeof *a->items) == 0);
    default:
        return same_text(a->text, b->text);
    }
}

/* ---- altering ---- */

void ri_prospect_set(ri_prospect *p, ri_kind kind, uint32_t row, int column, ri_said said)
{
    ri_altered *altered = alter(p, kind, row);
    if (altered != NULL) {
        altered->says |= UINT32_C(1) << column;
        altered->cells[column] = said;
    }
}

void ri_prospect_set_link(ri_prospect *p, ri_kind kind, uint32_t row, int column, uint32_t to)
{
    ri_prospect_set(p, kind, row, column, link_to(to));
}

void ri_prospect_set_text(ri_prospect *p, ri_kind kind, uint32_t row, int column, const char *text)
{
    ri_prospect_set(p, kind, row, column, text_of(text != NULL && *text != '\0' ? text : NULL));
}

void ri_prospect_open(ri_prospect *p, ri_kind kind, uint32_t row)
{
    ri_altered *altered = alter(p, kind, row);
    if (altered == NULL) {
        return;
    }
    altered->there = true;
    altered->says = UINT32_MAX;
    altered->attributes = NULL;
    altered->n_attributes = 0;
    for (int i = 0; i < RI_TABLE_COLUMNS_MAX; i++) {
        altered->cells[i] = link_to(RI_NONE);
    }
}

void ri_prospect_close(ri_prospect *p, ri_kind kind, uint32_t row)
{
    ri_altered *altered = alter(p, kind, row);
    if (altered != NULL) {
        altered->there = false;
    }
}

ri_said ri_prospect_list(ri_prospect *p, const uint32_t *items, uint32_t n)
{
    const uint32_t *kept = ri_arena_keep(p->arena, items, n, sizeof *items);
    p->failed = p->failed || kept == NULL;
    return (ri_said){.link = RI_NONE, .items = kept, .n_items = kept != NULL ? n : 0};
}

ri_said ri_prospect_replaced(ri_prospect *p, const ri_said *list, uint32_t from, uint32_t to)
{
    ri_said out = {.link = RI_NONE, .rest = list->rest};
    uint32_t *items = ri_arena_array(p->arena, (size_t)list->n_items + 1, sizeof *items);
    uint32_t *origin = ri_arena_array(p->arena, (size_t)list->n_items + 1, sizeof *origin);
    if (items == NULL || origin == NULL) {
        p->failed = true;
        return out;
    }
    bool had = false;
    for (uint32_t i = 0; i < list->n_items; i++) {
        const uint32_t item = list->items[i] == from ? to : list->items[i];
        const bool again = item == to && had;
        had = had || item == to;
        if (item != RI_NONE && !again) {
            origin[out.n_items] = list->origin != NULL ? list->origin[i] : i;
            items[out.n_items++] = item;
        }
    }
    out.items = items;
    out.origin = origin;
    return out;
}

uint32_t ri_prospect_word(ri_prospect *p, const char *word)
{
    const uint32_t number = ri_intern_string(p->s->words, word);
    p->failed = p->failed || number == RI_NONE;
    return number;
}

/* ---- attributes ---- */

/* Where the altered attributes have a name; n_attributes when they have not. */
static uint32_t attribute_place(const ri_altered *altered, const char *name)
{
    uint32_t i = 0;
    while (i < altered->n_attributes && strcmp(altered->attributes[(size_t)2 * i], name) != 0) {
        i++;
    }
    return i;
}

const char *ri_prospect_attribute(const ri_prospect *p, ri_kind kind, uint32_t row,
                                  const char *name)
{
    const ri_altered *altered = altered_of(p, kind, row);
    if (altered != NULL) {
        const uint32_t at = attribute_place(altered, name);
        if (at < altered->n_attributes) {
            return altered->attributes[(size_t)2 * at + 1];
        }
        if (altered->says == UINT32_MAX) { /* said anew altogether */
            return NULL;
        }
    }
    return ri_snapshot_attribute(p->s, kind, row, name);
}

void ri_prospect_set_attribute(ri_prospect *p, ri_kind kind, uint32_t row, const char *name,
                               const char *value)
{
    ri_altered *altered = alter(p, kind, row);
    if (altered == NULL) {
        return;
    }
    const uint32_t at = attribute_place(altered, name);
    if (at == altered->n_attributes) {
        const char **longer =
            ri_arena_array(p->arena, ((size_t)at + 1) * 2, sizeof *altered->attributes);
        if (longer == NULL) {
            p->failed = true;
            return;
        }
        if (at > 0) {
            memcpy(longer, altered->attributes, (size_t)at * 2 * sizeof *longer);
        }
        altered->attributes = longer;
        altered->n_attributes++;
    }
    altered->attributes[(size_t)2 * at] = name;
    altered->attributes[(size_t)2 * at + 1] = value != NULL && *value != '\0' ? value : NULL;
}
