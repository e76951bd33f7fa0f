#include "rows.h"

#include "base/text.h"
#include "intake/cell_letters.h"
#include "intake/pairs_in_cell.h"

struct cell {
    const char *name;     /* also what is taken apart */
    const char *expected; /* "letters=names" in brackets; "" where it is not made of pairs */
};

static const struct cell cells[] = {
    {"", ""},
    {"Dana", ""},
    {"R", ""},
    {"R: Dana", "[R=Dana]"},
    {"R : Dana", "[R=Dana]"},
    {"R=Dana", "[R=Dana]"},
    {"R: Dana, Eli; A: Finn", "[R=Dana, Eli][A=Finn]"},
    {"R: Dana\nA: Finn", "[R=Dana][A=Finn]"},
    {"R: Dana A: Finn", "[R=Dana][A=Finn]"},
    {"A/R: Dana", "[A/R=Dana]"},
    {"Responsible: Dana, Accountable: Eli", "[Responsible=Dana][Accountable=Eli]"},
    {"R: , A: Dana", "[R=][A=Dana]"},
    {"**R: Dana**", "[R=Dana]"},
    {"X: Dana", ""},
    {"Note: Dana", ""},
    {"see R: Dana", ""},
    {"R: Dana, Note: late", "[R=Dana, Note: late]"},
};

static void takes_apart(void **state)
{
    const struct cell *row = *state;
    ri_letters *letters = NULL;
    ri_text out = RI_TEXT_INIT;
    ri_cell_pair pair;
    bool failed = false;
    const char *bytes = row->name;
    size_t left = strlen(row->name);
    size_t n = 0;
    assert_int_equal(ri_letters_new(&letters, NULL, NULL), RACI_OK);
    ri_cell_plain(&bytes, &left);
    while (ri_pairs_next(letters, &bytes, &left, &pair, &failed)) {
        ri_text_add(&out, "[");
        ri_text_bytes(&out, pair.letters, pair.n_letters);
        ri_text_add(&out, "=");
        while (pair.n_names > 0 && pair.names[0] == ' ') {
            pair.names++;
            pair.n_names--;
        }
        ri_text_bytes(&out, pair.names, pair.n_names);
        ri_text_add(&out, "]");
        n++;
    }
    assert_string_equal(ri_text_string(&out), row->expected);
    assert_int_equal(ri_pairs_count(letters, row->name, strlen(row->name), &failed), n);
    assert_false(failed);
    ri_text_free(&out);
    ri_letters_free(letters);
}

int main(void)
{
    return RUN_ROWS("pairs in a cell", cells, takes_apart);
}
