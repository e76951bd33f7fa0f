#include "intake/code_owners.h"

#include <string.h>

#include "base/fail.h"
#include "base/intern.h"
#include "base/memory.h"
#include "intake/cell_letters.h"
#include "intake/codeowners_lines.h"
#include "intake/path_index.h"

typedef struct section {
    const char *name;
    bool required; /* one of its headings asks for approval */
    uint64_t out;  /* the last search in which an exception took the path out of it */
} section;

/* A rule, and what the search for paths needs of it. */
typedef struct kept_rule {
    ri_code_rule rule;
    ri_path_pattern pattern;
    uint32_t section;
} kept_rule;

/* What became of a row, until all are read. */
typedef struct row_account {
    ri_book_cell cell;
    const char *why;
    ri_owner_fate fate;
} row_account;

struct ri_code_owners {
    ri_arena *arena;
    ri_path_dialect dialect;
    kept_rule *rules;
    size_t n;
    size_t capacity;
    section *sections; /* the first one is the part before any heading */
    size_t n_sections;
    size_t sections_capacity;
    ri_path_index *index;
    uint64_t searches;
};

typedef struct reading {
    ri_code_owners *code;
    const ri_owner_calls *calls;
    raci_error *err;
    ri_intern *names; /* of sections, in small letters */
    ri_intern *texts; /* "section pattern" */
    uint32_t *first;  /* by number of these: the rule that has it so far */
    size_t n_first;
    size_t first_capacity;
    uint32_t *row_of; /* by rule: its account */
    size_t n_row_of;
    size_t row_of_capacity;
    row_account *rows;
    size_t n;
    size_t capacity;
    uint32_t section;
    const char *const *defaults;
    size_t n_defaults;
    ri_text text;
} reading;

ri_path_dialect ri_code_owners_dialect(const ri_code_owners *code)
{
    return code->dialect;
}

const ri_code_rule *ri_code_owners_rule(const ri_code_owners *code, size_t i)
{
    return i < code->n ? &code->rules[i].rule : NULL;
}

void ri_code_owners_free(ri_code_owners *code)
{
    if (code != NULL) {
        ri_path_index_free(code->index);
        ri_free(code->rules);
        ri_free(code->sections);
        ri_arena_free(code->arena);
        ri_free(code);
    }
}

/* ---- owners ---- */

static bool is_of_name(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           strchr("-_./", c) != NULL || (c & 0x80) != 0;
}

/* Whether a word is an owner: "@name", "@org/team", "@@maintainer", an e-mail address. */
static bool is_owner(const ri_book_cell *cell)
{
    const char *at = strchr(cell->bytes, '@');
    if (cell->length > RI_OWNER_MAX || at == NULL || at[1] == '\0') {
        return false;
    }
    if (at != cell->bytes) {
        return strchr(at + 1, '@') == NULL && strchr(at, '.') != NULL;
    }
    for (const char *c = at + 1 + (at[1] == '@'); *c != '\0'; c++) {
        if (!is_of_name(*c)) {
            return false;
        }
    }
    return is_of_name(at[1]) || (at[1] == '@' && at[2] != '\0');
}

static raci_status refuse_owner(reading *r, const ri_book_cell *cell, const char **why)
{
    *why = ri_arena_format(
        r->code->arena, "expected an owner as @name, @org/team or an e-mail address, found '%.*s'",
        ri_cell_fit(cell->bytes, cell->length, 60), cell->bytes);
    if (*why == NULL) {
        return ri_fail_nomem(r->err);
    }
    if (r->code->dialect == RI_PATHS_GITHUB) {
        return RACI_OK; /* GitHub skips the whole line */
    }
    const int stop = r->calls->refused(cell, *why, r->calls->payload);
    *why = NULL;
    return stop == 0 ? RACI_OK : ri_fail(r->err, RACI_STOPPED, "reading was stopped");
}

/* Takes the owners behind the first cell of a row; *why says what keeps it from being read. */
static raci_status take_owners(reading *r, const ri_book_row *row, const char *const **out,
                               size_t *n, const char **why)
{
    const char **owners = ri_arena_array(r->code->arena, row->n, sizeof *owners);
    raci_status status = owners != NULL ? RACI_OK : ri_fail_nomem(r->err);
    *n = 0;
    *out = owners;
    for (size_t i = 1; i < row->n && status == RACI_OK && *why == NULL; i++) {
        const ri_book_cell *cell = &row->cells[i];
        if (cell->bytes[0] == '#') {
            break;
        }
        if (!is_owner(cell)) {
            status = refuse_owner(r, cell, why);
            continue;
        }
        owners[*n] = ri_arena_string(r->code->arena, cell->bytes);
        status = owners[(*n)++] != NULL ? RACI_OK : ri_fail_nomem(r->err);
    }
    return status;
}

/* ---- rows ---- */

static raci_status account(reading *r, const ri_book_cell *cell, ri_owner_fate fate,
                           const char *why)
{
    const row_account one = {{.line = cell->line, .column = cell->column, .bytes = ""}, why, fate};
    return RI_PUSH(r->rows, r->n, r->capacity, one) ? RACI_OK : ri_fail_nomem(r->err);
}

/* The section of a name, whatever its case; a new one where there was none. */
static raci_status find_section(reading *r, const ri_section_heading *heading)
{
    ri_code_owners *code = r->code;
    ri_text_clear(&r->text);
    for (size_t i = 0; i < heading->length; i++) {
        const char c = heading->name[i];
        ri_text_char(&r->text, c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c);
    }
    const uint32_t number =
        r->text.failed ? RI_NONE : ri_intern_string(r->names, ri_text_string(&r->text));
    if (number == RI_NONE) {
        return ri_fail_nomem(r->err);
    }
    if (number == code->n_sections) {
        const section one = {ri_arena_copy(code->arena, heading->name, heading->length), false, 0};
        if (one.name == NULL ||
            !RI_PUSH(code->sections, code->n_sections, code->sections_capacity, one)) {
            return ri_fail_nomem(r->err);
        }
    }
    code->sections[number].required |= !heading->optional;
    r->section = number;
    return RACI_OK;
}

static raci_status take_heading(reading *r, const ri_book_row *row,
                                const ri_section_heading *heading)
{
    const char *why = NULL;
    raci_status status = find_section(r, heading);
    if (status == RACI_OK) {
        status = take_owners(r, row, &r->defaults, &r->n_defaults, &why);
    }
    return status == RACI_OK ? account(r, &row->cells[0], RI_OWNER_PASSED, why) : status;
}

/* Notes that a pattern stands in a section; an earlier rule that has it there is none any more. */
static raci_status repeat(reading *r, const kept_rule *made)
{
    ri_text_clear(&r->text);
    ri_text_format(&r->text, "%u%c", made->section, made->rule.exception ? '!' : ' ');
    ri_text_add(&r->text, made->rule.pattern);
    const uint32_t number =
        r->text.failed ? RI_NONE : ri_intern_string(r->texts, ri_text_string(&r->text));
    if (number == RI_NONE) {
        return ri_fail_nomem(r->err);
    }
    const uint32_t here = (uint32_t)r->code->n;
    if (number == r->n_first) {
        return RI_PUSH(r->first, r->n_first, r->first_capacity, here) ? RACI_OK
                                                                      : ri_fail_nomem(r->err);
    }
    const uint32_t before = r->first[number];
    r->first[number] = here;
    r->code->rules[before].rule.again = true;
    row_account *row = &r->rows[r->row_of[before]];
    row->fate = RI_OWNER_REFUSED;
    row->why = ri_arena_format(
        r->code->arena, "line %u has this pattern again, and the last one holds", made->rule.line);
    return row->why != NULL ? RACI_OK : ri_fail_nomem(r->err);
}

static raci_status add_rule(reading *r, const ri_book_row *row, kept_rule *made)
{
    static const char hash[] = "GitHub has no way to say a '#' that begins a pattern; it is read "
                               "as one";
    ri_code_owners *code = r->code;
    const char *text = row->cells[0].bytes + made->rule.exception;
    const bool escaped = code->dialect == RI_PATHS_GITHUB && strncmp(text, "\\#", 2) == 0;
    made->rule.pattern = ri_arena_string(code->arena, text);
    if (made->rule.pattern == NULL ||
        !ri_path_pattern_read(&made->pattern, code->arena, text, code->dialect)) {
        return ri_fail_nomem(r->err);
    }
    raci_status status = repeat(r, made);
    if (status == RACI_OK &&
        (!RI_PUSH(r->row_of, r->n_row_of, r->row_of_capacity, (uint32_t)r->n) ||
         !RI_PUSH(code->rules, code->n, code->capacity, *made))) {
        status = ri_fail_nomem(r->err);
    }
    return status == RACI_OK ? account(r, &row->cells[0], RI_OWNER_USED, escaped ? hash : NULL)
                             : status;
}

static raci_status take_rule(reading *r, const ri_book_row *row)
{
    const ri_book_cell *cell = &row->cells[0];
    const bool gitlab = r->code->dialect == RI_PATHS_GITLAB;
    kept_rule made = {.section = r->section};
    const char *why = NULL;
    made.rule.line = row->line;
    made.rule.section = r->code->sections[r->section].name;
    made.rule.exception = cell->bytes[0] == '!';
    if (cell->length > RI_PATH_MAX) {
        why = "expected a pattern, found a text of more than 4096 bytes";
    } else if (made.rule.exception && !gitlab) {
        why = "expected a pattern, found an exception with '!', which GitHub does not have: the "
              "line says nothing there";
    } else if (made.rule.exception && cell->length == 1) {
        why = "expected a pattern behind the '!'";
    }
    raci_status status =
        why == NULL ? take_owners(r, row, &made.rule.owners, &made.rule.n, &why) : RACI_OK;
    if (status != RACI_OK || why != NULL) {
        return status == RACI_OK ? account(r, cell, RI_OWNER_REFUSED, why) : status;
    }
    if (made.rule.n == 0) {
        made.rule.owners = r->defaults;
        made.rule.n = r->n_defaults;
    }
    return add_rule(r, row, &made);
}

static raci_status take_row(reading *r, const ri_book_row *row)
{
    ri_section_heading heading;
    const ri_book_cell *cell = &row->cells[0];
    if (cell->bytes[0] == '#') {
        return account(r, cell, RI_OWNER_PASSED, NULL);
    }
    return ri_section_heading_read(&heading, cell->bytes, cell->length) == cell->length
               ? take_heading(r, row, &heading)
               : take_rule(r, row);
}

/* ---- the file ---- */

static raci_status find_dialect(reading *r, ri_book *book, const char *path)
{
    ri_book_row row;
    bool more = true;
    ri_section_heading heading;
    raci_status status = ri_book_begin(book, 0, r->err);
    bool gitlab = strncmp(path, ".gitlab/", 8) == 0 || strstr(path, "/.gitlab/") != NULL;
    while (!gitlab && status == RACI_OK && more) {
        status = ri_book_next(book, &row, &more, r->err);
        gitlab = status == RACI_OK && more &&
                 ri_section_heading_read(&heading, row.cells[0].bytes, row.cells[0].length) ==
                     row.cells[0].length;
    }
    r->code->dialect = gitlab ? RI_PATHS_GITLAB : RI_PATHS_GITHUB;
    return status;
}

/* The rules as the search for paths has them: exceptions are in groups of their own. */
static raci_status index_rules(reading *r)
{
    ri_code_owners *code = r->code;
    bool done = true;
    for (size_t i = 0; i < code->n && done; i++) {
        kept_rule *one = &code->rules[i];
        one->rule.optional = !code->sections[one->section].required;
        done = ri_path_index_add(code->index, &one->pattern,
                                 2 * one->section + (one->rule.exception ? 1 : 0));
    }
    return done ? RACI_OK : ri_fail_nomem(r->err);
}

static raci_status give_rows(reading *r)
{
    for (size_t i = 0; i < r->n; i++) {
        const row_account *row = &r->rows[i];
        if (r->calls->row(row->fate, &row->cell, row->why, r->calls->payload) != 0) {
            return ri_fail(r->err, RACI_STOPPED, "reading was stopped");
        }
    }
    return RACI_OK;
}

static raci_status read_all(reading *r, ri_book *book, const char *path)
{
    ri_code_owners *code = r->code;
    ri_book_row row;
    bool more = true;
    const section before = {"", true, 0};
    code->index = ri_path_index_new(RI_PATH_INDEX_WORK);
    r->names = ri_intern_new();
    r->texts = ri_intern_new();
    if (code->index == NULL || r->names == NULL || r->texts == NULL ||
        ri_intern_string(r->names, "") == RI_NONE ||
        !RI_PUSH(code->sections, code->n_sections, code->sections_capacity, before)) {
        return ri_fail_nomem(r->err);
    }
    raci_status status = find_dialect(r, book, path);
    if (status == RACI_OK) {
        status = ri_book_begin(book, 0, r->err);
    }
    while (status == RACI_OK && (status = ri_book_next(book, &row, &more, r->err)) == RACI_OK &&
           more) {
        status = take_row(r, &row);
    }
    if (status == RACI_OK) {
        status = index_rules(r);
    }
    return status == RACI_OK ? give_rows(r) : status;
}

raci_status ri_code_owners_read(ri_code_owners **out, ri_book *book, const char *path,
                                const ri_owner_calls *calls, raci_error *err)
{
    reading r = {.code = ri_alloc(sizeof *r.code), .calls = calls, .err = err};
    if (r.code == NULL) {
        return ri_fail_nomem(err);
    }
    *r.code = (ri_code_owners){.arena = ri_arena_new()};
    const raci_status status =
        r.code->arena != NULL ? read_all(&r, book, path) : ri_fail_nomem(err);
    ri_intern_free(r.names);
    ri_intern_free(r.texts);
    ri_free(r.first);
    ri_free(r.row_of);
    ri_free(r.rows);
    ri_text_free(&r.text);
    if (status != RACI_OK) {
        ri_code_owners_free(r.code);
        return status;
    }
    *out = r.code;
    return RACI_OK;
}

/* ---- who owns a path ---- */

bool ri_code_owners_of(const ri_code_rule *rule, ri_path_owners *out)
{
    bool done = true;
    for (size_t i = 0; i < rule->n && done; i++) {
        const ri_path_owner one = {rule->owners[i],
                                   rule->optional ? RI_OPTIONAL_OWNER : RI_OWNER,
                                   rule->pattern,
                                   rule->section,
                                   NULL,
                                   rule->line};
        done = RI_PUSH(out->items, out->n, out->capacity, one);
    }
    return done;
}

raci_status ri_code_owners_find(ri_code_owners *code, const char *path, ri_path_owners *out,
                                raci_error *err)
{
    const uint32_t *found = NULL;
    size_t n = 0;
    raci_status status = ri_path_index_find(code->index, path, &found, &n, err);
    code->searches++;
    for (size_t i = 0; i < n && status == RACI_OK; i++) {
        kept_rule *one = &code->rules[found[i]];
        one->rule.held = true;
        if (one->rule.exception) {
            code->sections[one->section].out = code->searches;
        }
    }
    for (int optional = 0; optional < 2; optional++) { /* in the order of roles */
        for (size_t i = 0; i < n && status == RACI_OK; i++) {
            const kept_rule *one = &code->rules[found[i]];
            if (one->rule.optional == (optional > 0) && !one->rule.exception &&
                code->sections[one->section].out != code->searches &&
                !ri_code_owners_of(&one->rule, out)) {
                status = ri_fail_nomem(err);
            }
        }
    }
    return status;
}
