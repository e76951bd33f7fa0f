/*
 * A workbook's file: an archive of parts. Nothing in it is believed: sizes, ratios and names have
 * limits, and no part is ever written anywhere.
 */
#ifndef RI_XLSX_PACKAGE_H
#define RI_XLSX_PACKAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "raci/error.h"

#define RI_XLSX_PARTS_MAX 10000
#define RI_XLSX_PART_MAX 1073741824 /* bytes of a part, unpacked */
#define RI_XLSX_RATIO_MAX 400       /* of parts above RI_XLSX_RATIO_FROM: unpacked to packed */
#define RI_XLSX_RATIO_FROM 16777216

typedef struct ri_xlsx_package ri_xlsx_package;
typedef struct ri_xlsx_part ri_xlsx_part;

/* Opens it; `path` must outlive it. Fails with RACI_INPUT when it is damaged, has a password or
   a part whose name leads out of it, RACI_LIMIT, RACI_IO, RACI_NOMEM. */
raci_status ri_xlsx_package_open(ri_xlsx_package **out, const char *path, raci_error *err);
void ri_xlsx_package_close(ri_xlsx_package *package); /* NULL is allowed */
const char *ri_xlsx_package_path(const ri_xlsx_package *package);

bool ri_xlsx_package_has(ri_xlsx_package *package, const char *name);

/* A part, to be read from its beginning. Fails with RACI_INPUT when it is not there, has a
   password or is packed in a way that is not known, RACI_LIMIT when it is too large, RACI_NOMEM. */
raci_status ri_xlsx_part_open(ri_xlsx_part **out, ri_xlsx_package *package, const char *name,
                              raci_error *err);
/* Reads up to `size` bytes; *got is 0 at the end. Fails with RACI_INPUT when it is damaged or
   longer than the archive says. */
raci_status ri_xlsx_part_read(ri_xlsx_part *part, char *buffer, size_t size, size_t *got,
                              raci_error *err);
void ri_xlsx_part_close(ri_xlsx_part *part); /* NULL is allowed */
/* How many bytes were read, and how many the archive says there are. */
void ri_xlsx_part_far(const ri_xlsx_part *part, uint64_t *done, uint64_t *whole);

#endif
