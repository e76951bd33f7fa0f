/*
 * Workbooks made part by part, for tests of what programs write and of what attackers do.
 *
 * Define _POSIX_C_SOURCE as 200809L before the first include.
 */
#ifndef TEST_WORKBOOKS_H
#define TEST_WORKBOOKS_H

#include "books.h"

#include <zip.h>

#define WORKBOOK_PARTS 16
#define RELATION_TYPE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

typedef struct workbook_part {
    const char *name;
    const char *bytes;
    size_t n; /* 0: of the string */
} workbook_part;

/* What every workbook needs: one sheet, "S", in xl/worksheets/sheet1.xml. */
static const workbook_part workbook_frame[] = {
    {"_rels/.rels",
     "<Relationships><Relationship Id='a' Type='" RELATION_TYPE "officeDocument' "
     "Target='xl/workbook.xml'/></Relationships>",
     0},
    {"xl/workbook.xml", "<workbook><sheets><sheet name='S' r:id='r1'/></sheets></workbook>", 0},
    {"xl/_rels/workbook.xml.rels",
     "<Relationships>"
     "<Relationship Id='r1' Type='" RELATION_TYPE "worksheet' Target='worksheets/sheet1.xml'/>"
     "<Relationship Id='r2' Type='" RELATION_TYPE "sharedStrings' Target='sharedStrings.xml'/>"
     "<Relationship Id='r3' Type='" RELATION_TYPE "styles' Target='/xl/styles.xml'/>"
     "</Relationships>",
     0},
};

/* Writes an archive of the parts, up to one without a name. */
static inline void workbook_write(const char *path, const workbook_part *parts, size_t most)
{
    zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
    assert_non_null(zip);
    for (size_t i = 0; i < most && parts[i].name != NULL; i++) {
        const size_t n = parts[i].n > 0 ? parts[i].n : strlen(parts[i].bytes);
        zip_source_t *source = zip_source_buffer(zip, parts[i].bytes, n, 0);
        assert_non_null(source);
        assert_true(zip_file_add(zip, parts[i].name, source, ZIP_FL_ENC_UTF_8) >= 0);
    }
    assert_int_equal(zip_close(zip), 0);
}

/* Writes the frame with the given parts, which come first where the names are equal. */
static inline void workbook_make(const char *path, const workbook_part *parts, size_t n)
{
    workbook_part all[WORKBOOK_PARTS + COUNT(workbook_frame)] = {{NULL, NULL, 0}};
    size_t count = 0;
    for (; count < n && parts[count].name != NULL; count++) {
        assert_true(count < WORKBOOK_PARTS);
        all[count] = parts[count];
    }
    for (size_t i = 0; i < COUNT(workbook_frame); i++) {
        bool there = false;
        for (size_t j = 0; j < n && parts[j].name != NULL; j++) {
            there = there || strcmp(parts[j].name, workbook_frame[i].name) == 0;
        }
        if (!there) {
            all[count++] = workbook_frame[i];
        }
    }
    workbook_write(path, all, count);
}

#endif
