/*
 * Where texts can name somebody. What they are called may be a word that raci itself uses, such as
 * a letter or an office; where such words stand nobody is named.
 */
#include <string.h>

#include "base/day.h"
#include "model/tables.h"
#include "policy/steps.h"
#include "record/forgetting.h"

/* db/schema.sql has what stands in them. */
const ri_forget_column ri_forget_columns[] = {
    {NULL, "valid_from", RI_FORGET_NEVER},
    {NULL, "valid_to", RI_FORGET_NEVER},
    {NULL, "date", RI_FORGET_NEVER},
    {NULL, "letter", RI_FORGET_NEVER},
    {NULL, "raci", RI_FORGET_NEVER},
    {"touchpoint_periods", "reviewed_on", RI_FORGET_NEVER},
    {"seats", "kind", RI_FORGET_NEVER},
    {"links", "kind", RI_FORGET_NEVER},
    {"attributes", "owner", RI_FORGET_NEVER},
    {"runs", "model", RI_FORGET_NEVER},
    {"runs", "since", RI_FORGET_NEVER},
    {"run_policies", "digest", RI_FORGET_NEVER},
    {"run_policies", "places", RI_FORGET_NEVER},
    {"run_policies", "accountable", RI_FORGET_NEVER},
    {"run_policies", "responsible", RI_FORGET_NEVER},
    {"run_findings", "kind", RI_FORGET_NEVER},
    {"run_findings", "severity", RI_FORGET_NEVER},
    {"changes", "before", RI_FORGET_NEVER},
    {"changes", "after", RI_FORGET_NEVER},
    {"change_rows", "tab", RI_FORGET_NEVER},
    {"acknowledgements", "card", RI_FORGET_NEVER},
    {"position_periods", "office", RI_FORGET_WORD},
    {"run_policies", "scheme", RI_FORGET_WORD},
    {"run_findings", "code", RI_FORGET_WORD},
    {"run_findings", "escalate_reason", RI_FORGET_WORD},
    {"mandates", "scope", RI_FORGET_REFERENCES},
    {"stated", "holder", RI_FORGET_REFERENCES},
    {NULL, "subject", RI_FORGET_REFERENCES},
    {"rulings", "holder", RI_FORGET_REFERENCES},
    {"rulings", "decided_by", RI_FORGET_REFERENCES},
    {"acceptances", "accepted_by", RI_FORGET_REFERENCES},
    {"disputes", "contested_by", RI_FORGET_REFERENCES},
    {"disputes", "claims", RI_FORGET_REFERENCES},
    {"run_holders", "holder", RI_FORGET_REFERENCES},
    {"run_findings", "parties", RI_FORGET_REFERENCES},
    {"run_findings", "escalate_to", RI_FORGET_REFERENCES},
    {"run_findings", "escalate_path", RI_FORGET_REFERENCES},
    {"acts", "done_by", RI_FORGET_REFERENCES},
    {"acknowledgements", "holder", RI_FORGET_REFERENCES},
    {"acknowledgements", "person", RI_FORGET_REFERENCES},
    {"acknowledged_lines", "via", RI_FORGET_REFERENCES},
    {"acknowledged_lines", "said", RI_FORGET_REFERENCES},
    {"change_rows", "said", RI_FORGET_ROW},
    {"change_steps", "said", RI_FORGET_STEP},
};
const size_t ri_forget_n_columns = sizeof ri_forget_columns / sizeof ri_forget_columns[0];

/* Whether a place is in the key of a reference, of those that begin at `from`: behind its kind,
   before what "position:cxo=vacant" says of it. What offices are called is not theirs to have. */
static bool is_key(const char *bytes, size_t from, size_t at)
{
    size_t colon = 0; /* 1 + its place */
    size_t begin = from;
    bool said = false;
    for (size_t i = from; i < at; i++) {
        if (bytes[i] == ';' || bytes[i] == ' ') {
            begin = i + 1;
            colon = 0;
            said = false;
        }
        colon = bytes[i] == ':' && colon == 0 ? i + 1 : colon;
        said = said || bytes[i] == '=';
    }
    const char *office = ri_kind_name(RI_OFFICE);
    const size_t length = strlen(office);
    return colon != 0 && !said &&
           (colon - 1 - begin != length || memcmp(bytes + begin, office, length) != 0);
}

static bool is_among(const char *const *words, const char *text, size_t length)
{
    while (*words != NULL && (strlen(*words) != length || memcmp(*words, text, length) != 0)) {
        words++;
    }
    return *words != NULL;
}

/* ---- rows ---- */

/* Whether a cell has nobody's name at a place. */
static bool closes(const ri_column *column, const char *bytes, size_t value, size_t end,
                   const ri_mention *at)
{
    int32_t day = 0;
    const bool one = at->words == 1;
    switch (column->type) {
    case RI_CELL_FROM:
    case RI_CELL_TO:
    case RI_CELL_DAY:
        return ri_day_parse(bytes + value, end - value, &day);
    case RI_CELL_ORDER:
    case RI_CELL_RATING:
    case RI_CELL_FLAG:
    case RI_CELL_OFFICE:
    case RI_CELL_LETTER:
        return one;
    case RI_CELL_WORD:
        return one && is_among(column->words, bytes + value, end - value);
    case RI_CELL_REFERENCE:
    case RI_CELL_SCOPE:
        return one && !is_key(bytes, value, at->at);
    default:
        return false;
    }
}

/* Rows do not say whose they are: a cell is what any table has under that name. */
static bool is_free_in_row(const char *bytes, size_t length, const ri_mention *at)
{
    size_t begin = at->at;
    while (begin > 0 && bytes[begin - 1] != '\n') {
        begin--;
    }
    const char *line_end = memchr(bytes + begin, '\n', length - begin);
    const size_t end = line_end != NULL ? (size_t)(line_end - bytes) : length;
    size_t equals = begin;
    while (equals < end && bytes[equals] != '=') {
        equals += bytes[equals] == '\\' ? 2 : 1;
    }
    for (int i = 0; i < RI_TABLE_COUNT; i++) {
        const int column =
            equals < end ? ri_table_column(&ri_tables[i], bytes + begin, equals - begin) : -1;
        if (column >= 0 && (at->at < equals ||
                            closes(&ri_tables[i].columns[column], bytes, equals + 1, end, at))) {
            return false;
        }
    }
    return true;
}

/* ---- steps ---- */

/* The field of a step whose text begins with the quote at `quote`; NULL: it is none. */
static const ri_step_field *field_at(const char *bytes, size_t quote)
{
    static const char is[] = " = ";
    const size_t n = sizeof is - 1;
    const size_t verb = strcspn(bytes, " ");
    if (quote < n || memcmp(bytes + quote - n, is, n) != 0) {
        return NULL;
    }
    size_t begin = quote - n;
    const size_t end = begin;
    while (begin > 0 && bytes[begin - 1] != ' ') {
        begin--;
    }
    for (int i = 0; i < RI_STEP_COUNT; i++) {
        const ri_step_kind *kind = &ri_step_kinds[i];
        for (const ri_step_field *f = kind->fields;
             strlen(kind->word) == verb && memcmp(kind->word, bytes, verb) == 0 && f->name != NULL;
             f++) {
            if (strlen(f->name) == end - begin &&
                memcmp(f->name, bytes + begin, end - begin) == 0) {
                return f;
            }
        }
    }
    return NULL;
}

static bool is_free_in_step(const char *bytes, const ri_mention *at)
{
    size_t quote = 0;
    bool within = false; /* a string */
    for (size_t i = 0; i < at->at; i++) {
        if (within && bytes[i] == '\\') {
            i++;
        } else if (bytes[i] == '"') {
            within = !within;
            quote = i;
        }
    }
    const ri_step_field *field = within ? field_at(bytes, quote) : NULL;
    if (field == NULL) {
        return within;
    }
    switch (field->type) {
    case RI_FIELD_DAY:
        return false;
    case RI_FIELD_OFFICE:
    case RI_FIELD_SEAT:
    case RI_FIELD_LETTER:
        return at->words > 1;
    case RI_FIELD_HOLDER:
    case RI_FIELD_SCOPE:
        return at->words > 1 || is_key(bytes, quote + 1, at->at);
    default:
        return true;
    }
}

/* ---- places ---- */

static bool is_own(const raci_forgotten *f, const char *bytes, const ri_mention *at)
{
    ri_mention own;
    size_t from = 0;
    return ri_mentions_next(&own, f->own, bytes + at->at, at->length, &from);
}

bool ri_forget_is_free(const raci_forgotten *f, const char *table, const char *column,
                       const char *bytes, size_t length, const ri_mention *at)
{
    const ri_forget_column *c = ri_forget_columns;
    const ri_forget_column *end = c + ri_forget_n_columns;
    while (c < end &&
           (strcmp(c->column, column) != 0 || (c->table != NULL && strcmp(c->table, table) != 0))) {
        c++;
    }
    if (c == end || at->words == 0 || (c->sort != RI_FORGET_NEVER && !is_own(f, bytes, at))) {
        return true;
    }
    switch (c->sort) {
    case RI_FORGET_WORD:
        return at->words > 1;
    case RI_FORGET_REFERENCES:
        return at->words > 1 || is_key(bytes, 0, at->at);
    case RI_FORGET_ROW:
        return is_free_in_row(bytes, length, at);
    case RI_FORGET_STEP:
        return is_free_in_step(bytes, at);
    default:
        return false;
    }
}
