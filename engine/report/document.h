/*
 * A document in any format: its renderer describes the whole, each element of
 * its main list, and the text for people; this writes what was asked for.
 */
#ifndef RI_DOCUMENT_H
#define RI_DOCUMENT_H

#include <stdbool.h>

#include "raci/report.h"
#include "report/emit.h"
#include "report/outline.h"
#include "report/page.h"

/* A list of a document that csv, md and jsonl show instead of its main one, on request. */
typedef struct ri_section {
    raci_part part;
    const char *const *columns; /* as a document's, likewise below */
    size_t n_columns;
    size_t n_elements;
    void *context;
    void (*element)(const ri_emit *emit, void *context, size_t i);
} ri_section;

typedef struct ri_document {
    const char *const *columns; /* of an element, for csv and md: paths of its keys */
    size_t n_columns;
    size_t n_elements;
    void *context;                                                 /* handed to the functions */
    void (*whole)(const ri_emit *emit, void *context);             /* members of the JSON object */
    void (*element)(const ri_emit *emit, void *context, size_t i); /* members of one element */
    /* For people. One of the two: an outline is for text and md alike; beside a text, md is a
       table of the elements. */
    void (*text)(ri_page *page, void *context);
    void (*outline)(ri_outline *outline, void *context);
    const ri_section *sections;
    size_t n_sections;
    const struct ri_annotated *annotated; /* its findings, for sarif, github and junit; NULL: it is
                                             not to be had as these */
    const raci_error *failure;            /* of a rule, told with the document; or NULL */
    const bool *failed;                   /* whether the functions ran out of memory; or NULL */
    const struct ri_view *view;           /* likewise, of what they use; or NULL */
} ri_document;

raci_status ri_document_write(const ri_document *document, raci_format format,
                              const raci_look *look, raci_write_fn write, void *payload,
                              raci_error *err);

/* The member "error" of a document. */
void ri_emit_error(const ri_emit *emit, const raci_error *error, const raci_error *where,
                   size_t n_where);

#endif
