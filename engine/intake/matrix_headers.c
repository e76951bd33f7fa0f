#include <string.h>

#include "intake/matrix_finding.h"

/* A row that may have the names of columns, taken for one of the shapes. */
typedef struct candidate {
    ri_matrix_shape shape;
    size_t row;
    size_t score; /* compared between rows for which the same shape is possible */
    unsigned confidence;
} candidate;

const ri_sampled *ri_finding_header(const ri_finding *find, size_t row, size_t column)
{
    const ri_sampled *own = ri_sample_cell(&find->sample, row, column);
    if (own->text[0] != '\0' || row == 0) {
        return own;
    }
    const ri_sampled *above = ri_sample_cell(&find->sample, row - 1, column);
    /* A title above the table is no header of its first column. */
    return find->sample.rows[row - 1].texts > 1 && !above->covered ? above : own;
}

bool ri_finding_is_letter(const ri_sampled *header)
{
    char first = header->letter[0];
    bool letter = (first >= 'A' && first <= 'Z') || (first >= 'a' && first <= 'z') ||
                  (first >= '0' && first <= '9'); /* and no tick */
    bool one = header->n_letters == 1 || (header->n_letters == 2 && header->strange[0] == '\0');
    return header->reads == RI_READS_LETTERS && one && header->pure && letter;
}

static void add_cell(ri_column_sum *sum, const ri_sampled *cell)
{
    bool letters = cell->reads == RI_READS_LETTERS;
    bool sign =
        strcmp(cell->letter, "X") == 0 || (cell->letter[0] & 0x80) != 0 || cell->letter[0] == '+';
    bool known = letters && cell->known && !cell->vague;
    bool tick = letters && !cell->known && sign;
    sum->texts++;
    sum->known += known ? 1 : 0;
    sum->sure += known && !cell->guessed ? 1 : 0;
    sum->ticks += tick ? 1 : 0;
    sum->strange += letters && !known && !tick ? 1 : 0;
    sum->said += cell->reads == RI_READS_NONE || cell->reads == RI_READS_UNDECIDED ? 1 : 0;
    sum->words += cell->reads == RI_READS_WORDS || cell->reads == RI_READS_PARTIES ? 1 : 0;
    sum->numbers += cell->number ? 1 : 0;
    sum->pairs += cell->pairs > 0 ? 1 : 0;
    sum->several += cell->pairs > 1 ? 1 : 0;
    sum->bytes += strlen(cell->text);
}

void ri_finding_look_below(ri_finding *find, size_t row)
{
    const ri_sample *sample = &find->sample;
    for (size_t c = 0; c < sample->width; c++) {
        const char *before = "";
        ri_column_sum sum = {.texts = 0};
        for (size_t r = row + 1; r < sample->n; r++) {
            const ri_sampled *cell = ri_sample_cell(sample, r, c);
            /* A heading that is merged over the columns is none of their texts. */
            bool heading = cell->covered && !sample->rows[r].lettered;
            if (cell->text[0] != '\0' && !heading && !sample->rows[r].legend) {
                add_cell(&sum, cell);
                sum.apart += !sample->rows[r].lettered && cell->reads == RI_READS_WORDS ? 1 : 0;
                sum.changes += strcmp(before, cell->text) != 0 ? 1 : 0;
                before = cell->text;
            }
        }
        find->sums[c] = sum;
        if (!ri_header_read(ri_finding_header(find, row, c)->text, &find->headers[c])) {
            find->failed = true;
        }
    }
}

bool ri_finding_has_letters(const ri_finding *find, size_t column)
{
    const ri_column_sum *sum = &find->sums[column];
    size_t fitting = sum->known + sum->ticks + sum->said + (sum->known > 0 ? sum->strange : 0);
    return sum->known + sum->ticks > 0 && 10 * fitting >= 6 * (sum->texts - sum->apart) &&
           3 * fitting >= sum->texts;
}

/* Whether a column with letters may be a party's, going by its header. */
static bool may_be_cells(const ri_header *header)
{
    return !header->known || header->weak || header->role == RI_ROLE_PARTY ||
           header->role == RI_ROLE_NAMES || header->role == RI_ROLE_LETTERS;
}

static size_t has_role(const ri_finding *find, ri_matrix_role role)
{
    size_t found = 0;
    for (size_t c = 0; c < find->sample.width; c++) {
        found += find->headers[c].known && find->headers[c].role == role ? 1 : 0;
    }
    return found;
}

/* A row for each assignment: columns for the activity, the party and the letters. */
static bool try_list(const ri_finding *find, candidate *out)
{
    size_t letters = 0;
    for (size_t c = 0; c < find->sample.width; c++) {
        bool named = find->headers[c].known && find->headers[c].role == RI_ROLE_LETTERS;
        letters += named && ri_finding_has_letters(find, c) ? find->sums[c].known : 0;
    }
    out->score = letters;
    out->confidence = 95;
    return letters > 0 && has_role(find, RI_ROLE_PARTY) > 0 && has_role(find, RI_ROLE_ACTIVITY) > 0;
}

/* Whether letters stand above a row: then its own letters are cells, and no headers. */
static bool is_below_letters(const ri_finding *find, size_t row)
{
    for (size_t above = 0; above < row; above++) {
        if (find->sample.rows[above].lettered && !find->sample.rows[above].legend) {
            return true;
        }
    }
    return false;
}

/* The headers of letters that were met in a row; more than any scheme has are not told apart. */
typedef struct met_headers {
    const char *texts[64];
    size_t n;
} met_headers;

/* Whether a header was met before. */
static bool meet(met_headers *met, const char *text)
{
    for (size_t i = 0; i < met->n; i++) {
        if (strcmp(met->texts[i], text) == 0) {
            return true;
        }
    }
    if (met->n == sizeof met->texts / sizeof met->texts[0]) {
        return true;
    }
    met->texts[met->n++] = text;
    return false;
}

/* A column for each letter: names or ticks in them. */
static bool try_by_letter(const ri_finding *find, size_t row, candidate *out)
{
    size_t columns = 0;
    size_t known = 0;
    size_t words = 0; /* headers that say it in a word */
    met_headers met = {.n = 0};
    ri_column_sum all = {.texts = 0};
    for (size_t c = 0; c < find->sample.width; c++) {
        const ri_sampled *header = ri_sample_cell(&find->sample, row, c);
        if (!ri_finding_is_letter(header)) {
            continue;
        }
        bool again = meet(&met, header->text);
        columns += again ? 0 : 1;
        known += header->known && !again ? 1 : 0;
        words += strlen(header->text) > 3 && !again ? 1 : 0;
        all.words += find->sums[c].words;
        all.known += find->sums[c].known;
        all.ticks += find->sums[c].ticks + find->sums[c].strange;
    }
    bool told = has_role(find, RI_ROLE_ACTIVITY) > 0;
    bool ticks = has_role(find, RI_ROLE_PARTY) > 0 && all.ticks + all.known > all.words;
    out->shape = ticks ? RI_SHAPE_TICKS : RI_SHAPE_BY_LETTER;
    out->score = ticks ? all.ticks + all.known : all.words;
    out->confidence = told ? 95 : 70;
    return columns >= 2 && known >= 2 && (told || known >= 3 || words == columns) &&
           (ticks || (all.words > 0 && all.words >= 4 * all.known)) && !is_below_letters(find, row);
}

/* Columns with letters, and names above them. */
static bool try_grid(const ri_finding *find, size_t row, candidate *out)
{
    size_t columns = 0;
    size_t letters = 0;
    size_t short_headers = 0;
    size_t different = 0;
    size_t ticks = 0;
    bool enough = false;
    const char *before = "";
    for (size_t c = 0; c < find->sample.width; c++) {
        const ri_sampled *header = ri_sample_cell(&find->sample, row, c);
        if (header->text[0] == '\0' || !may_be_cells(&find->headers[c]) ||
            !ri_finding_has_letters(find, c)) {
            continue;
        }
        columns++;
        letters += find->sums[c].known + find->sums[c].ticks;
        ticks += find->sums[c].ticks;
        enough = enough || find->sums[c].sure > 0;
        bool word = ri_finding_is_letter(header) && !header->guessed;
        short_headers += header->reads == RI_READS_NONE || header->number || word ||
                                 (header->reads == RI_READS_LETTERS && strlen(header->text) <= 3)
                             ? 1
                             : 0;
        different += strcmp(before, header->text) != 0 ? 1 : 0;
        before = header->text;
    }
    bool activity = has_role(find, RI_ROLE_ACTIVITY) > 0;
    /* One cell with a cross makes no matrix, nor do words such as "notify". */
    enough = enough || ticks > 1;
    out->score = letters + 3 * different + (activity ? 5 : 0);
    out->confidence = activity ? 95 : columns > 1 ? 80 : 60;
    return columns > 0 && enough && 2 * short_headers <= columns;
}

/* Whether a row may be the header of a table of owners: one of its other columns is known, too,
   and no table stands above it. */
static bool heads_owners(const ri_finding *find, size_t row)
{
    static const ri_matrix_role beside[] = {RI_ROLE_ACTIVITY, RI_ROLE_GROUP, RI_ROLE_KEY,
                                            RI_ROLE_CHANNEL};
    size_t known = 0;
    size_t above = 0;
    for (size_t i = 0; i < sizeof beside / sizeof beside[0]; i++) {
        known += has_role(find, beside[i]);
    }
    for (size_t r = 0; r < row; r++) {
        above += find->sample.rows[r].texts > 1 && !find->sample.rows[r].legend ? 1 : 0;
    }
    return known > 0 && above <= 2;
}

/* One column that says of each letter who has it. */
static bool try_pairs(const ri_finding *find, candidate *out)
{
    size_t columns = 0;
    size_t others = 0;
    for (size_t c = 0; c < find->sample.width; c++) {
        const ri_column_sum *sum = &find->sums[c];
        bool titled = find->headers[c].role == RI_ROLE_LETTERS && find->headers[c].known;
        bool pairs = sum->pairs > 0 && 10 * (sum->pairs + sum->said) >= 6 * sum->texts &&
                     (titled || 2 * sum->several >= sum->pairs);
        columns += pairs ? 1 : 0;
        others += !pairs && ri_finding_has_letters(find, c) ? 1 : 0;
        out->score = pairs ? sum->pairs : out->score;
    }
    out->confidence = has_role(find, RI_ROLE_ACTIVITY) > 0 ? 90 : 70;
    return columns == 1 && others == 0;
}

/* What there is, and who owns it. Of a fifth of it at least somebody does, or it is a form that
   nobody filled in. */
static bool try_owners(const ri_finding *find, size_t row, candidate *out)
{
    size_t names = 0;
    size_t most = 0;
    size_t texts = 0;
    for (size_t c = 0; c < find->sample.width; c++) {
        bool owners = find->headers[c].known && find->headers[c].role == RI_ROLE_NAMES;
        size_t words = find->sums[c].words;
        names += owners ? words : 0;
        most = owners && words > most ? words : most;
        texts += !owners && words > 0 ? 1 : 0;
    }
    out->score = names;
    out->confidence = has_role(find, RI_ROLE_ACTIVITY) > 0 ? 85 : 60;
    return texts > 0 && most > 0 && 5 * most >= find->sample.n - row - 1 && heads_owners(find, row);
}

/* Takes a candidate where it is better than the best so far: by shape, and then by score. */
static void offer(candidate *best, const candidate *made)
{
    static const int ranks[] = {
        [RI_SHAPE_NONE] = 0,   [RI_SHAPE_OWNERS] = 1,    [RI_SHAPE_GRID] = 2,
        [RI_SHAPE_TURNED] = 2, [RI_SHAPE_BY_LETTER] = 3, [RI_SHAPE_TICKS] = 3,
        [RI_SHAPE_PAIRS] = 3,  [RI_SHAPE_LIST] = 4};
    int rank = ranks[made->shape];
    int had = ranks[best->shape];
    if (rank > had || (rank == had && made->score > best->score)) {
        *best = *made;
    }
}

static bool is_wanted(const ri_finding *find, ri_matrix_shape shape)
{
    ri_matrix_shape wanted = find->options->shape;
    return wanted == RI_SHAPE_NONE || wanted == shape ||
           (wanted == RI_SHAPE_TURNED && shape == RI_SHAPE_GRID);
}

/* The row whose headers somebody said something of, where nothing else shows what it is. */
static void take_chosen(const ri_finding *find, candidate *best)
{
    for (size_t row = 0; row + 1 < find->sample.n && row < RI_HEADER_ROWS; row++) {
        bool names = ri_finding_is_chosen(find, row, RI_ROLE_NAMES);
        ri_matrix_shape shape = names ? RI_SHAPE_BY_LETTER : RI_SHAPE_GRID;
        if ((names || ri_finding_is_chosen(find, row, RI_ROLE_CELLS)) && is_wanted(find, shape)) {
            *best = (candidate){.shape = shape, .row = row, .confidence = 90};
            return;
        }
    }
}

void ri_finding_headers(ri_finding *find)
{
    candidate best = {.shape = RI_SHAPE_NONE};
    const ri_sample *sample = &find->sample;
    for (size_t row = 0; row + 1 < sample->n && row < RI_HEADER_ROWS && !find->failed; row++) {
        if (sample->rows[row].texts == 0 || sample->rows[row].legend) {
            continue;
        }
        ri_finding_look_below(find, row);
        candidate made = {.shape = RI_SHAPE_LIST, .row = row};
        if (is_wanted(find, RI_SHAPE_LIST) && try_list(find, &made)) {
            offer(&best, &made);
        }
        if (try_by_letter(find, row, &made) && is_wanted(find, made.shape)) {
            offer(&best, &made);
        }
        made.shape = RI_SHAPE_PAIRS;
        if (is_wanted(find, RI_SHAPE_PAIRS) && try_pairs(find, &made)) {
            offer(&best, &made);
        }
        made.shape = RI_SHAPE_GRID;
        if (is_wanted(find, RI_SHAPE_GRID) && try_grid(find, row, &made)) {
            offer(&best, &made);
        }
        made.shape = RI_SHAPE_OWNERS;
        if (is_wanted(find, RI_SHAPE_OWNERS) && try_owners(find, row, &made)) {
            offer(&best, &made);
        }
    }
    if (best.shape == RI_SHAPE_NONE) {
        take_chosen(find, &best);
    }
    find->layout->shape = best.shape;
    find->layout->header = best.row;
    find->layout->confidence = best.confidence;
    if (best.shape != RI_SHAPE_NONE && !find->failed) {
        find->layout->header_line = sample->rows[best.row].line;
        ri_finding_look_below(find, best.row);
    }
}
