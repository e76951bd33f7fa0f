/*
 * edit_workbook FROM TO [TOUCHPOINT HOLDER TEXT]…: saves a workbook of raci's as another program
 * would, with some cells of its matrix edited; a HOLDER of "-" says that TOUCHPOINT is the address
 * of a cell.
 */
#define _POSIX_C_SOURCE 200809L

#include "resaved.h"

int main(int argc, char **argv)
{
    resaved_edit edits[RESAVED_EDITS];
    size_t n = 0;
    for (int i = 3; i + 2 < argc && n < RESAVED_EDITS; i += 3) {
        const bool address = strcmp(argv[i + 1], "-") == 0;
        edits[n++] = (resaved_edit){argv[i], address ? NULL : argv[i + 1], argv[i + 2]};
    }
    if (argc < 3 || argc != (int)(3 * n) + 3) {
        (void)fprintf(stderr, "usage: edit_workbook FROM TO [TOUCHPOINT HOLDER TEXT]...\n");
        return 2;
    }
    return resave(argv[1], argv[2], RI_OWN_MATRIX, edits, n) ? 0 : 1;
}
