/*
 * For programs that print what the library gives: output that is held back
 * until it is known to be wanted, texts that do no harm on a terminal, and the
 * nearest of many names.
 */
#ifndef RACI_PRINTING_H
#define RACI_PRINTING_H

#include "raci/error.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Bytes held back, in memory. */
typedef struct raci_buffer raci_buffer;

/* Gives an owned, empty buffer. Fails with RACI_NOMEM. */
raci_status raci_buffer_new(raci_buffer **out, raci_error *err);
void raci_buffer_free(raci_buffer *buffer); /* NULL is allowed */
/* A raci_write_fn whose payload is the buffer. */
int raci_buffer_write(const char *data, size_t length, void *payload);
/* Passes everything on to `write`, in order. Fails with RACI_NOMEM, passing on nothing, when there
   was no memory for some of it; with RACI_STOPPED, RACI_IO. */
raci_status raci_buffer_send(const raci_buffer *buffer, raci_write_fn write, void *payload,
                             raci_error *err);

/* Writes a string so that nothing in it acts on a terminal: control and other
   invisible characters appear as \u{…}; without memory all but ASCII as ?. Fails with
   RACI_STOPPED. */
raci_status raci_text_show(const char *string, raci_write_fn write, void *payload, raci_error *err);

/* The nearest of n names to what somebody typed, or NULL when none is near. */
const char *raci_text_nearest(const char *wanted, const char *const *names, size_t n);

#ifdef __cplusplus
}
#endif
#endif
