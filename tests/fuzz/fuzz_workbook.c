/*
 * Workbooks, as archives or, more fruitfully, as parts: XML parted by lines "====", of which the
 * first is the sheet, then the shared strings, the styles, the workbook and its relations; what
 * is missing is as it must be for the others to be read.
 */
#define _POSIX_C_SOURCE 200809L

#include "fuzz_book.h"

#include <zip.h>

#define TYPE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

typedef struct part {
    const char *name;
    const char *bytes;
    size_t n;
} part;

static const part usual[] = {
    {"xl/worksheets/sheet1.xml", "<worksheet/>", 12},
    {"xl/sharedStrings.xml", "<sst/>", 6},
    {"xl/styles.xml", "<styleSheet/>", 13},
    {"xl/workbook.xml", "<workbook><sheets><sheet name='S' r:id='a'/></sheets></workbook>", 0},
    {"xl/_rels/workbook.xml.rels",
     "<R><Relationship Id='a' Type='" TYPE "worksheet' Target='worksheets/sheet1.xml'/>"
     "<Relationship Id='b' Type='" TYPE "sharedStrings' Target='sharedStrings.xml'/>"
     "<Relationship Id='c' Type='" TYPE "styles' Target='styles.xml'/></R>",
     0},
    {"_rels/.rels",
     "<R><Relationship Id='a' Type='" TYPE "officeDocument' Target='xl/workbook.xml'/></R>", 0},
};

#define PARTS (sizeof usual / sizeof usual[0])

/* Where the next "====" line begins. */
static size_t find_rule(const uint8_t *bytes, size_t n)
{
    for (size_t i = 0; i + 6 <= n; i++) {
        if (memcmp(bytes + i, "\n====\n", 6) == 0) {
            return i;
        }
    }
    return n;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    if (n > 2 && memcmp(bytes, "PK", 2) == 0) {
        return fuzz_file(".xlsx", bytes, n);
    }
    const char *path = fuzz_path(".xlsx");
    zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
    REQUIRE(zip != NULL);
    for (size_t i = 0; i < PARTS; i++) {
        part one = usual[i];
        one.n = one.n > 0 ? one.n : strlen(one.bytes);
        if (n > 0 && i < PARTS - 1) {
            one.n = find_rule(bytes, n);
            one.bytes = (const char *)bytes;
            const size_t behind = one.n + 6 < n ? one.n + 6 : n;
            bytes += behind;
            n -= behind;
        }
        zip_source_t *source = zip_source_buffer(zip, one.bytes, one.n, 0);
        const zip_int64_t at = zip_file_add(zip, one.name, source, 0);
        REQUIRE(at >= 0);
        (void)zip_set_file_compression(zip, (zip_uint64_t)at, ZIP_CM_STORE, 0);
    }
    REQUIRE(zip_close(zip) == 0);
    fuzz_read(path);
    (void)unlink(path);
    return 0;
}
