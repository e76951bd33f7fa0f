#include "intake/cell_reader.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "intake/letter_words.h"

const char *ri_doubt_name(ri_doubt_kind kind)
{
    static const char *const names[] = {
        "unknown letter", "look-alike", "odd separator", "small letter", "mark",     "brackets",
        "repeated",       "word",       "text",          "undecided",    "too many", "names",
    };
    return names[kind];
}

void ri_cell_doubt(ri_cell_reading *out, ri_doubt_kind kind, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    if (out->n_doubts < RI_CELL_DOUBTS_MAX) {
        ri_doubt *made = &out->doubts[out->n_doubts++];
        made->kind = kind;
        if (vsnprintf(made->message, sizeof made->message, format, arguments) < 0) {
            made->message[0] = '\0';
        }
    }
    va_end(arguments);
}

int ri_cell_fit(const char *bytes, size_t length, int most)
{
    if (length <= (size_t)most) {
        return (int)length;
    }
    while (most > 0 && ((unsigned char)bytes[most] & 0xc0) == 0x80) {
        most--;
    }
    return most;
}

void ri_cell_add(ri_cell_reader *r, const char *name, bool known, bool bracketed)
{
    ri_cell_reading *out = r->out;
    for (size_t i = 0; i < out->n; i++) {
        if (strcmp(out->letters[i].name, name) == 0) {
            ri_cell_doubt(out, RI_DOUBT_REPEATED, "%s is there twice", name);
            return;
        }
    }
    if (out->n == RI_CELL_LETTERS_MAX) {
        ri_cell_doubt(out, RI_DOUBT_MANY, "more than %d letters: '%s' is left out",
                      RI_CELL_LETTERS_MAX, name);
        return;
    }
    ri_cell_letter *made = &out->letters[out->n++];
    memset(made, 0, sizeof *made);
    memcpy(made->name, name, strlen(name));
    made->known = known;
    made->bracketed = bracketed;
    if (!known) {
        ri_text list = RI_TEXT_INIT;
        ri_letters_list(r->letters, &list);
        r->failed = r->failed || list.failed;
        ri_cell_doubt(out, RI_DOUBT_UNKNOWN, "'%s' is none of the letters %.60s: say what it means",
                      name, ri_text_string(&list));
        ri_text_free(&list);
    }
}

/* Does what the dictionary says of a word. false: that is nothing for a list of letters. */
bool ri_cell_apply(ri_cell_reader *r, const ri_meaning *meaning)
{
    if (meaning->kind == RI_MEANS_PARTIES) {
        return false;
    }
    if (meaning->kind == RI_MEANS_UNDECIDED) {
        ri_cell_doubt(r->out, RI_DOUBT_UNDECIDED, "'%.*s' is still to be decided",
                      ri_cell_fit(meaning->word, strlen(meaning->word), 40), meaning->word);
    }
    for (size_t i = 0; meaning->kind == RI_MEANS_LETTERS && i < meaning->n; i++) {
        ri_cell_add(r, meaning->parts[i], true, false);
    }
    return true;
}

/* A word in plain ASCII, as far as it looks like that. */
typedef struct plain_word {
    char bytes[RI_LETTER_BYTES + 16];
    size_t length;
    bool alike;  /* something only looked like that */
    size_t mark; /* where digits begin that stand behind letters */
} plain_word;

static bool make_plain(const char *bytes, size_t length, plain_word *out)
{
    *out = (plain_word){.length = 0};
    while (length > 0) {
        uint32_t c = 0;
        size_t step = ri_utf8_next(bytes, length, &c);
        char like = c < 0x80 ? (char)c : ri_looks_like(c);
        if (like == 0 || out->length + 1 == sizeof out->bytes) {
            return false;
        }
        out->alike = out->alike || c >= 0x80;
        out->bytes[out->length++] = like;
        bytes += step;
        length -= step;
    }
    out->mark = out->length;
    while (out->mark > 1 && out->bytes[out->mark - 1] >= '0' && out->bytes[out->mark - 1] <= '9') {
        out->mark--;
    }
    return out->length > 0;
}

static bool is_small(char c)
{
    return c >= 'a' && c <= 'z';
}

/* Whether each of a run is a letter by itself, so that "RA" means R and A. Words such as "air"
   and "Car" are none. */
static bool is_run(ri_cell_reader *r, const char *bytes, size_t length, size_t *small)
{
    *small = 0;
    for (size_t i = 0; i < length; i++) {
        *small += is_small(bytes[i]) ? 1 : 0;
        const ri_meaning *meaning = ri_letters_find(r->letters, bytes + i, 1, &r->failed);
        if (meaning != NULL ? meaning->kind == RI_MEANS_PARTIES
                            : ri_letters_known(r->letters, bytes + i, 1) == NULL) {
            return false;
        }
    }
    return length <= 6 && (length <= 2 || *small == 0);
}

static void take_run(ri_cell_reader *r, const plain_word *word, size_t length, size_t small)
{
    for (size_t i = 0; i < length; i++) {
        const ri_meaning *meaning = ri_letters_find(r->letters, word->bytes + i, 1, &r->failed);
        if (meaning != NULL) {
            (void)ri_cell_apply(r, meaning);
        } else {
            const char *own = ri_letters_known(r->letters, word->bytes + i, 1);
            ri_cell_add(r, own, true, false);
        }
    }
    if (small > 0) {
        ri_cell_doubt(r->out, RI_DOUBT_CASE, "'%.*s' is taken as capital", (int)length,
                      word->bytes);
    }
    r->small = r->small && small == length;
}

/* One letter or sign that nobody explained. */
void ri_cell_take_unknown(ri_cell_reader *r, const char *bytes, size_t length)
{
    char name[RI_LETTER_BYTES + 1] = {0};
    memcpy(name, bytes, length);
    name[0] = length == 1 && is_small(name[0]) ? (char)(name[0] - 'a' + 'A') : name[0];
    r->small = r->small && length == 1 && is_small(bytes[0]);
    ri_cell_add(r, name, false, false);
}

/* A whole word for a letter, such as "Accountable". */
static bool take_named(ri_cell_reader *r, const plain_word *word)
{
    bool sure = false;
    const char *letter = ri_letter_of_word(word->bytes, word->length, &sure);
    if (letter == NULL || (r->depth > 0 && !sure)) {
        return false;
    }
    const char *own = ri_letters_known(r->letters, letter, 1);
    ri_cell_add(r, own != NULL ? own : letter, own != NULL, false);
    if (!sure) {
        ri_cell_doubt(r->out, RI_DOUBT_WORD, "'%s' is taken for %s", word->bytes, letter);
    }
    r->small = false;
    return true;
}

/* Reads a word as letters; false: it is none. */
bool ri_cell_take_word(ri_cell_reader *r, const char *bytes, size_t length)
{
    plain_word word;
    size_t small = 0;
    const ri_meaning *meaning = ri_letters_find(r->letters, bytes, length, &r->failed);
    if (meaning != NULL) { /* a party's name is none */
        r->small = false;
        return ri_cell_apply(r, meaning);
    }
    if (!make_plain(bytes, length, &word)) {
        return false;
    }
    const char *own = ri_letters_known(r->letters, word.bytes, word.length);
    bool unknown = word.mark == 1 && word.length == 1 &&
                   (is_small(word.bytes[0]) || (word.bytes[0] >= 'A' && word.bytes[0] <= 'Z'));
    if (own != NULL && word.length > 1) {
        ri_cell_add(r, own, true, false);
        r->small = false;
    } else if (is_run(r, word.bytes, word.mark, &small)) {
        take_run(r, &word, word.mark, small);
    } else if (unknown) {
        ri_cell_take_unknown(r, word.bytes, 1);
    } else if (!take_named(r, &word)) {
        return false;
    }
    if (word.mark < word.length && (own == NULL || word.length == 1)) {
        ri_cell_doubt(r->out, RI_DOUBT_MARK, "'%.*s': the mark %s is kept as a note",
                      (int)word.length, word.bytes, word.bytes + word.mark);
        ri_cell_note(r, word.bytes + word.mark, word.length - word.mark);
    }
    if (word.alike) {
        ri_cell_doubt(r->out, RI_DOUBT_LOOKALIKE,
                      "'%.*s' only looks like %s: it is of another script",
                      ri_cell_fit(bytes, length, 60), bytes, word.bytes);
    }
    return true;
}
