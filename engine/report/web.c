/* The frame of a web page: its head, navigation, and one section after the other. */
#include "report/web.h"

#include <stdio.h>
#include <string.h>

#include "base/digest.h"
#include "base/embedded.h"
#include "base/fail.h"
#include "base/memory.h"
#include "resolve/subjects.h"

static const ri_web_section *const sections[] = {
    &ri_web_summary, &ri_web_inbox, &ri_web_matrix, &ri_web_journeys, &ri_web_findings,
    &ri_web_chart,   &ri_web_cards, &ri_web_whatif, &ri_web_compare,
};
#define SECTIONS (sizeof sections / sizeof sections[0])

static bool is_wanted(const ri_web *web, size_t i)
{
    return sections[i]->wanted == NULL || sections[i]->wanted(web);
}

/* ---- head ---- */

/* The page's style, or its program: in parts, the frame's own first, then those of sections. */
typedef enum own { STYLE, PROGRAM } own;

/* Part i: NULL for a section that has none. They are there, as the library was made with them. */
static const ri_embedded *part(own of, size_t i)
{
    char path[128];
    const char *name = of == STYLE ? "page.css" : "page.js";
    if (i > 0) {
        name = of == STYLE ? sections[i - 1]->style : sections[i - 1]->program;
    }
    (void)snprintf(path, sizeof path, "engine/report/web/%s", name != NULL ? name : "");
    return ri_embedded_find(path);
}

/* "'sha256-…'", by which a browser knows the page's own. */
static void say_hash(ri_text *out, own of)
{
    char hash[RI_DIGEST_BASE64];
    ri_digest digest;
    ri_digest_begin(&digest);
    for (size_t i = 0; i <= SECTIONS; i++) {
        const ri_embedded *file = part(of, i);
        if (file != NULL) {
            ri_digest_add(&digest, file->bytes, file->length);
        }
    }
    ri_digest_end_base64(&digest, hash);
    ri_text_format(out, "'sha256-%s'", hash);
}

static void put_own(ri_web *web, const char *element, own of)
{
    ri_html_open(&web->html, element);
    for (size_t i = 0; i <= SECTIONS; i++) {
        const ri_embedded *file = part(of, i);
        if (file != NULL) {
            ri_html_own(&web->html, (const char *)file->bytes, file->length);
        }
    }
    ri_html_close(&web->html, element);
}

static void put_meta(ri_web *web, const char *name, const char *content)
{
    ri_html_open(&web->html, "meta");
    ri_html_attribute(&web->html, "name", name);
    ri_html_attribute(&web->html, "content", content);
    ri_html_end(&web->html, "meta");
}

/* Nothing is fetched, nothing sent, and nothing runs but the program of the page itself. */
static void put_security(ri_web *web)
{
    ri_text_add(&web->line, "default-src 'none'; style-src ");
    say_hash(&web->line, STYLE);
    ri_text_add(&web->line, "; script-src ");
    say_hash(&web->line, PROGRAM);
    ri_text_add(&web->line, "; base-uri 'none'; form-action 'none'");
    ri_html_open(&web->html, "meta");
    ri_html_attribute(&web->html, "http-equiv", "Content-Security-Policy");
    ri_web_attribute(web, "content");
    ri_html_end(&web->html, "meta");
}

/* The one unit that is above all, or RI_NONE. */
static uint32_t company(const ri_snapshot *s)
{
    uint32_t found = RI_NONE;
    for (uint32_t i = 0; i < s->units.rows.n; i++) {
        if (ri_row_there(&s->units.rows, i) && s->units.up[i] == RI_NONE) {
            if (found != RI_NONE) {
                return RI_NONE;
            }
            found = i;
        }
    }
    return found;
}

#define TITLE "Who answers for what"

static void put_head(ri_web *web)
{
    const uint32_t unit = company(web->view.snapshot);
    ri_html_open(&web->html, "head");
    ri_html_open(&web->html, "meta");
    ri_html_attribute(&web->html, "charset", "utf-8");
    ri_html_end(&web->html, "meta");
    put_security(web);
    put_meta(web, "viewport", "width=device-width, initial-scale=1");
    put_meta(web, "color-scheme", "light dark");
    put_meta(web, "referrer", "no-referrer");
    put_meta(web, "robots", "noindex");
    ri_text_add(&web->line, TITLE);
    if (unit != RI_NONE) {
        ri_text_add(&web->line, " · ");
        ri_say_name(&web->line, &web->view, ri_ref_make(RI_UNIT, unit));
    }
    ri_web_line(web, "title", NULL);
    put_own(web, "style", STYLE);
    ri_html_close(&web->html, "head");
}

/* ---- above and below the sections ---- */

static void put_count(ri_web *web, const ri_web_section *section)
{
    if (section->count != NULL) {
        ri_web_count(web, section->count(web));
    }
}

static void put_navigation(ri_web *web)
{
    ri_html_open(&web->html, "nav");
    ri_html_attribute(&web->html, "aria-label", "Sections");
    ri_html_open(&web->html, "ul");
    for (size_t i = 0; i < SECTIONS; i++) {
        if (is_wanted(web, i)) {
            ri_html_open(&web->html, "li");
            ri_html_open(&web->html, "a");
            ri_html_to_id(&web->html, sections[i]->id);
            ri_html_text(&web->html, sections[i]->title);
            put_count(web, sections[i]);
            ri_html_close(&web->html, "a");
            ri_html_close(&web->html, "li");
        }
    }
    ri_html_close(&web->html, "ul");
    ri_html_close(&web->html, "nav");
}

static void put_masthead(ri_web *web)
{
    const uint32_t unit = company(web->view.snapshot);
    ri_html_open_as(&web->html, "div", "masthead");
    ri_html_open(&web->html, "h1");
    if (unit != RI_NONE) {
        ri_html_open_as(&web->html, "span", "company");
        ri_say_name(&web->line, &web->view, ri_ref_make(RI_UNIT, unit));
        ri_html_take(&web->html, &web->line);
        ri_html_close(&web->html, "span");
        ri_html_text(&web->html, " ");
    }
    ri_html_text(&web->html, TITLE);
    ri_html_close(&web->html, "h1");
    ri_html_open_as(&web->html, "p", "basis");
    ri_say_basis(&web->line, web->result->date, web->result->policy);
    ri_html_take(&web->html, &web->line);
    ri_html_close(&web->html, "p");
    ri_html_close(&web->html, "div");
}

/* Rules that failed make all of it unreliable: nobody may miss it. */
static void put_failure(ri_web *web)
{
    raci_error failure = {0};
    if (raci_result_failed(web->result, &failure)) {
        ri_html_open_as(&web->html, "p", "failure");
        ri_html_attribute(&web->html, "role", "alert");
        ri_html_leaf(&web->html, "strong", NULL, "A rule failed, so this is not to be relied on: ");
        ri_html_text(&web->html, failure.message);
        ri_html_close(&web->html, "p");
    }
}

static void put_top(ri_web *web)
{
    ri_html_open_as(&web->html, "a", "skip");
    ri_html_to_id(&web->html, "main");
    ri_html_text(&web->html, "Skip to the content");
    ri_html_close(&web->html, "a");
    ri_html_open_as(&web->html, "header", "top");
    put_navigation(web);
    ri_web_put_filters(web);
    ri_html_open_as(&web->html, "button", "quiet");
    ri_html_attribute(&web->html, "id", "theme");
    ri_html_attribute(&web->html, "type", "button");
    ri_html_flag(&web->html, "hidden");
    ri_html_text(&web->html, "Dark");
    ri_html_close(&web->html, "button");
    ri_html_close(&web->html, "header");
}

static void put_section(ri_web *web, const ri_web_section *section)
{
    ri_html_open_as(&web->html, "section", "section");
    ri_html_attribute(&web->html, "id", section->id);
    ri_html_say(&web->html, "aria-labelledby", "title-%s", section->id);
    ri_html_open(&web->html, "h2");
    ri_html_say(&web->html, "id", "title-%s", section->id);
    ri_html_text(&web->html, section->title);
    put_count(web, section);
    ri_html_close(&web->html, "h2");
    section->put(web);
    ri_html_close(&web->html, "section");
}

static void put_bottom(ri_web *web, const char *digest)
{
    ri_html_open_as(&web->html, "footer", "dim");
    ri_html_open(&web->html, "p");
    ri_html_format(&web->html, "Written by raci %s, ", raci_version());
    ri_say_basis(&web->line, web->result->date, web->result->policy);
    ri_html_take(&web->html, &web->line);
    ri_html_text(&web->html, " The model's digest: ");
    ri_html_leaf(&web->html, "code", NULL, digest);
    ri_html_close(&web->html, "p");
    ri_html_open(&web->html, "p");
    ri_html_attribute(&web->html, "id", "keys");
    ri_html_flag(&web->html, "hidden");
    ri_html_text(&web->html,
                 "Keys: / searches, Enter goes to the first that fits, Escape shows all again; in "
                 "the matrix arrows go from row to row, and Enter opens one.");
    ri_html_close(&web->html, "p");
    ri_html_close(&web->html, "footer");
}

static void put_page(ri_web *web, const char *digest)
{
    ri_html_own(&web->html, "<!doctype html>\n", strlen("<!doctype html>\n"));
    ri_html_open(&web->html, "html");
    ri_html_attribute(&web->html, "lang", "en");
    put_head(web);
    ri_html_open(&web->html, "body");
    put_top(web);
    ri_html_open(&web->html, "main");
    ri_html_attribute(&web->html, "id", "main");
    put_masthead(web);
    put_failure(web);
    for (size_t i = 0; web->status == RACI_OK && i < SECTIONS; i++) {
        if (is_wanted(web, i)) {
            put_section(web, sections[i]);
        }
    }
    ri_html_close(&web->html, "main");
    put_bottom(web, digest);
    put_own(web, "script", PROGRAM);
    ri_html_close(&web->html, "body");
    ri_html_close(&web->html, "html");
    ri_html_own(&web->html, "\n", 1);
}

/* ---- the whole ---- */

/* Which subjects the matrix has: touchpoints, and where somebody has a letter, something was found
   or, of journeys, there are touchpoints. */
static bool *places_of(const ri_web *web)
{
    const ri_snapshot *s = web->view.snapshot;
    const uint32_t n = ri_subject_count(s);
    bool *placed = ri_alloc(((size_t)n + 1) * sizeof *placed);
    for (uint32_t i = 0; placed != NULL && i < n; i++) {
        const ri_ref subject = ri_subject_at(s, i);
        const uint32_t at = ri_ref_index(subject);
        const ri_row row = ri_matrix_row_of(&web->result->matrix, i);
        placed[i] = ri_thing_there(s, subject) &&
                    (row.n > 0 || web->marks[i].n > 0 || ri_ref_kind(subject) == RI_TOUCHPOINT ||
                     (ri_ref_kind(subject) == RI_JOURNEY &&
                      s->journeys.touchpoints.first[at] < s->journeys.touchpoints.first[at + 1]));
    }
    return placed;
}

static raci_status begin(ri_web *web, raci_error *err)
{
    ri_view_init(&web->view, web->result->resolver);
    web->marks = ri_finding_marks_of(web->result);
    web->placed = web->marks != NULL ? places_of(web) : NULL;
    for (size_t i = 0; i < SECTIONS; i++) {
        web->anchors |= is_wanted(web, i) ? sections[i]->anchors : 0;
    }
    return web->placed != NULL ? RACI_OK : ri_fail_nomem(err);
}

static void drop(ri_web *web)
{
    ri_html_free(&web->html);
    ri_view_free(&web->view);
    ri_text_free(&web->line);
    ri_free(web->marks);
    ri_free(web->placed);
    ri_free(web->tags.items);
}

raci_status raci_report_page(const raci_report_content *content, raci_write_fn write, void *payload,
                             raci_error *err)
{
    ri_sink sink;
    const char *digest = NULL;
    ri_web web = {.of = content, .result = content->result, .err = err};
    if (content->result->counts_only || content->result->narrowed) {
        return ri_fail(err, RACI_INVALID, "a page is of an evaluation with all its findings");
    }
    raci_status status = raci_model_digest(&digest, content->result->model, err);
    if (status == RACI_OK) {
        status = begin(&web, err);
    }
    if (status == RACI_OK) {
        ri_sink_init(&sink, write, payload);
        web.html = ri_html_to(&sink);
        put_page(&web, digest);
        status = ri_report_status(
            web.status, ri_view_failed(&web.view) || web.html.failed || web.line.failed, err);
    }
    if (status == RACI_OK) {
        status = ri_sink_flush(&sink, err);
    }
    drop(&web);
    return status;
}
