#define _POSIX_C_SOURCE 200809L

#include "cli/output.h"

#include <errno.h>
#include <unistd.h>

#include "cli/failure.h"
#include "cli/terminal.h"

/* Writes all of it; 0, or -1 with errno set. */
static int write_all(int descriptor, const char *data, size_t length)
{
    while (length > 0) {
        ssize_t done = write(descriptor, data, length);
        if (done < 0 && errno == EINTR) {
            continue;
        }
        if (done < 0) {
            return -1;
        }
        data += done;
        length -= (size_t)done;
    }
    return 0;
}

int write_out(const char *data, size_t length, void *payload)
{
    (void)payload;
    return write_all(STDOUT_FILENO, data, length);
}

int write_err(const char *data, size_t length, void *payload)
{
    (void)payload;
    return write_all(STDERR_FILENO, data, length);
}

raci_status output_begin(output *out, raci_error *err)
{
    *out = (output){.look = terminal_look()};
    return raci_buffer_new(&out->buffer, err);
}

raci_look output_look(const output *out, const options *o)
{
    raci_look look = out->look;
    look.part = o->part;
    look.fail_on = o->fail_on;
    return look;
}

void output_drop(output *out)
{
    raci_buffer_free(out->buffer);
    out->buffer = NULL;
}

int output_end(output *out, const options *o, int status)
{
    raci_error err = {0};
    raci_status sent = raci_buffer_send(out->buffer, write_out, NULL, &err);
    int reason = sent == RACI_OK ? 0 : errno;
    output_drop(out);
    if (sent == RACI_OK && close(STDOUT_FILENO) != 0) {
        reason = errno;
        (void)fail(&err, RACI_IO, "standard output could not be written to its end");
    }
    if (err.status == RACI_OK) {
        return status;
    }
    if (reason != EPIPE) { /* whoever was reading has had enough: no need to tell */
        options text = *o;
        text.format = RACI_TEXT; /* nothing more goes to standard output */
        (void)failure_tell(&text, STAGE_ASKING, &err, NULL);
    }
    return EXIT_MACHINE;
}
