#include "base/sink.h"

#include <errno.h>

#include "base/fail.h"
#include "base/text.h"
#include "rows.h"

typedef struct writer {
    ri_text text;
    size_t calls;
    size_t stop_at; /* the call that answers with 5; 0: none */
    int leaves;     /* in errno */
} writer;

static int write_to_text(const char *data, size_t length, void *payload)
{
    writer *to = payload;
    to->calls++;
    if (to->calls == to->stop_at) {
        errno = to->leaves;
        return 5;
    }
    ri_text_bytes(&to->text, data, length);
    return 0;
}

static void passes_on_in_order(void **state)
{
    (void)state;
    writer to = {0};
    ri_sink sink;
    ri_text expected = RI_TEXT_INIT;
    ri_sink_init(&sink, write_to_text, &to);
    for (int i = 0; i < 5000; i++) {
        ri_sink_add(&sink, "unit:");
        ri_sink_format(&sink, "%d of %s", i, "many");
        ri_sink_bytes(&sink, "\n", 1);
        ri_text_format(&expected, "unit:%d of many\n", i);
    }
    assert_int_equal(ri_sink_flush(&sink, NULL), RACI_OK);
    assert_string_equal(ri_text_string(&to.text), ri_text_string(&expected));
    assert_true(to.calls < 10);
    ri_text_free(&expected);
    ri_text_free(&to.text);
}

struct row {
    const char *name;
    size_t before; /* bytes written first */
    int width;     /* of the formatted number */
};

static const struct row rows[] = {
    {"fits", 0, 100},
    {"fits to the last byte", 16000, 383},
    {"one more than fits", 16000, 384},
    {"fits after a flush", 16000, 10000},
    {"as large as the buffer", 10, 16384},
    {"larger than the buffer", 10, 50000},
    {"larger, buffer empty", 0, 50000},
};

static void formats_any_length(void **state)
{
    const struct row *row = *state;
    writer to = {0};
    ri_sink sink;
    char *lead = ri_alloc(row->before);
    memset(lead, 'x', row->before);
    ri_sink_init(&sink, write_to_text, &to);
    ri_sink_bytes(&sink, lead, row->before);
    ri_sink_format(&sink, "%0*d", row->width, 7);
    ri_sink_add(&sink, "end");
    assert_int_equal(ri_sink_flush(&sink, NULL), RACI_OK);
    assert_int_equal(to.text.length, row->before + (size_t)row->width + 3);
    assert_string_equal(to.text.bytes + to.text.length - 5, "07end");
    ri_free(lead);
    ri_text_free(&to.text);
}

static void large_runs_skip_the_buffer(void **state)
{
    (void)state;
    writer to = {0};
    ri_sink sink;
    char *large = ri_alloc(100000);
    memset(large, 'y', 100000);
    ri_sink_init(&sink, write_to_text, &to);
    ri_sink_add(&sink, "a");
    ri_sink_bytes(&sink, large, 100000);
    ri_sink_bytes(&sink, NULL, 0);
    assert_int_equal(ri_sink_flush(&sink, NULL), RACI_OK);
    assert_int_equal(to.calls, 2);
    assert_int_equal(to.text.length, 100001);
    assert_int_equal(to.text.bytes[0], 'a');
    ri_free(large);
    ri_text_free(&to.text);
}

struct stop_row {
    const char *name;
    int leaves;
    raci_status expected;
};

static const struct stop_row stop_rows[] = {
    {"asked to stop", 0, RACI_STOPPED},
    {"disk full", ENOSPC, RACI_IO},
    {"no memory", ENOMEM, RACI_NOMEM},
};

static void stops(void **state)
{
    const struct stop_row *row = *state;
    writer to = {.stop_at = 2, .leaves = row->leaves};
    ri_sink sink;
    raci_error err = {0};
    ri_sink_init(&sink, write_to_text, &to);
    for (int i = 0; i < 20000; i++) {
        ri_sink_add(&sink, "0123456789");
    }
    errno = EINTR; /* of something else, later */
    assert_int_equal(ri_sink_flush(&sink, &err), row->expected);
    assert_int_equal(err.status, row->expected);
    assert_int_equal(to.calls, 2); /* never called again */
    assert_int_equal(sink.stopped, 5);
    ri_text_free(&to.text);
}

static void want_of_memory_is_told(void **state)
{
    (void)state;
    writer to = {0};
    ri_sink sink;
    ri_sink_init(&sink, write_to_text, &to);
    ri_alloc_fail_from(0);
    ri_sink_format(&sink, "%050000d", 1);
    ri_alloc_fail_from(SIZE_MAX);
    assert_int_equal(ri_sink_flush(&sink, NULL), RACI_NOMEM);
    ri_text_free(&to.text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(passes_on_in_order),
        cmocka_unit_test(large_runs_skip_the_buffer),
        cmocka_unit_test(want_of_memory_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) +
           RUN_ROWS("format", rows, formats_any_length) + RUN_ROWS("stop", stop_rows, stops);
}
