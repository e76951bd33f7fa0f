/*
 * The XML of JUnit, which build servers read: what those who write it share.
 */
#ifndef RI_JUNIT_H
#define RI_JUNIT_H

#include "base/sink.h"
#include "base/text.h"

typedef struct ri_junit {
    ri_sink *sink;
    bool failed; /* memory is exhausted */
} ri_junit;

/* Appends a text as XML takes it, in an attribute too: what XML cannot hold is shown. */
void ri_junit_escape(ri_text *out, const char *text);
/* Writes it so. */
void ri_junit_put(ri_junit *w, const char *text);
/* Writes ` name="text"`. */
void ri_junit_attribute(ri_junit *w, const char *name, const char *text);
/* Writes the beginning of the document: before the first element, which follows. */
void ri_junit_begin(ri_junit *w);
/* Writes the beginning of <testsuites> or <testsuite>, so that attributes may follow. */
void ri_junit_open(ri_junit *w, const char *element, const char *name, size_t tests,
                   size_t failures);

#endif
