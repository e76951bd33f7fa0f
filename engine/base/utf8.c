#include "base/utf8.h"

#include <string.h>
#include <utf8proc.h>

#include "base/memory.h"

#define UNBROKEN 16 /* bytes: words so long are broken by no line */

/* Reads one character of a run of bytes that is not empty; gives how many
   bytes it has, or 0 when they are not valid UTF-8. A NUL is read as one. */
static size_t read_character(const char *bytes, size_t length, uint32_t *out)
{
    static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    unsigned char first = (unsigned char)bytes[0];
    if (first < 0x80) {
        *out = first;
        return 1;
    }
    size_t whole = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || whole > length) {
        return 0;
    }
    uint32_t code_point = first & (0xffU >> (whole + 1));
    for (size_t i = 1; i < whole; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        if ((byte & 0xc0) != 0x80) {
            return 0;
        }
        code_point = code_point << 6 | (byte & 0x3fU);
    }
    if (code_point < smallest[whole] || code_point > 0x10ffff ||
        (code_point >= 0xd800 && code_point <= 0xdfff)) {
        return 0;
    }
    *out = code_point;
    return whole;
}

/* How many bytes from here on are plain ASCII without NUL, eight at a time. */
static size_t plain_run(const char *bytes, size_t length)
{
    static const uint64_t ones = UINT64_C(0x0101010101010101);
    static const uint64_t highs = UINT64_C(0x8080808080808080);
    size_t run = 0;
    uint64_t eight;
    for (; run + sizeof eight <= length; run += sizeof eight) {
        memcpy(&eight, bytes + run, sizeof eight);
        /* A byte borrows in eight - ones when it is 0, and only then where none is high. */
        if (((eight | (eight - ones)) & highs) != 0) {
            break;
        }
    }
    return run;
}

bool ri_utf8_valid(const char *bytes, size_t length, size_t *at)
{
    uint32_t code_point = 0;
    for (size_t i = 0; i < length;) {
        i += plain_run(bytes + i, length - i);
        if (i == length) {
            break;
        }
        size_t step = read_character(bytes + i, length - i, &code_point);
        if (step == 0 || code_point == 0) {
            if (at != NULL) {
                *at = i;
            }
            return false;
        }
        i += step;
    }
    return true;
}

/* Columns of the character at `string`, and its bytes; a bad byte is one of each. */
static size_t columns_of(const char *string, size_t length, size_t *bytes)
{
    uint32_t code_point = 0;
    *bytes = read_character(string, length, &code_point);
    if (*bytes == 0) {
        *bytes = 1;
        return 1;
    }
    int columns = utf8proc_charwidth((utf8proc_int32_t)code_point);
    return columns > 0 ? (size_t)columns : 0;
}

size_t ri_utf8_width(const char *string)
{
    size_t columns = 0;
    size_t left = strlen(string);
    while (left > 0) {
        size_t bytes = 0;
        columns += columns_of(string, left, &bytes);
        string += bytes;
        left -= bytes;
    }
    return columns;
}

size_t ri_utf8_prefix(const char *string, size_t columns)
{
    size_t length = strlen(string);
    size_t at = 0;
    while (at < length) {
        size_t bytes = 0;
        size_t wide = columns_of(string + at, length - at, &bytes);
        if (wide > columns) {
            break;
        }
        columns -= wide;
        at += bytes;
    }
    return at;
}

/* Characters that show nothing and yet are no control or format characters:
   joiners, fillers, variation selectors. */
static bool is_blank_mark(uint32_t c)
{
    static const uint32_t ranges[][2] = {
        {0x034f, 0x034f}, {0x115f, 0x1160}, {0x17b4, 0x17b5}, {0x180b, 0x180f},   {0x2800, 0x2800},
        {0x3164, 0x3164}, {0xfe00, 0xfe0f}, {0xffa0, 0xffa0}, {0xe0000, 0xe0fff},
    };
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++) {
        if (c >= ranges[i][0] && c <= ranges[i][1]) {
            return true;
        }
    }
    return false;
}

static bool is_shown(uint32_t code_point)
{
    if (code_point < 0x7f) {
        return code_point >= 0x20;
    }
    switch (utf8proc_category((utf8proc_int32_t)code_point)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return false;
    default:
        return !is_blank_mark(code_point);
    }
}

static bool is_of_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c < 0;
}

bool ri_utf8_begins_command(const char *string)
{
    return strncmp(string, "##[", 3) == 0 || strncmp(string, "##vso[", 6) == 0;
}

/* Likewise on a line of its own: "::" where it begins one, as any text may that follows a blank
   or a sign, or so long a word that it is broken. */
static bool begins_line(const char *string, size_t word)
{
    return strncmp(string, "::", 2) == 0 && (word == 0 || word > UNBROKEN);
}

/* Whether the character at `string`, if it is one, is printed as it is. */
static bool is_printed(const char *string, uint32_t code_point, size_t word)
{
    return is_shown(code_point) && !begins_line(string, word) && !ri_utf8_begins_command(string);
}

static void show(ri_text *out, const char *string, bool printed)
{
    size_t left = strlen(string);
    size_t plain = 0; /* bytes before `string` that are still to be copied, */
    size_t word = 0;  /* and those that a word has so far */
    while (left > 0) {
        uint32_t code_point = 0;
        size_t bytes = read_character(string, left, &code_point);
        size_t step = bytes > 0 ? bytes : 1;
        if (bytes > 0 && (printed ? is_printed(string, code_point, word) : is_shown(code_point))) {
            plain += bytes;
        } else {
            ri_text_bytes(out, string - plain, plain);
            plain = 0;
            if (bytes > 0) {
                ri_text_format(out, "\\u{%04X}", (unsigned)code_point);
            } else {
                ri_text_format(out, "\\x{%02X}", (unsigned)(unsigned char)*string);
            }
        }
        word = is_of_word(*string) ? word + step : 0;
        string += step;
        left -= step;
    }
    ri_text_bytes(out, string - plain, plain);
}

bool ri_utf8_shown(uint32_t code_point)
{
    return is_shown(code_point);
}

void ri_utf8_show(ri_text *out, const char *string)
{
    show(out, string, false);
}

void ri_utf8_show_printed(ri_text *out, const char *string)
{
    show(out, string, true);
}

bool ri_utf8_all_printed(const char *string)
{
    size_t left = strlen(string);
    size_t word = 0;
    while (left > 0) {
        uint32_t code_point = 0;
        const size_t step = read_character(string, left, &code_point);
        if (step == 0 || !is_printed(string, code_point, word)) {
            return false;
        }
        word = is_of_word(*string) ? word + step : 0;
        string += step;
        left -= step;
    }
    return true;
}

/* The marks that writing systems share; those of one script, such as vowel
   signs, make other words and are kept. */
static bool is_accent(utf8proc_int32_t c)
{
    return (c >= 0x0300 && c <= 0x036f) || (c >= 0x1ab0 && c <= 0x1aff) ||
           (c >= 0x1dc0 && c <= 0x1dff) || (c >= 0x20d0 && c <= 0x20ff) ||
           (c >= 0xfe20 && c <= 0xfe2f);
}

/* Letters that are no letter and an accent to Unicode, and are written as these
   where a keyboard lacks them; as case folding leaves them. */
static const char *plain_form(utf8proc_int32_t c)
{
    switch (c) {
    case 0x00e6: /* ae as one letter */
        return "ae";
    case 0x00f0: /* eth */
    case 0x0111: /* d with stroke */
        return "d";
    case 0x00f8: /* o with stroke */
        return "o";
    case 0x00fe: /* thorn */
        return "th";
    case 0x0127: /* h with stroke */
        return "h";
    case 0x0131: /* i without its dot */
        return "i";
    case 0x0142: /* l with stroke */
        return "l";
    case 0x014b: /* eng */
        return "n";
    case 0x0153: /* oe as one letter */
        return "oe";
    case 0x0167: /* t with stroke */
        return "t";
    default:
        return NULL;
    }
}

static bool is_ascii(const char *string, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if ((unsigned char)string[i] >= 0x80) {
            return false;
        }
    }
    return true;
}

static const utf8proc_option_t folding =
    (utf8proc_option_t)(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);

static void fold_characters(ri_text *out, const char *string, size_t length)
{
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)string;
    utf8proc_ssize_t size = (utf8proc_ssize_t)length;
    utf8proc_ssize_t count = utf8proc_decompose(bytes, size, NULL, 0, folding);
    if (count < 0) { /* not valid UTF-8: compared as it stands */
        ri_text_bytes(out, string, length);
        return;
    }
    utf8proc_int32_t *folded = ri_alloc((size_t)count * sizeof *folded);
    if (folded == NULL) {
        out->failed = true;
        return;
    }
    (void)utf8proc_decompose(bytes, size, folded, count, folding);
    for (utf8proc_ssize_t i = 0; i < count; i++) {
        const char *plain = plain_form(folded[i]);
        if (plain != NULL) {
            ri_text_add(out, plain);
        } else if (!is_accent(folded[i])) {
            ri_utf8_add(out, (uint32_t)folded[i]);
        }
    }
    ri_free(folded);
}

void ri_utf8_fold(ri_text *out, const char *string)
{
    size_t length = strlen(string);
    if (!is_ascii(string, length)) {
        fold_characters(out, string, length);
        return;
    }
    for (size_t i = 0; i < length; i++) {
        char c = string[i];
        ri_text_char(out, c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c);
    }
}

void ri_utf8_fold_one(char out[RI_UTF8_FOLDED], uint32_t code_point)
{
    enum { MOST = 18 }; /* what the longest decomposition has */
    utf8proc_int32_t folded[MOST];
    utf8proc_uint8_t bytes[4];
    int class = 0;
    size_t length = 0;
    out[0] = '\0';
    if (code_point < 0x80) {
        out[0] = (char)(code_point >= 'A' && code_point <= 'Z' ? code_point + 0x20 : code_point);
        out[1] = '\0';
        return;
    }
    const utf8proc_ssize_t n =
        utf8proc_decompose_char((utf8proc_int32_t)code_point, folded, MOST, folding, &class);
    for (utf8proc_ssize_t i = 0; i < n && n <= MOST; i++) {
        const char *plain = plain_form(folded[i]);
        size_t step = plain != NULL ? strlen(plain) : 0;
        if (plain == NULL && !is_accent(folded[i])) {
            step = (size_t)utf8proc_encode_char(folded[i], bytes);
            plain = (const char *)bytes;
        }
        if (plain == NULL || length + step >= RI_UTF8_FOLDED) {
            continue;
        }
        memcpy(out + length, plain, step);
        length += step;
        out[length] = '\0';
    }
}

size_t ri_utf8_next(const char *bytes, size_t length, uint32_t *code_point)
{
    size_t step = length > 0 ? read_character(bytes, length, code_point) : 0;
    if (step == 0 && length > 0) {
        *code_point = 0xfffd;
        step = 1;
    }
    return step;
}

ri_utf8_class ri_utf8_class_of(uint32_t code_point)
{
    if (code_point < 0x80) {
        bool letter = (code_point | 0x20) >= 'a' && (code_point | 0x20) <= 'z';
        bool digit = code_point >= '0' && code_point <= '9';
        return letter ? RI_UTF8_LETTER : digit ? RI_UTF8_DIGIT : RI_UTF8_OTHER;
    }
    switch (utf8proc_category((utf8proc_int32_t)code_point)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
        return RI_UTF8_LETTER;
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
        return RI_UTF8_DIGIT;
    default:
        return RI_UTF8_OTHER;
    }
}

const char *ri_utf8_tables(void)
{
    return utf8proc_unicode_version();
}

void ri_utf8_add(ri_text *out, uint32_t code_point)
{
    utf8proc_uint8_t bytes[4];
    if (code_point > 0x10ffff || (code_point >= 0xd800 && code_point <= 0xdfff)) {
        code_point = 0xfffd;
    }
    utf8proc_ssize_t length = utf8proc_encode_char((utf8proc_int32_t)code_point, bytes);
    ri_text_bytes(out, (const char *)bytes, (size_t)length);
}
