/* Things, letters and findings of other evaluations than the page's own. */
#include "report/web_recorded.h"

#include <string.h>

#include "report/diff_group.h"
#include "report/difference_view.h"
#include "report/recorded_view.h"

#define TOLD 4    /* of one check so many are in sight, */
#define FOLDED 40 /* and so many more fold away */
#define NAMED 12  /* of what follows from one so many are named */

/* The same thing in the page's own evaluation, or RI_NONE. */
static ri_ref own(const ri_web *web, const char *reference)
{
    ri_kind kind = RI_KIND_COUNT;
    const char *key = NULL;
    return ri_reference_split(reference, &kind, &key) && kind != RI_RULE && kind != RI_OFFICE
               ? ri_snapshot_find(web->view.snapshot, kind, key)
               : RI_NONE;
}

void ri_web_named(ri_web *web, ri_names *names, const char *reference)
{
    const ri_ref ref = own(web, reference);
    const bool placed = ref != RI_NONE && ri_web_open_link(web, ref);
    ri_say_named(&web->line, names, reference);
    ri_web_foreign(web);
    if (placed) {
        ri_html_close(&web->html, "a");
    }
}

void ri_web_letter_named(ri_web *web, const char *letter)
{
    const ri_scheme *scheme = web->view.scheme;
    uint8_t i = 0;
    while (i < scheme->n && strcmp(scheme->letters[i].letter, letter) != 0) {
        i++;
    }
    if (i < scheme->n) {
        ri_web_letter(web, i);
    } else {
        ri_html_leaf(&web->html, "span", "l c", letter);
    }
}

void ri_web_put_tags_of(ri_web *web, const char *reference, const char *severity)
{
    const ri_ref ref = own(web, reference);
    if (ref != RI_NONE) {
        ri_web_tag(web, ref);
    }
    if (severity != NULL) {
        ri_web_tag_severity(web, ri_recorded_severity(severity));
    }
    ri_web_put_tags(web);
}

/* ---- findings ---- */

typedef struct changed {
    ri_web *web;
    ri_diff_group group;
    ri_names *names;
} changed;

static void put_head(const changed *c, const ri_finding_row *row)
{
    ri_web *web = c->web;
    ri_html_open_as(&web->html, "p", "what");
    ri_web_severity(web, ri_recorded_severity(row->severity));
    ri_html_text(&web->html, " ");
    if (row->letter != NULL) {
        ri_web_letter_named(web, row->letter);
        ri_html_text(&web->html, " ");
    }
    ri_html_open(&web->html, "strong");
    ri_web_named(web, c->names, row->subject);
    ri_html_close(&web->html, "strong");
    ri_html_text(&web->html, " ");
    ri_html_leaf(&web->html, "span", "code", row->code);
    ri_html_close(&web->html, "p");
}

/* What a changed finding was. */
static void put_earlier(const changed *c, const ri_diff_finding *item)
{
    ri_web *web = c->web;
    if (item->change == RI_CHANGE_CHANGED) {
        ri_say_earlier(&web->line, item, c->names);
        ri_web_line(web, "p", "earlier");
    }
}

/* "from it follows contested (2): Monthly bill; Paper bill". */
static void put_effects(const changed *c, uint32_t root)
{
    ri_web *web = c->web;
    size_t end = 0;
    for (size_t k = ri_diff_effects(&c->group, root, &end); k < end;) {
        const size_t next = ri_diff_code_end(&c->group, k, end);
        const size_t named = next - k > NAMED + 1 ? k + NAMED : next;
        ri_html_open_as(&web->html, "p", "follows");
        ri_html_text(&web->html, "From it follows ");
        ri_html_leaf(&web->html, "span", "code", ri_diff_row(&c->group, c->group.order[k])->code);
        ri_html_text(&web->html, ": ");
        for (size_t i = k; i < named; i++) {
            ri_html_text(&web->html, i > k ? "; " : "");
            ri_web_named(web, c->names, ri_diff_row(&c->group, c->group.order[i])->subject);
        }
        if (named < next) {
            ri_html_format(&web->html, "; and %zu more", next - named);
        }
        ri_html_close(&web->html, "p");
        k = next;
    }
}

static void put_finding(const changed *c, uint32_t i)
{
    ri_web *web = c->web;
    const ri_diff_finding *item = &c->group.d->findings[i];
    const ri_finding_row *row = &item->finding.row;
    ri_html_open_as(&web->html, "li", "finding");
    ri_web_put_tags_of(web, row->subject, row->severity);
    put_head(c, row);
    ri_html_leaf(&web->html, "p", NULL, row->message);
    ri_say_recorded_rules(&web->line, item->finding.rules, item->finding.n_rules);
    if (web->line.length > 0) {
        ri_web_line(web, "p", "rules");
    }
    if (row->reason != NULL) {
        ri_say_recorded_route(&web->line, row, c->names);
        ri_web_line(web, "p", "goes");
    }
    put_earlier(c, item);
    put_effects(c, i);
    ri_html_close(&web->html, "li");
}

static void put_list(const changed *c, size_t first, size_t end)
{
    ri_html_open_as(&c->web->html, "ul", "findings");
    for (size_t k = first; k < end; k++) {
        put_finding(c, c->group.order[k]);
    }
    ri_html_close(&c->web->html, "ul");
}

/* Those of one check: the first in sight, more of them folded, the rest counted. */
static void put_code(const changed *c, size_t k, size_t end)
{
    ri_web *web = c->web;
    const size_t told = end - k > TOLD + 1 ? k + TOLD : end;
    const size_t shown = end - told > FOLDED + 1 ? told + FOLDED : end;
    put_list(c, k, told);
    if (told == end) {
        return;
    }
    ri_html_open_as(&web->html, "details", "more");
    ri_html_flag(&web->html, "data-group");
    ri_html_open(&web->html, "summary");
    ri_html_format(&web->html, "%zu more ", end - told);
    ri_html_leaf(&web->html, "span", "code", ri_diff_row(&c->group, c->group.order[k])->code);
    ri_html_close(&web->html, "summary");
    put_list(c, told, shown);
    ri_web_rest(web, "dim", end - shown, "raci whatif --format csv");
    ri_html_close(&web->html, "details");
}

void ri_web_put_changed(ri_web *web, const ri_difference *d, ri_change change, const char *title,
                        ri_names *names)
{
    changed c = {.web = web, .names = names};
    if (!ri_diff_group_make(&c.group, d, change)) {
        web->view.failed = true;
    } else if (c.group.n > 0) {
        names->side = change == RI_CHANGE_GONE ? RI_BEFORE : RI_AFTER;
        ri_html_open_as(&web->html, "div", "changed");
        ri_html_flag(&web->html, "data-group");
        ri_html_open(&web->html, "h3");
        ri_html_text(&web->html, title);
        ri_web_count(web, c.group.n);
        ri_html_close(&web->html, "h3");
        for (size_t k = 0; k < c.group.n_roots;) {
            const size_t end = ri_diff_code_end(&c.group, k, c.group.n_roots);
            put_code(&c, k, end);
            k = end;
        }
        ri_html_close(&web->html, "div");
        names->side = RI_AFTER;
    }
    ri_diff_group_free(&c.group);
}
