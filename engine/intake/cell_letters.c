#include <string.h>

#include "base/utf8.h"
#include "intake/cell_reader.h"
#include "intake/letter_words.h"

#define BRACKETS_DEEP 3 /* brackets within brackets that are looked into */

/* What stood between two things. */
typedef enum gap { GAP_NONE, GAP_BLANK, GAP_PLAIN, GAP_ODD, GAP_EITHER } gap;

static bool parse(ri_cell_reader *r);

bool ri_cell_blank(uint32_t c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == 0xa0 || (c >= 0x2000 && c <= 0x200d) ||
           c == 0x202f || c == 0x3000 || c == 0xfeff;
}

static size_t peek(const ri_cell_reader *r, uint32_t *c)
{
    *c = 0;
    return ri_utf8_next(r->bytes + r->at, r->length - r->at, c);
}

/* Length of a line's end at this place, which markdown writes as <br>; 0: there is none. */
static size_t line_end(const ri_cell_reader *r)
{
    static const char *const breaks[] = {"\n", "<br>", "<br/>", "<br />"};
    for (size_t i = 0; i < sizeof breaks / sizeof breaks[0]; i++) {
        size_t n = strlen(breaks[i]);
        if (n <= r->length - r->at && memcmp(r->bytes + r->at, breaks[i], n) == 0) {
            return n;
        }
    }
    return 0;
}

/* Takes blanks and line ends from both sides. */
void ri_cell_trim(const char **bytes, size_t *length)
{
    uint32_t c = 0;
    size_t step = 0;
    while ((step = ri_utf8_next(*bytes, *length, &c)) > 0 && (ri_cell_blank(c) || c == '\n')) {
        *bytes += step;
        *length -= step;
    }
    for (bool more = true; more && *length > 0;) {
        size_t back = 1;
        while (back < *length && back < 4 &&
               ((unsigned char)(*bytes)[*length - back] & 0xc0) == 0x80) {
            back++;
        }
        (void)ri_utf8_next(*bytes + *length - back, back, &c);
        more = ri_cell_blank(c) || c == '\n';
        *length -= more ? back : 0;
    }
}

/* Takes what markdown makes bold or slanted out of its signs: "**A**". */
void ri_cell_plain(const char **bytes, size_t *length)
{
    ri_cell_trim(bytes, length);
    while (*length > 2 && (*bytes)[0] == (*bytes)[*length - 1] &&
           strchr("*_`", (*bytes)[0]) != NULL && (*bytes)[0] != '\0') {
        *bytes += 1;
        *length -= 2;
        ri_cell_trim(bytes, length);
    }
}

void ri_cell_note(ri_cell_reader *r, const char *bytes, size_t length)
{
    ri_cell_trim(&bytes, &length);
    if (length == 0) {
        return;
    }
    r->out->condition = r->out->condition || ri_says_when(bytes, length);
    ri_text_add(&r->out->note, r->out->note.length > 0 ? "; " : "");
    ri_text_bytes(&r->out->note, bytes, length);
    r->failed = r->failed || r->out->note.failed;
}

/* The rest of the line is a note. Where nothing but a blank parts it from the letters they may
   be no letters: "A Smith". */
static void take_text(ri_cell_reader *r, gap before)
{
    size_t start = r->at;
    while (r->at < r->length && line_end(r) == 0) {
        r->at++;
    }
    const char *bytes = r->bytes + start;
    size_t length = r->at - start;
    ri_cell_trim(&bytes, &length);
    bool sure = before == GAP_ODD || ri_says_when(bytes, length);
    for (size_t i = 0; sure && i < length; i++) {
        bool alone = (i == 0 || bytes[i - 1] == ' ') && (i + 1 == length || bytes[i + 1] == ' ');
        bool pronoun = bytes[i] == 'I' || (bytes[i] >= 'a' && bytes[i] <= 'z');
        sure = !alone || pronoun || ri_letters_known(r->letters, bytes + i, 1) == NULL;
    }
    if (!sure) {
        ri_cell_doubt(r->out, RI_DOUBT_TEXT, "'%.*s' behind the letters is kept as a note",
                      ri_cell_fit(bytes, length, 80), bytes);
    }
    ri_cell_note(r, bytes, length);
}

/* What stands in brackets: letters, or a note. */
static void take_brackets(ri_cell_reader *r, char open)
{
    char close = open == '(' ? ')' : open == '[' ? ']' : '}';
    size_t start = ++r->at;
    int depth = 1;
    for (; r->at < r->length && depth > 0; r->at++) {
        depth += r->bytes[r->at] == open ? 1 : r->bytes[r->at] == close ? -1 : 0;
    }
    const char *bytes = r->bytes + start;
    size_t length = r->at - start - (depth == 0 ? 1 : 0);
    ri_cell_plain(&bytes, &length);
    ri_cell_reading within = {.n = 0};
    ri_cell_reader inner = {.out = &within,
                            .letters = r->letters,
                            .bytes = bytes,
                            .length = length,
                            .depth = r->depth + 1,
                            .small = true};
    bool letters = r->depth < BRACKETS_DEEP && length <= 64 && parse(&inner) &&
                   within.note.length == 0 && within.n > 0;
    for (size_t i = 0; i < within.n; i++) {
        letters = letters && within.letters[i].known;
    }
    r->failed = r->failed || inner.failed;
    if (letters) {
        for (size_t i = 0; i < within.n; i++) {
            ri_cell_add(r, within.letters[i].name, true, true);
        }
        for (size_t i = 0; i < within.n_doubts; i++) {
            ri_cell_doubt(r->out, within.doubts[i].kind, "%s", within.doubts[i].message);
        }
        ri_cell_doubt(r->out, RI_DOUBT_BRACKETS, "'%.*s' in brackets is taken as if it had none",
                      (int)length, bytes);
        r->small = false;
    } else {
        ri_cell_note(r, bytes, length);
    }
    ri_text_free(&within.note);
}

static bool is_mark(uint32_t c)
{
    return (c < 0x80 && c != 0 && strchr("*#!^~?'\"<>$%", (int)c) != NULL) || c == 0xb0 ||
           c == 0xb2 || c == 0xb3 || c == 0xb9 || c == 0xb7 || (c >= 0x2070 && c <= 0x2079) ||
           c == 0x2020 || c == 0x2021 || c == 0xa7 || ri_is_tick(c);
}

/* A raised digit is a digit to Unicode, but a footnote to people. */
static bool is_mark_digit(uint32_t c)
{
    return c >= 0x80 && is_mark(c);
}

/* "R·A": a dot in the middle parts letters where one follows, and is a mark elsewhere. */
static bool is_middle_dot(const ri_cell_reader *r, uint32_t c, size_t step)
{
    uint32_t after = 0;
    return (c == 0xb7 || c == 0x2022 || c == 0x2219 || c == 0x22c5) && r->out->n > 0 &&
           ri_utf8_next(r->bytes + r->at + step, r->length - r->at - step, &after) > 0 &&
           (after == ' ' || ri_utf8_class_of(after) != RI_UTF8_OTHER);
}

/* Goes past what parts letters. */
static gap skip_gap(ri_cell_reader *r)
{
    gap found = GAP_NONE;
    for (;;) {
        uint32_t c = 0;
        size_t step = line_end(r);
        gap next = GAP_PLAIN;
        if (step == 0) {
            step = peek(r, &c);
            if (step == 0) {
                return found;
            }
            if (ri_cell_blank(c)) {
                next = GAP_BLANK;
            } else if (c == '.' || c == ':' || c == '=' || ri_is_dash(c)) {
                next = GAP_ODD;
            } else if (!is_middle_dot(r, c, step) &&
                       (c >= 0x80 || c == 0 || strchr("/,;&|\\+", (int)c) == NULL)) {
                return found;
            }
        }
        if (c == '+') { /* "R+A", but not "R+" */
            size_t place = r->at;
            r->at += step;
            bool between = peek(r, &c) > 0 && (c == ' ' || ri_utf8_class_of(c) != RI_UTF8_OTHER);
            r->at = place;
            if (!between) {
                return found;
            }
        }
        r->at += step;
        found = next > found ? next : found;
    }
}

/* "and" and "or", which part letters, too. */
static gap joining(const char *bytes, size_t length)
{
    static const struct {
        const char *word;
        gap gap;
    } words[] = {{"and", GAP_PLAIN}, {"und", GAP_PLAIN},   {"et", GAP_PLAIN},
                 {"or", GAP_EITHER}, {"oder", GAP_EITHER}, {"ou", GAP_EITHER}};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strlen(words[i].word) == length && memcmp(words[i].word, bytes, length) == 0) {
            return words[i].gap;
        }
    }
    return GAP_NONE;
}

static size_t word_length(const ri_cell_reader *r)
{
    size_t n = 0;
    for (;;) {
        uint32_t c = 0;
        size_t step = ri_utf8_next(r->bytes + r->at + n, r->length - r->at - n, &c);
        bool within = c == '\'' || c == 0x2019;
        if (step == 0 || is_mark_digit(c) ||
            (ri_utf8_class_of(c) == RI_UTF8_OTHER && !(within && n > 0))) {
            break;
        }
        n += step;
    }
    while (n > 0 && r->bytes[r->at + n - 1] == '\'') {
        n--; /* a mark behind the word */
    }
    return n;
}

/* A word, or what is neither that nor a sign of the grammar. */
static void take_rest(ri_cell_reader *r, gap *before)
{
    size_t n = word_length(r);
    const char *word = r->bytes + r->at;
    gap joined = r->out->n > 0 && n > 0 ? joining(word, n) : GAP_NONE;
    if (joined != GAP_NONE) {
        r->at += n;
        *before = joined;
        return;
    }
    size_t had = r->out->n;
    size_t had_doubts = r->out->n_doubts;
    if (n > 0 && ri_cell_take_word(r, word, n)) {
        r->at += n;
        if (had > 0 && (*before == GAP_ODD || *before == GAP_EITHER)) {
            ri_cell_doubt(r->out, RI_DOUBT_SEPARATOR, "'%.*s' is taken as several letters",
                          ri_cell_fit(r->bytes, r->length, 60), r->bytes);
        }
    } else if (had > 0) {
        bool bare = *before == GAP_BLANK || *before == GAP_NONE;
        take_text(r, *before);
        /* "a team", "B Smith", "Co": such words are no letters with a note. */
        bool any = false;
        for (size_t i = 0; i < r->out->n; i++) {
            any = any || r->out->letters[i].known;
        }
        r->words = r->words || (bare && r->out->n_doubts > had_doubts && (!any || r->small));
    } else {
        r->words = true;
    }
    *before = GAP_NONE;
}

/* Reads all of it. false: it is no cell of letters, or memory is exhausted. */
static bool parse(ri_cell_reader *r)
{
    gap before = GAP_NONE;
    bool meant = false; /* something was said, if only that nobody has a letter */
    while (!r->failed && !r->words) {
        uint32_t c = 0;
        gap met = skip_gap(r);
        before = met > before ? met : before;
        size_t step = peek(r, &c);
        if (step == 0) {
            break;
        }
        if (c == '(' || c == '[' || c == '{') {
            take_brackets(r, (char)c);
            before = GAP_NONE;
        } else if (is_mark(c) && ri_is_tick(c) && r->out->n == 0 && r->at + step == r->length) {
            ri_cell_take_unknown(r, r->bytes + r->at, step);
            r->small = false;
            r->at += step;
        } else if (is_mark(c)) {
            if (r->out->n > 0) {
                ri_cell_doubt(r->out, RI_DOUBT_MARK, "the mark %.*s is kept as a note", (int)step,
                              r->bytes + r->at);
            }
            ri_cell_note(r, r->bytes + r->at, step);
            r->at += step;
        } else {
            take_rest(r, &before);
            meant = true;
        }
    }
    return !r->failed && !r->words && (r->out->n > 0 || meant);
}

static void begin(ri_cell_reading *out)
{
    ri_text_clear(&out->note);
    out->kind = RI_READS_EMPTY;
    out->n = 0;
    out->condition = false;
    out->meaning = NULL;
    out->n_doubts = 0;
}

/* What the dictionary says of the whole cell. */
static void apply_whole(ri_cell_reader *r, const ri_meaning *meaning)
{
    static const ri_cell_reads kinds[] = {RI_READS_LETTERS, RI_READS_NONE, RI_READS_UNDECIDED,
                                          RI_READS_PARTIES};
    r->out->kind = kinds[meaning->kind];
    r->out->meaning = meaning->kind == RI_MEANS_PARTIES ? meaning : NULL;
    (void)ri_cell_apply(r, meaning);
}

/* Where a letter stands in the scheme; those that it lacks are behind. */
static size_t place(const ri_letters *letters, const ri_cell_letter *letter)
{
    size_t i = 0;
    const char *name = NULL;
    while ((name = ri_letters_at(letters, i)) != NULL && strcmp(name, letter->name) != 0) {
        i++;
    }
    return i;
}

/* Puts letters in the scheme's order: "A/R" and "R/A" are the same. */
static void sort(ri_cell_reading *out, const ri_letters *letters)
{
    for (size_t i = 1; i < out->n; i++) {
        ri_cell_letter moved = out->letters[i];
        size_t to = i;
        while (to > 0 && place(letters, &out->letters[to - 1]) > place(letters, &moved)) {
            out->letters[to] = out->letters[to - 1];
            to--;
        }
        out->letters[to] = moved;
    }
}

bool ri_cell_read(ri_cell_reading *out, const ri_letters *letters, const char *bytes, size_t length)
{
    begin(out);
    ri_cell_plain(&bytes, &length);
    ri_cell_reader r = {
        .out = out, .letters = letters, .bytes = bytes, .length = length, .small = true};
    const ri_meaning *meaning = ri_letters_find(letters, bytes, length, &r.failed);
    if (length == 0) {
        return true;
    }
    if (meaning != NULL) {
        apply_whole(&r, meaning);
    } else if (ri_says_none(bytes, length)) {
        out->kind = RI_READS_NONE;
    } else if (ri_says_undecided(bytes, length)) {
        out->kind = RI_READS_UNDECIDED;
        ri_cell_doubt(out, RI_DOUBT_UNDECIDED,
                      ri_is_sheet_error(bytes, length)
                          ? "'%.*s' is an error of the spreadsheet: what stood there is lost"
                          : "'%.*s' says that it is still to be decided",
                      (int)length, bytes);
    } else if (length <= RI_CELL_READ_MAX && parse(&r)) {
        out->kind = out->n > 0 ? RI_READS_LETTERS : RI_READS_NONE;
    } else if (!r.failed) {
        begin(out);
        out->kind = RI_READS_WORDS;
    }
    sort(out, letters);
    return !r.failed;
}

void ri_cell_reading_free(ri_cell_reading *reading)
{
    ri_text_free(&reading->note);
}
