/* What somebody said of the columns of a matrix. */
#include <string.h>

#include "base/fail.h"
#include "intake/matrix_finding.h"

/* Past blanks, and the ends of lines, which a heading may have and an option has not. */
static const char *past_blanks(const char *text)
{
    return text + strspn(text, " \t\n");
}

static bool same_name(const char *a, const char *b)
{
    for (;;) {
        const char *after_a = past_blanks(a);
        const char *after_b = past_blanks(b);
        if ((after_a != a) != (after_b != b)) {
            return false;
        }
        a = after_a;
        b = after_b;
        bool letter = (*a | 0x20) == (*b | 0x20) && (*a | 0x20) >= 'a' && (*a | 0x20) <= 'z';
        if (*a == '\0' || (*a != *b && !letter)) {
            return *a == *b;
        }
        a++;
        b++;
    }
}

/* Whether a choice is about a column: by its header, or its number. */
static bool is_meant(const char *wanted, const char *header, size_t number)
{
    if (wanted[0] != '#') {
        return same_name(wanted, header);
    }
    size_t read = 0;
    for (const char *at = wanted + 1; *at >= '0' && *at <= '9' && read < RI_BOOK_COLUMNS_MAX;
         at++) {
        read = read * 10 + (size_t)(*at - '0');
    }
    return read == number;
}

bool ri_finding_is_chosen(const ri_finding *find, size_t row, ri_matrix_role role)
{
    for (size_t i = 0; i < find->options->n_choices; i++) {
        const ri_matrix_choice *choice = &find->options->choices[i];
        for (size_t c = 0; choice->role == role && c < find->sample.width; c++) {
            const char *header = ri_sample_cell(&find->sample, row, c)->text;
            if (header[0] != '\0' && same_name(choice->column, header)) {
                return true;
            }
        }
    }
    return false;
}

raci_status ri_finding_choose(ri_finding *find, raci_error *err)
{
    ri_matrix_layout *layout = find->layout;
    for (size_t i = 0; i < find->options->n_choices; i++) {
        const ri_matrix_choice *choice = &find->options->choices[i];
        bool any = false;
        for (size_t c = 0; c < layout->n; c++) {
            ri_matrix_column *column = &layout->columns[c];
            if (!is_meant(choice->column, column->header, c + 1)) {
                continue;
            }
            const char *value = choice->value != NULL ? ri_arena_string(find->arena, choice->value)
                                                      : column->header;
            if (value == NULL) {
                return ri_fail_nomem(err);
            }
            column->role = choice->role;
            column->why = "it was said";
            column->said = true;
            column->name = choice->role == RI_ROLE_CELLS ? value : NULL;
            column->letter = choice->role == RI_ROLE_NAMES ? value : NULL;
            column->also = NULL;
            any = true;
        }
        if (!any) {
            return ri_fail(err, RACI_INVALID, "expected a column of the sheet '%s', found '%.80s'",
                           layout->sheet, choice->column);
        }
    }
    return RACI_OK;
}
