#include "intake/letter_words.h"

#include <string.h>

#include "base/utf8.h"

typedef struct meant {
    const char *word; /* in small letters */
    const char *letter;
    bool sure;
} meant;

/* In byte order of the words. */
static const meant words[] = {
    {"acc", "A", false},           {"accountability", "A", true}, {"accountable", "A", true},
    {"agree", "A", false},         {"agrees", "A", false},        {"approval", "A", false},
    {"approve", "A", false},       {"approver", "A", false},      {"approves", "A", false},
    {"assist", "S", false},        {"assists", "S", false},       {"cons", "C", false},
    {"consult", "C", true},        {"consultation", "C", true},   {"consulted", "C", true},
    {"consults", "C", true},       {"contributes", "C", false},   {"contributor", "C", false},
    {"decide", "D", false},        {"decider", "D", false},       {"decides", "D", false},
    {"doer", "R", false},          {"does", "R", false},          {"driver", "D", false},
    {"executes", "R", false},      {"executor", "R", false},      {"inf", "I", false},
    {"inform", "I", true},         {"informed", "I", true},       {"informs", "I", true},
    {"notified", "I", false},      {"notify", "I", false},        {"omitted", "O", false},
    {"owner", "A", false},         {"owns", "A", false},          {"perform", "P", false},
    {"performer", "P", false},     {"performs", "P", false},      {"recommend", "R", false},
    {"recommender", "R", false},   {"recommends", "R", false},    {"resp", "R", false},
    {"responsibility", "R", true}, {"responsible", "R", true},    {"signatory", "S", false},
    {"support", "S", false},       {"supporting", "S", false},    {"supportive", "S", false},
    {"supports", "S", false},      {"verifier", "V", false},      {"verifies", "V", false},
    {"verify", "V", false},
};

static const char *const none[] = {
    ".",       "/",      "./.",  "n.a.",           "n/a",          "na",   "nil",
    "no role", "nobody", "none", "not applicable", "not involved", "null", "unassigned",
    NULL};
static const char *const undecided[] = {"?",
                                        "??",
                                        "???",
                                        "open",
                                        "pending",
                                        "t.b.c.",
                                        "t.b.d.",
                                        "tba",
                                        "tbc",
                                        "tbd",
                                        "to be agreed",
                                        "to be assigned",
                                        "to be confirmed",
                                        "to be decided",
                                        "to be defined",
                                        "to be determined",
                                        "unclear",
                                        "unknown",
                                        NULL};
static const char *const sheet_errors[] = {"#calc!",  "#div/0!", "#field!",   "#n/a",
                                           "#name?",  "#null!",  "#num!",     "#ref!",
                                           "#spill!", "#value!", "#blocked!", NULL};
static const char *const when[] = {"after", "as needed", "before", "during", "except",
                                   "if",    "in case",   "once",   "only",   "unless",
                                   "until", "when",      "where",  "while",  NULL};

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* As strcmp does, of the first `length` bytes in small letters and a string. */
static int against(const char *bytes, size_t length, const char *string)
{
    for (size_t i = 0; i < length; i++) {
        unsigned char a = (unsigned char)lower(bytes[i]);
        unsigned char b = (unsigned char)string[i];
        if (a != b || b == '\0') {
            return a < b ? -1 : 1;
        }
    }
    return string[length] == '\0' ? 0 : -1;
}

bool ri_is_word_of(const char *bytes, size_t length, const char *const *list)
{
    for (; *list != NULL; list++) {
        if (against(bytes, length, *list) == 0) {
            return true;
        }
    }
    return false;
}

size_t ri_begins_with_word(const char *bytes, size_t length, const char *const *list)
{
    size_t longest = 0;
    for (; *list != NULL; list++) {
        size_t n = strlen(*list);
        if (n > longest && n <= length && against(bytes, n, *list) == 0) {
            longest = n;
        }
    }
    return longest;
}

const char *ri_letter_of_word(const char *word, size_t length, bool *sure)
{
    size_t from = 0;
    size_t to = sizeof words / sizeof words[0];
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        int order = against(word, length, words[middle].word);
        if (order == 0) {
            *sure = words[middle].sure;
            return words[middle].letter;
        }
        if (order < 0) {
            to = middle;
        } else {
            from = middle + 1;
        }
    }
    return NULL;
}

bool ri_is_dash(uint32_t c)
{
    return c == '-' || c == '_' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0x00ad ||
           c == 0xfe58 || c == 0xfe63 || c == 0xff0d;
}

static bool only_dashes(const char *bytes, size_t length)
{
    bool any = false;
    while (length > 0) {
        uint32_t c = 0;
        size_t step = ri_utf8_next(bytes, length, &c);
        if (c != ' ' && !ri_is_dash(c)) {
            return false;
        }
        any = any || c != ' ';
        bytes += step;
        length -= step;
    }
    return any;
}

bool ri_says_none(const char *bytes, size_t length)
{
    return only_dashes(bytes, length) || ri_is_no_value(bytes, length) ||
           ri_is_word_of(bytes, length, none);
}

bool ri_is_no_value(const char *bytes, size_t length)
{
    return length == 3 && (memcmp(bytes, "NaN", 3) == 0 || memcmp(bytes, "nan", 3) == 0);
}

bool ri_says_undecided(const char *bytes, size_t length)
{
    return ri_is_word_of(bytes, length, undecided) || ri_is_sheet_error(bytes, length);
}

bool ri_is_sheet_error(const char *bytes, size_t length)
{
    return ri_is_word_of(bytes, length, sheet_errors);
}

bool ri_says_when(const char *bytes, size_t length)
{
    size_t n = ri_begins_with_word(bytes, length, when);
    return n > 0 && (n == length || bytes[n] == ' ');
}

/* Characters that are drawn like a letter, in order. */
static const struct lookalike {
    uint32_t code_point;
    char letter;
} lookalikes[] = {
    {0x0391, 'A'}, {0x0392, 'B'}, {0x0395, 'E'}, {0x0396, 'Z'}, {0x0397, 'H'}, {0x0399, 'I'},
    {0x039a, 'K'}, {0x039c, 'M'}, {0x039d, 'N'}, {0x039f, 'O'}, {0x03a1, 'P'}, {0x03a4, 'T'},
    {0x03a5, 'Y'}, {0x03a7, 'X'}, {0x03bf, 'o'}, {0x03f2, 'c'}, {0x03f9, 'C'}, {0x0405, 'S'},
    {0x0406, 'I'}, {0x0408, 'J'}, {0x0410, 'A'}, {0x0412, 'B'}, {0x0415, 'E'}, {0x041a, 'K'},
    {0x041c, 'M'}, {0x041d, 'H'}, {0x041e, 'O'}, {0x0420, 'P'}, {0x0421, 'C'}, {0x0422, 'T'},
    {0x0425, 'X'}, {0x0430, 'a'}, {0x0435, 'e'}, {0x043e, 'o'}, {0x0440, 'p'}, {0x0441, 'c'},
    {0x0445, 'x'}, {0x0455, 's'}, {0x0456, 'i'}, {0x04c0, 'I'}, {0x04cf, 'I'}, {0x0501, 'd'},
    {0x051a, 'Q'}, {0x051c, 'W'}, {0x216d, 'C'}, {0x2160, 'I'}, {0x216e, 'D'}, {0x2164, 'V'},
};

char ri_looks_like(uint32_t c)
{
    if (c >= 0xff21 && c <= 0xff3a) {
        return (char)('A' + (char)(c - 0xff21));
    }
    if (c >= 0xff41 && c <= 0xff5a) {
        return (char)('a' + (char)(c - 0xff41));
    }
    for (size_t i = 0; i < sizeof lookalikes / sizeof lookalikes[0]; i++) {
        if (lookalikes[i].code_point == c) {
            return lookalikes[i].letter;
        }
    }
    return 0;
}

bool ri_is_tick(uint32_t c)
{
    return c == 0x00b1 || c == 0x2022 || c == 0x25cf || c == 0x25cb || c == 0x25a0 || c == 0x25a1 ||
           c == 0x2610 || c == 0x2611 || c == 0x2612 || c == 0x221a ||
           (c >= 0x2713 && c <= 0x2718) || c == 0x2705 || c == 0x274c || c == 0x2b24 || c == '+';
}
