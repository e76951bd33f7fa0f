/*
 * Findings that are new, changed or gone, for people: the worst first, of many alike the
 * first ones in full, and what follows from a finding below it.
 */
#include <string.h>

#include "report/diff_group.h"
#include "report/difference_view.h"
#include "report/recorded_view.h"
#include "report/sentences.h"

#define TOLD 3   /* of one check so many are told in full; */
#define NAMED 20 /* of the others so many are named */

/* The findings of one status, and where they are told. */
typedef struct group {
    ri_diff_group of;
    ri_page *page;
    ri_names *names;
    ri_text *line;
} group;

/* "monthly bill; paper bill; and 3 more": the subjects of order[from] … order[to - 1]. */
static void say_subjects(const group *g, size_t from, size_t to)
{
    const size_t named = to - from > NAMED + 1 ? from + NAMED : to;
    const char *before = NULL;
    for (size_t k = from; k < named; k++) {
        const char *subject = ri_diff_row(&g->of, g->of.order[k])->subject;
        if (before == NULL || strcmp(before, subject) != 0) { /* not once for each letter */
            ri_text_add(g->line, before != NULL ? "; " : "");
            ri_say_named(g->line, g->names, subject);
        }
        before = subject;
    }
    if (named < to) {
        ri_text_format(g->line, "; and %zu more", to - named);
    }
}

/* What is below a root: how many of each check, and where. */
static void put_effects(const group *g, uint32_t root)
{
    size_t end = 0;
    const size_t first = ri_diff_effects(&g->of, root, &end);
    for (size_t k = first; k < end;) {
        const size_t next = ri_diff_code_end(&g->of, k, end);
        ri_text_add(g->line, "from it follows ");
        ri_say(g->line, ri_diff_row(&g->of, g->of.order[k])->code);
        if (next - k > 1) {
            ri_text_format(g->line, " (%zu)", next - k);
        }
        ri_text_add(g->line, ": ");
        say_subjects(g, k, next);
        ri_page_take(g->page, "     ", "       ", g->line);
        k = next;
    }
}

/* What a changed finding was. */
static void put_earlier(const group *g, const ri_diff_finding *item)
{
    if (item->change == RI_CHANGE_CHANGED) {
        ri_say_earlier(g->line, item, g->names);
        ri_page_take(g->page, "     ", "     ", g->line);
    }
}

static void put_code(const group *g, size_t k, size_t end)
{
    const bool steps =
        g->of.d->findings[g->of.order[k]].finding.step != 0; /* none is like another */
    const size_t told = end - k > TOLD + 1 && !steps ? k + TOLD : end;
    for (size_t at = k; at < told; at++) {
        const ri_diff_finding *item = &g->of.d->findings[g->of.order[at]];
        ri_put_recorded(g->page, &item->finding, "     ", g->names, g->line);
        put_earlier(g, item);
        put_effects(g, g->of.order[at]);
    }
    if (told < end) {
        ri_text_format(g->line, "and %zu more %s: ", end - told,
                       ri_diff_row(&g->of, g->of.order[k])->code);
        say_subjects(g, told, end);
        ri_page_take(g->page, "  ", "     ", g->line);
    }
}

bool ri_put_changed(ri_page *page, const ri_difference *d, ri_change change, const char *title,
                    ri_names *names, ri_text *line)
{
    group g = {.page = page, .names = names, .line = line};
    const bool done = ri_diff_group_make(&g.of, d, change);
    names->side = change == RI_CHANGE_GONE ? RI_BEFORE : RI_AFTER;
    if (done && g.of.n > 0) {
        ri_text_format(line, RI_BOLD "%s" RI_PLAIN, title);
        ri_page_take(page, "", "", line);
        for (size_t k = 0; k < g.of.n_roots;) {
            const size_t end = ri_diff_code_end(&g.of, k, g.of.n_roots);
            put_code(&g, k, end);
            k = end;
        }
        ri_page_gap(page);
    }
    ri_diff_group_free(&g.of);
    return done;
}

bool ri_put_differences(ri_page *page, const ri_difference *d, ri_names *names, ri_text *line)
{
    return ri_put_changed(page, d, RI_CHANGE_NEW, "New", names, line) &&
           ri_put_changed(page, d, RI_CHANGE_CHANGED, "Changed", names, line) &&
           ri_put_changed(page, d, RI_CHANGE_GONE, "Gone", names, line) &&
           ri_put_changed(page, d, RI_CHANGE_EXISTING, "As before", names, line);
}
