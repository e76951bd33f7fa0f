#include "model/problems.h"

#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "model/lookup.h"

#define QUOTED_COLUMNS 60
#define QUOTED_BYTES 1024
/* Comparisons of keys that suggestions may cost in all: a second or two. */
#define OFFERS_MAX 2000000

static int order_of(const ri_problem *a, const ri_problem *b)
{
    if (a->tab != b->tab) {
        return a->tab < b->tab ? -1 : 1;
    }
    if (a->line != b->line) {
        return a->line < b->line ? -1 : 1;
    }
    return (a->column > b->column) - (a->column < b->column);
}

static void drop(ri_problem *problem)
{
    ri_free(problem->message);
    ri_free(problem->wanted);
    problem->message = NULL;
    problem->wanted = NULL;
}

static char *copy(ri_problems *problems, const char *string)
{
    size_t size = strlen(string) + 1;
    char *made = ri_alloc(size);
    if (made == NULL) {
        problems->failed = true;
        return NULL;
    }
    return memcpy(made, string, size);
}

void ri_problems_add(ri_problems *problems, int tab, int line, int column, const char *message,
                     ri_kind kind, const char *wanted)
{
    ri_problem problem = {.tab = tab, .line = line, .column = column, .kind = kind};
    problems->total++;
    size_t at = problems->count;
    while (at > 0 && order_of(&problem, &problems->kept[at - 1]) < 0) {
        at--;
    }
    if (at == RI_PROBLEMS_MAX) {
        return;
    }
    problem.message = copy(problems, message);
    problem.wanted = wanted != NULL ? copy(problems, wanted) : NULL;
    memmove(&problems->kept[at + 1], &problems->kept[at], (problems->count - at) * sizeof problem);
    problems->kept[at] = problem;
    problems->count++;
    if (problems->count > RI_PROBLEMS_MAX) {
        problems->count--;
        drop(&problems->kept[problems->count]);
    }
}

void ri_problems_free(ri_problems *problems)
{
    for (size_t i = 0; i < problems->count; i++) {
        drop(&problems->kept[i]);
    }
    *problems = (ri_problems){.count = 0};
}

static raci_status add_hint(ri_problem *problem, const char *format, const char *key,
                            raci_error *err)
{
    ri_text text = RI_TEXT_INIT;
    ri_text_format(&text, format, problem->message, key);
    if (text.failed) {
        ri_text_free(&text);
        return ri_fail_nomem(err);
    }
    ri_free(problem->message);
    problem->message = text.bytes;
    return RACI_OK;
}

/* A key of another kind that is exactly what was written. */
static raci_status suggest_kind(ri_problem *problem, bool *found, ri_store *store, raci_error *err)
{
    for (int kind = 0; kind < RI_KIND_COUNT; kind++) {
        int64_t id = 0;
        bool known = false;
        if (kind == (int)problem->kind || !ri_kind_stored((ri_kind)kind)) {
            continue;
        }
        raci_status status = ri_lookup(&id, &known, store, (ri_kind)kind, problem->wanted,
                                       strlen(problem->wanted), err);
        if (status != RACI_OK) {
            return status;
        }
        if (known) {
            *found = true;
            return add_hint(problem, "%s; a %s has that key", ri_kind_name((ri_kind)kind), err);
        }
    }
    return RACI_OK;
}

raci_status ri_problems_suggest(ri_problems *problems, ri_store *store, raci_error *err)
{
    char nearest[RI_KEY_MAX + 1] = "";
    size_t offers = OFFERS_MAX;
    const ri_problem *last = NULL;
    raci_status status = RACI_OK;
    for (size_t i = 0; i < problems->count && status == RACI_OK; i++) {
        ri_problem *problem = &problems->kept[i];
        bool found = false;
        if (problem->wanted == NULL) {
            continue;
        }
        if (last == NULL || last->kind != problem->kind ||
            strcmp(last->wanted, problem->wanted) != 0) {
            status = ri_lookup_nearest(nearest, sizeof nearest, store, problem->kind,
                                       problem->wanted, &offers, err);
        }
        last = problem;
        if (status == RACI_OK && nearest[0] != '\0') {
            status = add_hint(problem, "%s; did you mean '%s'?", nearest, err);
        } else if (status == RACI_OK) {
            status = suggest_kind(problem, &found, store, err);
        }
    }
    return status;
}

void ri_quote(ri_text *out, const char *bytes, size_t length)
{
    /* A copy, since what is shown must end with a NUL. */
    char part[QUOTED_BYTES + 1];
    size_t whole = length < QUOTED_BYTES ? length : QUOTED_BYTES;
    memcpy(part, bytes, whole);
    part[whole] = '\0';
    size_t shown = ri_utf8_prefix(part, QUOTED_COLUMNS);
    part[shown] = '\0';
    ri_text_char(out, '\'');
    ri_utf8_show(out, part);
    ri_text_add(out, shown < length ? "…'" : "'");
}

void ri_suggest_key(ri_text *out, const char *bytes, size_t length)
{
    ri_text input = RI_TEXT_INIT;
    ri_text folded = RI_TEXT_INIT;
    ri_text_bytes(&input, bytes, length);
    ri_utf8_fold(&folded, ri_text_string(&input));
    bool gap = false;
    size_t made = 0;
    for (const char *c = ri_text_string(&folded); *c != '\0' && made + 1 < RI_KEY_MAX; c++) {
        bool plain = (*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9');
        bool inner = made > 0 && (*c == '.' || *c == '_');
        if (!plain && !inner) {
            gap = made > 0;
            continue;
        }
        if (gap) {
            ri_text_char(out, '-');
            made++;
        }
        ri_text_char(out, *c);
        made++;
        gap = false;
    }
    out->failed = out->failed || input.failed || folded.failed;
    ri_text_free(&input);
    ri_text_free(&folded);
}
