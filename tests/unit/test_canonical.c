#define _POSIX_C_SOURCE 200809L

#include "folders.h"

#include "model/canonical.h"
#include "model/known.h"
#include "model/tables.h"

/* All rows of a file as text: cells in brackets, unset ones as a dash. */
static void read_rows(raci_model *model, int tab, ri_text *out)
{
    const ri_canonical_cell *cells = NULL;
    ri_canonical *rows = NULL;
    bool more = true;
    assert_int_equal(ri_canonical_open(&rows, ri_model_store(model), tab, NULL), RACI_OK);
    for (size_t i = 0; i < ri_canonical_columns(rows); i++) {
        ri_text_format(out, "%s ", ri_canonical_name(rows, i));
    }
    for (;;) {
        assert_int_equal(ri_canonical_next(&cells, rows, &more, NULL), RACI_OK);
        if (!more) {
            break;
        }
        ri_text_add(out, "\n");
        for (size_t i = 0; i < ri_canonical_columns(rows); i++) {
            ri_text_format(out, cells[i].bytes != NULL ? "[%.*s]" : "-", (int)cells[i].length,
                           cells[i].bytes);
        }
    }
    ri_canonical_close(rows);
}

static void gives_rows_in_order(void **state)
{
    scratch s;
    ri_text out = RI_TEXT_INIT;
    (void)state;
    scratch_make(&s);
    raci_model *model = folder_model(&s, "m");
    folder_take(&s, model,
                "== units.csv\nkey\nb\na\n== touchpoints.csv\n"
                "key,order,units,managed,from,to,z,e,m\nt2,,,,,,,,\nt10,1,b;a,no,,,1,,3\n"
                "t1,,,,2020-01-01,,,2,\nt1,,a,yes,,2020-01-01,,,\n");
    read_rows(model, RI_TABLE_TOUCHPOINTS, &out);
    assert_string_equal(
        ri_text_string(&out),
        "key name journey stage channel criticality order units tags managed moment_of_truth "
        "reviewed_on from to e m z \n"
        "[t1]------[a]-[yes]---[2020-01-01]---\n"
        "[t1]-----------[2020-01-01]-[2]--\n"
        "[t10]-----[1][b;a]-[no]-----[3][1]\n"
        "[t2]----------------");
    ri_text_free(&out);
    raci_model_close(model);
    scratch_remove(&s);
}

/* Imports a unit with `columns` attributes of `width` letters, and then with as many
   others: what could not be read back is not taken in. */
static void refuses_the_second(int columns, int width, const char *message)
{
    scratch s;
    char path[SCRATCH_PATH];
    raci_error err = {0};
    scratch_make(&s);
    raci_model *model = folder_model(&s, "m");
    for (int part = 0; part < 2; part++) {
        ri_text files = RI_TEXT_INIT;
        ri_text_add(&files, "== units.csv\nkey");
        for (int i = 0; i < columns; i++) {
            ri_text_format(&files, ",a%d", part * columns + i);
        }
        ri_text_add(&files, "\nu");
        for (int i = 0; i < columns; i++) {
            ri_text_add(&files, ",");
            for (int j = 0; j < width; j++) {
                ri_text_char(&files, 'x');
            }
        }
        ri_text_add(&files, "\n");
        folder_write(scratch_path(&s, "in", path), ri_text_string(&files));
        assert_int_equal(raci_model_import(model, path, 0, NULL, NULL, NULL, &err),
                         part == 0 ? RACI_OK : RACI_LIMIT);
        ri_text_free(&files);
    }
    assert_string_equal(err.message, message);
    raci_model_close(model);
    scratch_remove(&s);
}

static void limits_columns(void **state)
{
    (void)state;
    refuses_the_second(150, 1,
                       "units.csv would have 309 columns with all attributes, of at most "
                       "256");
}

static void limits_rows(void **state)
{
    (void)state;
    refuses_the_second(10, 60000, "a row of units.csv would have more than 1048576 bytes");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_rows_in_order),
        cmocka_unit_test(limits_columns),
        cmocka_unit_test(limits_rows),
    };
    return cmocka_run_group_tests_name("canonical", tests, NULL, NULL);
}
