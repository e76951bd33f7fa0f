#define _POSIX_C_SOURCE 200809L

#include "model/import_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "intake/csv.h"
#include "model/tables.h"
#include "raci/model.h"

int ri_import_file_table(const char *path, char *folder, size_t size)
{
    struct stat facts;
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;
    const size_t length = slash != NULL ? (size_t)(slash - path) : 0;
    if (length + 2 > size || stat(path, &facts) != 0 || !S_ISREG(facts.st_mode)) {
        return -1;
    }
    memcpy(folder, path, length);
    folder[length] = '\0';
    if (length == 0) { /* here, or in the root */
        folder[0] = slash != NULL ? '/' : '.';
        folder[1] = '\0';
    }
    for (int tab = 0; tab < RI_TABLE_COUNT; tab++) {
        const size_t n = strlen(ri_tables[tab].name);
        if (strncmp(name, ri_tables[tab].name, n) == 0 && strcmp(name + n, ".csv") == 0) {
            return tab;
        }
    }
    return -1;
}

static ptrdiff_t read_bytes(char *buffer, size_t size, void *payload)
{
    const int *file = payload;
    ssize_t got = 0;
    do {
        got = read(*file, buffer, size);
    } while (got < 0 && errno == EINTR);
    return (ptrdiff_t)got;
}

static void ignore(int line, int column, const char *message, void *payload)
{
    (void)line;
    (void)column;
    (void)message;
    (void)payload;
}

/* Whether the header has the columns that a table must have; of a damaged one the import tells
   what is wrong. */
static int has_columns(const ri_table *table, ri_csv *csv)
{
    for (size_t c = 0; c < table->n; c++) {
        bool met = !table->columns[c].required;
        for (size_t i = 0; i < ri_csv_columns(csv) && !met; i++) {
            met = strcmp(ri_csv_name(csv, i)->bytes, table->columns[c].name) == 0;
        }
        if (!met) {
            return 0;
        }
    }
    return 1;
}

int raci_model_takes(const char *path)
{
    char folder[4096];
    ri_csv *csv = NULL;
    bool header = false;
    const int tab = ri_import_file_table(path, folder, sizeof folder);
    int file = tab >= 0 ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    if (tab < 0 || file < 0) {
        return tab >= 0; /* the import says why it cannot be read */
    }
    raci_status status = ri_csv_open(&csv, read_bytes, ignore, &file, NULL);
    status = status == RACI_OK ? ri_csv_header(csv, &header, NULL) : status;
    const int takes = status == RACI_OK ? !header || has_columns(&ri_tables[tab], csv)
                                        : status == RACI_IO || status == RACI_NOMEM;
    ri_csv_close(csv);
    (void)close(file);
    return takes;
}
