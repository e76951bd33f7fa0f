/* What is asked of an intake. */
#include "model/adopted.h"
#include "model/tables.h"

const char *raci_intake_question(const raci_intake *intake, size_t i, const char **option)
{
    for (size_t s = 0; s < intake->n_sheets; s++) {
        const ri_read_sheet *sheet = &intake->sheets[s];
        for (size_t q = 0; q < sheet->n_questions; q++) {
            if (sheet->questions[q].taken == NULL && i-- == 0) {
                *option = sheet->questions[q].option;
                return sheet->questions[q].text;
            }
        }
    }
    return NULL;
}

size_t raci_intake_open(const raci_intake *intake)
{
    size_t n = 0;
    for (size_t s = 0; s < intake->n_sheets; s++) {
        const ri_read_sheet *sheet = &intake->sheets[s];
        for (size_t q = 0; q < sheet->n_questions; q++) {
            n += sheet->questions[q].taken == NULL;
        }
    }
    return n;
}

int raci_intake_known(const raci_intake *intake)
{
    for (size_t i = 0; i < intake->n_sheets; i++) {
        if (intake->sheets[i].kind != NULL) {
            return 1;
        }
    }
    return 0;
}

raci_model *raci_intake_model(const raci_intake *intake)
{
    return intake->model;
}

size_t raci_intake_rows(const raci_intake *intake, const char *table)
{
    const ri_table *found = ri_table_named(table);
    return found != NULL ? intake->rows[found - ri_tables] : 0;
}

const char *raci_intake_map(const raci_intake *intake)
{
    return ri_text_string(&intake->map);
}
