/*
 * The things that have a word, or one like it: words of the index are gone through in
 * their order, past those that cannot be like it.
 */
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "base/order.h"
#include "base/utf8.h"
#include "check/seeking.h"

#define SHARED 1500 /* things: a word that more of them have gets a cursor */
#define KEPT 20000  /* references in a list */
#define CODES 1000  /* runs of words with digits that are searched for a part without */

/* ---- filling a list ---- */

static bool keep(ri_name_list *list, const ri_pair *pair)
{
    size_t at = list->refs.length;
    ri_text_char(&list->refs, (char)pair->of_words);
    ri_text_bytes(&list->refs, pair->ref, (size_t)pair->ref_length + 1);
    return !list->refs.failed && RI_PUSH(list->at, list->n, list->capacity, at);
}

/* Adds a cursor for a word that many things share. */
static raci_status add_cursor(ri_name_list *list, uint8_t part, const char *word, raci_error *err)
{
    if (list->n_cursors == RI_LIST_CURSORS) {
        list->cut = true;
        return RACI_OK;
    }
    ri_cursor *cursor = &list->cursors[list->n_cursors++];
    ri_cursor_begin(cursor, list->reader, part);
    return ri_cursor_seek(cursor, word, "", err);
}

/* Takes over what has the word at which the cursor stands, and goes on to the next. */
static raci_status take_word(ri_name_list *list, ri_cursor *cursor, raci_error *err)
{
    char word[RI_WORD_MAX + 1];
    size_t before = list->n;
    size_t bytes = list->refs.length;
    bool found = true;
    raci_status status = RACI_OK;
    memcpy(word, cursor->pair.word, (size_t)cursor->pair.word_length + 1);
    while (status == RACI_OK && found) {
        if (list->n - before == SHARED) {
            list->n = before;
            list->refs.length = bytes;
            status = ri_cursor_next_word(cursor, err);
            return status == RACI_OK ? add_cursor(list, cursor->part, word, err) : status;
        }
        if (!keep(list, &cursor->pair)) {
            return ri_fail_nomem(err);
        }
        status = ri_cursor_next_ref(cursor, &found, err);
    }
    list->cut = list->cut || list->n > KEPT;
    return status;
}

/* Words are gone through in the dictionary, codes where they stand with their things. */
typedef struct in_words {
    ri_name_list *list;
    ri_cursor at;
    ri_cursor things; /* of the words of a dictionary */
    bool dictionary;
    size_t most; /* runs to read */
} in_words;

static bool is_there(const in_words *in)
{
    return in->at.there && !in->list->cut;
}

/* Takes over what has the word, and goes on to the next. */
static raci_status take(in_words *in, raci_error *err)
{
    raci_status status = RACI_OK;
    if (in->dictionary) {
        status = ri_cursor_seek(&in->things, in->at.pair.word, "", err);
        if (status == RACI_OK && in->things.there &&
            strcmp(in->things.pair.word, in->at.pair.word) == 0) {
            status = take_word(in->list, &in->things, err);
        }
        if (status == RACI_OK) {
            status = ri_cursor_next(&in->at, err);
        }
    } else {
        status = take_word(in->list, &in->at, err);
    }
    in->list->cut = in->list->cut || in->list->reader->runs >= in->most;
    return status;
}

static raci_status pass(in_words *in, raci_error *err)
{
    in->list->cut = in->list->cut || in->list->reader->runs >= in->most;
    return ri_cursor_next_word(&in->at, err);
}

static raci_status take_exact(in_words *in, const char *word, raci_error *err)
{
    raci_status status = ri_cursor_seek(&in->at, word, "", err);
    bool found = status == RACI_OK && in->at.there && strcmp(in->at.pair.word, word) == 0;
    return found ? take(in, err) : status;
}

static raci_status take_beginnings(in_words *in, const char *word, raci_error *err)
{
    size_t length = strlen(word);
    raci_status status = ri_cursor_seek(&in->at, word, "", err);
    while (status == RACI_OK && is_there(in) && strncmp(in->at.pair.word, word, length) == 0) {
        status = take(in, err);
    }
    return status;
}

static raci_status take_parts(in_words *in, const char *word, raci_error *err)
{
    raci_status status = ri_cursor_seek(&in->at, "", "", err);
    while (status == RACI_OK && is_there(in)) {
        status = strstr(in->at.pair.word, word) != NULL ? take(in, err) : pass(in, err);
    }
    return status;
}

/* ---- words that are nearly it ---- */

/* A word of the index as letters, as far as the errors up to there are known. */
typedef struct walked {
    char word[RI_WORD_MAX + 1];
    size_t ends[RI_WORD_MAX + 1]; /* in bytes, of the first i letters */
    size_t depth;
} walked;

/* How many letters of the word before are those of this one. */
static size_t common(const walked *before, const char *word)
{
    size_t same = 0;
    size_t letters = 0;
    while (word[same] != '\0' && word[same] == before->word[same]) {
        same++;
    }
    while (letters < before->depth && before->ends[letters + 1] <= same) {
        letters++;
    }
    return letters;
}

/* Reads the word's letters; gives the bytes of a beginning with which no word is near,
   or 0 when the whole was read. */
static size_t walk(walked *path, ri_typo *typo, const char *word, size_t length)
{
    size_t depth = common(path, word);
    path->depth = depth;
    memcpy(path->word, word, length + 1);
    for (size_t at = path->ends[depth]; at < length;) {
        uint32_t letter = 0;
        at += ri_utf8_next(word + at, length - at, &letter);
        if (!ri_typo_take(typo, path->depth, letter)) {
            return at;
        }
        path->ends[++path->depth] = at;
    }
    return 0;
}

static raci_status take_typos(in_words *in, ri_typo *typo, raci_error *err)
{
    walked path = {.depth = 0};
    raci_status status = ri_cursor_seek(&in->at, "", "", err);
    while (status == RACI_OK && is_there(in)) {
        const ri_pair *pair = &in->at.pair;
        size_t dead = walk(&path, typo, pair->word, pair->word_length);
        if (dead > 0) {
            in->list->cut = in->list->reader->runs >= in->most;
            status = ri_cursor_skip(&in->at, dead, err);
        } else if (ri_typo_errors(typo, path.depth) <= typo->limit) {
            status = take(in, err);
        } else {
            status = pass(in, err);
        }
    }
    return status;
}

/* ---- the list ---- */

static int compare(const void *a, const void *b, const void *context)
{
    const char *refs = context;
    return strcmp(refs + *(const size_t *)a + 1, refs + *(const size_t *)b + 1);
}

static bool sort(ri_name_list *list)
{
    size_t kept = 0;
    const char *refs = list->refs.bytes;
    if (list->n == 0) {
        return true;
    }
    if (!ri_order(list->at, list->n, sizeof *list->at, compare, refs)) {
        return false;
    }
    for (size_t i = 0; i < list->n; i++) {
        if (kept == 0 || strcmp(refs + list->at[kept - 1] + 1, refs + list->at[i] + 1) != 0) {
            list->at[kept++] = list->at[i];
        }
    }
    list->n = kept;
    return true;
}

static raci_status fill(ri_name_list *list, uint8_t part, ri_like like, const char *word,
                        ri_typo *typo, size_t most, raci_error *err)
{
    in_words in = {.list = list, .most = most};
    raci_status status = RACI_OK;
    in.dictionary = part == RI_SUBJECT_WORDS || part == RI_HOLDER_WORDS;
    uint8_t dictionary = part == RI_SUBJECT_WORDS ? RI_SUBJECT_DICTIONARY : RI_HOLDER_DICTIONARY;
    ri_cursor_begin(&in.at, list->reader, in.dictionary ? dictionary : part);
    ri_cursor_begin(&in.things, list->reader, part);
    switch (like) {
    case RI_LIKE_WORD:
        status = take_exact(&in, word, err);
        break;
    case RI_LIKE_BEGINNING:
        status = take_beginnings(&in, word, err);
        break;
    case RI_LIKE_PART:
        status = take_parts(&in, word, err);
        break;
    case RI_LIKE_TYPO:
        status = take_beginnings(&in, word, err);
        if (status == RACI_OK && typo->limit > 0) {
            status = take_typos(&in, typo, err);
        }
        break;
    }
    ri_cursor_end(&in.at);
    ri_cursor_end(&in.things);
    return status;
}

raci_status ri_name_list_make(ri_name_list *list, ri_search_reader *reader, bool holders,
                              ri_like like, const char *word, ri_typo *typo, size_t most,
                              raci_error *err)
{
    uint8_t words = holders ? RI_HOLDER_WORDS : RI_SUBJECT_WORDS;
    uint8_t codes = holders ? RI_HOLDER_CODES : RI_SUBJECT_CODES;
    bool code = ri_word_is_code(word);
    raci_status status = RACI_OK;
    list->reader = reader;
    /* A word with a digit is not within one without; and words are rarely within codes, of
       which there may be very many. */
    if (!code || like == RI_LIKE_TYPO) {
        status = fill(list, words, like, word, typo, most, err);
    }
    if (like == RI_LIKE_PART && !code && most > reader->runs + CODES) {
        most = reader->runs + CODES;
    }
    if (status == RACI_OK && (code || like != RI_LIKE_WORD)) {
        status = fill(list, codes, like, word, typo, most, err);
    }
    return status == RACI_OK && !sort(list) ? ri_fail_nomem(err) : status;
}

void ri_name_list_free(ri_name_list *list)
{
    for (size_t i = 0; i < list->n_cursors; i++) {
        ri_cursor_end(&list->cursors[i]);
    }
    ri_text_free(&list->refs);
    ri_free(list->at);
}

raci_status ri_name_list_seek(ri_name_list *list, const char *ref, raci_error *err)
{
    const char *refs = list->refs.bytes;
    raci_status status = RACI_OK;
    size_t end = list->n;
    while (list->next < end) { /* the first that is not before it is in [next, end] */
        size_t middle = list->next + (end - list->next) / 2;
        if (strcmp(refs + list->at[middle] + 1, ref) < 0) {
            list->next = middle + 1;
        } else {
            end = middle;
        }
    }
    list->ref = list->next < list->n ? refs + list->at[list->next] + 1 : NULL;
    list->of_words = list->next < list->n ? (uint8_t)list->ref[-1] : 0;
    for (size_t i = 0; i < list->n_cursors && status == RACI_OK; i++) {
        ri_cursor *cursor = &list->cursors[i];
        if (cursor->there && strcmp(cursor->pair.ref, ref) < 0) {
            bool found = false;
            status = ri_cursor_seek_ref(cursor, ref, &found, err);
            cursor->there = found; /* it stands at the word's things, or is not used */
        }
        if (status == RACI_OK && cursor->there &&
            (list->ref == NULL || strcmp(cursor->pair.ref, list->ref) < 0)) {
            list->ref = cursor->pair.ref;
            list->of_words = cursor->pair.of_words;
        }
    }
    return status;
}

raci_status ri_name_list_pass(ri_name_list *list, char ref[RI_SEARCH_REF_MAX + 2], size_t of_words,
                              raci_error *err)
{
    ri_cursor *cursor = &list->cursors[0];
    raci_status status = RACI_OK;
    bool found = true;
    if (list->n_cursors != 1 || list->next < list->n || !cursor->there) {
        return RACI_OK;
    }
    status = ri_cursor_seek_ref(cursor, ref, &found, err);
    while (status == RACI_OK && found && cursor->pair.of_words != 0 &&
           cursor->pair.of_words != of_words) {
        status = ri_cursor_next_ref(cursor, &found, err);
    }
    cursor->there = found;
    if (status == RACI_OK && found) {
        memcpy(ref, cursor->pair.ref, (size_t)cursor->pair.ref_length + 1);
    }
    return status;
}
