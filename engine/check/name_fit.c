/* How well the name of a thing fits the words of a question. */
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "check/seeking.h"

raci_status ri_question_begin(ri_question *question, const char *text, bool holders,
                              raci_error *err)
{
    *question = (ri_question){.text = text, .holders = holders};
    size_t n = ri_words_add(&question->words, text);
    question->typos = ri_alloc(n * sizeof *question->typos);
    if (question->words.failed || question->typos == NULL) {
        ri_question_end(question);
        return ri_fail_nomem(err);
    }
    for (size_t i = 0; i < n; i++) {
        const char *word = ri_words_get(&question->words, i);
        ri_typo_begin(&question->typos[i], word, ri_typo_tolerance(word));
        question->letters += strlen(word);
    }
    return RACI_OK;
}

void ri_question_end(ri_question *question)
{
    ri_words_free(&question->words);
    ri_words_free(&question->name);
    ri_free(question->typos);
    question->typos = NULL;
}

/* Whether the words [from, from + n) of the name are those of the question. */
static bool is_question(const ri_question *question, size_t from, size_t n)
{
    if (n != question->words.n) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        if (strcmp(ri_words_get(&question->words, i), ri_words_get(&question->name, from + i)) !=
            0) {
            return false;
        }
    }
    return true;
}

/* How one word of the question is among the words of the name. */
static ri_fit fit_word(ri_question *question, size_t i, unsigned *errors)
{
    const char *word = ri_words_get(&question->words, i);
    size_t length = strlen(word);
    ri_fit best = RI_FIT_NONE;
    for (size_t k = 0; k < question->name.n && best > RI_FIT_WORDS; k++) {
        const char *has = ri_words_get(&question->name, k);
        const char *within = strstr(has, word);
        ri_fit fit = within == NULL        ? RI_FIT_NONE
                     : within != has       ? RI_FIT_PARTS
                     : has[length] == '\0' ? RI_FIT_WORDS
                                           : RI_FIT_BEGINNINGS;
        best = fit < best ? fit : best;
    }
    *errors = 0;
    if (best > RI_FIT_BEGINNINGS) {
        *errors = UINT8_MAX;
        ri_typo *typo = &question->typos[i];
        for (size_t k = 0; k < question->name.n && typo->limit > 0; k++) {
            unsigned found = ri_typo_of(typo, ri_words_get(&question->name, k));
            *errors = found <= typo->limit && found < *errors ? found : *errors;
        }
    }
    return best;
}

ri_fit ri_question_fit(ri_question *question, const char *key, const char *name, unsigned *errors)
{
    ri_words *has = &question->name;
    *errors = 0;
    if (strcmp(name, question->text) == 0) {
        return RI_FIT_SAME;
    }
    ri_words_clear(has);
    size_t n_key = ri_words_add(has, key);
    size_t n_name = ri_words_add(has, name);
    if (is_question(question, 0, n_key) || is_question(question, n_key, n_name)) {
        return RI_FIT_FOLDED;
    }
    ri_words_join(has, name);
    ri_fit worst = RI_FIT_WORDS;
    unsigned all = 0;
    bool typos = true; /* each word is right, begins one or is nearly one */
    for (size_t i = 0; i < question->words.n && (typos || worst < RI_FIT_NONE); i++) {
        unsigned of_word = 0;
        ri_fit fit = fit_word(question, i, &of_word);
        worst = fit > worst ? fit : worst;
        typos = typos && of_word < UINT8_MAX;
        all += of_word;
    }
    if (worst < RI_FIT_NONE) {
        return question->words.n > 0 ? worst : RI_FIT_NONE;
    }
    *errors = all;
    return typos ? RI_FIT_TYPOS : RI_FIT_NONE;
}

size_t ri_question_distance(ri_question *question, const char *key, const char *name)
{
    ri_words *has = &question->name;
    size_t distance = 0;
    bool any = false;
    ri_words_clear(has);
    (void)ri_words_add(has, key);
    (void)ri_words_add(has, name);
    ri_words_join(has, name);
    for (size_t i = 0; i < question->words.n; i++) {
        const char *word = ri_words_get(&question->words, i);
        size_t length = strlen(word);
        size_t least = length;
        ri_typo *typo = &question->typos[i];
        for (size_t k = 0; k < has->n; k++) {
            const char *one = ri_words_get(has, k);
            size_t errors =
                strstr(one, word) != NULL ? strcmp(one, word) != 0 ? 1 : 0 : ri_typo_of(typo, one);
            least = errors <= typo->limit && errors < least ? errors : least;
        }
        any = any || least < length;
        distance += least;
    }
    return any ? distance : SIZE_MAX;
}
