#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "base/memory.h"
#include "intake/cell_letters.h"
#include "intake/inventory_inside.h"
#include "intake/inventory_values.h"
#include "intake/letter_words.h"
#include "intake/names_in_cell.h"

/* ---- which touchpoint a row is about ---- */

/* Appends a text as texts are compared, and a line's end. */
static bool fold(ri_inventory_gathering *g, ri_text *out, const char *text)
{
    ri_words_clear(&g->words);
    (void)ri_words_add(&g->words, text);
    ri_words_write(out, &g->words);
    ri_text_char(out, '\n');
    return !out->failed;
}

/* The number of a folded text. RI_NONE when memory is exhausted. */
static uint32_t number_of(ri_inventory_gathering *g, const char *mark, const char *text)
{
    ri_text_clear(&g->identity);
    ri_text_add(&g->identity, mark);
    return fold(g, &g->identity, text) ? ri_intern_string(g->folded, ri_text_string(&g->identity))
                                       : RI_NONE;
}

static const char *stage_of(ri_inventory_gathering *g, const ri_book_row *row)
{
    const size_t column = g->of_role[RI_INVENTORY_STAGE];
    return column < g->columns->n ? ri_inventory_text(g, row, column) : ri_text_string(&g->heading);
}

/* Notes that two numbers belong together; *met says whether that was known. false: memory is
   exhausted. */
static bool meet(bool *met, ri_map *pairs, uint32_t a, uint32_t b)
{
    uint32_t none = 0;
    const uint64_t both = (uint64_t)a << 32 | b;
    *met = ri_map_get(pairs, both, &none);
    return *met || ri_map_put(pairs, both, 0);
}

/* Notes that a base has a channel, and in how many stages. false: memory is exhausted. */
static bool note_base(ri_inventory_gathering *g, uint32_t base, uint32_t channel)
{
    while (g->n_bases <= base) {
        if (!RI_PUSH(g->bases, g->n_bases, g->bases_capacity,
                     ((ri_inventory_base){.channel = RI_NONE}))) {
            return false;
        }
    }
    ri_inventory_base *known = &g->bases[base];
    g->parted = g->parted || (known->channel != RI_NONE && known->channel != channel);
    known->channel = channel;
    bool met = false;
    const bool done = meet(&met, &g->channels, base, channel);
    known->staged = known->staged || met;
    return done;
}

/* A touchpoint that was not met before. */
static raci_status add_entry(ri_inventory_gathering *g, const ri_book_row *row, const char *name,
                             uint32_t base, uint32_t channel)
{
    const size_t column = g->of_role[RI_INVENTORY_TOUCHPOINT];
    const ri_book_cell *cell = &row->cells[column < row->n ? column : 0];
    ri_inventory_entry entry = {.base = base, .name = ri_arena_string(g->arena, name)};
    entry.at = (ri_book_cell){.bytes = "", .line = cell->line, .column = cell->column};
    entry.heading = ri_arena_string(g->arena, ri_text_string(&g->heading));
    entry.values = ri_arena_array(g->arena, g->columns->n, sizeof *entry.values);
    if (entry.name == NULL || entry.heading == NULL || entry.values == NULL ||
        !note_base(g, base, channel) || !RI_PUSH(g->entries, g->n, g->capacity, entry)) {
        return ri_fail_nomem(g->err);
    }
    for (size_t i = 0; i < g->columns->n; i++) {
        entry.values[i].text = "";
    }
    return RACI_OK;
}

static raci_status find_entry(ri_inventory_entry **out, ri_inventory_gathering *g,
                              const ri_book_row *row, const char *name)
{
    const char *id = ri_inventory_text(g, row, g->of_role[RI_INVENTORY_ID]);
    const bool named = id[0] == '\0';
    const uint32_t base = number_of(g, named ? "n" : "i", named ? name : id);
    const uint32_t channel =
        number_of(g, "c", ri_inventory_text(g, row, g->of_role[RI_INVENTORY_CHANNEL]));
    ri_text_clear(&g->identity);
    ri_text_format(&g->identity, "%u %u", (unsigned)base, (unsigned)channel);
    if (base == RI_NONE || channel == RI_NONE ||
        (named && !fold(g, &g->identity, stage_of(g, row)))) {
        return ri_fail_nomem(g->err);
    }
    const uint32_t number = ri_intern_string(g->identities, ri_text_string(&g->identity));
    if (number == RI_NONE) {
        return ri_fail_nomem(g->err);
    }
    raci_status status = number == g->n ? add_entry(g, row, name, base, channel) : RACI_OK;
    *out = status == RACI_OK ? &g->entries[number] : NULL;
    return status;
}

/* ---- what a row says of it ---- */

static bool has_line(const ri_text *lines, const char *text, size_t length)
{
    const char *at = ri_text_string(lines);
    while (*at != '\0') {
        const size_t n = strcspn(at, "\n");
        if (n == length && memcmp(at, text, n) == 0) {
            return true;
        }
        at += n + (at[n] == '\n');
    }
    return false;
}

/* Adds a line to a list; line ends in it become blanks. false: memory is exhausted. */
static bool add_line(ri_text *lines, const char *text, size_t length)
{
    ri_text_add(lines, lines->length > 0 ? "\n" : "");
    for (size_t i = 0; i < length; i++) {
        ri_text_char(lines, text[i] == '\n' ? ' ' : text[i]);
    }
    return !lines->failed;
}

/* Adds a text to what the rows say together, unless it is there. */
static raci_status add_text(ri_inventory_gathering *g, const ri_inventory_entry *entry,
                            size_t column, const char *text, size_t length)
{
    ri_inventory_value *value = &entry->values[column];
    if (value->many == NULL) {
        value->many = ri_arena_take(g->arena, sizeof *value->many);
        if (value->many == NULL) {
            return ri_fail_nomem(g->err);
        }
        *value->many = (ri_text)RI_TEXT_INIT;
        if (value->text[0] != '\0' && !add_line(value->many, value->text, strlen(value->text))) {
            return ri_fail_nomem(g->err);
        }
    }
    if (value->many->length > RI_INVENTORY_LIST_MAX || has_line(value->many, text, length)) {
        return RACI_OK;
    }
    if (!add_line(value->many, text, length)) {
        return ri_fail_nomem(g->err);
    }
    return value->many->length > RI_INVENTORY_LIST_MAX
               ? ri_inventory_note(g, &entry->at,
                                   "the rows of '%.100s' say more in the column '%.100s' than is "
                                   "kept: what follows is left out",
                                   entry->name, g->columns->columns[column].heading)
               : RACI_OK;
}

/* Units, and who is accountable: names, and whether one of them may be several is told once. */
static raci_status add_names(ri_inventory_gathering *g, const ri_inventory_entry *entry,
                             const ri_book_cell *cell, size_t column, const char *text)
{
    const char *bytes = ri_arena_string(g->arena, text);
    size_t left = strlen(text);
    ri_cell_name name;
    raci_status status = bytes != NULL ? RACI_OK : ri_fail_nomem(g->err);
    if (ri_says_undecided(text, left)) {
        return ri_inventory_note(g, cell, "'%.100s' is nobody: the column '%.100s' is left empty",
                                 text, g->columns->columns[column].heading);
    }
    while (status == RACI_OK && ri_names_next(&bytes, &left, &name)) {
        const uint32_t before = ri_intern_count(g->noted);
        status = add_text(g, entry, column, name.bytes, name.length);
        if (status == RACI_OK && name.doubtful &&
            ri_intern_put(g->noted, name.bytes, name.length) == RI_NONE) {
            status = ri_fail_nomem(g->err);
        }
        if (status == RACI_OK && ri_intern_count(g->noted) > before) {
            status = ri_inventory_note(g, cell, "'%.*s' may be several; it is taken for one",
                                       (int)(name.length < 100 ? name.length : 100), name.bytes);
        }
    }
    return status;
}

/* Something that a touchpoint has one of: the first stays. */
static raci_status set_one(ri_inventory_gathering *g, const ri_inventory_entry *entry,
                           const ri_book_cell *cell, size_t column, const char *text)
{
    ri_inventory_value *value = &entry->values[column];
    if (value->text[0] == '\0') {
        value->text = ri_arena_string(g->arena, text);
        return value->text != NULL ? RACI_OK : ri_fail_nomem(g->err);
    }
    return strcmp(value->text, text) == 0
               ? RACI_OK
               : ri_inventory_note(g, cell,
                                   "'%.100s' had '%.60s' in the column '%.60s', which "
                                   "stays, and has '%.60s' here",
                                   entry->name, value->text, g->columns->columns[column].heading,
                                   text);
}

/* What a column that takes few words says; what it cannot say is told, and left out. */
static raci_status set_word(ri_inventory_gathering *g, const ri_inventory_entry *entry,
                            const ri_book_cell *cell, size_t column, const char *text)
{
    static const char *const ratings[] = {"", "1", "2", "3", "4", "5"};
    const ri_inventory_role role = g->columns->columns[column].role;
    const char *taken = NULL;
    const char *expected = "yes or no";
    int32_t day = 0;
    if (role == RI_INVENTORY_CRITICALITY || role == RI_INVENTORY_PRIORITY) {
        const int rating = ri_criticality_read(text, role == RI_INVENTORY_PRIORITY);
        taken = rating > 0 ? ratings[rating] : NULL;
        expected = "1 to 5, or a word such as high";
    } else if (role == RI_INVENTORY_REVIEWED) {
        taken = ri_day_parse(text, strlen(text), &day) ? text : NULL;
        expected = "a date as YYYY-MM-DD";
    } else {
        const int yes = ri_yes_or_no(text);
        taken = yes >= 0 ? (yes == 1 ? "yes" : "no") : NULL;
    }
    return taken != NULL ? set_one(g, entry, cell, column, taken)
                         : ri_inventory_note(g, cell,
                                             "expected %s in the column '%.60s', found "
                                             "'%.60s': it is left out",
                                             expected, g->columns->columns[column].heading, text);
}

/* Numbers of how often are added up; anything else is kept beside the others. */
static raci_status add_count(ri_inventory_gathering *g, const ri_inventory_entry *entry,
                             size_t column, const char *text)
{
    ri_inventory_value *value = &entry->values[column];
    int64_t had = 0;
    int64_t more = 0;
    if (value->many == NULL && ri_whole_number(value->text, &had) && ri_whole_number(text, &more)) {
        value->text = ri_arena_format(g->arena, "%jd", (intmax_t)had + more);
        return value->text != NULL ? RACI_OK : ri_fail_nomem(g->err);
    }
    return add_text(g, entry, column, text, strlen(text));
}

static raci_status take_cell(ri_inventory_gathering *g, const ri_inventory_entry *entry,
                             const ri_book_row *row, size_t column)
{
    const char *text = ri_inventory_text(g, row, column);
    const ri_book_cell *cell = column < row->n ? &row->cells[column] : &entry->at;
    const ri_inventory_value *value = &entry->values[column];
    const bool first = value->text[0] == '\0' && value->many == NULL;
    if (text[0] == '\0') {
        return RACI_OK;
    }
    switch (g->columns->columns[column].role) {
    case RI_INVENTORY_IGNORED:
    case RI_INVENTORY_TOUCHPOINT:
    case RI_INVENTORY_JOURNEY:
    case RI_INVENTORY_ORDER:
    case RI_INVENTORY_ROLES:
        return RACI_OK;
    case RI_INVENTORY_ID:
    case RI_INVENTORY_CHANNEL:
        return first ? set_one(g, entry, cell, column, text) : RACI_OK; /* they tell it apart */
    case RI_INVENTORY_STAGE:
        return set_one(g, entry, cell, column, text);
    case RI_INVENTORY_UNITS:
    case RI_INVENTORY_ACCOUNTABLE:
    case RI_INVENTORY_TAGS:
        return add_names(g, entry, cell, column, text);
    case RI_INVENTORY_CRITICALITY:
    case RI_INVENTORY_PRIORITY:
    case RI_INVENTORY_TRUTH:
    case RI_INVENTORY_MANAGED:
    case RI_INVENTORY_REVIEWED:
        return set_word(g, entry, cell, column, text);
    case RI_INVENTORY_COUNT:
        return first ? set_one(g, entry, cell, column, text) : add_count(g, entry, column, text);
    case RI_INVENTORY_ATTRIBUTE:
        break;
    }
    return first ? set_one(g, entry, cell, column, text)
                 : add_text(g, entry, column, text, strlen(text));
}

/* ---- where it stands on journeys ---- */

/* What the row says of its order, without the dot of "3."; else its number on the journey. */
static raci_status order_of(const char **out, ri_inventory_gathering *g, const ri_book_row *row,
                            uint32_t journey)
{
    const size_t column = g->of_role[RI_INVENTORY_ORDER];
    const char *said = ri_inventory_text(g, row, column);
    const size_t digits = strspn(said, "0123456789");
    raci_status status = RACI_OK;
    while (g->n_journeys <= journey) {
        if (!RI_PUSH(g->on_journey, g->n_journeys, g->journeys_capacity, 0)) {
            return ri_fail_nomem(g->err);
        }
    }
    g->on_journey[journey]++;
    if (digits > 0 && digits < 10 && (said[digits] == '\0' || strcmp(said + digits, ".") == 0)) {
        *out = ri_arena_copy(g->arena, said, digits);
    } else {
        *out = ri_arena_format(g->arena, "%zu", g->on_journey[journey]);
        if (said[0] != '\0') {
            status = ri_inventory_note(g, &row->cells[column],
                                       "expected a whole number, found '%.60s': the order of the "
                                       "rows is taken",
                                       said);
        }
    }
    return status == RACI_OK && *out == NULL ? ri_fail_nomem(g->err) : status;
}

/* One more journey, unless the touchpoint is on it; "" for none, where only the order is said. */
static raci_status add_place(ri_inventory_gathering *g, ri_inventory_entry *entry,
                             const ri_book_row *row, const char *journey)
{
    const uint32_t number = ri_intern_string(g->journeys, journey);
    ri_inventory_place place = {.order = NULL};
    bool met = false;
    if (number == RI_NONE || !meet(&met, &g->placed, (uint32_t)(entry - g->entries), number)) {
        return ri_fail_nomem(g->err);
    }
    if (met) {
        return RACI_OK;
    }
    place.journey = ri_intern_get(g->journeys, number);
    raci_status status = order_of(&place.order, g, row, number);
    return status != RACI_OK ||
                   RI_PUSH(entry->places, entry->n_places, entry->places_capacity, place)
               ? status
               : ri_fail_nomem(g->err);
}

static raci_status take_journeys(ri_inventory_gathering *g, ri_inventory_entry *entry,
                                 const ri_book_row *row)
{
    const char *text = ri_inventory_text(g, row, g->of_role[RI_INVENTORY_JOURNEY]);
    const char *bytes = ri_arena_string(g->arena, text);
    size_t left = bytes != NULL ? strlen(bytes) : 0;
    ri_cell_name name;
    raci_status status = bytes != NULL ? RACI_OK : ri_fail_nomem(g->err);
    const char *order = "";
    if (status == RACI_OK && left == 0) {
        order = ri_inventory_text(g, row, g->of_role[RI_INVENTORY_ORDER]);
        return order[0] != '\0' ? add_place(g, entry, row, "") : RACI_OK;
    }
    while (status == RACI_OK && ri_names_next(&bytes, &left, &name)) {
        const char *journey = ri_arena_copy(g->arena, name.bytes, name.length);
        status = journey != NULL ? add_place(g, entry, row, journey) : ri_fail_nomem(g->err);
    }
    return status;
}

raci_status ri_inventory_merge(ri_inventory_gathering *g, const ri_book_row *row, const char *name)
{
    ri_inventory_entry *entry = NULL;
    raci_status status = find_entry(&entry, g, row, name);
    for (size_t i = 0; status == RACI_OK && i < g->columns->n; i++) {
        status = take_cell(g, entry, row, i);
    }
    return status == RACI_OK ? take_journeys(g, entry, row) : status;
}
