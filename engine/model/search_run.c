#include "model/search_run.h"

#include <string.h>

void ri_search_after(char ref[RI_SEARCH_REF_MAX + 2])
{
    size_t length = strlen(ref);
    ref[length] = '\x01'; /* no key has such a character */
    ref[length + 1] = '\0';
}

int ri_pair_compare(const ri_pair *a, const char *word, const char *ref)
{
    int order = strcmp(a->word, word);
    return order != 0 ? order : strcmp(a->ref, ref);
}

/* Reads one string: as many bytes of the one before, and the rest. */
static bool read_string(char *string, uint8_t *length, size_t most, const uint8_t *bytes,
                        size_t size, size_t *at)
{
    if (size - *at < 2) {
        return false;
    }
    size_t shared = bytes[*at];
    size_t rest = bytes[*at + 1];
    *at += 2;
    if (shared > *length || shared + rest > most || rest > size - *at) {
        return false;
    }
    memcpy(string + shared, bytes + *at, rest);
    string[shared + rest] = '\0';
    *length = (uint8_t)(shared + rest);
    *at += rest;
    return true;
}

bool ri_run_next(ri_pair *pair, const uint8_t *bytes, size_t length, size_t *at, bool *damaged)
{
    if (*at >= length) {
        return false;
    }
    size_t begin = *at;
    uint8_t before = pair->word_length;
    if (!read_string(pair->word, &pair->word_length, RI_WORD_MAX, bytes, length, at) ||
        !read_string(pair->ref, &pair->ref_length, RI_SEARCH_REF_MAX, bytes, length, at) ||
        *at >= length) {
        *damaged = true;
        return false;
    }
    pair->of_words = bytes[(*at)++];
    pair->again = before > 0 && bytes[begin] == before && bytes[begin + 1] == 0;
    return true;
}

static void add_string(ri_text *run, const char *before, const char *string, size_t length)
{
    size_t shared = 0;
    while (shared < length && before[shared] == string[shared]) {
        shared++;
    }
    ri_text_char(run, (char)shared);
    ri_text_char(run, (char)(length - shared));
    ri_text_bytes(run, string + shared, length - shared);
}

void ri_run_add(ri_text *run, const ri_pair *before, const ri_pair *pair)
{
    add_string(run, before->word, pair->word, pair->word_length);
    add_string(run, before->ref, pair->ref, pair->ref_length);
    ri_text_char(run, (char)pair->of_words);
}
