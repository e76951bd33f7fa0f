#include <string.h>

#include "intake/matrix_finding.h"
#include "intake/matrix_legend.h"

#define NAME_MAX 60 /* bytes of a header that is all name; of a longer one the beginning is */

static void take(ri_matrix_column *column, ri_matrix_role role, const char *why)
{
    column->role = role;
    column->why = why;
}

static bool is_grid(const ri_finding *find)
{
    return find->layout->shape == RI_SHAPE_GRID;
}

/* Whether the header of another column says surely what this one's may mean: "Owner", where there
   is a column "Accountable". */
static bool is_said_better(const ri_finding *find, size_t c)
{
    const ri_sampled *own = ri_sample_cell(&find->sample, find->layout->header, c);
    for (size_t other = 0; other < find->layout->n && own->guessed; other++) {
        const ri_sampled *header = ri_sample_cell(&find->sample, find->layout->header, other);
        if (ri_finding_is_letter(header) && !header->guessed &&
            strcmp(header->letter, own->letter) == 0) {
            return true;
        }
    }
    return false;
}

/* What a column is by its own header and cells. */
static void judge(ri_finding *find, size_t c)
{
    ri_matrix_column *column = &find->layout->columns[c];
    const ri_header *header = &find->headers[c];
    const ri_sampled *own = ri_sample_cell(&find->sample, find->layout->header, c);
    ri_matrix_shape shape = find->layout->shape;
    bool by_letter = shape == RI_SHAPE_BY_LETTER || shape == RI_SHAPE_TICKS;
    bool cells = is_grid(find) && column->header[0] != '\0' && ri_finding_has_letters(find, c);
    if (by_letter && ri_finding_is_letter(own) && !is_said_better(find, c)) {
        take(column, RI_ROLE_NAMES, "its header is a letter");
        column->letter = own->letter;
        column->also = own->n_letters > 1 ? own->second : NULL;
    } else if (shape == RI_SHAPE_PAIRS && column->header[0] != '\0' && find->sums[c].pairs > 0) {
        take(column, RI_ROLE_PAIRS, "its cells say of each letter who has it");
    } else if (cells && (!header->known || header->weak || header->role == RI_ROLE_PARTY ||
                         header->role == RI_ROLE_NAMES || header->role == RI_ROLE_LETTERS)) {
        take(column, RI_ROLE_CELLS, "its cells are letters");
    } else if (header->known && header->role == RI_ROLE_NAMES) {
        bool owners = shape == RI_SHAPE_OWNERS;
        take(column, owners ? RI_ROLE_NAMES : RI_ROLE_OTHER,
             owners ? "its header says that it names who answers"
                    : "it names somebody, and letters are elsewhere");
        column->letter = owners ? header->letter : NULL;
    } else if (header->known && header->role == RI_ROLE_PARTY && shape != RI_SHAPE_LIST &&
               shape != RI_SHAPE_TICKS) {
        take(column, RI_ROLE_OTHER, "it names somebody, and letters are elsewhere");
    } else if (header->known && header->role == RI_ROLE_LETTERS && shape != RI_SHAPE_LIST) {
        take(column, RI_ROLE_OTHER, "it names nobody whose letters these would be");
    } else if (header->known && !header->weak) {
        take(column, header->role,
             header->role == RI_ROLE_OTHER ? "it is not about who answers" : "its header says so");
    } else {
        take(column, RI_ROLE_OTHER,
             column->header[0] != '\0' ? "its header is not known" : "it has no header");
    }
}

/* Whether a column is merged with the one left of it in all rows. */
static bool is_merged(const ri_finding *find, size_t c)
{
    for (size_t row = find->layout->header; row < find->sample.n; row++) {
        const ri_sampled *cell = ri_sample_cell(&find->sample, row, c);
        if (cell->text[0] != '\0' &&
            (!cell->covered ||
             strcmp(cell->text, ri_sample_cell(&find->sample, row, c - 1)->text) != 0)) {
            return false;
        }
    }
    return true;
}

/* Of several columns with one role that may be there once, the first one with text stays. */
static void keep_one(ri_finding *find, ri_matrix_role role)
{
    ri_matrix_layout *layout = find->layout;
    size_t kept = layout->n;
    for (size_t c = 0; c < layout->n; c++) {
        if (layout->columns[c].role == role &&
            (kept == layout->n || (find->sums[kept].texts == 0 && find->sums[c].texts > 0))) {
            kept = c;
        }
    }
    for (size_t c = 0; c < layout->n; c++) {
        if (layout->columns[c].role == role && c != kept) {
            take(&layout->columns[c], RI_ROLE_OTHER, "another column is that already");
        }
    }
}

/* "Subtask", "sub-process". */
static bool is_part(const ri_matrix_layout *layout, size_t c)
{
    const char *header = layout->columns[c].header;
    return (header[0] | 0x20) == 's' && (header[1] | 0x20) == 'u' && (header[2] | 0x20) == 'b';
}

/* Of several columns of activities that with most different texts stays: "Process" beside "Task"
   is what tasks are in, and "Step" with numbers only is their number. */
static void keep_activity(ri_finding *find)
{
    ri_matrix_layout *layout = find->layout;
    size_t kept = layout->n;
    bool grouped = ri_finding_role(layout, RI_ROLE_GROUP) < layout->n;
    size_t cells = ri_finding_role(layout, RI_ROLE_CELLS);
    for (size_t c = 0; c < layout->n; c++) {
        const ri_column_sum *sum = &find->sums[c];
        if (layout->columns[c].role != RI_ROLE_ACTIVITY) {
            continue;
        }
        if (2 * sum->numbers > sum->texts) {
            take(&layout->columns[c], RI_ROLE_KEY, "its cells are numbers");
        } else if (kept == layout->n ||
                   ((sum->changes > find->sums[kept].changes || is_part(layout, c)) &&
                    (c < cells || kept > cells))) {
            kept = c;
        }
    }
    for (size_t c = 0; c < layout->n; c++) {
        if (layout->columns[c].role != RI_ROLE_ACTIVITY || c == kept) {
            continue;
        }
        bool fewer = find->sums[c].changes < find->sums[kept].changes || is_part(layout, kept);
        bool group = !grouped && c < kept && find->sums[c].changes > 0 && fewer;
        take(&layout->columns[c], group ? RI_ROLE_GROUP : RI_ROLE_OTHER,
             group ? "its texts stand for several rows" : "another column is that already");
        grouped = grouped || group;
    }
}

size_t ri_finding_role(const ri_matrix_layout *layout, ri_matrix_role role)
{
    size_t c = 0;
    while (c < layout->n && layout->columns[c].role != role) {
        c++;
    }
    return c;
}

/* How well a column names activities, where no header says which one does: words that change
   from row to row, and are no long texts. */
static size_t fitness(const ri_finding *find, size_t c)
{
    const ri_column_sum *sum = &find->sums[c];
    /* "RACI" above the names of activities is the title of all. */
    bool titled = is_grid(find) && find->headers[c].role == RI_ROLE_LETTERS;
    if (find->layout->columns[c].role != RI_ROLE_OTHER || sum->words == 0 ||
        2 * sum->numbers > sum->texts ||
        (find->headers[c].known && !find->headers[c].weak && !titled)) {
        return 0;
    }
    size_t fits = 1 + 4 * sum->changes * 100 / (find->sample.n + 1);
    fits += find->headers[c].weak ? 300 : 0;
    return sum->bytes / sum->texts > 120 ? fits / 4 : fits;
}

/* The column from `from` on, before `to`, that names activities best; `to`: there is none. */
static size_t fittest(const ri_finding *find, size_t from, size_t to)
{
    size_t best = to;
    size_t most = 0;
    for (size_t c = from; c < to; c++) {
        size_t fits = fitness(find, c);
        if (fits > most) {
            most = fits;
            best = c;
        }
    }
    return best;
}

/* Finds the column of activities: left of the letters, whatever stands right of them, where no
   header left of them says it; or else anywhere. */
static void find_activity(ri_finding *find)
{
    ri_matrix_layout *layout = find->layout;
    size_t first = ri_finding_role(layout, is_grid(find)                     ? RI_ROLE_CELLS
                                           : layout->shape == RI_SHAPE_PAIRS ? RI_ROLE_PAIRS
                                                                             : RI_ROLE_NAMES);
    size_t said = ri_finding_role(layout, RI_ROLE_ACTIVITY);
    if (said < first || (said < layout->n && !is_grid(find))) {
        return;
    }
    size_t best = fittest(find, 0, first);
    bool parties = false; /* a column left of the letters names them: activities stand above */
    for (size_t c = 0; c < first && is_grid(find); c++) {
        parties = parties || (find->headers[c].known && find->headers[c].role == RI_ROLE_PARTY &&
                              find->sums[c].words > 0);
    }
    if (parties && best == first) {
        best = layout->n;
    } else if (best == first && said == layout->n) {
        best = fittest(find, first, layout->n);
    } else if (best == first) {
        best = said;
    }
    if (said < layout->n && best != said) {
        take(&layout->columns[said], RI_ROLE_OTHER, "activities stand left of the letters");
    }
    if (best < layout->n && best != said) {
        take(&layout->columns[best], RI_ROLE_ACTIVITY, "its texts change from row to row");
    }
}

/* A column left of the activities whose texts stand for several rows is what these are in. */
static void find_group(ri_finding *find)
{
    ri_matrix_layout *layout = find->layout;
    size_t activity = ri_finding_role(layout, RI_ROLE_ACTIVITY);
    for (size_t c = 0; c < activity && activity < layout->n; c++) {
        const ri_column_sum *sum = &find->sums[c];
        if (layout->columns[c].role == RI_ROLE_OTHER && !find->headers[c].known && sum->words > 0 &&
            2 * sum->changes <= find->sums[activity].changes) {
            take(&layout->columns[c], RI_ROLE_GROUP, "its texts stand for several rows");
            return;
        }
    }
}

/* Whether a column says nothing but that there is nobody, but for a word or two. */
static bool says_nobody(const ri_finding *find, size_t c)
{
    return 10 * find->sums[c].said >= 9 * find->sums[c].texts;
}

/* Empty columns with a name, between or beside those with letters, are of parties who have
   none. */
static void find_empty_parties(ri_finding *find)
{
    ri_matrix_layout *layout = find->layout;
    bool beside = false;
    for (size_t c = 0; c < layout->n && is_grid(find); c++) {
        ri_matrix_column *column = &layout->columns[c];
        bool empty = column->role == RI_ROLE_OTHER && says_nobody(find, c) &&
                     column->header[0] != '\0' && !find->headers[c].known;
        if (empty && beside) {
            take(column, RI_ROLE_CELLS, "it is empty, beside columns with letters");
        } else if (empty) {
            size_t next = c;
            while (next < layout->n && layout->columns[next].role == RI_ROLE_OTHER &&
                   says_nobody(find, next)) {
                next++;
            }
            if (next < layout->n && layout->columns[next].role == RI_ROLE_CELLS &&
                ri_finding_role(layout, RI_ROLE_ACTIVITY) < c) {
                take(column, RI_ROLE_CELLS, "it is empty, beside columns with letters");
            }
        }
        beside = column->role == RI_ROLE_CELLS;
    }
}

/* Whether all that a column has, its header included, explains letters: "R = Accountable". */
static bool explains_letters(ri_finding *find, size_t c)
{
    ri_legend all = {.n = 0};
    for (size_t row = find->layout->header; row < find->sample.n; row++) {
        const char *text = ri_sample_cell(&find->sample, row, c)->text;
        ri_legend one = {.n = 0};
        if (text[0] != '\0' && !ri_legend_read(&one, find->letters, &text, 1, &find->failed)) {
            return false;
        }
        for (size_t i = 0; i < one.n && all.n < RI_LEGEND_ENTRIES; i++) {
            all.entries[all.n++] = one.entries[i];
        }
    }
    return ri_legend_holds(&all);
}

/* A legend beside the table: letters without a header, and words right of them; or both in one
   cell. */
static void find_legend(ri_finding *find)
{
    ri_matrix_layout *layout = find->layout;
    for (size_t c = 1; c < layout->n; c++) {
        if (layout->columns[c].role != RI_ROLE_ACTIVITY && explains_letters(find, c)) {
            take(&layout->columns[c], RI_ROLE_LEGEND, "it explains letters");
        }
    }
    for (size_t c = 1; c < layout->n; c++) {
        ri_matrix_column *left = &layout->columns[c - 1];
        ri_matrix_column *right = &layout->columns[c];
        bool titled = left->role == RI_ROLE_LEGEND;
        bool bare = left->role == RI_ROLE_OTHER && left->header[0] == '\0' &&
                    find->sums[c - 1].known > 0 &&
                    find->sums[c - 1].changes == find->sums[c - 1].texts;
        if ((titled || bare) && right->role == RI_ROLE_OTHER && right->header[0] == '\0' &&
            find->sums[c].words + find->sums[c].known > 0) {
            take(left, RI_ROLE_LEGEND, "it explains letters");
            take(right, RI_ROLE_LEGEND, "it explains letters");
        }
    }
}

/* The beginning of a header that goes on to explain: "Strategy team - The team that …". */
static const char *name_of(ri_finding *find, const char *header)
{
    static const char *const ends[] = {"\n", " - ", " \xe2\x80\x93 ", " \xe2\x80\x94 ", ": ", " ("};
    size_t length = strlen(header);
    for (size_t i = 0; i < sizeof ends / sizeof ends[0] && length > NAME_MAX; i++) {
        const char *at = strstr(header, ends[i]);
        if (at != NULL && at - header >= 2) {
            length = (size_t)(at - header);
        }
    }
    char *name = ri_arena_copy(find->arena, header, length);
    find->failed = find->failed || name == NULL;
    for (size_t i = 0; name != NULL && name[i] != '\0'; i++) {
        name[i] = name[i] == '\n' ? ' ' : name[i];
    }
    return name != NULL ? name : "";
}

/* What stands above a column's header, over several columns; NULL: nothing, or a title. */
static const char *above(const ri_finding *find, size_t c)
{
    size_t row = find->layout->header;
    if (row == 0 || find->sample.rows[row - 1].texts < 2 ||
        ri_sample_cell(&find->sample, row, c)->text[0] == '\0') {
        return NULL;
    }
    for (size_t at = c + 1; at-- > 0;) {
        const ri_sampled *cell = ri_sample_cell(&find->sample, row - 1, at);
        if (cell->text[0] != '\0') {
            return cell->text;
        }
        if (at > 0 && find->layout->columns[at - 1].role != RI_ROLE_CELLS) {
            return NULL;
        }
    }
    return NULL;
}

static void name_columns(ri_finding *find)
{
    ri_matrix_layout *layout = find->layout;
    for (size_t c = 0; c < layout->n; c++) {
        ri_matrix_column *column = &layout->columns[c];
        if (column->role == RI_ROLE_CELLS) {
            column->name = name_of(find, column->header);
            column->group = above(find, c);
        }
    }
    /* Two leads, of business and of technology, are told apart by what stands above them. */
    for (size_t c = 0; c < layout->n && !find->failed; c++) {
        ri_matrix_column *column = &layout->columns[c];
        for (size_t other = 0; other < layout->n && column->group != NULL; other++) {
            if (other != c && layout->columns[other].role == RI_ROLE_CELLS &&
                strcmp(layout->columns[other].header, column->header) == 0) {
                column->name =
                    ri_arena_format(find->arena, "%s / %s", column->group, column->header);
                find->failed = find->failed || column->name == NULL;
                break;
            }
        }
    }
}

/* A second table beside the first is not read as if its columns were the first one's. */
static void part_tables(ri_finding *find)
{
    ri_matrix_layout *layout = find->layout;
    size_t cells = layout->n;
    find->end = layout->n;
    for (size_t c = 0; c < layout->n && is_grid(find); c++) {
        bool names = find->headers[c].known && !find->headers[c].weak &&
                     find->headers[c].role == RI_ROLE_ACTIVITY && find->sums[c].words > 0;
        cells = cells == layout->n && layout->columns[c].role == RI_ROLE_CELLS ? c : cells;
        if (!names || cells == layout->n || c + 1 == layout->n ||
            layout->columns[c + 1].role != RI_ROLE_CELLS) {
            continue;
        }
        for (size_t right = c; right < layout->n; right++) {
            take(&layout->columns[right], RI_ROLE_OTHER, "another table stands there");
        }
        find->end = c;
        ri_finding_ask(find, "beside",
                       ri_arena_format(find->arena, "another table begins at column %zu ('%.60s')",
                                       c + 1, layout->columns[c].header),
                       ri_arena_format(find->arena, "--first-column %zu", c + 1), "it is left out");
        return;
    }
}

/* Groups by the column "Stage", "Journey": where several activities are in one. */
static void judge_groups(ri_finding *find)
{
    ri_matrix_layout *layout = find->layout;
    const size_t group = ri_finding_role(layout, RI_ROLE_GROUP);
    const size_t activity = ri_finding_role(layout, RI_ROLE_ACTIVITY);
    if (group < layout->n && activity < layout->n &&
        find->sums[group].changes < find->sums[activity].texts) {
        layout->groups = find->headers[group].groups;
    }
}

void ri_finding_columns(ri_finding *find)
{
    ri_matrix_layout *layout = find->layout;
    layout->n = find->sample.width;
    layout->columns = ri_arena_array(find->arena, layout->n, sizeof *layout->columns);
    if (layout->columns == NULL) {
        find->failed = true;
        return;
    }
    for (size_t c = 0; c < layout->n; c++) {
        layout->columns[c].header = ri_finding_header(find, layout->header, c)->text;
        judge(find, c);
        if (c > 0 && layout->columns[c].role == RI_ROLE_CELLS && is_merged(find, c)) {
            take(&layout->columns[c], RI_ROLE_OTHER, "it is merged with the one left of it");
        }
    }
    part_tables(find);
    keep_activity(find);
    static const ri_matrix_role once[] = {RI_ROLE_PARTY, RI_ROLE_LETTERS, RI_ROLE_GROUP,
                                          RI_ROLE_CHANNEL, RI_ROLE_REMARK};
    for (size_t i = 0; i < sizeof once / sizeof once[0]; i++) {
        keep_one(find, once[i]);
    }
    find_activity(find);
    if (ri_finding_role(layout, RI_ROLE_GROUP) == layout->n) {
        find_group(find);
    }
    judge_groups(find);
    find_empty_parties(find);
    find_legend(find);
    name_columns(find);
}
