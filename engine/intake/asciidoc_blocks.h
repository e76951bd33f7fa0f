/*
 * Where the tables of an AsciiDoc document are, and what stands above them.
 */
#ifndef RI_ASCIIDOC_BLOCKS_H
#define RI_ASCIIDOC_BLOCKS_H

#include "intake/tabled.h"

/* Adds each table "|===" as a sheet: named after its title, or else the heading above it; with
   the number of columns that its attributes say, or 0. What stands in listings, comments and the
   like is none; tables of comma-separated lines are told. */
raci_status ri_asciidoc_find(ri_book *book, raci_error *err);

/* Whether a line opens or closes a table: "|===". */
bool ri_asciidoc_is_edge(const char *line, size_t n);

#endif
