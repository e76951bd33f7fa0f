#include "intake/delimiter.h"

/* How many rows have the number of cells that most have, of those with several. */
static size_t agreement(const ri_delimiter_trial *trial)
{
    size_t best = 0;
    for (size_t i = 0; i < trial->rows; i++) {
        size_t equal = 0;
        for (size_t j = 0; j < trial->rows && trial->cells[i] > 1; j++) {
            equal += trial->cells[j] == trial->cells[i];
        }
        best = equal > best ? equal : best;
    }
    return best;
}

char ri_delimiter_choose(const ri_delimiter_trial *trials, size_t n)
{
    char best = ',';
    size_t best_agreement = 0;
    size_t best_first = 0;
    for (size_t i = 0; i < n; i++) {
        const size_t rows = agreement(&trials[i]);
        const size_t first = trials[i].rows > 0 ? trials[i].cells[0] : 0;
        if (rows > best_agreement || (rows > 0 && rows == best_agreement && first > best_first)) {
            best = trials[i].delimiter;
            best_agreement = rows;
            best_first = first;
        }
    }
    return best;
}
