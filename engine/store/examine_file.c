/* A file looked at before SQLite opens it: its size, how it begins, and what lies beside it. */
#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fail.h"
#include "base/text.h"
#include "store/examine.h"
#include "store/sqlite.h"

#define HEADER 100 /* bytes, as https://www.sqlite.org/fileformat2.html has them */

static uint32_t number_at(const unsigned char *header, size_t at)
{
    return (uint32_t)header[at] << 24 | (uint32_t)header[at + 1] << 16 |
           (uint32_t)header[at + 2] << 8 | header[at + 3];
}

/* The header's count of pages holds where the program that wrote the file last knew of it. */
static raci_status look_at_size(const unsigned char *header, int64_t size,
                                const ri_flaw_watch *watch, raci_error *err)
{
    const uint32_t said = (uint32_t)header[16] << 8 | header[17];
    const int64_t page = said == 1 ? 65536 : said;
    const int64_t pages = number_at(header, 28);
    if (page < 512 || (page & (page - 1)) != 0) {
        return ri_flaw_tell(watch, RACI_FLAW_FILE, "", err,
                            "its header says that a page has %lld bytes, which none has",
                            (long long)page);
    }
    const int64_t told = pages * page;
    if (number_at(header, 24) == number_at(header, 92) && told != size) {
        return ri_flaw_tell(watch, RACI_FLAW_FILE, "", err,
                            "it has %lld bytes; its header says that it has %lld: %s",
                            (long long)size, (long long)told,
                            size < told ? "its end is missing" : "something was appended to it");
    }
    return RACI_OK;
}

static raci_status look_at_header(bool *looks, int file, int64_t size, const ri_flaw_watch *watch,
                                  raci_error *err)
{
    unsigned char header[HEADER];
    const ssize_t n = pread(file, header, sizeof header, 0);
    if (n < 0) {
        return ri_fail(err, RACI_IO, "it cannot be read: %s", strerror(errno));
    }
    if (n < HEADER) {
        return ri_flaw_tell(watch, RACI_FLAW_FILE, "", err,
                            n == 0 ? "it is empty" : "it has no more than %d bytes", (int)n);
    }
    if (memcmp(header, "SQLite format 3", 16) != 0) {
        return ri_flaw_tell(
            watch, RACI_FLAW_FILE, "", err, "its first 16 bytes are not those of an SQLite file%s",
            number_at(header, 68) == 0x52414349 ? ", though others are those of a model" : "");
    }
    *looks = true;
    return look_at_size(header, size, watch, err);
}

static raci_status look_beside(const char *path, const char *suffix, const ri_flaw_watch *watch,
                               raci_error *err)
{
    ri_text beside = RI_TEXT_INIT;
    struct stat facts;
    raci_status status = RACI_OK;
    ri_text_format(&beside, "%s%s", path, suffix);
    if (beside.failed) {
        status = ri_fail_nomem(err);
    } else if (stat(ri_text_string(&beside), &facts) == 0 && facts.st_size > 0) {
        status = ri_flaw_tell(watch, RACI_FLAW_JOURNAL, suffix + 1, err,
                              "beside it lies '%.300s', of %lld bytes", ri_text_string(&beside),
                              (long long)facts.st_size);
    }
    ri_text_free(&beside);
    return status;
}

/* The process has not opened it yet, so that closing it drops no lock. */
raci_status ri_store_look_at_file(bool *looks, const char *path, const ri_flaw_watch *watch,
                                  raci_error *err)
{
    struct stat facts;
    *looks = false;
    const int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0 || fstat(file, &facts) != 0) {
        const int number = errno;
        if (file >= 0) {
            (void)close(file);
        }
        return number == ENOENT || number == ENOTDIR
                   ? ri_fail(err, RACI_NOTFOUND, "there is no model at '%s'", path)
                   : ri_fail(err, RACI_IO, "'%s' cannot be opened: %s", path, strerror(number));
    }
    raci_status status = S_ISREG(facts.st_mode)
                             ? look_at_header(looks, file, (int64_t)facts.st_size, watch, err)
                             : ri_flaw_tell(watch, RACI_FLAW_FILE, "", err, "it is no file");
    (void)close(file);
    if (status == RACI_OK && *looks) {
        status = look_beside(path, "-journal", watch, err);
    }
    return status == RACI_OK && *looks ? look_beside(path, "-wal", watch, err) : status;
}
