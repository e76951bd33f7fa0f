/*
 * A workbook as far as all of its sheets share it: which there are, and in which parts; texts,
 * styles, from when its days count.
 */
#ifndef RI_XLSX_WORKBOOK_H
#define RI_XLSX_WORKBOOK_H

#include "intake/book_parts.h"
#include "intake/xlsx_merges.h"
#include "intake/xlsx_strings.h"
#include "intake/xlsx_styles.h"
#include "intake/xlsx_xml.h"

typedef struct ri_xlsx_workbook {
    ri_xlsx_package *package;
    const char **parts; /* of the book's sheets; in its arena */
    size_t n_parts;
    size_t capacity;
    ri_xlsx_strings strings;
    ri_xlsx_styles styles;
    bool from_1904;
} ri_xlsx_workbook;

/* Reads what stands about sheets in the package at the book's path, and adds them to the book.
   What it has taken is freed by the caller, whatever it gives. */
raci_status ri_xlsx_workbook_open(ri_xlsx_workbook *workbook, ri_book *book, raci_error *err);
void ri_xlsx_workbook_free(ri_xlsx_workbook *workbook);

/* The name of the part that `target` leads to from the part `from`, in *out; NULL there when it
   leads out of the package. false: memory is exhausted. */
bool ri_xlsx_target(const char **out, ri_arena *arena, const char *from, const char *target);

#endif
