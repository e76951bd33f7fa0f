/*
 * An import while it runs, as its files share it: import.c goes through the
 * files, import_cells.c and import_names.c read the cells of a row,
 * import_match.c finds the row of the model that it is about, import_write.c
 * writes it; import_later.c and import_cycles.c do what can only be done when
 * all rows of a file, or all files, are read.
 *
 * A problem is noted and the import goes on as if the cell were empty, so that
 * all problems are found; a status other than RACI_OK means that the machine
 * failed and the import is over.
 */
#ifndef RI_IMPORT_H
#define RI_IMPORT_H

#include "base/text.h"
#include "intake/csv.h"
#include "model/lookup.h"
#include "model/problems.h"
#include "model/stored.h"
#include "raci/model.h"
#include "store/store.h"

#define RI_LIST_MAX 1000    /* items in a ';' list */
#define RI_PERIODS_MAX 1000 /* rows of one key */
#define RI_IMPORT_PATH_MAX 4096

/* One row, read and resolved. */
typedef struct ri_import_row {
    const ri_csv_row *csv;
    ri_datum values[RI_TABLE_COLUMNS_MAX]; /* by column of the table */
    bool fresh;    /* the key had no row in the model or the import before */
    bool unusable; /* what identifies it is wrong */
    bool vague;    /* its period is wrong */
    int64_t identity;
    size_t n_items; /* of its list, in ri_import.items */
} ri_import_row;

/* A cell or an item of one, on its way to a value. */
typedef struct ri_piece {
    const ri_csv_cell *cell;
    const ri_column *column;
    const char *bytes;
    size_t length;
} ri_piece;

/* A stored row of the key that is being matched. */
typedef struct ri_found {
    int64_t id;
    int line; /* in the file, when it was noted; 0: its period is wrong; -1: not noted */
    int column;
    bool met;      /* the import met or added it */
    bool added;    /* it was not in the model before */
    char from[11]; /* "" when unbounded */
    char to[11];
} ri_found;

struct ri_import;

/* How an import differs from an ordinary one; zeroed for that. */
typedef struct ri_import_way {
    bool dry_run;
    bool alone; /* of the folder's files only that of `tab` is read */
    int tab;
    uint64_t bytes;    /* of all tables, when they stand in no folder */
    const char *as_of; /* rows that say no day are about what is in force on this one */
    /* As an export does, seats are those of that day: one that is over in the model begins again
       then, as does a new one in a position that had some. */
    bool shows_seats;
    /* Where the tables stand, when that is no folder: gives a descriptor at the first byte of a
       table's file, which is closed when it is read; -1 when there is none. */
    raci_status (*open)(int *file, int tab, void *payload, raci_error *err);
    /* Then, where what stands there came from: a line and a column are put for the table's, and
       the path in `path`. Cells that are quoted and empty are not said there, as if the file
       lacked their column. */
    void (*locate)(int tab, int *line, int *column, char *path, size_t size, void *payload);
    /* Once all is read and right, within the transaction. */
    raci_status (*finish)(struct ri_import *import, void *payload, raci_error *err);
    void *payload;
} ri_import_way;

typedef struct ri_import {
    raci_model *model;
    const ri_import_way *way;
    bool read[RI_TABLE_COUNT]; /* files that the folder has */
    size_t rows[RI_TABLE_COUNT];
    ri_store *store; /* its */
    const char *dir;
    ri_problems problems;
    raci_import_counts counts;
    ri_key_cache *cache;
    int64_t last_id[RI_TABLE_COUNT]; /* ids above are rows that the import added */
    uint32_t torn_kinds;             /* bits of kinds whose files could not be read whole */
    bool members_torn;               /* the same of team_members.csv */

    uint64_t read_bytes; /* of so many */
    uint64_t bytes;
    raci_error stopped; /* when somebody wants it to end */

    /* The file that is being read. */
    int tab;
    const ri_table *table;
    int file; /* descriptor */
    ri_csv *csv;
    int cell_of[RI_TABLE_COLUMNS_MAX]; /* column of the table -> cell of the file, or -1 */
    int from;                          /* the columns of the period, or -1 */
    int to;
    size_t extra[RI_CSV_COLUMNS_MAX]; /* cells that are attributes */
    const char *extra_name[RI_CSV_COLUMNS_MAX];
    size_t n_extra;
    bool broken; /* rows of it cannot be read */
    bool again;  /* rows are read for the second time: their cells were judged before */

    /* Scratch of the row that is being read. */
    int64_t items[RI_LIST_MAX];
    ri_found found[RI_PERIODS_MAX];
    size_t n_found;
    ri_text tags;
    ri_text message;
} ri_import;

/* Imports a folder, as raci_model_import; or tables that stand elsewhere, of which `dir` is
   only the name. */
raci_status ri_import_folder(raci_model *model, const char *dir, const ri_import_way *way,
                             raci_import_counts *counts, raci_problem_fn problem, void *payload,
                             raci_error *err);

/* Notes a problem at a cell of the current file; `message` is used up. `wanted`
   is a key of `kind` that does not exist, or NULL. */
void ri_import_problem(ri_import *import, int line, int column, ri_kind kind, const char *wanted);
/* The same at a cell, when it was not bad already. */
void ri_import_cell_problem(ri_import *import, const ri_csv_cell *cell);

/* The next row of the current file, as ri_csv_next; a failure names the file. */
raci_status ri_import_next(ri_import *import, ri_csv_row *row, bool *more, raci_error *err);
/* Reads the cells of a row. */
raci_status ri_import_cells(ri_import *import, const ri_csv_row *csv, ri_import_row *out,
                            raci_error *err);
/* Whether a cell says anything about its column: in a folder's file each does. */
bool ri_import_says(const ri_import *import, const ri_csv_cell *cell);
/* The cell of a column of the table, or NULL when the file, or the row, lacks it. */
const ri_csv_cell *ri_import_cell(const ri_import *import, const ri_csv_row *csv, int column);
/* Cells that name something, in import_names.c. A link is a bare key; *id stays
   0 when it is wrong. */
raci_status ri_import_link(ri_import *import, const ri_piece *at, int64_t *id, raci_error *err);
raci_status ri_import_links(ri_import *import, ri_piece rest, ri_import_row *row, raci_error *err);
raci_status ri_import_reference(ri_import *import, const ri_piece *at, ri_datum *out,
                                raci_error *err);

/* The column where a piece stands. */
int ri_piece_column(const ri_piece *at);
/* Begins the message "expected WHAT, found 'TEXT'"; the second also notes the
   problem, the third with the valid key that the text is nearest to. */
void ri_piece_expected(ri_import *import, const ri_piece *at, const char *what);
void ri_piece_refuse(ri_import *import, const ri_piece *at, const char *what);
void ri_piece_refuse_key(ri_import *import, const ri_piece *at, const char *what);
/* Takes the next item of a ';' list that is not empty. */
bool ri_piece_next(ri_piece *rest, ri_piece *item);

/* A cell without the apostrophe that keeps spreadsheets from running it. */
void ri_import_unguard(const char **bytes, size_t *length);

/* Writes a row, in import_write.c: a new one, or the columns that the file has of
   one that is stored. Both count what they did. */
raci_status ri_import_add(ri_import *import, const ri_import_row *row, int64_t *id,
                          raci_error *err);
raci_status ri_import_update(ri_import *import, const ri_import_row *row, int64_t id,
                             raci_error *err);
/* Finds the stored rows of one key of a table with periods. */
raci_status ri_import_find(ri_import *import, int64_t identity, raci_error *err);
bool ri_found_overlap(const ri_found *a, const ri_found *b);
/* Tells that a row's period overlaps another of its key. */
void ri_import_duplicate(ri_import *import, int line, int column);

/* Brings a row into the model; one that depends on rows still to come is noted,
   unless `last`: then all of them have come. */
raci_status ri_import_match(ri_import *import, ri_import_row *row, bool last, raci_error *err);

/* At the end of a file: the rows that had to wait. */
raci_status ri_import_waiting(ri_import *import, raci_error *err);
/* At the end of all: names that are still unknown, leads that are no members. */
raci_status ri_import_check(ri_import *import, raci_error *err);
/* Lines that lead back to where they began, among rows of one and the same
   period; in import_cycles.c. */
raci_status ri_import_cycles(ri_import *import, raci_error *err);

#endif
