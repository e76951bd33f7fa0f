#include "intake/kept_letters.h"

#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "base/memory.h"
#include "base/text.h"
#include "intake/own_workbook.h"

#define HOLDINGS_MAX 20000000
#define RULES_MAX 1048576
#define HOLDER_MAX 220 /* bytes of a reference */

typedef struct reading {
    ri_kept *kept;
    ri_book *book;
    raci_error *err;
} reading;

/* ---- what is wrong ---- */

static raci_status spoiled(const reading *r, const ri_book_cell *cell, const char *expected)
{
    ri_text place = RI_TEXT_INIT;
    ri_book_place(r->book, cell, &place);
    const raci_status status =
        place.failed ? ri_fail_nomem(r->err)
                     : ri_fail(r->err, RACI_INPUT,
                               "%s: expected %s, found '%.60s': this sheet is raci's own, and has "
                               "been changed; export the workbook again",
                               ri_text_string(&place), expected, cell->bytes);
    ri_text_free(&place);
    return status;
}

/* The i-th cell of a row, "" beyond its end. */
static ri_book_cell cell_at(const ri_book_row *row, size_t i)
{
    const ri_book_cell beyond = {.bytes = "", .line = row->line, .column = (uint32_t)i + 1};
    return i < row->n ? row->cells[i] : beyond;
}

/* ---- rows ---- */

static raci_status take_version(const reading *r, const ri_book_row *row)
{
    const ri_book_cell cell = cell_at(row, 1);
    return strcmp(cell.bytes, RI_OWN_VERSION) == 0
               ? RACI_OK
               : spoiled(r, &cell, "the version " RI_OWN_VERSION " of the workbook");
}

static raci_status take_date(reading *r, const ri_book_row *row)
{
    const ri_book_cell cell = cell_at(row, 1);
    int32_t day = 0;
    if (!ri_day_parse(cell.bytes, cell.length, &day)) {
        return spoiled(r, &cell, "a date as YYYY-MM-DD");
    }
    (void)ri_day_format(day, r->kept->date);
    return RACI_OK;
}

static raci_status take_letters(reading *r, const ri_book_row *row)
{
    ri_kept *kept = r->kept;
    const ri_book_cell first = cell_at(row, 0);
    if (kept->n_letters > 0 || row->n < 2 || row->n > RI_SCHEME_MAX + 1) {
        return spoiled(r, &first, "one row with 1 to 16 letters");
    }
    for (size_t i = 1; i < row->n; i++) {
        const ri_book_cell *cell = &row->cells[i];
        if (cell->length == 0 || cell->length > RI_LETTER_BYTES ||
            ri_intern_find(kept->words, cell->bytes) != RI_NONE) {
            return spoiled(r, cell, "a letter");
        }
        const uint32_t word = ri_intern_string(kept->words, cell->bytes);
        if (word == RI_NONE) {
            return ri_fail_nomem(r->err);
        }
        kept->letters[kept->n_letters++] = ri_intern_get(kept->words, word);
    }
    return RACI_OK;
}

static raci_status take_rule(reading *r, const ri_book_row *row)
{
    ri_kept *kept = r->kept;
    const ri_book_cell number = cell_at(row, 1);
    const ri_book_cell text = cell_at(row, 2);
    if (strtoul(number.bytes, NULL, 10) != kept->n_rules + 1 || kept->n_rules == RULES_MAX) {
        return spoiled(r, &number, "the number of the next rule");
    }
    const uint32_t word = ri_intern_string(kept->words, text.bytes);
    return word != RI_NONE && RI_PUSH(kept->rules, kept->n_rules, kept->rules_capacity, word)
               ? RACI_OK
               : ri_fail_nomem(r->err);
}

static bool tier_of(uint8_t *out, const char *word, size_t length)
{
    static const struct {
        const char *word;
        uint8_t tier;
    } tiers[] = {{"default", RI_KEPT_RULE},
                 {"rule", RI_KEPT_RULE},
                 {"exception", RI_KEPT_EXCEPTION},
                 {"ruling", RI_KEPT_ABOVE},
                 {"law", RI_KEPT_ABOVE}};
    for (size_t i = 0; i < sizeof tiers / sizeof tiers[0]; i++) {
        if (strlen(tiers[i].word) == length && memcmp(tiers[i].word, word, length) == 0) {
            *out = tiers[i].tier;
            return true;
        }
    }
    return false;
}

/* "HOLDER=RULE" */
static raci_status take_holding(reading *r, const ri_book_cell *cell, const char *word,
                                size_t length, ri_kept_holding holding, uint32_t touchpoint)
{
    ri_kept *kept = r->kept;
    const char *equals = memchr(word, '=', length);
    const unsigned long rule = equals != NULL ? strtoul(equals + 1, NULL, 10) : 0;
    if (rule == 0 || rule > kept->n_rules || equals - word > HOLDER_MAX) {
        return spoiled(r, cell, "holders as HOLDER=RULE");
    }
    if (kept->n_holdings == HOLDINGS_MAX) {
        return ri_fail(r->err, RACI_LIMIT, "the workbook has more letters than raci writes");
    }
    holding.holder = ri_intern_put(kept->holders, word, (size_t)(equals - word));
    holding.rule = (uint32_t)rule;
    holding.next = kept->first[touchpoint];
    kept->first[touchpoint] = (uint32_t)kept->n_holdings;
    return holding.holder != RI_NONE &&
                   RI_PUSH(kept->holdings, kept->n_holdings, kept->capacity, holding)
               ? RACI_OK
               : ri_fail_nomem(r->err);
}

static raci_status take_cell(reading *r, const ri_book_cell *cell, uint8_t letter,
                             uint32_t touchpoint)
{
    ri_kept_holding holding = {.letter = letter};
    const char *at = cell->bytes;
    size_t length = strcspn(at, " ");
    raci_status status = RACI_OK;
    if (length > 0 && !tier_of(&holding.tier, at, length)) {
        return spoiled(r, cell, "default, rule, exception, ruling or law, and holders");
    }
    while (status == RACI_OK && at[length] != '\0') {
        at += length + 1;
        length = strcspn(at, " ");
        status = take_holding(r, cell, at, length, holding, touchpoint);
    }
    return status;
}

static raci_status take_touchpoint(reading *r, const ri_book_row *row)
{
    ri_kept *kept = r->kept;
    const ri_book_cell key = cell_at(row, 1);
    raci_status status = RACI_OK;
    if (key.length == 0 || row->n > kept->n_letters + 2) {
        return spoiled(r, &key, "a touchpoint with a cell for each letter");
    }
    const uint32_t before = ri_intern_count(kept->touchpoints);
    const uint32_t touchpoint = ri_intern_string(kept->touchpoints, key.bytes);
    if (touchpoint == RI_NONE ||
        (touchpoint == before &&
         !RI_PUSH(kept->first, kept->n_first, kept->first_capacity, RI_NONE))) {
        return ri_fail_nomem(r->err);
    }
    for (size_t i = 2; status == RACI_OK && i < row->n; i++) {
        status = take_cell(r, &row->cells[i], (uint8_t)(i - 2), touchpoint);
    }
    return status;
}

static raci_status take_row(reading *r, const ri_book_row *row)
{
    static const struct {
        const char *name;
        raci_status (*take)(reading *r, const ri_book_row *row);
    } rows[] = {{RI_OWN_DATE, take_date},
                {RI_OWN_LETTERS, take_letters},
                {RI_OWN_RULE, take_rule},
                {RI_OWN_HELD, take_touchpoint}};
    const ri_book_cell what = cell_at(row, 0);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (strcmp(what.bytes, rows[i].name) == 0) {
            return rows[i].take(r, row);
        }
    }
    return spoiled(r, &what, "date, letters, rule or touchpoint");
}

/* ---- the sheet ---- */

static ri_kept *kept_new(void)
{
    ri_kept *kept = ri_alloc(sizeof *kept);
    if (kept == NULL) {
        return NULL;
    }
    *kept = (ri_kept){
        .words = ri_intern_new(), .touchpoints = ri_intern_new(), .holders = ri_intern_new()};
    if (kept->words == NULL || kept->touchpoints == NULL || kept->holders == NULL) {
        ri_kept_free(kept);
        return NULL;
    }
    return kept;
}

static raci_status read_rows(reading *r)
{
    ri_book_row row;
    bool more = false;
    raci_status status = RACI_OK;
    while (status == RACI_OK && (status = ri_book_next(r->book, &row, &more, r->err)) == RACI_OK &&
           more) {
        status = take_row(r, &row);
    }
    if (status == RACI_OK && (r->kept->n_letters == 0 || r->kept->date[0] == '\0')) {
        status = ri_fail(r->err, RACI_INPUT,
                         "the sheet '" RI_OWN_KEPT "' has no date or no letters: it is raci's own, "
                         "and has been changed; export the workbook again");
    }
    return status;
}

raci_status ri_kept_read(ri_kept **out, ri_book *book, size_t sheet, raci_error *err)
{
    reading r = {.book = book, .err = err};
    ri_book_row row;
    bool more = false;
    *out = NULL;
    raci_status status = ri_book_begin(book, sheet, err);
    if (status == RACI_OK) {
        status = ri_book_next(book, &row, &more, err);
    }
    if (status != RACI_OK || !more || strcmp(cell_at(&row, 0).bytes, RI_OWN_MAGIC) != 0) {
        return status;
    }
    status = take_version(&r, &row);
    if (status == RACI_OK) {
        r.kept = kept_new();
        status = r.kept != NULL ? read_rows(&r) : ri_fail_nomem(err);
    }
    if (status != RACI_OK) {
        ri_kept_free(r.kept);
        return status;
    }
    *out = r.kept;
    return RACI_OK;
}

void ri_kept_free(ri_kept *kept)
{
    if (kept == NULL) {
        return;
    }
    ri_intern_free(kept->words);
    ri_intern_free(kept->touchpoints);
    ri_intern_free(kept->holders);
    ri_free(kept->first);
    ri_free(kept->holdings);
    ri_free(kept->rules);
    ri_free(kept);
}

uint32_t ri_kept_first(const ri_kept *kept, const char *touchpoint)
{
    const uint32_t number = ri_intern_find(kept->touchpoints, touchpoint);
    return number != RI_NONE ? kept->first[number] : RI_NONE;
}

const char *ri_kept_rule(const ri_kept *kept, uint32_t rule)
{
    return ri_intern_get(kept->words, kept->rules[rule - 1]);
}
