#include "rows.h"

#include "base/text.h"
#include "intake/names_in_cell.h"

struct cell {
    const char *name;     /* also what is taken apart */
    const char *expected; /* each in brackets, "?" behind one that may be several */
};

static const struct cell cells[] = {
    {"", ""},
    {" \n,; ", ""},
    {"Dana Ruiz", "[Dana Ruiz]"},
    {"Dana, Eli", "[Dana][Eli]"},
    {"Dana; Eli|Finn", "[Dana][Eli][Finn]"},
    {"AE + CSM", "[AE][CSM]"},
    {"AE+CSM", "[AE][CSM]"},
    {"C++ guild", "[C++ guild]"},
    {"Team+", "[Team+]"},
    {"Sales / Service", "[Sales][Service]"},
    {"UX/UI", "[UX/UI]?"},
    {"Sales & Marketing", "[Sales & Marketing]?"},
    {"Sales and Marketing", "[Sales and Marketing]?"},
    {"R&D", "[R&D]"},
    {"Dana\nEli<br>Finn", "[Dana][Eli][Finn]"},
    {"- Dana\n\xe2\x80\xa2 Eli\n* Finn", "[Dana][Eli][Finn]"},
    {"1. Dana\n2) Eli", "[Dana][Eli]"},
    {"2nd line support", "[2nd line support]"},
    {"Ops (north, south), Legal", "[Ops (north, south)][Legal]"},
    {"Ops (north, south", "[Ops (north, south]"},
    {"**Dana**, _Eli_", "[Dana][Eli]"},
    {"Ops), Legal", "[Ops)][Legal]"},
};

static void takes_apart(void **state)
{
    const struct cell *row = *state;
    ri_text out = RI_TEXT_INIT;
    ri_cell_name name;
    const char *bytes = row->name;
    size_t left = strlen(row->name);
    while (ri_names_next(&bytes, &left, &name)) {
        ri_text_add(&out, "[");
        ri_text_bytes(&out, name.bytes, name.length);
        ri_text_add(&out, name.doubtful ? "]?" : "]");
    }
    assert_string_equal(ri_text_string(&out), row->expected);
    assert_int_equal(left, 0);
    ri_text_free(&out);
}

int main(void)
{
    return RUN_ROWS("names in a cell", cells, takes_apart);
}
