/*
 * The sentences of test files: what stands in front of the words that make one, and behind them.
 */
#include <string.h>

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
    const char *at = strstr(text, between);
    if (at == NULL || at == text) {
        return false;
    }
    *letter = keep(r, text, (size_t)(at - text));
    *subject = at + strlen(between);
    return (*subject)[0] != '\0';
}

/* "FROM to TO" of what moves. */
static bool split_move(words *r, ri_expectation *out, const char *text)
{
    const char *to = strstr(text, " to ");
    if (to == NULL) {
        return false;
    }
    const char *from = keep(r, text, (size_t)(to - text));
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
        out->name = front;
        out->subject = behind;
        return true;
    case RI_EXPECT_DECIDED:
        out->name = ri_case_after(front, "the rule");
        return out->name != NULL && split_letter(r, behind, " of ", &out->letter, &out->subject);
    case RI_EXPECT_MOVES:
        return split_letter(r, front, " of ", &out->letter, &out->subject) &&
               split_move(r, out, behind);
    default:
        break;
    }
    out->subject = behind;
    if (out->letter == NULL && !split_letter(r, behind, " on ", &out->letter, &out->subject)) {
        return false;
    }
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
            out->subject = front;
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
    out->name = keep(r, line, length);
    return true;
}

static bool take_sentence(words *r, ri_expectation *out, const char *line)
{
    for (size_t i = 0; i < SENTENCES; i++) {
        const char *at = strstr(line, sentences[i].words);
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
