#include "report/thing_names.h"

#include <string.h>

#include "report/sentences.h"

ri_names ri_names_of(const ri_snapshot *before, const ri_snapshot *after)
{
    return (ri_names){.sides = {before, after}, .side = RI_AFTER};
}

void ri_names_free(ri_names *names)
{
    for (int kind = 0; kind < RI_KIND_COUNT; kind++) {
        ri_map_free(&names->often[kind]);
    }
}

/* Names that only seem equal by it cost a key that nobody needs, nothing else. */
static uint64_t digest(const char *name)
{
    uint64_t sum = UINT64_C(14695981039346656037); /* FNV-1a */
    for (const char *c = name; *c != '\0'; c++) {
        sum = (sum ^ (unsigned char)*c) * UINT64_C(1099511628211);
    }
    return sum == UINT64_MAX ? 0 : sum;
}

static bool count_name(ri_map *often, const char *name)
{
    uint32_t count = 0;
    (void)ri_map_get(often, digest(name), &count);
    return ri_map_put(often, digest(name), count + 1);
}

/* Counts the names of a kind, once; what is called the same on both sides is one thing. false:
   memory is exhausted. */
static bool count_names(ri_names *names, ri_kind kind)
{
    ri_map *often = &names->often[kind];
    const ri_rows *first = NULL;
    bool done = !names->counted[kind];
    for (int side = 0; done && side < 2; side++) {
        const ri_rows *rows =
            names->sides[side] != NULL ? ri_snapshot_rows(names->sides[side], kind) : NULL;
        uint32_t at = 0;
        for (uint32_t i = 0; done && rows != NULL && rows->name != NULL && i < rows->n; i++) {
            while (first != NULL && at < first->n && strcmp(first->key[at], rows->key[i]) < 0) {
                at++;
            }
            const bool same = first != NULL && at < first->n && ri_row_there(first, at) &&
                              strcmp(first->key[at], rows->key[i]) == 0 &&
                              strcmp(first->name[at], rows->name[i]) == 0;
            done = same || !ri_row_there(rows, i) || count_name(often, rows->name[i]);
        }
        first = rows != NULL && rows->name != NULL ? rows : first;
    }
    done = done || names->counted[kind];
    names->counted[kind] = done;
    return done;
}

/* Finds a thing on the side asked first, else on the other one. */
static ri_ref find(const ri_names *names, const char *reference, ri_side *side)
{
    ri_kind kind = RI_KIND_COUNT;
    const char *key = NULL;
    if (!ri_reference_split(reference, &kind, &key) || kind == RI_RULE || kind == RI_OFFICE) {
        return RI_NONE;
    }
    for (int i = 0; i < 2; i++) {
        *side = i == 0 ? names->side : names->side == RI_AFTER ? RI_BEFORE : RI_AFTER;
        const ri_ref ref = names->sides[*side] != NULL
                               ? ri_snapshot_find(names->sides[*side], kind, key)
                               : RI_NONE;
        if (ref != RI_NONE) {
            return ref;
        }
    }
    return RI_NONE;
}

/* What has no name of its own: the text after a kind that no organization has, an office. */
static void say_other(ri_text *line, const char *reference)
{
    static const char scenario[] = "scenario:";
    static const char office[] = "office:";
    if (strncmp(reference, office, sizeof office - 1) == 0) {
        ri_say_office(line, reference + sizeof office - 1);
        return;
    }
    const bool part = strncmp(reference, scenario, sizeof scenario - 1) == 0;
    ri_say(line, reference + (part ? sizeof scenario - 1 : 0));
}

static void say(ri_text *line, ri_names *names, const char *reference, bool seated)
{
    ri_side side = names->side;
    const ri_ref ref = find(names, reference, &side);
    if (ref == RI_NONE) {
        say_other(line, reference);
        return;
    }
    uint32_t count = 0;
    ri_view view = ri_view_of(names->sides[side]);
    const ri_kind kind = ri_ref_kind(ref);
    line->failed = !count_names(names, kind) || line->failed;
    ri_say_name(line, &view, ref);
    if (ri_map_get(&names->often[kind], digest(ri_view_name(&view, ref)), &count) && count > 1) {
        ri_text_format(line, " (%s)", ri_snapshot_key(view.snapshot, ref));
    }
    if (seated && kind == RI_POSITION) {
        ri_text_add(line, " (");
        ri_say_people(line, &view, ref);
        ri_text_add(line, ")");
    }
    line->failed = line->failed || ri_view_failed(&view);
    ri_view_free(&view);
}

void ri_say_named(ri_text *line, ri_names *names, const char *reference)
{
    say(line, names, reference, false);
}

void ri_say_seated(ri_text *line, ri_names *names, const char *reference)
{
    say(line, names, reference, true);
}
