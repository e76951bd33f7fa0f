#include <string.h>

#include "intake/matrix_finding.h"
#include "intake/matrix_legend.h"

/* What speaks for parties standing in rows; of 1000, below 0 for columns. */
typedef struct evidence {
    long corner;  /* what the header above the names of rows says */
    long names;   /* which names are those of roles and teams */
    long singles; /* whether rows or columns have one A each */
} evidence;

static bool is_body(const ri_finding *find, size_t row)
{
    return find->sample.rows[row].lettered && !find->sample.rows[row].legend;
}

/* The share, of 1000, of names that are those of roles: of columns, or of rows. */
static long share_of_columns(ri_finding *find)
{
    size_t n = 0;
    size_t parties = 0;
    for (size_t c = 0; c < find->layout->n; c++) {
        if (find->layout->columns[c].role == RI_ROLE_CELLS) {
            n++;
            parties += ri_names_party(find->layout->columns[c].name, &find->failed) ? 1 : 0;
        }
    }
    return n > 0 ? (long)(1000 * parties / n) : 0;
}

static long share_of_rows(ri_finding *find, size_t names)
{
    size_t n = 0;
    size_t parties = 0;
    for (size_t row = find->layout->header + 1; row < find->sample.n; row++) {
        const ri_sampled *cell = ri_sample_cell(&find->sample, row, names);
        if (is_body(find, row) && cell->text[0] != '\0') {
            n++;
            parties += ri_names_party(cell->text, &find->failed) ? 1 : 0;
        }
    }
    return n > 0 ? (long)(1000 * parties / n) : 0;
}

/* The share of columns, less that of rows, with one A each. */
static long singles(const ri_finding *find)
{
    const ri_matrix_layout *layout = find->layout;
    size_t columns = 0;
    size_t columns_single = 0;
    size_t rows = 0;
    size_t rows_single = 0;
    for (size_t c = 0; c < layout->n; c++) {
        size_t met = 0;
        for (size_t row = layout->header + 1; row < find->sample.n; row++) {
            met += is_body(find, row) && ri_sample_cell(&find->sample, row, c)->accountable ? 1 : 0;
        }
        bool counts = layout->columns[c].role == RI_ROLE_CELLS && find->sums[c].known > 0;
        columns += counts ? 1 : 0;
        columns_single += counts && met == 1 ? 1 : 0;
    }
    for (size_t row = layout->header + 1; row < find->sample.n; row++) {
        size_t met = 0;
        for (size_t c = 0; c < layout->n; c++) {
            met += layout->columns[c].role == RI_ROLE_CELLS &&
                           ri_sample_cell(&find->sample, row, c)->accountable
                       ? 1
                       : 0;
        }
        rows += is_body(find, row) ? 1 : 0;
        rows_single += is_body(find, row) && met == 1 ? 1 : 0;
    }
    if (columns == 0 || rows == 0) {
        return 0;
    }
    return (long)(1000 * columns_single / columns) - (long)(1000 * rows_single / rows);
}

static size_t count_cells(const ri_matrix_layout *layout)
{
    size_t n = 0;
    for (size_t c = 0; c < layout->n; c++) {
        n += layout->columns[c].role == RI_ROLE_CELLS ? 1 : 0;
    }
    return n;
}

/* Whether the first row below the header has nothing but a name: then such rows are headings, and
   not activities that nobody has. */
static bool begins_with_heading(const ri_finding *find)
{
    const ri_matrix_layout *layout = find->layout;
    size_t first = layout->header + 1;
    size_t activity = ri_finding_role(layout, RI_ROLE_ACTIVITY);
    return first + 1 < find->sample.n && find->sample.rows[first].texts == 1 &&
           ri_sample_cell(&find->sample, first, activity)->text[0] != '\0' &&
           ri_finding_role(layout, RI_ROLE_GROUP) == layout->n;
}

/* Rows of the sample with nothing but an activity's name. */
static size_t lone_rows(const ri_finding *find, uint32_t *first)
{
    const ri_matrix_layout *layout = find->layout;
    size_t activity = ri_finding_role(layout, RI_ROLE_ACTIVITY);
    size_t n = 0;
    for (size_t row = layout->header + 1; row < find->sample.n; row++) {
        const ri_sample_row *at = &find->sample.rows[row];
        const char *text = ri_sample_cell(&find->sample, row, activity)->text;
        if (at->texts == 1 && !at->legend && text[0] != '\0' &&
            !ri_is_footnote(text, strlen(text))) {
            *first = n == 0 ? at->line : *first;
            n++;
        }
    }
    return n;
}

/* Whether numbers say which rows are headings: "2" of a row without letters, "2.1" of others. */
static bool are_numbered(const ri_finding *find)
{
    const ri_matrix_layout *layout = find->layout;
    size_t key = ri_finding_role(layout, RI_ROLE_KEY);
    size_t dotted = 0;
    size_t plain = 0;
    for (size_t row = layout->header + 1; row < find->sample.n && key < layout->n; row++) {
        const char *text = ri_sample_cell(&find->sample, row, key)->text;
        const char *dot = strchr(text, '.');
        bool inner = dot != NULL && dot[1] != '\0';
        dotted += inner && find->sample.rows[row].lettered ? 1 : 0;
        if (text[0] != '\0' && !inner && find->sample.rows[row].lettered) {
            return false; /* an activity, with such a number, too */
        }
        plain += text[0] != '\0' && !inner ? 1 : 0;
    }
    return dotted > 0 && plain > 0 && ri_finding_role(layout, RI_ROLE_GROUP) == layout->n;
}

static void ask_headings(ri_finding *find)
{
    ri_matrix_layout *layout = find->layout;
    uint32_t first = 0;
    bool grouped = ri_finding_role(layout, RI_ROLE_GROUP) < layout->n;
    size_t n = grouped ? 0 : lone_rows(find, &first);
    layout->numbered = are_numbered(find);
    layout->headings = find->options->headings == RI_ANSWER_YES ||
                       (find->options->headings == RI_ANSWER_OPEN && begins_with_heading(find));
    if (n > 0 && find->options->headings == RI_ANSWER_OPEN) {
        ri_finding_ask(
            find, "headings",
            ri_arena_format(find->arena,
                            "%zu row%s, first row %u, ha%s nothing but a name: a heading, "
                            "or an activity that nobody has",
                            n, n == 1 ? "" : "s", first, n == 1 ? "s" : "ve"),
            "--headings yes|no", layout->headings ? "yes" : "no");
    }
}

/* Parties as rows: what was the column of activities names them. */
static void turn(ri_finding *find, size_t names)
{
    find->layout->shape = RI_SHAPE_TURNED;
    find->layout->columns[names].role = RI_ROLE_PARTY;
    find->layout->columns[names].why = "parties stand in rows";
}

void ri_finding_direction(ri_finding *find)
{
    ri_matrix_layout *layout = find->layout;
    size_t names = ri_finding_role(layout, RI_ROLE_ACTIVITY);
    if (layout->shape == RI_SHAPE_GRID && names == layout->n) {
        /* Letters beside nothing but, perhaps, a column "Role". */
        for (names = 0; names < layout->n && !(find->headers[names].known &&
                                               find->headers[names].role == RI_ROLE_PARTY &&
                                               layout->columns[names].role == RI_ROLE_OTHER);) {
            names++;
        }
        if (names < layout->n) {
            turn(find, names);
        }
        return;
    }
    if (layout->shape != RI_SHAPE_GRID) {
        ask_headings(find);
        return;
    }
    bool party = find->headers[names].known && find->headers[names].role == RI_ROLE_PARTY;
    bool activity = find->headers[names].known && !find->headers[names].weak && !party;
    evidence said = {.corner = party ? 4000 : activity ? -4000 : 0};
    if (count_cells(layout) > 1) {
        said.names = 3 * (share_of_rows(find, names) - share_of_columns(find));
        said.singles = 2 * singles(find);
    }
    long sum = said.corner + said.names + said.singles;
    bool asked = find->options->shape == RI_SHAPE_NONE;
    if (asked ? sum >= 1000 : find->options->shape == RI_SHAPE_TURNED) {
        turn(find, names);
    } else {
        ask_headings(find);
    }
    if (asked && sum > -1000 && sum < 2000 && count_cells(layout) > 1) {
        layout->confidence = layout->confidence > 60 ? 60 : layout->confidence;
        ri_finding_ask(find, "shape", "the roles may stand in columns, or in rows",
                       "--layout grid|turned", ri_matrix_shape_name(layout->shape));
    }
}
