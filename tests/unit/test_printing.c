#include "raci/printing.h"

#include "rows.h"

typedef struct written {
    char bytes[64];
    size_t n;
} written;

static int keep(const char *data, size_t length, void *payload)
{
    written *w = payload;
    assert_in_range(w->n + length, 0, sizeof w->bytes - 1);
    memcpy(w->bytes + w->n, data, length);
    w->n += length;
    return 0;
}

static const struct row {
    const char *name;
    const char *given;
    const char *shown;
    const char *without_memory;
} rows[] = {
    {"nothing", "", "", ""},
    {"plain", "memory is exhausted", "memory is exhausted", "memory is exhausted"},
    {"controls", "a\033[31m\n", "a\\u{001B}[31m\\u{000A}", "a?[31m?"},
    {"letters", "na\xc3\xafve", "na\xc3\xafve", "na??ve"},
    {"no text", "\xff~\x7f", "\\x{FF}~\\u{007F}", "?~?"},
};

static void shows(void **state)
{
    const struct row *row = *state;
    written w = {"", 0};
    assert_int_equal(raci_text_show(row->given, keep, &w, NULL), RACI_OK);
    assert_string_equal(w.bytes, row->shown);
}

/* That memory is exhausted is told in text, too. */
static void shows_without_memory(void **state)
{
    const struct row *row = *state;
    written w = {"", 0};
    ri_alloc_fail_from(0);
    const raci_status status = raci_text_show(row->given, keep, &w, NULL);
    (void)ri_alloc_fail_from(SIZE_MAX);
    assert_int_equal(status, RACI_OK);
    assert_string_equal(w.bytes, row->without_memory);
}

int main(void)
{
    return RUN_ROWS("show", rows, shows) +
           RUN_ROWS("show without memory", rows, shows_without_memory);
}
