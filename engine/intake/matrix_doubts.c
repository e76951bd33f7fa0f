#include <string.h>

#include "base/fail.h"
#include "intake/matrix_finding.h"
#include "intake/matrix_legend.h"

#define SAME_MAX 2048   /* columns of which those of one name are looked for */
#define LETTERS_ASKED 8 /* letters that are asked about, of those that nobody explained */

void ri_finding_ask(ri_finding *find, const char *code, const char *message, const char *option,
                    const char *fallback)
{
    ri_matrix_layout *layout = find->layout;
    if (message == NULL || option == NULL) {
        find->failed = true;
    } else if (layout->n_questions < RI_QUESTIONS_MAX) {
        layout->questions[layout->n_questions++] =
            (ri_matrix_question){code, message, option, fallback};
    }
}

/* The texts of a row, as far as a legend may have so many; gives how many the row has. */
static size_t texts_of(const ri_sample *sample, size_t row, const char *texts[RI_LEGEND_ENTRIES])
{
    size_t n = 0;
    for (size_t c = 0; c < sample->rows[row].n; c++) {
        const ri_sampled *cell = ri_sample_cell(sample, row, c);
        if (cell->text[0] != '\0' && !cell->covered) {
            if (n < RI_LEGEND_ENTRIES) {
                texts[n] = cell->text;
            }
            n++;
        }
    }
    return n;
}

/* Takes what a legend says of letters: those that the scheme lacks, and those that are not what
   they are elsewhere. */
static raci_status take_legend(ri_finding *find, const ri_legend *legend, bool *more,
                               raci_error *err)
{
    for (size_t i = 0; i < legend->n; i++) {
        const char *letter = legend->entries[i].letter;
        const char *meaning = legend->entries[i].meaning;
        if (ri_letters_known(find->letters, letter, strlen(letter)) == NULL) {
            raci_status status = ri_letters_add(find->letters, letter, strlen(letter), err);
            if (status != RACI_OK) {
                return status;
            }
            *more = true;
        }
        bool answered = ri_letters_find(find->letters, letter, strlen(letter), &find->failed);
        if (meaning[0] != '\0' && strcmp(meaning, letter) != 0 && !answered) {
            ri_finding_ask(find, "swapped",
                           ri_arena_format(find->arena,
                                           "the legend says that %s means what is %s elsewhere",
                                           letter, meaning),
                           ri_arena_format(find->arena, "--letters %s=%s", letter, meaning), NULL);
        }
    }
    return find->failed ? ri_fail_nomem(err) : RACI_OK;
}

/* Adds the letters of schemes that a text names: "RASCI matrix". */
static raci_status take_scheme(ri_finding *find, const char *text, bool *more, raci_error *err)
{
    const char *letters = ri_scheme_in(text, &find->failed);
    for (; letters != NULL && *letters != '\0'; letters++) {
        if (*letters != ' ' && ri_letters_known(find->letters, letters, 1) == NULL) {
            raci_status status = ri_letters_add(find->letters, letters, 1, err);
            if (status != RACI_OK) {
                return status;
            }
            *more = true;
        }
    }
    return find->failed ? ri_fail_nomem(err) : RACI_OK;
}

/* Marks rows that look like a legend's, and gathers what they say. */
static void gather_legend(ri_finding *find, ri_legend *all)
{
    ri_sample *sample = &find->sample;
    for (size_t row = 0; row < sample->n && !find->failed; row++) {
        const char *texts[RI_LEGEND_ENTRIES];
        ri_legend legend = {.n = 0};
        size_t n = texts_of(sample, row, texts);
        sample->rows[row].legend = ri_legend_read(&legend, find->letters, texts, n, &find->failed);
        for (size_t i = 0; i < legend.n && all->n < RI_LEGEND_ENTRIES; i++) {
            all->entries[all->n++] = legend.entries[i];
        }
    }
}

raci_status ri_finding_legends(ri_finding *find, bool *more, raci_error *err)
{
    ri_sample *sample = &find->sample;
    ri_legend all = {.n = 0};
    *more = false;
    raci_status status = take_scheme(find, find->layout->sheet, more, err);
    for (size_t row = 0; row < sample->n && row < RI_HEADER_ROWS && status == RACI_OK; row++) {
        const char *texts[RI_LEGEND_ENTRIES];
        if (texts_of(sample, row, texts) > 0 && strlen(texts[0]) < 80) {
            status = take_scheme(find, texts[0], more, err);
        }
    }
    gather_legend(find, &all);
    find->layout->legend = ri_legend_holds(&all);
    for (size_t row = 0; row < sample->n && !find->layout->legend; row++) {
        sample->rows[row].legend = false;
    }
    if (find->failed || status != RACI_OK) {
        return find->failed ? ri_fail_nomem(err) : status;
    }
    return find->layout->legend ? take_legend(find, &all, more, err) : RACI_OK;
}

raci_status ri_finding_legend_beside(ri_finding *find, raci_error *err)
{
    const ri_matrix_layout *layout = find->layout;
    ri_legend all = {.n = 0};
    bool more = false;
    for (size_t c = 0; c < layout->n; c++) {
        if (layout->columns[c].role != RI_ROLE_LEGEND) {
            continue;
        }
        const bool two = c + 1 < layout->n && layout->columns[c + 1].role == RI_ROLE_LEGEND;
        for (size_t row = layout->header; row < find->sample.n; row++) {
            ri_legend legend = {.n = 0};
            const ri_sampled *left = ri_sample_cell(&find->sample, row, c);
            const ri_sampled *right = ri_sample_cell(&find->sample, row, c + 1);
            const char *const texts[] = {left->text, right->text};
            (void)ri_legend_read(&legend, find->letters, texts,
                                 two && right->text[0] != '\0' ? 2 : 1, &find->failed);
            for (size_t i = 0; i < legend.n && all.n < RI_LEGEND_ENTRIES; i++) {
                all.entries[all.n++] = legend.entries[i];
            }
        }
        c += two ? 1 : 0;
    }
    if (find->failed) {
        return ri_fail_nomem(err);
    }
    return ri_legend_holds(&all) ? take_legend(find, &all, &more, err) : RACI_OK;
}

/* Letters that nobody explained, with how often they are met. */
static void ask_letters(ri_finding *find)
{
    struct {
        const ri_sampled *first;
        size_t n;
    } met[LETTERS_ASKED] = {{NULL, 0}};
    size_t n = 0;
    const ri_matrix_layout *layout = find->layout;
    for (size_t row = layout->header + 1; row < find->sample.n; row++) {
        for (size_t c = 0; c < layout->n; c++) {
            ri_matrix_role role = layout->columns[c].role;
            const ri_sampled *cell = ri_sample_cell(&find->sample, row, c);
            if ((role != RI_ROLE_CELLS && role != RI_ROLE_LETTERS) ||
                cell->reads != RI_READS_LETTERS || cell->strange[0] == '\0' ||
                find->sample.rows[row].legend) {
                continue;
            }
            size_t at = 0;
            while (at < n && strcmp(met[at].first->strange, cell->strange) != 0) {
                at++;
            }
            if (at < LETTERS_ASKED) {
                met[at].first = at == n ? cell : met[at].first;
                n += at == n ? 1 : 0;
                met[at].n++;
            }
        }
    }
    for (size_t i = 0; i < n; i++) {
        const char *letter = met[i].first->strange;
        ri_finding_ask(find, "letter",
                       ri_arena_format(find->arena,
                                       "'%s' stands in %zu cell%s, first in row %u, and is none of "
                                       "the letters of the scheme (- is nobody, ? undecided)",
                                       letter, met[i].n, met[i].n == 1 ? "" : "s",
                                       met[i].first->line),
                       ri_arena_format(find->arena, "--letters %s=R", letter), NULL);
    }
}

/* Columns whose letters are nobody's, or that are letters only in part. */
static void ask_columns(ri_finding *find)
{
    const ri_matrix_layout *layout = find->layout;
    for (size_t c = 0; c < find->end; c++) {
        const ri_matrix_column *column = &layout->columns[c];
        const bool merged = ri_sample_cell(&find->sample, layout->header, c)->covered;
        if (column->role != RI_ROLE_OTHER || column->said || merged || find->sums[c].known == 0 ||
            find->headers[c].known) {
            continue;
        }
        ri_finding_ask(
            find, column->header[0] == '\0' ? "nameless" : "mixed",
            ri_arena_format(find->arena,
                            "%zu of %zu cells of column %zu ('%.60s') have "
                            "letters: it is not read",
                            find->sums[c].known, find->sums[c].texts, c + 1, column->header),
            ri_arena_format(find->arena, "--column '#%zu=cells:NAME'", c + 1), "it is left out");
    }
}

/* How many columns with letters have a name that is no word for what they hold. */
static size_t named_parties(const ri_finding *find)
{
    size_t n = 0;
    for (size_t c = 0; c < find->layout->n; c++) {
        n += find->layout->columns[c].role == RI_ROLE_CELLS && !find->headers[c].known ? 1 : 0;
    }
    return n;
}

/* A header such as "Role" names nobody, but "Stakeholders" beside "Sales" and "Legal" does. */
static void ask_party(ri_finding *find)
{
    ri_matrix_layout *layout = find->layout;
    const bool others = named_parties(find) >= 2;
    for (size_t c = 0; c < layout->n; c++) {
        ri_matrix_column *column = &layout->columns[c];
        bool nobody = find->headers[c].known && find->headers[c].role != RI_ROLE_NAMES &&
                      !(others && find->headers[c].role == RI_ROLE_PARTY);
        if (column->role != RI_ROLE_CELLS || column->said || !nobody ||
            layout->shape != RI_SHAPE_GRID) {
            continue;
        }
        if (find->options->party != NULL) {
            column->name = ri_arena_string(find->arena, find->options->party);
            find->failed = find->failed || column->name == NULL;
            continue;
        }
        ri_finding_ask(find, "party",
                       ri_arena_format(find->arena,
                                       "the column '%.60s' has letters, but does not say whose "
                                       "they are%s%.60s%s",
                                       column->header, layout->sheet[0] != '\0' ? " (sheet '" : "",
                                       layout->sheet, layout->sheet[0] != '\0' ? "')" : ""),
                       "--party NAME", NULL);
    }
}

/* Several columns of one name, which nothing above them tells apart, are one party's. */
static void ask_same(ri_finding *find)
{
    const ri_matrix_layout *layout = find->layout;
    for (size_t c = 0; c < layout->n && layout->n <= SAME_MAX; c++) {
        size_t same = 0;
        size_t last = c;
        bool first = layout->columns[c].role == RI_ROLE_CELLS;
        for (size_t other = 0; other < layout->n && first; other++) {
            /* A name that is merged over columns says itself that they are of one. */
            if (layout->columns[other].role != RI_ROLE_CELLS ||
                ri_sample_cell(&find->sample, layout->header, other)->covered ||
                strcmp(layout->columns[other].name, layout->columns[c].name) != 0) {
                continue;
            }
            first = other >= c;
            last = other;
            same++;
        }
        if (first && same > 1) {
            ri_finding_ask(find, "same",
                           ri_arena_format(find->arena, "%zu columns are called '%.60s'", same,
                                           layout->columns[c].name),
                           ri_arena_format(find->arena, "--column '#%zu=cells:NAME'", last + 1),
                           "they are of one party");
        }
    }
}

/* "Shared" and "both" name nobody, though they stand where names do; "all" may. */
static void ask_shared(ri_finding *find, size_t column)
{
    static const struct {
        const char *word;
        bool everybody;
    } words[] = {{"Shared", false}, {"shared", false},  {"Both", false},    {"both", false},
                 {"Joint", false},  {"joint", false},   {"All", true},      {"all", true},
                 {"ALL", true},     {"Everyone", true}, {"everyone", true}, {"Everybody", true}};
    for (size_t w = 0; w < sizeof words / sizeof words[0]; w++) {
        size_t n = 0;
        for (size_t row = find->layout->header + 1; row < find->sample.n; row++) {
            const ri_sampled *cell = ri_sample_cell(&find->sample, row, column);
            n += strcmp(cell->text, words[w].word) == 0 && cell->reads == RI_READS_WORDS ? 1 : 0;
        }
        bool answered = ri_letters_find(find->letters, words[w].word, strlen(words[w].word),
                                        &find->failed) != NULL;
        if (n > 0 && !answered) {
            ri_finding_ask(
                find, "shared",
                ri_arena_format(find->arena,
                                "'%s' stands in %zu cell%s where names do, "
                                "and names nobody",
                                words[w].word, n, n == 1 ? "" : "s"),
                ri_arena_format(find->arena, "--letters '%s=@NAME+@NAME'", words[w].word),
                words[w].everybody ? "a party of that name" : NULL);
        }
    }
}

static void ask_names(ri_finding *find)
{
    ri_matrix_layout *layout = find->layout;
    bool names = layout->shape == RI_SHAPE_BY_LETTER || layout->shape == RI_SHAPE_OWNERS ||
                 layout->shape == RI_SHAPE_PAIRS;
    for (size_t c = 0; c < layout->n && names; c++) {
        if (layout->columns[c].role == RI_ROLE_NAMES) {
            ask_shared(find, c);
        }
    }
    for (size_t c = 0; c < layout->n && layout->shape == RI_SHAPE_OWNERS; c++) {
        ri_matrix_column *column = &layout->columns[c];
        if (column->role != RI_ROLE_NAMES || column->said) {
            continue;
        }
        const ri_meaning *said =
            ri_letters_find(find->letters, column->header, strlen(column->header), &find->failed);
        if (said != NULL && said->kind == RI_MEANS_LETTERS) {
            column->letter = said->parts[0];
            continue;
        }
        ri_finding_ask(find, "owner",
                       ri_arena_format(find->arena,
                                       "the column '%.60s' names who answers: whether "
                                       "they are accountable or responsible it does "
                                       "not say",
                                       column->header),
                       ri_arena_format(find->arena, "--letters '%.60s=A'", column->header),
                       column->letter);
    }
    if (names && ri_finding_role(layout, RI_ROLE_ACTIVITY) == layout->n) {
        const char *said = find->options->activity;
        if (said != NULL) {
            layout->activity = ri_arena_string(find->arena, said);
            find->failed = find->failed || layout->activity == NULL;
            return;
        }
        layout->activity = layout->sheet;
        ri_finding_ask(find, "activity", "no column says what these people answer for",
                       "--activity NAME", layout->sheet[0] != '\0' ? layout->sheet : NULL);
    }
}

void ri_finding_doubts(ri_finding *find)
{
    ask_party(find);
    if (find->failed) { /* names may be missing */
        return;
    }
    if (find->layout->shape == RI_SHAPE_GRID) {
        ask_same(find);
    }
    ask_names(find);
    ask_columns(find);
    ask_letters(find);
}
