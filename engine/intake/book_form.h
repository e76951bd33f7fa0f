/*
 * What form a file has: by the bytes it begins with, and where they leave it open by its name.
 */
#ifndef RI_BOOK_FORM_H
#define RI_BOOK_FORM_H

#include "intake/book.h"
#include "intake/decode.h"

/* Whether the file is an archive, as workbooks are. Fails with RACI_NOTFOUND, RACI_IO, and with
   RACI_INPUT when its first bytes are of a form that is none of ours, and says how to save it. */
raci_status ri_book_form_archive(bool *out, const char *path, raci_error *err);

/* Finds out what form a text has, and rewinds it. With `delimiter` it is delimited text. Fails
   with RACI_INPUT when it is HTML or XML, RACI_IO. */
raci_status ri_book_form_find(ri_book_form *out, ri_decode *text, const char *path, bool delimiter,
                              raci_error *err);

#endif
