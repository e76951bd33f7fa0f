/*
 * The floor: what no program can do without that has to look at every touchpoint of a model.
 *
 *     floor MODEL                       reads the rows that an evaluation needs of touchpoints
 *     floor --record MODEL OUT BYTES    and then writes so many bytes of rows to a new database,
 *                                       in one transaction
 *
 * It keeps nothing and decides nothing. The sum that it prints is there so that no column is
 * left unread.
 */
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROW = 100 }; /* bytes of a row that is written */

static const char *const reads[] = {
    "SELECT id, key FROM touchpoints ORDER BY key",
    "SELECT touchpoint_id, id, journey_id, stage_id, channel_id, criticality, ord, tags, managed,"
    " moment_of_truth, reviewed_on FROM touchpoint_periods"
    " WHERE (valid_from IS NULL OR valid_from <= '2026-06-01')"
    " AND (valid_to IS NULL OR '2026-06-01' < valid_to) ORDER BY id",
    "SELECT period_id, unit_id FROM touchpoint_units ORDER BY period_id, place",
    "SELECT row_id, name, value FROM attributes WHERE owner = 'touchpoint' ORDER BY row_id, name",
};

static void need(int fine, sqlite3 *db)
{
    if (!fine) {
        fprintf(stderr, "floor: %s\n", db != NULL ? sqlite3_errmsg(db) : "out of memory");
        exit(1);
    }
}

static uint64_t read_rows(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *rows = NULL;
    uint64_t sum = 0;
    int step;
    need(sqlite3_prepare_v2(db, sql, -1, &rows, NULL) == SQLITE_OK, db);
    const int columns = sqlite3_column_count(rows);
    while ((step = sqlite3_step(rows)) == SQLITE_ROW) {
        for (int i = 0; i < columns; i++) {
            if (sqlite3_column_type(rows, i) == SQLITE_TEXT) {
                sum += sqlite3_column_text(rows, i)[0];
            } else {
                sum += (uint64_t)sqlite3_column_int64(rows, i);
            }
        }
    }
    need(step == SQLITE_DONE, db);
    (void)sqlite3_finalize(rows);
    return sum;
}

static void write_rows(const char *path, long long bytes)
{
    static char row[ROW];
    sqlite3 *db = NULL;
    sqlite3_stmt *insert = NULL;
    memset(row, 'x', sizeof row);
    need(sqlite3_open(path, &db) == SQLITE_OK, db);
    need(sqlite3_exec(db, "CREATE TABLE t (id INTEGER PRIMARY KEY, row BLOB); BEGIN", NULL, NULL,
                      NULL) == SQLITE_OK,
         db);
    need(sqlite3_prepare_v2(db, "INSERT INTO t (row) VALUES (?1)", -1, &insert, NULL) == SQLITE_OK,
         db);
    for (long long written = 0; written < bytes; written += ROW) {
        need(sqlite3_bind_blob(insert, 1, row, ROW, SQLITE_STATIC) == SQLITE_OK, db);
        need(sqlite3_step(insert) == SQLITE_DONE, db);
        need(sqlite3_reset(insert) == SQLITE_OK, db);
    }
    (void)sqlite3_finalize(insert);
    need(sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK, db);
    (void)sqlite3_close(db);
}

int main(int argc, char **argv)
{
    const int record = argc == 5 && strcmp(argv[1], "--record") == 0;
    sqlite3 *db = NULL;
    uint64_t sum = 0;
    if (argc != 2 && !record) {
        fputs("usage: floor [--record] MODEL [OUT BYTES]\n", stderr);
        return 2;
    }
    need(sqlite3_open_v2(argv[record ? 2 : 1], &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK, db);
    for (size_t i = 0; i < sizeof reads / sizeof reads[0]; i++) {
        sum += read_rows(db, reads[i]);
    }
    (void)sqlite3_close(db);
    if (record) {
        write_rows(argv[3], atoll(argv[4]));
    }
    printf("%llu\n", (unsigned long long)sum);
    return 0;
}
