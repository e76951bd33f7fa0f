/*
 * Comments that say that a finding of the analysis is to be left out:
 *
 *     -- raci: ignore NAME reason
 *
 * on the line of a rule, on lines right before it, or within it. Without a reason it says
 * nothing.
 */
#include <string.h>

#include "base/memory.h"
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

/* What follows the mark in a comment of the line; NULL where there is none. */
static const char *find_mark(line of, size_t *length)
{
    const size_t mark = sizeof MARK - 1;
    for (size_t i = 0; i + 2 <= of.length; i++) {
        if (memcmp(of.bytes + i, "--", 2) != 0) {
            continue;
        }
        size_t at = i + 2;
        at += blanks(of.bytes + at, of.length - at);
        if (of.length - at > mark && memcmp(of.bytes + at, MARK, mark) == 0) {
            *length = of.length - at - mark;
            return of.bytes + at + mark;
        }
    }
    return NULL;
}

/* Where rules of a file begin: the rule of the line, or the last one before it. */
static uint32_t rule_at(const ri_policy_data *data, const char *file, int number, bool exactly)
{
    uint32_t found = RI_NONE;
    for (uint32_t i = 0; i < data->n_rules; i++) {
        const ri_rule *rule = &data->rules[i];
        if (strcmp(rule->file, file) != 0 || rule->line > number ||
            (exactly && rule->line != number)) {
            continue;
        }
        if (found == RI_NONE || rule->line > data->rules[found].line) {
            found = i;
        }
    }
    return found;
}

/* Which rule a comment in line `number` is about; `at` is where the next line begins. */
static uint32_t rule_meant(const ri_policy_data *data, const ri_policy_file *file, int number,
                           bool alone, size_t at)
{
    int next = number + 1;
    while (alone && at < file->length) {
        const line of = next_line(file, &at);
        if (!is_idle(of)) {
            const uint32_t rule = rule_at(data, file->file, next, true);
            if (rule != RI_NONE) {
                return rule;
            }
            break;
        }
        next++;
    }
    return rule_at(data, file->file, number, false);
}

/* Splits "NAME reason"; keeps it when it has both. false: memory is exhausted. */
static bool keep(ri_ignores *out, ri_arena *arena, const char *text, size_t length, uint32_t rule)
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
    const ri_ignore ignore = {ri_arena_copy(arena, text + from, end - from), rule,
                              ri_arena_copy(arena, text + reason, length - reason)};
    return ignore.code != NULL && ignore.reason != NULL &&
           RI_PUSH(out->items, out->n, out->capacity, ignore);
}

static bool read_file(ri_ignores *out, ri_arena *arena, const ri_policy_data *data,
                      const ri_policy_file *file)
{
    int number = 1;
    for (size_t at = 0; at < file->length; number++) {
        const line of = next_line(file, &at);
        size_t length = 0;
        const char *said = find_mark(of, &length);
        if (said != NULL &&
            !keep(out, arena, said, length, rule_meant(data, file, number, is_idle(of), at))) {
            return false;
        }
    }
    return true;
}

bool ri_ignores_read(ri_ignores *out, ri_arena *arena, const raci_policy *policy)
{
    size_t n = 0;
    const ri_policy_file *files = ri_policy_files(policy, &n);
    for (size_t i = 0; i < n; i++) {
        if (!read_file(out, arena, ri_policy_data_of(policy), &files[i])) {
            return false;
        }
    }
    return true;
}

const char *ri_ignores_find(const ri_ignores *ignores, const ri_lint_finding *finding)
{
    for (size_t i = 0; i < ignores->n; i++) {
        const ri_ignore *ignore = &ignores->items[i];
        if (strcmp(ignore->code, finding->code) != 0) {
            continue;
        }
        if (finding->n_rules == 0) { /* it is about the policy: any place will do */
            return ignore->reason;
        }
        for (uint32_t k = 0; k < finding->n_rules; k++) {
            if (finding->rules[k] == ignore->rule) {
                return ignore->reason;
            }
        }
    }
    return NULL;
}
