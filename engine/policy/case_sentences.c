/*
 * The sentences of test files: what stands in front of the words that make one, and behind them.
 */
#include <string.h>

#include "base/nearest.h"
#include "policy/cases_read.h"

typedef struct words {
    ri_arena *arena;
    bool failed; /* memory is exhausted */
} words;

const char *ri_case_keep(ri_arena *arena, const char *bytes, size_t length, bool *failed)
{
    while (length > 0 && strchr(" \t\r", bytes[length - 1]) != NULL) {
        length--;
    }
    const char *copy = ri_arena_copy(arena, bytes, length);
    *failed = *failed || copy == NULL;
    return copy;
}

const char *ri_case_after(const char *line, const char *word)
{
    const size_t length = strlen(word);
    if (strncmp(line, word, length) != 0 || (line[length] != ' ' && line[length] != '\t')) {
        return NULL;
    }
    line += length;
    return line + strspn(line, " \t");
}

static const char *keep(words *r, const char *bytes, size_t length)
{
    return ri_case_keep(r->arena, bytes, length, &r->failed);
}

/* One name, without the quotes that it may stand in. */
static const char *keep_name(words *r, const char *text)
{
    text += strspn(text, " ");
    size_t length = strlen(text);
    const char *name = ri_case_unquoted(text, &length);
    return keep(r, name, length);
}

/* The first place of some words that do not stand in quotes, or NULL. A quote that nothing closes
   is none. */
static const char *find(const char *text, const char *sought)
{
    for (const char *at = text; *at != '\0'; at++) {
        const char *end = *at == '"' ? strchr(at + 1, '"') : NULL;
        if (end != NULL) {
            at = end;
        } else if (strncmp(at, sought, strlen(sought)) == 0) {
            return at;
        }
    }
    return NULL;
}

/* Where the words between both sides of a sentence stand, what it says, and of which letter. */
static const struct {
    const char *words;
    ri_expect_verb verb;
    const char *letter; /* NULL: it is the first word behind, or stands in front of " of " */
} sentences[] = {
    {" is accountable for ", RI_EXPECT_HOLDERS, "accountable"},
    {" are accountable for ", RI_EXPECT_HOLDERS, "accountable"},
    {" is responsible for ", RI_EXPECT_HOLDERS, "responsible"},
    {" are responsible for ", RI_EXPECT_HOLDERS, "responsible"},
    {" is consulted on ", RI_EXPECT_HOLDERS, "consulted"},
    {" are consulted on ", RI_EXPECT_HOLDERS, "consulted"},
    {" is informed about ", RI_EXPECT_HOLDERS, "informed"},
    {" are informed about ", RI_EXPECT_HOLDERS, "informed"},
    {" is not found on ", RI_EXPECT_NO_FINDING, NULL},
    {" is found on ", RI_EXPECT_FINDING, NULL},
    {" breaks on ", RI_EXPECT_BREAKS, NULL},
    {" heals on ", RI_EXPECT_HEALS, NULL},
    {" decides ", RI_EXPECT_DECIDED, NULL},
    {" moves from ", RI_EXPECT_MOVES, NULL},
    {" alone has ", RI_EXPECT_HOLDERS, NULL},
    {" alone have ", RI_EXPECT_HOLDERS, NULL},
    {" has not ", RI_EXPECT_HOLDS_NOT, NULL},
    {" have not ", RI_EXPECT_HOLDS_NOT, NULL},
    {" has ", RI_EXPECT_HOLDS, NULL},
    {" have ", RI_EXPECT_HOLDS, NULL},
};

#define SENTENCES (sizeof sentences / sizeof sentences[0])

/* "A of checkout", "C on checkout": gives the letter and what it is of. */
static bool split_letter(words *r, const char *text, const char *between, const char **letter,
                         const char **subject)
{
    const char *at = find(text, between);
    if (at == NULL || at == text) {
        return false;
    }
    *letter = keep(r, text, (size_t)(at - text));
    *subject = keep_name(r, at + strlen(between));
    return *subject != NULL && (*subject)[0] != '\0';
}

/* "FROM to TO" of what moves. */
static bool split_move(words *r, ri_expectation *out, const char *text)
{
    const char *to = find(text, " to ");
    if (to == NULL) {
        return false;
    }
    const char *from = keep(r, text, (size_t)(to - text));
    out->split = true;
    r->failed = r->failed || !ri_case_items(&out->from, &out->n_from, from, r->arena) ||
                !ri_case_items(&out->holders, &out->n_holders, to + strlen(" to "), r->arena);
    return true;
}

/* Fills in both sides; false when one of them makes no sense. */
static bool take_sides(words *r, ri_expectation *out, const char *front, const char *behind)
{
    switch (out->verb) {
    case RI_EXPECT_FINDING:
    case RI_EXPECT_NO_FINDING:
    case RI_EXPECT_BREAKS:
    case RI_EXPECT_HEALS:
        out->name = keep_name(r, front);
        out->subject = keep_name(r, behind);
        return true;
    case RI_EXPECT_DECIDED:
        front = ri_case_after(front, "the rule");
        out->name = front != NULL ? keep_name(r, front) : NULL;
        return out->name != NULL && split_letter(r, behind, " of ", &out->letter, &out->subject);
    case RI_EXPECT_MOVES:
        return split_letter(r, front, " of ", &out->letter, &out->subject) &&
               split_move(r, out, behind);
    default:
        break;
    }
    out->subject = keep_name(r, behind);
    if (out->letter == NULL && !split_letter(r, behind, " on ", &out->letter, &out->subject)) {
        return false;
    }
    out->split = true;
    if (!ri_case_items(&out->holders, &out->n_holders, front, r->arena)) {
        r->failed = true;
    }
    if (out->n_holders == 0 && out->verb == RI_EXPECT_HOLDS) {
        out->verb = RI_EXPECT_HOLDERS; /* nobody has it */
    }
    return out->n_holders > 0 || out->verb == RI_EXPECT_HOLDERS;
}

static bool ends_in(const char *line, const char *end, size_t *length)
{
    const size_t whole = strlen(line);
    const size_t tail = strlen(end);
    *length = whole > tail ? whole - tail : 0;
    return whole > tail && strcmp(line + *length, end) == 0;
}

/* "A of checkout stays", "no-ceo is not found". */
static bool take_short(words *r, ri_expectation *out, const char *line)
{
    size_t length = 0;
    if (ends_in(line, " stays", &length)) {
        const char *front = keep(r, line, length);
        out->verb = RI_EXPECT_STAYS;
        if (front != NULL && !split_letter(r, front, " of ", &out->letter, &out->subject)) {
            out->subject = keep_name(r, front);
        }
        return true;
    }
    out->verb = RI_EXPECT_NO_FINDING;
    if (!ends_in(line, " is not found", &length)) {
        out->verb = RI_EXPECT_FINDING;
        if (!ends_in(line, " is found", &length)) {
            return false;
        }
    }
    const char *name = keep(r, line, length);
    out->name = name != NULL ? keep_name(r, name) : NULL;
    return true;
}

static bool take_sentence(words *r, ri_expectation *out, const char *line)
{
    for (size_t i = 0; i < SENTENCES; i++) {
        const char *at = find(line, sentences[i].words);
        if (at == NULL || at == line) {
            continue;
        }
        out->verb = sentences[i].verb;
        out->letter = sentences[i].letter;
        const char *front = keep(r, line, (size_t)(at - line));
        return front != NULL && take_sides(r, out, front, at + strlen(sentences[i].words));
    }
    return take_short(r, out, line);
}

bool ri_case_sentence(ri_expectation *out, const char *line, ri_arena *arena, bool *failed)
{
    words r = {arena, false};
    const bool understood = take_sentence(&r, out, line);
    *failed = *failed || r.failed;
    return understood;
}

/* As many words as those, from `text` on; how many bytes. */
static size_t as_many_words(const char *text, const char *like)
{
    size_t length = strcspn(text, " ");
    for (const char *at = strchr(like, ' '); at != NULL; at = strchr(at + 1, ' ')) {
        if (text[length] == '\0') {
            return 0;
        }
        length += 1 + strcspn(text + length + 1, " ");
    }
    return length;
}

const char *ri_case_near_sentence(const char *line, ri_arena *arena)
{
    const char *best = NULL;
    size_t distance = SIZE_MAX;
    for (size_t i = 0; i < SENTENCES; i++) {
        const char *between =
            ri_arena_copy(arena, sentences[i].words + 1, strlen(sentences[i].words) - strlen("  "));
        for (const char *at = strchr(line, ' '); at != NULL && between != NULL;
             at = strchr(at + 1, ' ')) {
            const size_t length = as_many_words(at + 1, between);
            const char *mine = length > 0 && length < 2 * strlen(between)
                                   ? ri_arena_copy(arena, at + 1, length)
                                   : NULL;
            ri_nearest search;
            if (mine == NULL) {
                continue;
            }
            ri_nearest_begin(&search, mine);
            ri_nearest_offer(&search, between);
            if (search.best != NULL && search.distance < distance) {
                best = between;
                distance = search.distance;
            }
        }
    }
    return best;
}
