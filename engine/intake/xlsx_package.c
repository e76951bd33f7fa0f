#include "intake/xlsx_package.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <zip.h>

#include "base/fail.h"
#include "base/memory.h"

#define MEMORY_OF_ZLIB (-4)  /* Z_MEM_ERROR */
#define END_MAX (22 + 65535) /* bytes of an archive's last record, with its comment */

struct ri_xlsx_package {
    const char *path;
    zip_t *zip;
};

struct ri_xlsx_part {
    const ri_xlsx_package *package;
    zip_file_t *file;
    uint64_t size; /* bytes that the archive says it has */
    uint64_t left; /* that are still to come */
};

/* Why a file cannot be read to its end; 0 if it can be. */
static int unreadable(const char *path)
{
    char bytes[4096];
    errno = 0;
    FILE *file = fopen(path, "rb");
    while (file != NULL && fread(bytes, 1, sizeof bytes, file) == sizeof bytes) {
    }
    const int number = file == NULL || ferror(file) != 0 ? errno : 0;
    if (file != NULL) {
        (void)fclose(file);
    }
    return number;
}

/* What the library says went wrong: with the workbook, or with the machine that reads it. Where it
   forgets which it was errno tells, which must have been 0 before, or the file does: what cannot be
   read the library takes for its end. */
static raci_status fail_archive(const char *path, zip_error_t *why, raci_error *err)
{
    const int code = zip_error_code_zip(why);
    const int number = errno == 0 && code == ZIP_ER_EOF ? unreadable(path) : errno;
    const int detail = zip_error_code_system(why);
    if (number == ENOMEM || code == ZIP_ER_MEMORY ||
        (code == ZIP_ER_ZLIB && detail == MEMORY_OF_ZLIB)) {
        return ri_fail_nomem(err);
    }
    if (number == EIO || code == ZIP_ER_OPEN || code == ZIP_ER_READ || code == ZIP_ER_SEEK ||
        code == ZIP_ER_TELL) {
        return ri_fail_at(err, RACI_IO, path, 0, 0, "reading failed: %s",
                          strerror(number != 0 ? number : detail));
    }
    return ri_fail_at(err, RACI_INPUT, path, 0, 0, "the workbook is damaged: %s",
                      zip_error_strerror(why));
}

/* How many parts the archive's last record tells of; UINT32_MAX where none is found. Asked before
   the library reads the list of them, for which it takes memory. *failed is why the file cannot
   be read, if it is so. */
static uint32_t count_parts(FILE *file, unsigned char *end, int *failed)
{
    if (fseek(file, -(long)END_MAX, SEEK_END) != 0 && fseek(file, 0, SEEK_SET) != 0) {
        return UINT32_MAX;
    }
    errno = 0;
    const size_t n = fread(end, 1, END_MAX, file);
    *failed = ferror(file) != 0 ? errno : 0;
    for (size_t back = 22; back <= n; back++) {
        const unsigned char *at = end + n - back;
        if (memcmp(at, "PK\005\006", 4) == 0) {
            return (uint32_t)at[10] | (uint32_t)at[11] << 8;
        }
    }
    return UINT32_MAX;
}

static raci_status check_end(const char *path, raci_error *err)
{
    unsigned char *end = ri_alloc(END_MAX);
    if (end == NULL) {
        return ri_fail_nomem(err);
    }
    FILE *file = fopen(path, "rb");
    int failed = file != NULL ? 0 : errno;
    const uint32_t parts = file != NULL ? count_parts(file, end, &failed) : UINT32_MAX;
    if (file != NULL) {
        (void)fclose(file);
    }
    ri_free(end);
    if (failed != 0) {
        return ri_fail_at(err, RACI_IO, path, 0, 0, "reading failed: %s", strerror(failed));
    }
    if (parts == UINT32_MAX) {
        return ri_fail_at(err, RACI_INPUT, path, 0, 0,
                          "the workbook is damaged: its list of parts is missing");
    }
    if (parts > RI_XLSX_PARTS_MAX) {
        return ri_fail_at(err, RACI_LIMIT, path, 0, 0, "the workbook has more than %d parts",
                          RI_XLSX_PARTS_MAX);
    }
    return RACI_OK;
}

/* Whether a part's name leads out of the archive. */
static bool leads_out(const char *name)
{
    if (name[0] == '/' || name[0] == '\\' || (name[0] != '\0' && name[1] == ':')) {
        return true;
    }
    for (const char *at = name; at != NULL; at = strpbrk(at, "/\\")) {
        at += *at == '/' || *at == '\\';
        if (strncmp(at, "..", 2) == 0 && (at[2] == '\0' || at[2] == '/' || at[2] == '\\')) {
            return true;
        }
    }
    return false;
}

static raci_status check_names(const ri_xlsx_package *package, raci_error *err)
{
    const zip_int64_t n = zip_get_num_entries(package->zip, 0);
    if (n > RI_XLSX_PARTS_MAX) {
        return ri_fail_at(err, RACI_LIMIT, package->path, 0, 0,
                          "the workbook has more than %d parts", RI_XLSX_PARTS_MAX);
    }
    for (zip_int64_t i = 0; i < n; i++) {
        errno = 0;
        const char *name = zip_get_name(package->zip, (zip_uint64_t)i, 0);
        if (name == NULL) {
            return fail_archive(package->path, zip_get_error(package->zip), err);
        }
        if (leads_out(name)) {
            return ri_fail_at(err, RACI_INPUT, package->path, 0, 0,
                              "expected a workbook, found an archive with the part '%s', whose "
                              "name leads out of it",
                              name);
        }
    }
    return RACI_OK;
}

raci_status ri_xlsx_package_open(ri_xlsx_package **out, const char *path, raci_error *err)
{
    raci_status status = check_end(path, err);
    if (status != RACI_OK) {
        return status;
    }
    ri_xlsx_package *package = ri_alloc(sizeof *package);
    if (package == NULL) {
        return ri_fail_nomem(err);
    }
    int code = 0;
    package->path = path;
    errno = 0;
    package->zip = zip_open(path, ZIP_RDONLY, &code);
    if (package->zip == NULL) {
        zip_error_t why;
        zip_error_init_with_code(&why, code);
        status = fail_archive(path, &why, err);
        zip_error_fini(&why);
    } else {
        status = check_names(package, err);
    }
    if (status != RACI_OK) {
        ri_xlsx_package_close(package);
        return status;
    }
    *out = package;
    return RACI_OK;
}

void ri_xlsx_package_close(ri_xlsx_package *package)
{
    if (package == NULL) {
        return;
    }
    if (package->zip != NULL) {
        zip_discard(package->zip);
    }
    ri_free(package);
}

const char *ri_xlsx_package_path(const ri_xlsx_package *package)
{
    return package->path;
}

bool ri_xlsx_package_has(ri_xlsx_package *package, const char *name)
{
    return zip_name_locate(package->zip, name, ZIP_FL_NOCASE) >= 0;
}

/* Judges a part by what the archive says of it. */
static raci_status check_part(const ri_xlsx_package *package, const zip_stat_t *facts,
                              const char *name, raci_error *err)
{
    static const zip_uint64_t needed =
        ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_ENCRYPTION_METHOD;
    if ((facts->valid & needed) != needed) {
        return ri_fail_at(err, RACI_INPUT, package->path, 0, 0,
                          "the workbook is damaged: nothing is known of its part '%s'", name);
    }
    if (facts->encryption_method != ZIP_EM_NONE) {
        return ri_fail_at(err, RACI_INPUT, package->path, 0, 0,
                          "the workbook has a password: save it without");
    }
    if (facts->comp_method != ZIP_CM_STORE && facts->comp_method != ZIP_CM_DEFLATE) {
        return ri_fail_at(err, RACI_INPUT, package->path, 0, 0,
                          "the workbook's part '%s' is packed in a way that workbooks are not",
                          name);
    }
    if (facts->size > RI_XLSX_PART_MAX) {
        return ri_fail_at(err, RACI_LIMIT, package->path, 0, 0,
                          "the workbook's part '%s' has more than %d MB", name,
                          RI_XLSX_PART_MAX / 1048576);
    }
    if (facts->size > RI_XLSX_RATIO_FROM && facts->size / RI_XLSX_RATIO_MAX > facts->comp_size) {
        return ri_fail_at(err, RACI_LIMIT, package->path, 0, 0,
                          "the workbook's part '%s' is packed more than %d times, as no table is",
                          name, RI_XLSX_RATIO_MAX);
    }
    return RACI_OK;
}

raci_status ri_xlsx_part_open(ri_xlsx_part **out, ri_xlsx_package *package, const char *name,
                              raci_error *err)
{
    const zip_int64_t index = zip_name_locate(package->zip, name, ZIP_FL_NOCASE);
    zip_stat_t facts;
    zip_stat_init(&facts);
    if (index < 0 || zip_stat_index(package->zip, (zip_uint64_t)index, 0, &facts) != 0) {
        return ri_fail_at(err, RACI_INPUT, package->path, 0, 0,
                          "the workbook is damaged: its part '%s' is missing", name);
    }
    const raci_status status = check_part(package, &facts, name, err);
    if (status != RACI_OK) {
        return status;
    }
    ri_xlsx_part *part = ri_alloc(sizeof *part);
    if (part == NULL) {
        return ri_fail_nomem(err);
    }
    part->package = package;
    part->size = facts.size;
    part->left = facts.size;
    errno = 0;
    part->file = zip_fopen_index(package->zip, (zip_uint64_t)index, 0);
    if (part->file == NULL) {
        ri_free(part);
        return fail_archive(package->path, zip_get_error(package->zip), err);
    }
    *out = part;
    return RACI_OK;
}

raci_status ri_xlsx_part_read(ri_xlsx_part *part, char *buffer, size_t size, size_t *got,
                              raci_error *err)
{
    errno = 0;
    const zip_int64_t n = zip_fread(part->file, buffer, size);
    if (n < 0) {
        return fail_archive(part->package->path, zip_file_get_error(part->file), err);
    }
    if ((uint64_t)n > part->left) {
        return ri_fail_at(err, RACI_INPUT, part->package->path, 0, 0,
                          "the workbook is damaged: a part is longer than it says");
    }
    part->left -= (uint64_t)n;
    *got = (size_t)n;
    return RACI_OK;
}

void ri_xlsx_part_far(const ri_xlsx_part *part, uint64_t *done, uint64_t *whole)
{
    *done = part->size - part->left;
    *whole = part->size;
}

void ri_xlsx_part_close(ri_xlsx_part *part)
{
    if (part == NULL) {
        return;
    }
    (void)zip_fclose(part->file);
    ri_free(part);
}
