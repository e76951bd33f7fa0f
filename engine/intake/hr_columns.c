#include "intake/hr_columns.h"

#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "intake/answers.h"
#include "intake/keys_made.h"

#define HEADING_MAX 1000 /* bytes; what follows is no part of a heading's name */
#define SAMPLED 20       /* rows below the header that are looked at */

typedef struct finding {
    ri_hr_columns out; /* first: it is what the caller gets */
    ri_arena *arena;
    size_t questions; /* there is room for */
} finding;

/* The header, as far as it is found. */
typedef struct candidate {
    size_t known;
    size_t above;
} candidate;

static const ri_hr_role identities[] = {RI_HR_ID,          RI_HR_PERSON_ID,  RI_HR_NAME,
                                        RI_HR_FIRST_NAME,  RI_HR_LAST_NAME,  RI_HR_EMAIL,
                                        RI_HR_POSITION_ID, RI_HR_REQUISITION};
static const ri_hr_role people[] = {RI_HR_PERSON_ID, RI_HR_NAME, RI_HR_FIRST_NAME, RI_HR_LAST_NAME,
                                    RI_HR_EMAIL};
static const ri_hr_role superiors[] = {RI_HR_SUPERIOR,          RI_HR_SUPERIOR_ID,
                                       RI_HR_SUPERIOR_POSITION, RI_HR_SUPERIOR_EMAIL,
                                       RI_HR_SUPERIOR_NAME,     RI_HR_SUPERIOR_REQUISITION};
#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

bool ri_hr_has(const ri_hr_columns *columns, ri_hr_role role)
{
    for (size_t i = 0; i < columns->n; i++) {
        if (columns->columns[i].role == role) {
            return true;
        }
    }
    return false;
}

static bool has_any(const ri_hr_columns *columns, const ri_hr_role *roles, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (ri_hr_has(columns, roles[i])) {
            return true;
        }
    }
    return false;
}

/* Roles of which several columns make sense. */
static bool may_repeat(ri_hr_role role)
{
    return role == RI_HR_ATTRIBUTE || role == RI_HR_IGNORED ||
           (role >= RI_HR_ORGANIZATION && role <= RI_HR_TEAM);
}

/* How many roles the cells of a row name; 0 when it cannot be a header. */
static bool count_known(const ri_book_row *row, size_t *known)
{
    bool met[RI_HR_ROLE_COUNT] = {false};
    ri_text name = RI_TEXT_INIT;
    bool identity = false;
    *known = 0;
    for (size_t i = 0; i < row->n && !name.failed; i++) {
        if (row->cells[i].length > HEADING_MAX || row->cells[i].length == 0) {
            continue;
        }
        ri_text_clear(&name);
        ri_hr_normalize(&name, row->cells[i].bytes);
        const ri_hr_alias *alias = ri_hr_alias_of(ri_text_string(&name));
        if (alias != NULL && !met[alias->role]) {
            met[alias->role] = true;
            (*known)++;
        }
    }
    for (size_t i = 0; i < COUNT_OF(identities); i++) {
        identity = identity || met[identities[i]];
    }
    if (!identity && !met[RI_HR_TITLE]) {
        *known = 0;
    }
    bool failed = name.failed;
    ri_text_free(&name);
    return !failed;
}

/* A heading as headings are compared, in the arena. NULL when memory is exhausted. */
static const char *normal(finding *f, const char *heading)
{
    ri_text text = RI_TEXT_INIT;
    ri_hr_normalize(&text, heading);
    const char *kept = text.failed ? NULL : ri_arena_string(f->arena, ri_text_string(&text));
    ri_text_free(&text);
    return kept;
}

static bool keep_header(finding *f, const ri_book_row *row, size_t above)
{
    ri_hr_columns *out = &f->out;
    out->columns = ri_arena_array(f->arena, row->n, sizeof *out->columns);
    out->n = out->columns != NULL ? row->n : 0;
    out->above = above;
    out->line = row->line;
    for (size_t i = 0; i < out->n; i++) {
        const ri_book_cell *cell = &row->cells[i];
        size_t length = strlen(cell->bytes);
        if (length > HEADING_MAX) {
            length = HEADING_MAX;
            while (length > 0 && ((unsigned char)cell->bytes[length] & 0xc0) == 0x80) {
                length--;
            }
        }
        ri_hr_column *column = &out->columns[i];
        *column = (ri_hr_column){.role = RI_HR_ATTRIBUTE, .line = cell->line};
        column->column = cell->column;
        column->heading = ri_arena_copy(f->arena, cell->bytes, length);
        column->normal = column->heading != NULL ? normal(f, column->heading) : NULL;
        if (column->normal == NULL) {
            return false;
        }
    }
    return out->columns != NULL;
}

/* Takes the row below the fewest others that names most; the told one, when one is told. */
static raci_status find_header(finding *f, ri_book *book, const ri_hr_told *told, raci_error *err)
{
    candidate best = {0, 0};
    ri_book_row row;
    bool more = true;
    raci_status status = ri_book_begin(book, f->out.sheet, err);
    for (size_t above = 0; status == RACI_OK; above++) {
        size_t known = 0;
        if (told->header_line == 0 && above == RI_HR_HEADER_WITHIN) {
            break;
        }
        status = ri_book_next(book, &row, &more, err);
        if (status != RACI_OK || !more) {
            break;
        }
        if (told->header_line > 0) {
            known = row.line == told->header_line ? 1 : 0;
        } else if (!count_known(&row, &known)) {
            status = ri_fail_nomem(err);
        }
        if (status == RACI_OK && known > best.known) {
            best.known = known;
            if (!keep_header(f, &row, above)) {
                status = ri_fail_nomem(err);
            }
            if (told->header_line > 0) {
                break;
            }
        }
    }
    if (status == RACI_OK && told->header_line > 0 && f->out.line == 0) {
        return ri_fail(err, RACI_NOTFOUND, "there is no text in line %u, which is to be the header",
                       (unsigned)told->header_line);
    }
    return status;
}

const char *ri_hr_column_option(ri_arena *arena, const char *heading, ri_hr_role role)
{
    return ri_column_option(arena, heading, ri_hr_role_name(role));
}

static bool ask(finding *f, const char *text, const char *option)
{
    ri_hr_question question = {text, option};
    return text != NULL && option != NULL &&
           RI_PUSH(f->out.questions, f->out.n_questions, f->questions, question);
}

/* The column that has a role, or n. */
static size_t holder_of(const ri_hr_columns *columns, ri_hr_role role)
{
    size_t i = 0;
    while (i < columns->n && columns->columns[i].role != role) {
        i++;
    }
    return i;
}

/* Two columns say the same: the first keeps the role, the other is an attribute. */
static bool ask_which(finding *f, size_t first, size_t other, ri_hr_role role)
{
    const ri_hr_column *a = &f->out.columns[first];
    const ri_hr_column *b = &f->out.columns[other];
    const char *name = ri_hr_role_name(role);
    return ask(f,
               ri_arena_format(f->arena,
                               "the columns %s and %s both look like the %s: %s is taken, and %s "
                               "kept as an attribute",
                               a->heading, b->heading, name, a->heading, b->heading),
               ri_hr_column_option(f->arena, b->heading, role));
}

static raci_status take_told(finding *f, const ri_hr_told *told, raci_error *err)
{
    for (size_t t = 0; t < told->n; t++) {
        const char *heading = told->columns[t].heading;
        const char *wanted = normal(f, heading);
        ri_hr_role role = told->columns[t].role;
        bool found = false;
        if (wanted == NULL) {
            return ri_fail_nomem(err);
        }
        for (size_t i = 0; i < f->out.n; i++) {
            ri_hr_column *column = &f->out.columns[i];
            bool same = *wanted != '\0' && strcmp(column->normal, wanted) == 0;
            if (!same && strcmp(column->heading, heading) != 0) {
                continue;
            }
            size_t holder = may_repeat(role) ? f->out.n : holder_of(&f->out, role);
            bool taken = holder < f->out.n && holder != i;
            if (taken && strcmp(f->out.columns[holder].normal, column->normal) != 0) {
                return ri_fail(err, RACI_INVALID,
                               "two columns are said to be the %s: '%.200s' and '%.200s'",
                               ri_hr_role_name(role), f->out.columns[holder].heading, heading);
            }
            column->role =
                taken ? RI_HR_ATTRIBUTE : role; /* of equal headings the first is meant */
            column->told = true;
            found = true;
        }
        if (!found) {
            return ri_fail(err, RACI_NOTFOUND, "there is no column '%.200s'", heading);
        }
    }
    return RACI_OK;
}

/* Reads the headings; weak ones in a second round, where nobody has their role. */
static bool read_headings(finding *f)
{
    ri_hr_columns *out = &f->out;
    bool fits = true;
    for (int weak = 0; weak < 2 && fits; weak++) {
        for (size_t i = 0; i < out->n && fits; i++) {
            ri_hr_column *column = &out->columns[i];
            const ri_hr_alias *alias = ri_hr_alias_of(column->normal);
            if (alias == NULL || column->told || alias->weak != (weak == 1)) {
                continue;
            }
            size_t holder = holder_of(out, alias->role);
            if (holder == out->n || (may_repeat(alias->role) && weak == 0)) {
                column->role = alias->role;
            } else if (out->columns[holder].told) {
                continue; /* somebody decided that */
            } else if (weak == 0) {
                fits = ask_which(f, holder, i, alias->role);
            } else if (strcmp(alias->heading, "position") == 0) {
                fits = ask(f,
                           ri_arena_format(f->arena,
                                           "%s says the title already, and %s may be a "
                                           "position's id: it is kept as an attribute",
                                           out->columns[holder].heading, column->heading),
                           ri_hr_column_option(f->arena, column->heading, RI_HR_POSITION_ID));
            }
        }
    }
    return fits;
}

static bool is_there(const ri_hr_columns *columns, const char *normalized)
{
    for (size_t i = 0; i < columns->n; i++) {
        if (strcmp(columns->columns[i].normal, normalized) == 0) {
            return true;
        }
    }
    return false;
}

/* The system with all of its needed columns; of several the one more of whose others are there. */
static void find_system(ri_hr_columns *columns)
{
    size_t best = 0;
    for (size_t s = 0; s < ri_hr_system_count; s++) {
        const ri_hr_system *system = &ri_hr_systems[s];
        size_t met = 0;
        bool all = true;
        for (size_t i = 0; all && i < COUNT_OF(system->needed) && system->needed[i] != NULL; i++) {
            all = is_there(columns, system->needed[i]);
            met += all ? 2 : 0; /* what is needed tells more */
        }
        for (size_t i = 0; all && i < COUNT_OF(system->others) && system->others[i] != NULL; i++) {
            met += is_there(columns, system->others[i]) ? 1 : 0;
        }
        if (all && met > best) {
            best = met;
            columns->system = system->name;
        }
    }
}

static bool decide_keying(finding *f, const ri_hr_told *told)
{
    ri_hr_columns *out = &f->out;
    bool person = has_any(out, people, COUNT_OF(people));
    bool by_position = ri_hr_has(out, RI_HR_POSITION_ID) || !person;
    out->keying = by_position ? RI_HR_BY_POSITION : RI_HR_BY_PERSON;
    if (told->keying != RI_HR_BY_LOOKS) {
        out->keying = told->keying;
        out->keying_told = true;
        return true;
    }
    size_t at = holder_of(out, RI_HR_ID);
    size_t other = holder_of(out, RI_HR_PERSON_ID);
    bool scim = out->system != NULL && strncmp(out->system, "SCIM", 4) == 0;
    if (by_position || scim || out->columns == NULL || at == out->n || other == out->n) {
        return true;
    }
    const ri_hr_column *id = &out->columns[at];
    const ri_hr_column *own = &out->columns[other];
    return id->told || own->told ||
           ask(f,
               ri_arena_format(f->arena,
                               "%s says who a person is, and %s may be a position's id: both are "
                               "taken as the person's",
                               own->heading, id->heading),
               ri_hr_column_option(f->arena, id->heading, RI_HR_POSITION_ID));
}

/* Whether an attribute is of a person where rows are positions. */
static bool is_personal(const char *normalized)
{
    static const char *const headings[] = {
        "telephone", "phone",    "workphone",   "workphoneextension", "mobilephone", "mobile",
        "photo",     "imageurl", "aliasemails", "employeenumber",     "externalid",  "username"};
    for (size_t i = 0; i < COUNT_OF(headings); i++) {
        if (strcmp(headings[i], normalized) == 0) {
            return true;
        }
    }
    return false;
}

/* Names columns as attributes: not as the canonical columns are named, and not twice. */
static bool name_attributes(finding *f)
{
    static const char *const canonical[] = {
        "key",       "name",     "title", "unit",  "reports_to", "office",
        "dotted_to", "grade",    "from",  "to",    "parent",     "head",
        "kind",      "function", "tags",  "email", "position",   "person"};
    ri_hr_columns *out = &f->out;
    ri_keys_made *made = ri_keys_made_new();
    bool fits = made != NULL;
    for (size_t i = 0; i < COUNT_OF(canonical) && fits; i++) {
        fits = ri_keys_made_take(made, canonical[i], "column", NULL) != NULL;
    }
    for (size_t i = 0; i < out->n && fits; i++) {
        ri_hr_column *column = &out->columns[i];
        const char *key = ri_keys_made_take(made, ri_hr_own_part(column->heading), "column", NULL);
        column->attribute = key != NULL ? ri_arena_string(f->arena, key) : NULL;
        fits = column->attribute != NULL;
        column->of_person = column->role == RI_HR_PREFERRED_NAME;
        if (column->role == RI_HR_ATTRIBUTE) {
            column->of_person = out->keying == RI_HR_BY_PERSON || is_personal(column->normal);
        }
    }
    ri_keys_made_free(made);
    return fits;
}

/* Whether a cell may stand in a responsibility matrix, where "Manager" is somebody's letters. */
static bool is_letters(const ri_book_cell *cell)
{
    size_t length = strlen(cell->bytes);
    return length > 0 && length <= 5 && strspn(cell->bytes, "RACISVOPDE/,*- ") == length;
}

/* Looks whether superiors are referred to, or have letters as in a matrix. */
static raci_status sample(finding *f, ri_book *book, bool *letters, raci_error *err)
{
    ri_book_row row;
    bool more = true;
    size_t met = 0;
    raci_status status = ri_book_begin(book, f->out.sheet, err);
    *letters = true;
    for (size_t r = 0; status == RACI_OK && r <= f->out.above + SAMPLED; r++) {
        status = ri_book_next(book, &row, &more, err);
        if (status != RACI_OK || !more) {
            break;
        }
        for (size_t i = 0; r > f->out.above && i < row.n && i < f->out.n; i++) {
            ri_hr_role role = f->out.columns[i].role;
            bool superior = role >= RI_HR_SUPERIOR && role <= RI_HR_SUPERIOR_REQUISITION;
            if (superior && row.cells[i].length > 0) {
                met++;
                *letters = *letters && is_letters(&row.cells[i]);
            }
        }
    }
    *letters = *letters && met > 0;
    return status;
}

static raci_status judge(finding *f, ri_book *book, raci_error *err)
{
    ri_hr_columns *out = &f->out;
    bool letters = false;
    size_t known = 0;
    for (size_t i = 0; i < out->n; i++) {
        known += out->columns[i].role > RI_HR_ATTRIBUTE ? 1 : 0;
    }
    bool identity = has_any(out, identities, COUNT_OF(identities));
    bool superior = has_any(out, superiors, COUNT_OF(superiors));
    if (superior && (identity || ri_hr_has(out, RI_HR_TITLE))) {
        out->confidence = out->system != NULL ? RI_HR_CERTAIN : RI_HR_LIKELY;
    } else if (identity && known >= 2) {
        out->confidence = RI_HR_MAYBE;
    }
    if (out->confidence < RI_HR_LIKELY) {
        return RACI_OK;
    }
    raci_status status = sample(f, book, &letters, err);
    if (status == RACI_OK && letters) {
        out->confidence = RI_HR_MAYBE;
    }
    return status;
}

raci_status ri_hr_columns_find(ri_hr_columns **out, ri_book *book, size_t sheet,
                               const ri_hr_told *told, raci_error *err)
{
    static const ri_hr_told nothing = {.header_line = 0};
    const ri_hr_told *known = told != NULL ? told : &nothing;
    finding *f = ri_alloc(sizeof *f);
    if (f == NULL) {
        return ri_fail_nomem(err);
    }
    *f = (finding){.arena = ri_arena_new()};
    f->out.sheet = sheet;
    raci_status status = f->arena != NULL ? find_header(f, book, known, err) : ri_fail_nomem(err);
    if (status == RACI_OK) {
        status = take_told(f, known, err);
    }
    if (status == RACI_OK) {
        find_system(&f->out);
        if (!read_headings(f) || !decide_keying(f, known) || !name_attributes(f)) {
            status = ri_fail_nomem(err);
        }
    }
    if (status == RACI_OK) {
        status = judge(f, book, err);
    }
    if (status != RACI_OK) {
        ri_hr_columns_free(&f->out);
        return status;
    }
    *out = &f->out;
    return RACI_OK;
}

void ri_hr_columns_free(ri_hr_columns *columns)
{
    finding *f = (finding *)columns; /* columns are its first member */
    if (f != NULL) {
        ri_free(f->out.questions);
        ri_arena_free(f->arena);
        ri_free(f);
    }
}
