/*
 * Rows of the organization as text that people can read and the engine reads back: a line
 * "column=value" for each cell that is set, things by their keys, as files have them; then
 * the attributes. "\n" and "\\" stand for a line feed and a backslash, in names also "\="
 * for an equals sign.
 */
#ifndef RI_ROW_TEXT_H
#define RI_ROW_TEXT_H

#include "base/text.h"
#include "model/stored.h"

/* Appends a row of the table numbered `tab`. A failed text makes it worthless. */
raci_status ri_row_say(ri_text *out, ri_store *store, int tab, const ri_stored_row *row,
                       raci_error *err);
/* The same of n rows, as texts in the arena, in the order of bytes. */
raci_status ri_rows_say(const char ***out, ri_store *store, int tab, const ri_stored_row *rows,
                        size_t n, ri_arena *arena, raci_error *err);
/* Reads it back into the arena. Things that have no identity get one. Fails with
   RACI_FORMAT when it is no such text. */
raci_status ri_row_read(ri_stored_row *out, ri_store *store, int tab, const char *text,
                        ri_arena *arena, raci_error *err);
#endif
