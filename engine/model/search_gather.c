#include "model/search_gather.h"

#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "base/order.h"

/* ---- one thing ---- */

void ri_naming_begin(ri_naming *naming, const char *key)
{
    ri_words_clear(&naming->words);
    ri_text_clear(&naming->name);
    naming->names = 0;
    naming->of_words = 0;
    (void)ri_words_add(&naming->words, key);
}

void ri_naming_add(ri_naming *naming, const char *name)
{
    if (naming->names > 0 && strcmp(ri_text_string(&naming->name), name) == 0) {
        return;
    }
    size_t n = ri_words_add(&naming->words, name);
    ri_words_join(&naming->words, name);
    n = n < RI_WORDS_MAX ? n : 0;
    naming->of_words = naming->names == 0 || naming->of_words == n ? n : 0;
    naming->names++;
    ri_text_clear(&naming->name);
    ri_text_add(&naming->name, name);
}

void ri_naming_end(ri_naming *naming)
{
    ri_words_sort(&naming->words);
}

bool ri_naming_failed(const ri_naming *naming)
{
    return naming->words.failed || naming->name.failed;
}

void ri_naming_free(ri_naming *naming)
{
    ri_words_free(&naming->words);
    ri_text_free(&naming->name);
}

/* ---- many ---- */

bool ri_gather_begin(ri_gather *gather)
{
    *gather = (ri_gather){.words = ri_intern_new()};
    return gather->words != NULL;
}

void ri_gather_free(ri_gather *gather)
{
    ri_intern_free(gather->words);
    ri_text_free(&gather->refs);
    ri_free(gather->ref_at);
    ri_free(gather->pairs);
    *gather = (ri_gather){.n = 0};
}

bool ri_gather_thing(ri_gather *gather, ri_kind kind, const char *key)
{
    size_t at = gather->refs.length;
    ri_text_char(&gather->refs, (char)('a' + (int)kind));
    ri_text_add(&gather->refs, key);
    ri_text_char(&gather->refs, '\0');
    return !gather->refs.failed &&
           RI_PUSH(gather->ref_at, gather->n_refs, gather->refs_capacity, at);
}

static char part_of(ri_kind kind, const char *word)
{
    bool subject = kind == RI_JOURNEY || kind == RI_TOUCHPOINT;
    bool code = ri_word_is_code(word);
    return (char)(subject ? (code ? RI_SUBJECT_CODES : RI_SUBJECT_WORDS)
                          : (code ? RI_HOLDER_CODES : RI_HOLDER_WORDS));
}

static bool add(ri_gather *gather, char part, const char *word, size_t of_words, bool gone)
{
    char key[RI_WORD_MAX + 2];
    size_t length = strlen(word);
    key[0] = part;
    memcpy(key + 1, word, length + 1);
    uint32_t number = ri_intern_put(gather->words, key, length + 1);
    ri_gathered pair = {number, (uint32_t)(gather->n_refs - 1), (uint8_t)of_words, gone};
    return number != RI_NONE && RI_PUSH(gather->pairs, gather->n, gather->capacity, pair);
}

bool ri_gather_word(ri_gather *gather, ri_kind kind, const char *word, size_t of_words, bool gone)
{
    return add(gather, part_of(kind, word), word, of_words, gone);
}

/* A word with its beginning at hand, which mostly decides. */
typedef struct item {
    uint64_t head;
    uint32_t number;
} item;

static int compare(const void *a, const void *b, const void *context)
{
    const item *x = a;
    const item *y = b;
    if (x->head != y->head) {
        return x->head < y->head ? -1 : 1;
    }
    /* The first byte may be 0, and is the same. */
    return strcmp(ri_intern_get(context, x->number) + 1, ri_intern_get(context, y->number) + 1);
}

static uint64_t head_of(const char *word)
{
    uint64_t head = (unsigned char)word[0];
    bool ended = false;
    for (size_t i = 1; i < sizeof head; i++) {
        ended = ended || word[i] == '\0';
        head = head << 8 | (ended ? 0U : (unsigned char)word[i]);
    }
    return head;
}

/* Pairs of one word stand in the order of their things already: they are only dealt
   out to the words' places. */
static bool deal_out(ri_gather *gather, const item *items, uint32_t n)
{
    uint32_t *next = ri_alloc(((size_t)n + 1) * sizeof *next);
    ri_gathered *sorted = ri_alloc(gather->n * sizeof *sorted);
    uint32_t sum = 0;
    if (next == NULL || sorted == NULL) {
        ri_free(next);
        ri_free(sorted);
        return false;
    }
    memset(next, 0, ((size_t)n + 1) * sizeof *next);
    for (size_t i = 0; i < gather->n; i++) {
        next[gather->pairs[i].word]++;
    }
    for (uint32_t i = 0; i < n; i++) {
        uint32_t count = next[items[i].number];
        next[items[i].number] = sum;
        sum += count;
    }
    for (size_t i = 0; i < gather->n; i++) {
        sorted[next[gather->pairs[i].word]++] = gather->pairs[i];
    }
    ri_free(next);
    ri_free(gather->pairs);
    gather->pairs = sorted;
    gather->capacity = gather->n;
    return true;
}

bool ri_gather_sort(ri_gather *gather)
{
    uint32_t n = ri_intern_count(gather->words);
    if (gather->n >= UINT32_MAX) {
        return false;
    }
    item *items = ri_alloc((size_t)n * sizeof *items);
    if (items == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < n; i++) {
        items[i] = (item){head_of(ri_intern_get(gather->words, i)), i};
    }
    bool ok =
        ri_order(items, n, sizeof *items, compare, gather->words) && deal_out(gather, items, n);
    ri_free(items);
    return ok;
}

ri_edit ri_gather_at(const ri_gather *gather, size_t i)
{
    const ri_gathered *pair = &gather->pairs[i];
    const char *word = ri_intern_get(gather->words, pair->word);
    size_t at = gather->ref_at[pair->ref];
    size_t next =
        pair->ref + 1 < gather->n_refs ? gather->ref_at[pair->ref + 1] : gather->refs.length;
    return (ri_edit){.word = word + 1,
                     .ref = gather->refs.bytes + at,
                     .word_length = (uint8_t)strlen(word + 1),
                     .ref_length = (uint8_t)(next - at - 1),
                     .part = (uint8_t)word[0],
                     .of_words = pair->of_words,
                     .gone = pair->gone};
}

raci_status ri_gather_dictionary(ri_gather *out, const ri_gather *from, ri_word_fn has,
                                 void *payload, raci_error *err)
{
    raci_status status = RACI_OK;
    const char *before = NULL;
    if (!RI_PUSH(out->ref_at, out->n_refs, out->refs_capacity, 0)) {
        return ri_fail_nomem(err);
    }
    ri_text_char(&out->refs, '\0');
    bool ok = !out->refs.failed;
    for (size_t i = 0; ok && status == RACI_OK && i < from->n; i++) {
        ri_edit edit = ri_gather_at(from, i);
        bool there = true;
        bool code = edit.part == RI_SUBJECT_CODES || edit.part == RI_HOLDER_CODES;
        if (code || edit.word == before) { /* equal words are the same string */
            continue;
        }
        before = edit.word;
        status = has != NULL ? has(&there, &edit, payload, err) : RACI_OK;
        char part =
            (char)(edit.part == RI_SUBJECT_WORDS ? RI_SUBJECT_DICTIONARY : RI_HOLDER_DICTIONARY);
        ok = status != RACI_OK || add(out, part, edit.word, 0, !there);
    }
    return ok && (status != RACI_OK || ri_gather_sort(out)) ? status : ri_fail_nomem(err);
}
