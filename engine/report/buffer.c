/* Bytes held back: a chain of blocks, so that growing never copies. */
#include "raci/printing.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"

#define BLOCK ((size_t)64 * 1024)

typedef struct block {
    struct block *next;
    size_t used;
    char bytes[BLOCK];
} block;

struct raci_buffer {
    block *first;
    block *last;
    bool lacks; /* something that there was no memory for */
};

raci_status raci_buffer_new(raci_buffer **out, raci_error *err)
{
    raci_buffer *buffer = ri_alloc(sizeof *buffer);
    if (buffer == NULL) {
        return ri_fail_nomem(err);
    }
    *buffer = (raci_buffer){0};
    *out = buffer;
    return RACI_OK;
}

void raci_buffer_free(raci_buffer *buffer)
{
    if (buffer == NULL) {
        return;
    }
    while (buffer->first != NULL) {
        block *next = buffer->first->next;
        ri_free(buffer->first);
        buffer->first = next;
    }
    ri_free(buffer);
}

static bool add_block(raci_buffer *buffer)
{
    block *fresh = ri_alloc(sizeof *fresh);
    if (fresh == NULL) {
        return false;
    }
    fresh->next = NULL;
    fresh->used = 0;
    if (buffer->last != NULL) {
        buffer->last->next = fresh;
    } else {
        buffer->first = fresh;
    }
    buffer->last = fresh;
    return true;
}

int raci_buffer_write(const char *data, size_t length, void *payload)
{
    raci_buffer *buffer = payload;
    while (length > 0) {
        if (buffer->last == NULL || buffer->last->used == BLOCK) {
            if (!add_block(buffer)) {
                buffer->lacks = true;
                errno = ENOMEM;
                return 1;
            }
        }
        block *last = buffer->last;
        size_t piece = BLOCK - last->used < length ? BLOCK - last->used : length;
        memcpy(last->bytes + last->used, data, piece);
        last->used += piece;
        data += piece;
        length -= piece;
    }
    return 0;
}

raci_status raci_buffer_send(const raci_buffer *buffer, raci_write_fn write, void *payload,
                             raci_error *err)
{
    if (buffer->lacks) {
        return ri_fail_nomem(err);
    }
    for (const block *b = buffer->first; b != NULL; b = b->next) {
        errno = 0;
        if (write(b->bytes, b->used, payload) != 0) {
            return errno != 0 ? ri_fail(err, RACI_IO, "writing failed: %s", strerror(errno))
                              : ri_fail(err, RACI_STOPPED, "the writer stopped");
        }
    }
    return RACI_OK;
}
