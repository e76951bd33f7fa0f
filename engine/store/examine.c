/* What SQLite and the schema say of a file that was found. */
#include "store/examine.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "store/expected.h"
#include "store/sqlite.h"

raci_status ri_flaw_tell(const ri_flaw_watch *watch, raci_flaw_kind kind, const char *place,
                         raci_error *err, const char *format, ...)
{
    char what[512];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(what, sizeof what, format, arguments);
    va_end(arguments);
    return watch->tell(kind, place, what, watch->payload, err);
}

static bool is_of_machine(raci_status status)
{
    return status == RACI_NOMEM || status == RACI_IO || status == RACI_BUSY ||
           status == RACI_STOPPED;
}

raci_status ri_flaw_pass(raci_status status, const raci_error *found, raci_error *err)
{
    return is_of_machine(status) ? ri_fail(err, status, "%s", found->message) : RACI_OK;
}

raci_status ri_flaw_take(const ri_flaw_watch *watch, raci_flaw_kind kind, const char *place,
                         raci_status status, const raci_error *found, raci_error *err)
{
    return status == RACI_OK || is_of_machine(status)
               ? ri_flaw_pass(status, found, err)
               : watch->tell(kind, place, found->message, watch->payload, err);
}

/* ---- the schema ---- */

/* A name that somebody else chose, cut. */
#define NAMES_TOLD 20

typedef struct found_schema {
    size_t expected;
    size_t foreign;
} found_schema;

static raci_status tell_foreign(found_schema *s, const ri_schema_row *row,
                                const ri_flaw_watch *watch, raci_error *err)
{
    const char *name = row->name != NULL ? row->name : "";
    if (s->foreign++ >= NAMES_TOLD) {
        return RACI_OK;
    }
    return ri_flaw_tell(watch, RACI_FLAW_FOREIGN, name, err,
                        "the %.20s '%.100s' is not one that raci makes",
                        row->type != NULL ? row->type : "thing", name);
}

static raci_status look_at_schema(found_schema *s, ri_store *store, const ri_flaw_watch *watch,
                                  raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool row = false;
    raci_error found = {0};
    raci_status told = RACI_OK;
    raci_status status = ri_store_stmt(&stmt, store, STMT_SCHEMA_FOUND, &found);
    while (status == RACI_OK && told == RACI_OK &&
           (status = ri_step(stmt, &row, &found)) == RACI_OK && row) {
        const ri_schema_row item = ri_schema_row_of(stmt);
        if (ri_expected_statistics(&item)) {
            continue;
        }
        if (ri_expected_row(&item)) {
            s->expected++;
        } else if (item.text != NULL && item.name != NULL &&
                   ri_expected_named(item.name, item.text)) {
            told = ri_flaw_tell(watch, RACI_FLAW_MISSING, item.name, err,
                                "'%s' is noted as %s '%.20s' on '%.60s', which it is not",
                                item.name, item.texts ? "the" : "bytes that are no text, the",
                                item.type != NULL ? item.type : "",
                                item.table != NULL ? item.table : "");
        } else {
            told = tell_foreign(s, &item, watch, err);
        }
    }
    if (stmt != NULL) {
        ri_reset(stmt);
    }
    if (told == RACI_OK && s->foreign > NAMES_TOLD) {
        told = ri_flaw_tell(watch, RACI_FLAW_FOREIGN, "", err, "and %zu more are not raci's",
                            s->foreign - NAMES_TOLD);
    }
    return told == RACI_OK ? ri_flaw_take(watch, RACI_FLAW_PAGES, "", status, &found, err) : told;
}

raci_status ri_store_has_expected(bool *out, ri_store *store, const char *name, raci_error *err)
{
    ri_stmt *stmt = NULL;
    raci_status status = ri_store_stmt(&stmt, store, STMT_SCHEMA_NAMED, err);
    *out = false;
    if (status != RACI_OK) {
        return status;
    }
    ri_bind_text(stmt, 1, name);
    status = ri_step(stmt, out, err);
    if (status == RACI_OK && *out) {
        const char *text = ri_column_text(stmt, 0, NULL);
        *out = text != NULL && ri_expected_named(name, text);
    }
    ri_reset(stmt);
    return status;
}

static raci_status tell_missing(ri_store *store, const ri_flaw_watch *watch, raci_error *err)
{
    char name[RI_SCHEMA_NAME_SIZE];
    raci_status status = RACI_OK;
    for (size_t i = 0; status == RACI_OK && ri_expected_name(name, i); i++) {
        bool there = false;
        raci_error found = {0};
        if (ri_store_has_expected(&there, store, name, &found) == RACI_OK && !there) {
            status = ri_flaw_tell(watch, RACI_FLAW_MISSING, name, err,
                                  "it has no '%s', or it is not as raci makes it", name);
        }
    }
    return status;
}

/* What the version should be, by its tables: earlier ones only lack some. */
static raci_status judge_schema(bool *exact, bool *older, ri_store *store, int64_t version,
                                const ri_flaw_watch *watch, raci_error *err)
{
    found_schema s = {0};
    raci_status status = look_at_schema(&s, store, watch, err);
    const bool whole = s.expected == ri_expected_count();
    *exact = whole && s.foreign == 0 && version == RI_NEWEST_VERSION;
    *older = !whole && version < RI_NEWEST_VERSION;
    if (status == RACI_OK && whole && version != RI_NEWEST_VERSION) {
        status = ri_flaw_tell(watch, RACI_FLAW_VERSION, "", err,
                              "it says that its tables are of version %lld; they are of version %d",
                              (long long)version, RI_NEWEST_VERSION);
    }
    return status == RACI_OK && !whole && !*older ? tell_missing(store, watch, err) : status;
}

/* ---- opening ---- */

static raci_status look_at_version(int64_t *version, bool *ours, ri_store *store,
                                   const ri_flaw_watch *watch, raci_error *err)
{
    int64_t application = 0;
    raci_error found = {0};
    raci_status status = ri_store_ask(&application, store, STMT_APPLICATION_ID, &found);
    if (status == RACI_OK) {
        status = ri_store_ask(version, store, STMT_USER_VERSION, &found);
    }
    *ours = false;
    if (status != RACI_OK) {
        return ri_flaw_take(watch, RACI_FLAW_FILE, "", status, &found, err);
    }
    if (application != RI_APPLICATION_ID) {
        return ri_flaw_tell(
            watch, RACI_FLAW_FILE, "", err,
            "it says that it is of another program: its application id is 0x%08llx, "
            "of a model it is 0x%08x",
            (unsigned long long)application & 0xffffffffU, RI_APPLICATION_ID);
    }
    if (*version > RI_NEWEST_VERSION || *version < 1) {
        return ri_flaw_tell(watch, RACI_FLAW_VERSION, "", err,
                            *version < 1 ? "its tables have the version %lld, and none has that"
                                         : "its tables are of version %lld: a newer raci wrote it",
                            (long long)*version);
    }
    *ours = true;
    return RACI_OK;
}

raci_status ri_store_as_found(ri_store **out, bool *exact, bool *older, const char *path,
                              const ri_flaw_watch *watch, raci_error *err)
{
    ri_store *store = NULL;
    int64_t version = 0;
    bool ours = false;
    bool looks = false;
    raci_error found = {0};
    *out = NULL;
    *exact = *older = false;
    raci_status status = ri_store_look_at_file(&looks, path, watch, err);
    if (status != RACI_OK || !looks) {
        return status;
    }
    status = ri_store_open(&store, path, RI_STORE_AS_FOUND, &found);
    if (status != RACI_OK) {
        return ri_flaw_take(watch, RACI_FLAW_FILE, "", status, &found, err);
    }
    status = look_at_version(&version, &ours, store, watch, err);
    if (status == RACI_OK && ours) {
        status = judge_schema(exact, older, store, version, watch, err);
    }
    if (status != RACI_OK || !ours) {
        ri_store_close(store);
        return status;
    }
    *out = store;
    return RACI_OK;
}

/* ---- pages and references ---- */

/* SQLite's check goes on where a page could not be had, and tells that among what is damaged: then
   gives the code of a failure that is the machine's, else 0. */
static int could_not_look(const char *said)
{
    static const char told[] = "error code=";
    for (const char *at = strstr(said, told); at != NULL; at = strstr(at, told)) {
        at += sizeof told - 1;
        const int code = (int)strtol(at, NULL, 10);
        if ((code & 0xff) == SQLITE_IOERR || (code & 0xff) == SQLITE_NOMEM) {
            return code;
        }
    }
    return 0;
}

/* Succeeds where it could look, whatever it then says. */
static raci_status judge_said(ri_store *store, const char *said, raci_error *err)
{
    const int failed = said != NULL ? could_not_look(said) : SQLITE_NOMEM;
    return failed != 0 ? ri_sqlite_fail(store, failed, err) : RACI_OK;
}

static raci_status look_once(ri_store *store, raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool row = false;
    raci_status status = ri_store_stmt(&stmt, store, STMT_INTEGRITY, err);
    if (status == RACI_OK) {
        status = ri_step(stmt, &row, err);
    }
    if (status == RACI_OK && row) {
        const char *said = ri_column_text(stmt, 0, NULL);
        status = judge_said(store, said, err);
        if (status == RACI_OK && strcmp(said, "ok") != 0) {
            const char *first = strstr(said, "***\n"); /* which database: there is one */
            first = first != NULL ? first + 4 : said;
            status = ri_fail(err, RACI_FORMAT, "'%s' is damaged (%.*s): 'raci doctor' tells more",
                             store->path, (int)strcspn(first, "\n"), first);
        }
    }
    if (stmt != NULL) {
        ri_reset(stmt);
    }
    return status;
}

/* SQLite takes for damaged what it had no memory to read, or could not read once: only what it
   says twice is. */
raci_status ri_store_intact(ri_store *store, raci_error *err)
{
    raci_error first = {0};
    const raci_status status = look_once(store, &first);
    if (status == RACI_FORMAT) {
        return look_once(store, err);
    }
    if (status != RACI_OK && err != NULL) {
        *err = first;
    }
    return status;
}

/* What a check says, row by row; of a table, or with "" of the whole file. */
typedef struct saying {
    ri_store *store;
    const char *table;
    const ri_flaw_watch *watch;
    size_t wrong;      /* rows that say something else than "ok" */
    raci_status told;  /* what the watch gave */
    raci_error *err;   /* its error */
    raci_error *found; /* what ended the check */
} saying;

/* Goes through it; tells what is wrong on request. */
static raci_status go_through(saying *s, bool telling)
{
    ri_stmt *stmt = NULL;
    bool row = false;
    const bool whole = s->table[0] == '\0';
    raci_status status =
        ri_store_stmt(&stmt, s->store, whole ? STMT_INTEGRITY : STMT_TABLE_INTEGRITY, s->found);
    if (status != RACI_OK) {
        return status;
    }
    if (!whole) {
        ri_bind_text(stmt, 1, s->table);
    }
    s->wrong = 0;
    while (s->told == RACI_OK && (status = ri_step(stmt, &row, s->found)) == RACI_OK && row) {
        const char *said = ri_column_text(stmt, 0, NULL);
        status = judge_said(s->store, said, s->found);
        if (status != RACI_OK) {
            break;
        }
        if (strcmp(said, "ok") != 0) {
            s->wrong++;
            s->told =
                telling ? s->watch->tell(RACI_FLAW_PAGES, s->table, said, s->watch->payload, s->err)
                        : RACI_OK;
        }
    }
    ri_reset(stmt);
    return status;
}

/* Tells each row but "ok", where the check says so once more: see ri_store_intact. */
static raci_status tell_rows(ri_store *store, const char *table, const ri_flaw_watch *watch,
                             raci_error *err)
{
    raci_error found = {0};
    saying s = {.store = store, .table = table, .watch = watch, .err = err, .found = &found};
    raci_status status = go_through(&s, false);
    if (s.wrong > 0 && !is_of_machine(status)) {
        ri_error_clear(&found);
        status = go_through(&s, true);
    }
    return s.told == RACI_OK ? ri_flaw_take(watch, RACI_FLAW_PAGES, table, status, &found, err)
                             : s.told;
}

/* A table is checked alone where it is as expected, and so is every index on it: the checks run
   what stands in the schema. */
static raci_status examine_table(ri_store *store, const char *name, const ri_flaw_watch *watch,
                                 raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool row = false;
    bool ours = true;
    size_t n = 0;
    raci_error found = {0};
    raci_status status = ri_store_stmt(&stmt, store, STMT_SCHEMA_OF_TABLE, &found);
    if (status == RACI_OK) {
        ri_bind_text(stmt, 1, name);
    }
    while (status == RACI_OK && (status = ri_step(stmt, &row, &found)) == RACI_OK && row) {
        const char *text = ri_column_text(stmt, 0, NULL);
        ours = ours && text != NULL && ri_expected(text);
        n++;
    }
    if (stmt != NULL) {
        ri_reset(stmt);
    }
    if (status == RACI_OK && ours && n > 0) {
        return tell_rows(store, name, watch, err);
    }
    return ri_flaw_take(watch, RACI_FLAW_PAGES, name, status, &found, err);
}

raci_status ri_store_examine_pages(ri_store *store, bool exact, const ri_flaw_watch *watch,
                                   raci_error *err)
{
    raci_error found = {0};
    raci_status status = RACI_OK;
    if (exact) {
        return tell_rows(store, "", watch, err);
    }
    char name[RI_SCHEMA_NAME_SIZE];
    for (size_t i = 0; status == RACI_OK && ri_expected_name(name, i); i++) {
        bool there = false;
        status = ri_store_has_expected(&there, store, name, &found);
        if (status != RACI_OK) {
            status = ri_flaw_pass(status, &found, err);
            ri_error_clear(&found);
        } else if (there) {
            status = examine_table(store, name, watch, err);
        }
    }
    return status;
}

raci_status ri_store_examine_references(ri_store *store, const ri_flaw_watch *watch,
                                        raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool row = false;
    size_t n = 0;
    raci_error found = {0};
    raci_status told = RACI_OK;
    raci_status status = ri_store_stmt(&stmt, store, STMT_BROKEN_REFERENCES, &found);
    while (status == RACI_OK && told == RACI_OK &&
           (status = ri_step(stmt, &row, &found)) == RACI_OK && row) {
        const char *table = ri_column_text(stmt, 0, NULL);
        const char *parent = ri_column_text(stmt, 2, NULL);
        if (n++ < NAMES_TOLD) {
            told = ri_flaw_tell(watch, RACI_FLAW_REFERENCES, table != NULL ? table : "", err,
                                "a row of '%.60s' (number %lld) names one of '%.60s' that is not "
                                "there",
                                table != NULL ? table : "", (long long)ri_column_int(stmt, 1),
                                parent != NULL ? parent : "");
        }
    }
    if (stmt != NULL) {
        ri_reset(stmt);
    }
    if (told == RACI_OK && n > NAMES_TOLD) {
        told = ri_flaw_tell(watch, RACI_FLAW_REFERENCES, "", err, "and so do %zu more",
                            n - NAMES_TOLD);
    }
    return told == RACI_OK ? ri_flaw_take(watch, RACI_FLAW_REFERENCES, "", status, &found, err)
                           : told;
}
