/*
 * Comments that say that a finding of the analysis is to be left out:
 *
 *     -- raci: ignore NAME reason
 *
 * on the line of a rule, on lines right before it, or within it. Without a reason it says
 * nothing.
 */
#include <limits.h>
#include <string.h>

#include "base/memory.h"
#include "base/order.h"
#include "check/lint_result.h"

#define MARK "raci: ignore "

typedef struct line {
    const char *bytes;
    size_t length;
} line;

/* The line at *at; moves behind it. */
static line next_line(const ri_policy_file *file, size_t *at)
{
    const char *from = file->bytes + *at;
    const char *end = memchr(from, '\n', file->length - *at);
    const size_t length = end != NULL ? (size_t)(end - from) : file->length - *at;
    *at += length + (end != NULL ? 1 : 0);
    return (line){from, length};
}

static size_t blanks(const char *bytes, size_t length)
{
    size_t n = 0;
    while (n < length && (bytes[n] == ' ' || bytes[n] == '\t' || bytes[n] == '\r')) {
        n++;
    }
    return n;
}

/* Whether a line has nothing but blanks, or a comment. */
static bool is_idle(line of)
{
    const size_t n = blanks(of.bytes, of.length);
    return n == of.length || (of.length - n >= 2 && memcmp(of.bytes + n, "--", 2) == 0);
}

/* ---- where comments begin ---- */

/* In what the end of a line lies: strings and comments may go on. */
typedef struct inside {
    bool comment;  /* if brackets, of a comment */
    bool brackets; /* of as many '=' */
    size_t level;
    char quote; /* or '\0' */
} inside;

static char byte_at(line of, size_t i)
{
    return i < of.length ? of.bytes[i] : '\0';
}

/* Whether such a bracket, '[' or ']', opens or closes a long string at i; its level. */
static bool is_bracket(line of, size_t i, char bracket, size_t *level)
{
    size_t at = i + 1;
    while (byte_at(of, at) == '=') {
        at++;
    }
    *level = at - i - 1;
    return byte_at(of, i) == bracket && byte_at(of, at) == bracket;
}

/* Goes behind the end of what `in` is inside of, or to the end of the line. */
static size_t leave(inside *in, line of, size_t i)
{
    size_t level = 0;
    for (; in->brackets && i < of.length; i++) {
        if (is_bracket(of, i, ']', &level) && level == in->level) {
            in->brackets = false;
            i += level + 1;
        }
    }
    for (; in->quote != '\0' && i < of.length; i++) {
        if (of.bytes[i] == '\\') {
            i++;
        } else if (of.bytes[i] == in->quote) {
            in->quote = '\0';
        }
    }
    return i;
}

/* Where a comment begins that goes to the end of the line; or that end. */
static size_t find_comment(inside *in, line of)
{
    size_t i = leave(in, of, 0);
    while (i < of.length) {
        const char c = of.bytes[i];
        const bool comment = c == '-' && byte_at(of, i + 1) == '-';
        const size_t at = comment ? i + 2 : i;
        if (is_bracket(of, at, '[', &in->level)) {
            in->brackets = true;
            in->comment = comment;
            i = leave(in, of, at + in->level + 2);
        } else if (comment) {
            return i;
        } else {
            in->quote = c == '"' || c == '\'' ? c : '\0';
            i = leave(in, of, i + 1);
        }
    }
    return of.length;
}

/* What follows the mark in a comment of the line; NULL where there is none. */
static const char *find_mark(inside *in, line of, size_t *length)
{
    const size_t mark = sizeof MARK - 1;
    size_t at = find_comment(in, of) + 2;
    if (at > of.length) {
        return NULL;
    }
    at += blanks(of.bytes + at, of.length - at);
    if (of.length - at <= mark || memcmp(of.bytes + at, MARK, mark) != 0) {
        return NULL;
    }
    *length = of.length - at - mark;
    return of.bytes + at + mark;
}

/* ---- which rule ---- */

/* Where a rule of a file begins. */
typedef struct beginning {
    int line;
    uint32_t rule;
} beginning;

/* What is being read: one file. */
typedef struct reading {
    const ri_policy_data *data;
    ri_ignores *out;
    ri_arena *arena;
    beginning *rules; /* of the file, by line */
    size_t n;
    size_t capacity;
    inside in;
    size_t waiting; /* comments from here on stand alone, and what follows them is not known */
} reading;

static int by_line(const void *a, const void *b, const void *context)
{
    const beginning *left = a;
    const beginning *right = b;
    (void)context;
    if (left->line != right->line) {
        return left->line < right->line ? -1 : 1;
    }
    return left->rule < right->rule ? -1 : left->rule > right->rule;
}

static bool find_beginnings(reading *r, const char *file)
{
    const ri_policy_data *data = r->data;
    r->n = 0;
    for (uint32_t i = 0; i < data->n_rules; i++) {
        const ri_rule *rule = &data->rules[i];
        if (strcmp(rule->file, file) == 0 &&
            !RI_PUSH(r->rules, r->n, r->capacity, (beginning){rule->line, i})) {
            return false;
        }
    }
    return ri_order(r->rules, r->n, sizeof *r->rules, by_line, NULL);
}

/* The last rule that begins on a line or before it; RI_NONE before all of them. */
static uint32_t rule_before(const reading *r, int number)
{
    const beginning key = {number, UINT32_MAX};
    const size_t at = ri_order_place(r->rules, r->n, sizeof *r->rules, by_line, &key, NULL);
    return at > 0 && r->rules != NULL ? r->rules[at - 1].rule : RI_NONE;
}

static bool begins_at(const reading *r, int number)
{
    const beginning key = {number, 0};
    const size_t at = ri_order_place(r->rules, r->n, sizeof *r->rules, by_line, &key, NULL);
    return at < r->n && r->rules[at].line == number;
}

/* ---- reading ---- */

/* Splits "NAME reason"; keeps it when it has both. false: memory is exhausted. */
static bool keep(reading *r, const char *text, size_t length, uint32_t rule)
{
    size_t from = blanks(text, length);
    size_t end = from;
    while (end < length && blanks(text + end, 1) == 0) {
        end++;
    }
    size_t reason = end + blanks(text + end, length - end);
    while (length > reason && blanks(text + length - 1, 1) == 1) {
        length--;
    }
    if (end == from || reason >= length) {
        return true;
    }
    const ri_ignore ignore = {ri_arena_copy(r->arena, text + from, end - from), rule,
                              ri_arena_copy(r->arena, text + reason, length - reason)};
    return ignore.code != NULL && ignore.reason != NULL &&
           RI_PUSH(r->out->items, r->out->n, r->out->capacity, ignore);
}

/* Takes a line. A comment that stands alone is about the rule that begins behind it, or else
   about the one that it stands in. */
static bool read_line(reading *r, line of, int number)
{
    size_t length = 0;
    const bool idle = is_idle(of) || (r->in.brackets && r->in.comment);
    const char *said = find_mark(&r->in, of, &length);
    if (!idle) {
        for (size_t i = r->waiting; begins_at(r, number) && i < r->out->n; i++) {
            r->out->items[i].rule = rule_before(r, number);
        }
        r->waiting = r->out->n;
    }
    if (said != NULL && !keep(r, said, length, rule_before(r, number))) {
        return false;
    }
    if (!idle) {
        r->waiting = r->out->n;
    }
    return true;
}

/* What is about a rule is about all that begin on its line: a loop makes many there. */
static bool spread(reading *r, size_t from)
{
    const size_t end = r->out->n;
    for (size_t i = from; i < end; i++) {
        ri_ignore ignore = r->out->items[i];
        const uint32_t of = ignore.rule;
        const beginning key = {of != RI_NONE ? r->data->rules[of].line : INT_MAX, 0};
        size_t at = ri_order_place(r->rules, r->n, sizeof *r->rules, by_line, &key, NULL);
        for (; at < r->n && r->rules[at].line == key.line; at++) {
            ignore.rule = r->rules[at].rule;
            if (ignore.rule != of && !RI_PUSH(r->out->items, r->out->n, r->out->capacity, ignore)) {
                return false;
            }
        }
    }
    return true;
}

static bool read_file(reading *r, const ri_policy_file *file)
{
    const size_t first = r->out->n;
    int number = 1;
    r->waiting = first;
    r->in = (inside){0};
    for (size_t at = 0; at < file->length; number++) {
        if (!read_line(r, next_line(file, &at), number)) {
            return false;
        }
    }
    return spread(r, first);
}

/* By rule, then name; of equal ones the first that was read. */
static int by_rule(const void *a, const void *b, const void *context)
{
    const ri_ignore *left = a;
    const ri_ignore *right = b;
    (void)context;
    if (left->rule != right->rule) {
        return left->rule < right->rule ? -1 : 1;
    }
    return strcmp(left->code, right->code);
}

bool ri_ignores_read(ri_ignores *out, ri_arena *arena, const raci_policy *policy)
{
    size_t n = 0;
    const ri_policy_file *files = ri_policy_files(policy, &n);
    reading r = {.data = ri_policy_data_of(policy), .out = out, .arena = arena};
    bool fits = true;
    for (size_t i = 0; i < n && fits; i++) {
        fits = find_beginnings(&r, files[i].file) && read_file(&r, &files[i]);
    }
    ri_free(r.rules);
    return fits && ri_order(out->items, out->n, sizeof *out->items, by_rule, NULL);
}

/* ---- asking ---- */

static const char *find_reason(const ri_ignores *ignores, uint32_t rule, const char *code)
{
    const ri_ignore key = {code, rule, NULL};
    const size_t at =
        ri_order_place(ignores->items, ignores->n, sizeof *ignores->items, by_rule, &key, NULL);
    return at < ignores->n && by_rule(&ignores->items[at], &key, NULL) == 0
               ? ignores->items[at].reason
               : NULL;
}

const char *ri_ignores_find(const ri_ignores *ignores, const ri_lint_finding *finding)
{
    for (uint32_t i = 0; i < finding->n_rules; i++) {
        const char *reason = find_reason(ignores, finding->rules[i], finding->code);
        if (reason != NULL) {
            return reason;
        }
    }
    /* One that is about no rule is about the policy: any place will do. */
    for (size_t i = 0; finding->n_rules == 0 && i < ignores->n; i++) {
        if (strcmp(ignores->items[i].code, finding->code) == 0) {
            return ignores->items[i].reason;
        }
    }
    return NULL;
}
