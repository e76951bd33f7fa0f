/*
 * Test files of sentences, for people who do not program: a line is a sentence, a row of a
 * table, or the name of a canonical file, whose rows then follow up to an empty line.
 */
#include <stdio.h>
#include <string.h>

#include "base/day.h"
#include "base/fail.h"
#include "base/memory.h"
#include "base/nearest.h"
#include "base/utf8.h"
#include "intake/csv.h"
#include "model/canonical_columns.h"
#include "policy/case_reading.h"

#define LINES_MAX 1000000
#define LINE_MAX_BYTES ((size_t)64 * 1024) /* of what is no row of a canonical file */

typedef ri_case_reading reading;

void ri_case_complain(ri_case_reading *r, const char *message)
{
    ri_faults_add(&r->faults, r->file->file, r->line, "%s", message);
}

static const char *keep(reading *r, const char *bytes, size_t length)
{
    return ri_case_keep(r->file->arena, bytes, length, &r->failed);
}

/* The next line, without its end and blanks at its ends; NULL at the end of the file. */
static const char *next_line(reading *r)
{
    if (r->left == 0 || r->failed) {
        return NULL;
    }
    const char *end = memchr(r->bytes, '\n', r->left);
    size_t length = end != NULL ? (size_t)(end - r->bytes) : r->left;
    const char *at = r->bytes;
    r->bytes += end != NULL ? length + 1 : length;
    r->left -= end != NULL ? length + 1 : length;
    r->line++;
    while (length > 0 && (at[0] == ' ' || at[0] == '\t')) {
        at++;
        length--;
    }
    return keep(r, at, length);
}

static const char *beside(reading *r, const char *path)
{
    const char *joined = ri_case_beside(r->file, path);
    r->failed = r->failed || joined == NULL;
    return joined;
}

/* The case or, before the first one, what holds for all. */
static ri_case *current(reading *r)
{
    return r->now != NULL ? r->now : &r->usual;
}

/* ---- the organization ---- */

static void name_organization(reading *r, const char *said)
{
    const char *sample = ri_case_after(said, "sample");
    const char *folder = ri_case_after(said, "folder");
    if (sample == NULL && folder == NULL) {
        ri_case_complain(r,
                         "after 'organization' stands 'sample' and a name, or 'folder' and a path");
        return;
    }
    ri_case_organization *out = ri_case_organization_new(
        r->file, sample != NULL ? RI_CASE_SAMPLE : RI_CASE_FOLDER, r->line);
    if (out == NULL) {
        r->failed = true;
        return;
    }
    out->name = sample != NULL ? sample : beside(r, folder);
    current(r)->organization = out;
    r->own = r->now != NULL;
}

/* The one to which rows are added. */
static ri_case_organization *growing(reading *r)
{
    ri_case *one = current(r);
    const bool new = one->organization == NULL || (r->now != NULL && !r->own);
    if (!new) {
        if (one->organization->source != RI_CASE_ROWS) {
            ri_case_complain(r,
                             "rows stand here beside an organization that has its own elsewhere");
            return NULL;
        }
        return r->file->organizations;
    }
    ri_case_organization *out = ri_case_organization_new(r->file, RI_CASE_ROWS, r->line);
    r->failed = r->failed || out == NULL;
    one->organization = out;
    r->own = r->now != NULL;
    return out;
}

/* The lines of a block, for the reader of CSV. */
typedef struct block {
    reading *r;
    const char *bytes;
    size_t left;
    int first; /* the line before its first one */
} block;

static ptrdiff_t read_block(char *buffer, size_t size, void *payload)
{
    block *b = payload;
    const size_t n = b->left < size ? b->left : size;
    memcpy(buffer, b->bytes, n);
    b->bytes += n;
    b->left -= n;
    return (ptrdiff_t)n;
}

static void csv_problem(int line, int column, const char *message, void *payload)
{
    block *b = payload;
    (void)column;
    ri_faults_add(&b->r->faults, b->r->file->file, b->first + line, "%s", message);
}

static void add_row(block *b, ri_csv *csv, const ri_csv_row *row, int tab,
                    ri_case_organization *out)
{
    ri_arena *arena = b->r->file->arena;
    ri_case_row made = {.tab = tab, .line = b->first + row->line};
    made.cells = ri_arena_array(arena, row->count, sizeof *made.cells);
    for (size_t i = 0; made.cells != NULL && i < row->count && i < ri_csv_columns(csv); i++) {
        const ri_csv_cell *cell = &row->cells[i];
        if (cell->length == 0 || cell->bad) {
            continue;
        }
        const ri_case_cell copy = {ri_arena_string(arena, ri_csv_name(csv, i)->bytes),
                                   ri_arena_copy(arena, cell->bytes, cell->length)};
        b->r->failed = b->r->failed || copy.column == NULL || copy.text == NULL;
        made.cells[made.n++] = copy;
    }
    if (made.cells == NULL || !RI_PUSH(out->rows, out->n_rows, out->capacity, made)) {
        b->r->failed = true;
    }
}

/* The rows of a canonical file, up to an empty line. */
static raci_status read_rows(reading *r, int tab, raci_error *err)
{
    block b = {.r = r, .bytes = r->bytes, .first = r->line};
    ri_csv *csv = NULL;
    ri_csv_row row;
    bool more = false;
    const char *line = NULL;
    do {
        b.left = (size_t)(r->bytes - b.bytes);
        line = next_line(r);
    } while (line != NULL && line[0] != '\0');
    b.left = line == NULL ? (size_t)(r->bytes - b.bytes) : b.left;
    ri_case_organization *out = growing(r);
    if (out == NULL) {
        return r->failed ? ri_fail_nomem(err) : RACI_OK;
    }
    raci_status status = ri_csv_open(&csv, read_block, csv_problem, &b, err);
    if (status == RACI_OK) {
        status = ri_csv_header(csv, &more, err);
    }
    while (status == RACI_OK && more) {
        status = ri_csv_next(csv, &row, &more, err);
        if (status == RACI_OK && more && !row.ragged) {
            add_row(&b, csv, &row, tab, out);
        }
    }
    ri_csv_close(csv);
    return status;
}

/* The canonical file that the line names, or -1. */
static int block_of(const char *line)
{
    char name[64];
    size_t length = strcspn(line, ":");
    if (length < sizeof ".csv" || length >= sizeof name ||
        line[length + (line[length] == ':')] != '\0' ||
        strncmp(line + length - 4, ".csv", 4) != 0) {
        return -1;
    }
    (void)snprintf(name, sizeof name, "%.*s", (int)(length - 4), line);
    return ri_canonical_file(name);
}

/* ---- sentences ---- */

void ri_case_expects(ri_case_reading *r, const ri_expectation *expectation)
{
    ri_case *one = r->now;
    if (!RI_PUSH(one->expects, one->n_expects, one->capacity, *expectation)) {
        r->failed = true;
    }
}

/* "the matrix is as in NAME": what stands behind, or NULL; *document is which. */
static const char *golden_name(const char *line, const char **document)
{
    static const char *const words[][2] = {{"the findings are as in", "check"},
                                           {"the matrix is as in", "matrix"}};
    const char *name = NULL;
    for (size_t i = 0; i < 2 && name == NULL; i++) {
        *document = words[i][1];
        name = ri_case_after(line, words[i][0]);
    }
    return name;
}

static void read_golden(reading *r, ri_expectation *out, const char *name)
{
    const char *why = NULL;
    out->verb = RI_EXPECT_GOLDEN;
    out->name = ri_case_golden(r->file, name, &why);
    if (why != NULL) {
        ri_faults_add(&r->faults, r->file->file, r->line, "the name %s", why);
    } else if (out->name == NULL) {
        r->failed = true;
    } else {
        ri_case_expects(r, out);
    }
}

/* Words that a line may begin with, and names of files that stand on one alone. */
static const char *near_beginning(const reading *r, const char *line)
{
    static const char *const words[] = {"case", "organization", "at", "because", "after", "policy"};
    const size_t length = strcspn(line, " \t");
    const char *first = ri_arena_copy(r->file->arena, line, length);
    if (first == NULL || line[length] != '\0') {
        return first != NULL ? ri_nearest_of(first, words, sizeof words / sizeof *words) : NULL;
    }
    ri_nearest search;
    ri_nearest_begin(&search, first);
    for (int tab = 0; ri_canonical_file_name(tab) != NULL; tab++) {
        const char *file = ri_arena_format(r->file->arena, "%s.csv", ri_canonical_file_name(tab));
        if (file != NULL) {
            ri_nearest_offer(&search, file);
        }
    }
    return search.best;
}

static void refuse_sentence(reading *r, const char *line)
{
    const char *near = near_beginning(r, line);
    if (near == NULL) {
        near = ri_case_near_sentence(line, r->file->arena);
    }
    if (near != NULL) {
        ri_faults_add(&r->faults, r->file->file, r->line,
                      "this sentence is not understood; did you mean '%s'?", near);
        return;
    }
    ri_case_complain(r, "this sentence is not understood; say 'X is accountable for Y', 'X has C "
                        "on Y', 'CHECK is found on Y', 'CHECK is not found', 'the rule NAME "
                        "decides A of Y' or 'A of Y moves from X to Z'");
}

/* Blanks of any kind and number between two words become one, but for those in quotes. */
static const char *with_single_blanks(reading *r, const char *line)
{
    char *out = ri_arena_take(r->file->arena, strlen(line) + 1);
    size_t n = 0;
    bool quoted = false;
    for (; out != NULL && *line != '\0'; line++) {
        quoted = *line == '"' ? !quoted && strchr(line + 1, '"') != NULL : quoted;
        const bool blank = *line == ' ' || *line == '\t';
        if (quoted || !blank) {
            out[n++] = *line;
        } else if (n > 0 && out[n - 1] != ' ') {
            out[n++] = ' ';
        }
    }
    if (out == NULL) {
        r->failed = true;
        return "";
    }
    out[n] = '\0';
    return out;
}

static void read_sentence(reading *r, const char *said)
{
    const char *line = with_single_blanks(r, said);
    ri_expectation out = {.file = r->file->file, .line = r->line};
    const char *golden = golden_name(line, &out.document);
    out.document = golden != NULL ? out.document : NULL;
    if (golden == NULL && !ri_case_sentence(&out, line, r->file->arena, &r->failed)) {
        refuse_sentence(r, line);
    } else if (r->now == NULL) {
        ri_case_complain(r, "before what is expected stands a line 'case' with a name");
    } else if (golden != NULL) {
        read_golden(r, &out, golden);
    } else {
        ri_case_expects(r, &out);
    }
}

/* ---- a file ---- */

static void end_case(reading *r)
{
    ri_case *one = r->now;
    if (one == NULL) {
        return;
    }
    one->at = one->at != RI_DAY_MIN ? one->at : ri_case_usual_day(one->organization);
    if (one->organization == NULL) {
        ri_faults_add(&r->faults, one->file, one->line,
                      "which organization? Say 'organization sample NAME', 'organization folder "
                      "PATH', or give rows of units.csv and so on");
    } else if (one->at == RI_DAY_MIN) {
        ri_faults_add(&r->faults, one->file, one->line, "on which day? Say 'at 2026-12-01'");
    }
    if (one->n_expects == 0) {
        ri_faults_add(&r->faults, one->file, one->line, "the case expects nothing");
    }
    for (size_t i = 0; i < one->n_expects; i++) {
        if (ri_case_lacks_steps(one, &one->expects[i])) {
            ri_faults_add(&r->faults, one->file, one->expects[i].line,
                          "what moves, breaks or heals does so by steps: say 'after' and the "
                          "file of a scenario");
        }
    }
}

static void begin_case(reading *r, const char *name)
{
    ri_case_file *file = r->file;
    end_case(r);
    r->own = false;
    ri_case one = {.name = name,
                   .file = file->file,
                   .line = r->line,
                   .organization = r->usual.organization,
                   .at = r->usual.at};
    if (!RI_PUSH(file->cases, file->n, file->capacity, one)) {
        r->failed = true;
        return;
    }
    r->now = &file->cases[file->n - 1];
}

static void read_day(reading *r, const char *text)
{
    int32_t day = RI_DAY_MIN;
    if (!ri_day_parse(text, strlen(text), &day)) {
        ri_case_complain(r, "after 'at' stands a day as 2026-12-01");
        return;
    }
    current(r)->at = day;
}

static void read_policy(reading *r, const char *path)
{
    const char **paths = ri_arena_array(r->file->arena, 1, sizeof *paths);
    if (r->now != NULL || r->file->n_policy > 0) {
        ri_case_complain(r, "'policy' stands once in a file, before the first case");
    } else if (paths == NULL) {
        r->failed = true;
    } else {
        paths[0] = path;
        r->file->policy = paths;
        r->file->n_policy = 1;
        r->file->policy_line = r->line;
    }
}

/* The case of which something is said that is not said of all. */
static ri_case *in_case(reading *r)
{
    if (r->now == NULL) {
        ri_case_complain(r, "this is said of one case, below its line 'case' with a name");
    }
    return current(r);
}

/* Lines that are no sentence: whether it was one. */
static bool read_head(reading *r, const char *line)
{
    const char *rest = NULL;
    if ((rest = ri_case_after(line, "case")) != NULL) {
        begin_case(r, rest);
    } else if ((rest = ri_case_after(line, "organization")) != NULL) {
        name_organization(r, rest);
    } else if ((rest = ri_case_after(line, "at")) != NULL) {
        read_day(r, rest);
    } else if ((rest = ri_case_after(line, "because")) != NULL) {
        in_case(r)->because = rest;
    } else if ((rest = ri_case_after(line, "after")) != NULL) {
        in_case(r)->after_file = beside(r, rest);
        current(r)->after_line = r->line;
    } else if ((rest = ri_case_after(line, "policy")) != NULL) {
        read_policy(r, rest);
    }
    return rest != NULL;
}

static raci_status read_all(reading *r, raci_error *err)
{
    raci_status status = RACI_OK;
    const char *line = NULL;
    while (status == RACI_OK && r->line < LINES_MAX && (line = next_line(r)) != NULL) {
        const int tab = block_of(line);
        if (strlen(line) > LINE_MAX_BYTES) {
            ri_case_complain(r, "the line has more than 64 KiB, the limit");
            continue;
        }
        if (line[0] == '|') {
            ri_case_table_line(r, line);
            continue;
        }
        r->n_columns = 0;
        if (line[0] == '\0' || line[0] == '#') {
            continue;
        }
        if (tab >= 0) {
            status = read_rows(r, tab, err);
        } else if (!read_head(r, line)) {
            read_sentence(r, line);
        }
    }
    if (r->left > 0 && r->line == LINES_MAX) {
        ri_case_complain(r, "the file has more lines than are read");
    }
    end_case(r);
    if (!ri_case_names_judge(r->file, &r->faults)) {
        r->failed = true;
    }
    if (r->file->n == 0 && r->faults.n == 0) {
        ri_faults_add(&r->faults, r->file->file, 1, "the file has no line 'case' with a name");
    }
    return r->failed ? ri_fail_nomem(err) : status;
}

/* Says in which line a byte stands that is no text. */
static void refuse_bytes(reading *r, size_t bad)
{
    const bool wide = r->left >= 2 && (memcmp(r->bytes, "\xff\xfe", 2) == 0 ||
                                       memcmp(r->bytes, "\xfe\xff", 2) == 0);
    r->line = 1;
    for (size_t i = 0; i < bad; i++) {
        r->line += r->bytes[i] == '\n';
    }
    if (wide) {
        ri_case_complain(r, "the file is UTF-16; save it as UTF-8");
    } else {
        ri_faults_add(&r->faults, r->file->file, r->line, "byte 0x%02X is not valid UTF-8",
                      (unsigned)(unsigned char)r->bytes[bad]);
    }
}

raci_status ri_case_lines_read(ri_case_file *file, const char *bytes, size_t length,
                               raci_problem_fn problem, void *payload, raci_error *err)
{
    static const ri_policy_data nothing;
    static const char mark[] = "\xef\xbb\xbf";
    size_t bad = 0;
    if (length >= 3 && memcmp(bytes, mark, 3) == 0) {
        bytes += 3;
        length -= 3;
    }
    reading *r = ri_arena_take(file->arena, sizeof *r);
    if (r == NULL) {
        return ri_fail_nomem(err);
    }
    *r = (reading){.file = file, .bytes = bytes, .left = length, .usual = {.at = RI_DAY_MIN}};
    r->faults.arena = file->arena;
    r->faults.data = &nothing;
    raci_status status = RACI_OK;
    if (ri_utf8_valid(bytes, length, &bad)) {
        status = read_all(r, err);
    } else {
        refuse_bytes(r, bad);
    }
    if (status == RACI_OK) {
        status = ri_faults_tell(&r->faults, NULL, problem, payload, err);
    }
    ri_faults_free(&r->faults);
    return status;
}
