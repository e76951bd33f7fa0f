#include "cli/places.h"

#include <string.h>

static const struct {
    const char *word;
    place place;
} words[] = {
    {"CODE", PLACE_CODE},     {"COMMAND", PLACE_COMMAND}, {"DATE", PLACE_OPEN},
    {"DIR", PLACE_FOLDER},    {"F", PLACE_FORMAT},        {"FILE", PLACE_FILE},
    {"HOLDER", PLACE_HOLDER}, {"JOURNEY", PLACE_JOURNEY}, {"LETTER", PLACE_LETTER},
    {"NAME", PLACE_SAMPLE},   {"PATH", PLACE_FILE},       {"POLICY", PLACE_FILE},
    {"RUN", PLACE_RUN},       {"SUBJECT", PLACE_SUBJECT}, {"TIME", PLACE_OPEN},
    {"WORD", PLACE_OPEN},     {"STEP", PLACE_OPEN},       {"TEXT", PLACE_OPEN},
    {"NUMBER", PLACE_OPEN},   {"ENTRY", PLACE_OPEN},      {"SCENARIO", PLACE_FILE},
    {"MODEL", PLACE_MODEL},   {"KEY", PLACE_SUBJECT}, /* what it is about */
    {"HEX", PLACE_OPEN},      {"PERSON", PLACE_PERSON},   {"CHECK", PLACE_CHECK},
};

static void copy(char out[PLACE_SIZE], const char *from, size_t length)
{
    length = length < PLACE_SIZE ? length : PLACE_SIZE - 1;
    memcpy(out, from, length);
    out[length] = '\0';
}

bool place_operand(char out[PLACE_SIZE], const char *operands, size_t i)
{
    for (const char *at = operands + strspn(operands, " "); *at != '\0';) {
        size_t length = strcspn(at, " ");
        size_t skip = strspn(at, "[");
        size_t bare = strcspn(at + skip, " ].");
        const char *next = at + length + strspn(at + length, " ");
        bool goes_on = length > 3 && strncmp(at + length - 3, "...", 3) == 0;
        if (i == 0 || (goes_on && *next == '\0')) {
            copy(out, at + skip, bare);
            return true;
        }
        i--;
        at = next;
    }
    return false;
}

static place place_of(const char *word)
{
    if (strpbrk(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == NULL) {
        return PLACE_WORD;
    }
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strcmp(words[i].word, word) == 0) {
            return words[i].place;
        }
    }
    return PLACE_UNKNOWN;
}

bool place_next(place *out, char word[PLACE_SIZE], const char **alternatives)
{
    const char *at = *alternatives;
    if (*at == '\0') {
        return false;
    }
    size_t length = strcspn(at, "|");
    copy(word, at, length);
    *out = place_of(word);
    *alternatives = at + length + (at[length] == '|');
    return true;
}
