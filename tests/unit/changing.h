/*
 * Changes for tests: steps taken on a small organization, and what that did to its rows.
 *
 * A row is told as a line such as "units ops to=2027-01-01: name=Operations parent=acme": the
 * file and the cells that say which row it is, then the others that are not empty.
 *
 * Define _POSIX_C_SOURCE as 200809L before the first include.
 */
#ifndef TEST_CHANGING_H
#define TEST_CHANGING_H

#include "folders.h"

#include <raci.h>

#include "model/canonical.h"
#include "model/known.h"
#include "model/tables.h"

#define CHANGED_AT "2026-07-01T10:30:00Z"
#define STEPS_MAX 16

typedef struct changing {
    scratch s;
    raci_model *model;
} changing;

static inline changing changing_begin(const char *files)
{
    changing c;
    scratch_make_small(&c.s);
    c.model = folder_model(&c.s, "raci.db");
    folder_take(&c.s, c.model, files);
    return c;
}

static inline void changing_end(const changing *c)
{
    raci_model_close(c->model);
    scratch_remove(&c->s);
}

/* What is said of steps that do not apply, and of what cannot be taken back, a line each. */
static inline void changing_note(const char *file, int line, int column, const char *message,
                                 void *payload)
{
    (void)column;
    if (file != NULL) {
        ri_text_format(payload, "%s:%d: ", file, line);
    }
    ri_text_format(payload, "%s\n", message);
}

/* The cells of a row that say which one it is and when it holds, or all others. */
static inline void changing_add_cells(ri_text *out, int tab, const ri_canonical *rows,
                                      const ri_canonical_cell *cells, bool identity)
{
    const ri_table *table = &ri_tables[tab];
    for (size_t i = 0; i < ri_canonical_columns(rows); i++) {
        const ri_column *column = i < table->n ? &table->columns[i] : NULL;
        const bool grouping = column != NULL && column->grouping;
        const bool period =
            column != NULL && (column->type == RI_CELL_FROM || column->type == RI_CELL_TO);
        if (cells[i].bytes == NULL || cells[i].length == 0 || (grouping || period) != identity) {
            continue;
        }
        ri_text_char(out, ' ');
        if (!grouping) {
            ri_text_format(out, "%s=", ri_canonical_name(rows, i));
        }
        ri_text_bytes(out, cells[i].bytes, cells[i].length);
    }
}

/* All rows of the model, a line each, in the order of the canonical files: which row it is,
   a tab, and what it says. To be freed. */
static inline ri_text changing_rows(raci_model *model)
{
    ri_text out = RI_TEXT_INIT;
    for (int tab = 0; tab < RI_TABLE_COUNT; tab++) {
        const ri_canonical_cell *cells = NULL;
        ri_canonical *rows = NULL;
        bool more = false;
        assert_int_equal(ri_canonical_open(&rows, ri_model_store(model), tab, NULL), RACI_OK);
        while (ri_canonical_next(&cells, rows, &more, NULL) == RACI_OK && more) {
            ri_text_add(&out, ri_tables[tab].name);
            changing_add_cells(&out, tab, rows, cells, true);
            ri_text_char(&out, '\t');
            changing_add_cells(&out, tab, rows, cells, false);
            ri_text_char(&out, '\n');
        }
        assert_false(more);
        ri_canonical_close(rows);
    }
    assert_false(out.failed);
    return out;
}

/* Whether one of the lines of a text is that of n bytes, its end included. */
static inline bool changing_has_line(const char *text, const char *line, size_t n)
{
    for (; *text != '\0'; text = strchr(text, '\n') + 1) {
        if (strncmp(text, line, n) == 0) {
            return true;
        }
    }
    return false;
}

/* Adds "- row" for the lines that another text has not, or "+ row: what it says". */
static inline void changing_add_missing(ri_text *out, char mark, const char *lines,
                                        const char *other)
{
    for (const char *next = NULL; *lines != '\0'; lines = next) {
        next = strchr(lines, '\n') + 1;
        const char *tab = strchr(lines, '\t');
        if (changing_has_line(other, lines, (size_t)(next - lines))) {
            continue;
        }
        ri_text_format(out, "%c %.*s", mark, (int)(tab - lines), lines);
        if (mark == '+' && tab[1] != '\n') {
            ri_text_format(out, ":%.*s", (int)(next - tab - 2), tab + 1);
        }
        ri_text_char(out, '\n');
    }
}

/* The rows that are gone, then those that are new. */
static inline void changing_compare(ri_text *out, const ri_text *before, const ri_text *after)
{
    changing_add_missing(out, '-', ri_text_string(before), ri_text_string(after));
    changing_add_missing(out, '+', ri_text_string(after), ri_text_string(before));
}

/* A scenario of the steps that stand in a text, one a line. */
static inline raci_scenario *changing_scenario(const char *steps)
{
    char copy[4096];
    const char *lines[STEPS_MAX];
    size_t n = 0;
    raci_scenario *scenario = NULL;
    raci_error err = {0};
    assert_true(snprintf(copy, sizeof copy, "%s", steps) < (int)sizeof copy);
    for (char *at = copy; at != NULL && *at != '\0';) {
        assert_true(n < STEPS_MAX);
        lines[n++] = at;
        at = strchr(at, '\n');
        if (at != NULL) {
            *at++ = '\0';
        }
    }
    if (raci_scenario_of_steps(&scenario, lines, n, NULL, NULL, &err) != RACI_OK) {
        fail_msg("%s:%d: %s", err.file, err.line, err.message);
    }
    return scenario;
}

/* Takes the steps for good, for a reason or NULL; what is said is appended. Gives the change,
   owned, or NULL. */
static inline raci_change *changing_apply_because(raci_model *model, const char *date,
                                                  const char *because, const char *steps,
                                                  ri_text *told)
{
    const raci_apply_options options = {
        .date = date, .recorded_at = CHANGED_AT, .because = because};
    raci_scenario *scenario = changing_scenario(steps);
    const raci_scenario *const all[1] = {scenario};
    raci_change *change = NULL;
    raci_error err = {0};
    const raci_status status =
        raci_apply(&change, model, all, 1, &options, changing_note, told, &err);
    assert_int_equal(status == RACI_OK, change != NULL);
    if (status != RACI_OK && status != RACI_POLICY) {
        fail_msg("%s", err.message);
    }
    raci_scenario_free(scenario);
    return change;
}

static inline raci_change *changing_apply(raci_model *model, const char *date, const char *steps,
                                          ri_text *told)
{
    return changing_apply_because(model, date, NULL, steps, told);
}

/* The same of steps that must apply; gives the number of the entry. */
static inline int64_t changing_take_on(raci_model *model, const char *date, const char *because,
                                       const char *steps)
{
    ri_text told = RI_TEXT_INIT;
    raci_change *change = changing_apply_because(model, date, because, steps, &told);
    if (change == NULL) {
        fail_msg("%s", ri_text_string(&told));
    }
    const int64_t entry = raci_change_entry(change);
    raci_change_free(change);
    ri_text_free(&told);
    return entry;
}

/* As with_every_failure, of something that writes the model: what fails leaves it as it is. */
static inline size_t changing_with_every_failure(raci_model *model, bool (*attempt)(void *payload),
                                                 void *payload)
{
    ri_text before = changing_rows(model);
    for (size_t first = 0;; first++) {
        ri_alloc_fail_from(first);
        const bool done = attempt(payload);
        const size_t asked = ri_alloc_fail_from(SIZE_MAX);
        if (done) {
            assert_true(asked <= first);
            ri_text_free(&before);
            return first;
        }
        assert_true(asked > first); /* it failed for want of memory, not otherwise */
        ri_text after = changing_rows(model);
        assert_string_equal(ri_text_string(&after), ri_text_string(&before));
        ri_text_free(&after);
    }
}

/* ---- reading other people's files ---- */

typedef struct changing_reading {
    raci_model *model;
    const char *path;
    const char *date;
} changing_reading;

static inline bool changing_read_once(void *payload)
{
    const changing_reading *x = payload;
    raci_intake *intake = NULL;
    raci_error err = {0};
    const raci_intake_options how = {.date = x->date, .dry_run = 1};
    const raci_status status =
        raci_intake_read(&intake, x->model, &x->path, 1, &how, NULL, NULL, &err);
    assert_true(status == RACI_OK || status == RACI_NOMEM);
    raci_intake_free(intake);
    return status == RACI_OK;
}

/* Reads a file, dry, and again with more memory until there is enough; gives how often there was
   not. */
static inline size_t changing_read_with_every_failure(const changing *c, const char *name,
                                                      const char *bytes, const char *date)
{
    char path[SCRATCH_PATH];
    scratch_write(&c->s, name, bytes, strlen(bytes));
    changing_reading x = {c->model, scratch_path(&c->s, name, path), date};
    return changing_with_every_failure(c->model, changing_read_once, &x);
}

/* ---- a step, and what follows ---- */

#define CHANGING_DAY "2027-01-01"

/* The usual organization. On the day that is asked about, some of it begins, some has ended,
   some will end, and some comes later. */
#define CHANGING_UNITS                                                                             \
    "== units.csv\nkey,name,parent,head,kind,function,tags,from,to\n"                              \
    "acme,Acme,,ceo,company,,,,\n"                                                                 \
    "sales,Sales,acme,cso,department,front,eu;vip,,\n"                                             \
    "press,,sales,,team,front,eu,,\n"                                                              \
    "field,,sales,,team,front,eu,,\n"                                                              \
    "inside,Inside,sales,cso,team,front,vip;eu,,\n"                                                \
    "ops,Operations,acme,coo,department,back,,,\n"                                                 \
    "depot,,ops,,team,back,,,2028-01-01\n"                                                         \
    "twice,Once,ops,,team,,,,2027-06-01\ntwice,Twice,acme,,team,,,2027-06-01,\n"                   \
    "fresh,Fresh,ops,,team,,,2027-01-01,\n"                                                        \
    "late,Late,ops,,team,,,2027-06-01,\n"                                                          \
    "gone,Gone,ops,,team,,,,2026-01-01\n"
#define CHANGING_POSITIONS                                                                         \
    "== positions.csv\nkey,title,unit,reports_to,office,grade,from,to\n"                           \
    "ceo,,acme,,ceo,,,\ncso,,sales,ceo,cso,,,\ncoo,,ops,ceo,coo,,,\n"                              \
    "rep,Rep,field,cso,,G3,,\nlead,,inside,cso,,,,\n"                                              \
    "clerk,,depot,coo,,,,2028-01-01\njunior,,depot,clerk,,,,\n"                                    \
    "novice,,ops,coo,,,2027-01-01,\nlater,,ops,coo,,,2027-06-01,\n"                                \
    "old,Old,ops,coo,,,,2026-01-01\n"
#define CHANGING_SEATS                                                                             \
    "== people.csv\nkey,name,to\nann,,\nbob,,\ncid,,\ndan,,\neve,,\nfay,,\nzed,,2026-01-01\n"      \
    "== seats.csv\nposition,person,kind,from,to\n"                                                 \
    "ceo,ann,holder,,\ncso,bob,holder,,\ncoo,eve,acting,2026-01-01,\n"                             \
    "rep,cid,holder,,2028-01-01\nrep,dan,delegate,,\n"                                             \
    "clerk,dan,holder,,2027-03-01\nclerk,dan,holder,2027-06-01,\n"                                 \
    "novice,fay,holder,2027-01-01,\nold,eve,holder,2025-01-01,\n"
#define CHANGING_TOUCHPOINTS                                                                       \
    "== teams.csv\nkey,lead\ncrew,coo\n"                                                           \
    "== team_members.csv\nteam,position\ncrew,coo\ncrew,rep\ncrew,novice\n"                        \
    "== stages.csv\nkey,order\nbefore,1\nafter,2\n== channels.csv\nkey\nweb\n"                     \
    "== journeys.csv\nkey,lead,team\nbuy,cso,crew\nhelp,,\n"                                       \
    "== touchpoints.csv\nkey,name,journey,stage,channel,criticality,order,units,tags,managed,"     \
    "moment_of_truth,reviewed_on,from,to,region\n"                                                 \
    "ad,Advert,buy,before,web,4,1,press,x;y,yes,no,2026-05-01,,,eu\n"                              \
    "visit,,buy,after,,,2,field;inside;depot,,,,,,,\n"                                             \
    "ship,,help,after,,,,depot,,,,,,2028-01-01,\n"                                                 \
    "start,,,,,,,fresh,,,,,2027-01-01,,\nidle,,,,,,,,,,,,,,\n"                                     \
    "soon,,,,,,,,,,,,2027-06-01,,\n"                                                               \
    "== journey_steps.csv\njourney,touchpoint,order\nhelp,ad,1\nbuy,start,3\n"                     \
    "== links.csv\nfrom,to,kind\nad,visit,promise\nstart,visit,handoff\n"
#define CHANGING_DECISIONS                                                                         \
    "== walks.csv\nposition,channel,date\nnovice,web,2026-12-01\n"                                 \
    "== mandates.csv\nposition,scope,from,to\n"                                                    \
    "cso,unit:field,,\ncoo,journey:buy,,2028-01-01\n"                                              \
    "coo,stage:before,2027-01-01,\nnovice,*,,\n"                                                   \
    "== stated.csv\ntouchpoint,letter,holder,reason\n"                                             \
    "ad,C,position:rep,asked\nad,I,position:novice,\nship,A,office:coo,\n"                         \
    "== rulings.csv\nsubject,letter,holder,by,reason\n"                                            \
    "touchpoint:visit,A,position:novice,office:ceo,so\n"
#define CHANGING_ORGANIZATION                                                                      \
    CHANGING_UNITS CHANGING_POSITIONS CHANGING_SEATS CHANGING_TOUCHPOINTS CHANGING_DECISIONS

/* Takes steps that must apply, on that day; gives the number of the entry. */
static inline int64_t changing_take(raci_model *model, const char *steps)
{
    return changing_take_on(model, CHANGING_DAY, NULL, steps);
}

typedef struct changing_row {
    const char *name;
    const char *steps;    /* one a line, taken on CHANGING_DAY */
    const char *expected; /* the rows that are gone ('-') and those that are new ('+'); or why
                             steps do not apply */
} changing_row;

/* Takes the steps, and takes them back: then everything is as it was. */
static inline void changing_check(const changing_row *row, const char *files)
{
    ri_text told = RI_TEXT_INIT;
    raci_change *undone = NULL;
    raci_error err = {0};
    const changing c = changing_begin(files);
    ri_text before = changing_rows(c.model);
    raci_change *change = changing_apply(c.model, CHANGING_DAY, row->steps, &told);
    ri_text after = changing_rows(c.model);
    changing_compare(&told, &before, &after);
    assert_string_equal(ri_text_string(&told), row->expected);
    if (change != NULL) {
        ri_text_clear(&told);
        if (raci_undo(&undone, c.model, 0, CHANGED_AT, changing_note, &told, &err) != RACI_OK) {
            fail_msg("%s: %s", err.message, ri_text_string(&told));
        }
        ri_text again = changing_rows(c.model);
        assert_string_equal(ri_text_string(&again), ri_text_string(&before));
        ri_text_free(&again);
    }
    assert_int_equal(raci_record_verify(&(size_t){0}, c.model, NULL), RACI_OK);
    raci_change_free(change);
    raci_change_free(undone);
    ri_text_free(&told);
    ri_text_free(&before);
    ri_text_free(&after);
    changing_end(&c);
}

#endif
