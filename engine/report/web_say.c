/* What several sections of a web page show, in one way. */
#include "base/day.h"
#include "base/utf8.h"
#include "report/web.h"
#include "resolve/subjects.h"

/* ---- things ---- */

void ri_web_anchor(ri_web *web, ri_ref ref)
{
    ri_html_attribute(&web->html, "id", ri_view_reference(&web->view, ref));
}

void ri_web_line(ri_web *web, const char *element, const char *class)
{
    ri_html_leaf_take(&web->html, element, class, &web->line);
}

/* An attribute has no marks of page.h. */
static void drop_marks(ri_text *text)
{
    size_t kept = 0;
    for (size_t i = 0; i < text->length; i++) {
        if (!ri_page_is_mark(text->bytes[i])) {
            text->bytes[kept++] = text->bytes[i];
        }
    }
    if (text->length > kept) {
        text->bytes[kept] = '\0';
        text->length = kept;
    }
}

/* Once it is written. */
static void empty_line(ri_web *web)
{
    web->view.failed = web->view.failed || web->line.failed;
    ri_text_clear(&web->line);
}

void ri_web_attribute(ri_web *web, const char *name)
{
    drop_marks(&web->line);
    ri_html_attribute(&web->html, name, ri_text_string(&web->line));
    empty_line(web);
}

void ri_web_to_id(ri_web *web)
{
    ri_html_to_id(&web->html, ri_text_string(&web->line));
    empty_line(web);
}

void ri_web_foreign(ri_web *web)
{
    ri_html_foreign(&web->html, ri_text_string(&web->line));
    empty_line(web);
}

void ri_web_rest(ri_web *web, const char *class, size_t n, const char *command)
{
    if (n > 0) {
        ri_text_format(&web->line, "And %zu more, which %s lists.", n, command);
        ri_web_line(web, "p", class);
    }
}

void ri_web_count(ri_web *web, size_t n)
{
    ri_html_text(&web->html, " ");
    ri_text_format(&web->line, "%zu", n);
    ri_web_line(web, "span", "count");
}

/* Of subjects the matrix has those on which there is something to tell. */
static bool has_place(const ri_web *web, ri_ref ref)
{
    const bool subject = ri_is_subject(ref) || ri_ref_kind(ref) == RI_ENTERPRISE;
    return (web->anchors & RI_WEB_ANCHORS(ri_ref_kind(ref))) != 0 &&
           (!subject || web->placed[ri_subject_number(web->view.snapshot, ref)]);
}

static bool leads(const void *page, ri_ref ref)
{
    return has_place(page, ref);
}

void ri_web_lead(ri_web *web, ri_view *view)
{
    view->leads = leads;
    view->page = web;
}

bool ri_web_is_cut(ri_web *web, ri_ref ref)
{
    const size_t columns = ri_ref_kind(ref) == RI_HANDOFF ? 2 * RI_NAME_COLUMNS : RI_NAME_COLUMNS;
    return ri_utf8_width(ri_view_name(&web->view, ref)) > columns;
}

void ri_web_label(ri_web *web, ri_ref ref)
{
    const bool cut = ri_web_is_cut(web, ref);
    if (cut) {
        ri_html_open(&web->html, "span");
        ri_html_attribute(&web->html, "title", ri_view_name(&web->view, ref));
    }
    ri_say_name(&web->line, &web->view, ref);
    ri_web_foreign(web);
    if (cut) {
        ri_html_close(&web->html, "span");
    }
}

bool ri_web_open_link(ri_web *web, ri_ref ref)
{
    const bool placed = has_place(web, ref);
    if (placed) {
        ri_html_open(&web->html, "a");
        ri_html_to_id(&web->html, ri_view_reference(&web->view, ref));
    }
    return placed;
}

void ri_web_name(ri_web *web, ri_ref ref)
{
    const bool placed = ri_web_open_link(web, ref);
    ri_web_label(web, ref);
    if (placed) {
        ri_html_close(&web->html, "a");
    }
}

void ri_web_holder(ri_web *web, ri_ref holder)
{
    ri_web_name(web, holder);
    if (ri_ref_kind(holder) != RI_PERSON) {
        ri_html_text(&web->html, " (");
        ri_say_people(&web->line, &web->view, holder);
        ri_html_take(&web->html, &web->line);
        ri_html_text(&web->html, ")");
    }
}

/* ---- tables ---- */

void ri_web_open_heading(ri_web *web, const char *of)
{
    ri_html_open(&web->html, "th");
    ri_html_attribute(&web->html, "scope", of);
}

void ri_web_open_table(ri_web *web, const char *class, const char *const *heads, size_t n,
                       size_t numbers)
{
    ri_html_open_as(&web->html, "table", class);
    ri_html_open(&web->html, "thead");
    ri_html_open(&web->html, "tr");
    for (size_t i = 0; i < n; i++) {
        ri_web_open_heading(web, "col");
        if (i > 0 && i <= numbers) {
            ri_html_attribute(&web->html, "class", "number");
        }
        ri_html_text(&web->html, heads[i]);
        ri_html_close(&web->html, "th");
    }
    ri_html_close(&web->html, "tr");
    ri_html_close(&web->html, "thead");
    ri_html_open(&web->html, "tbody");
}

void ri_web_close_table(ri_web *web)
{
    ri_html_close(&web->html, "tbody");
    ri_html_close(&web->html, "table");
}

/* ---- bars ---- */

void ri_web_open_bar(ri_web *web, const char *class, unsigned height)
{
    ri_svg_open(&web->html, class, RI_WEB_BAR, height, NULL);
    ri_html_attribute(&web->html, "preserveAspectRatio", "none");
}

int ri_web_wide(size_t part, size_t whole)
{
    return whole > 0 ? (int)((uint64_t)part * RI_WEB_BAR / whole) : 0;
}

void ri_web_bar(ri_web *web, const ri_web_part *parts, size_t n)
{
    size_t whole = 0;
    size_t before = 0;
    for (size_t i = 0; i < n; i++) {
        whole += parts[i].n;
    }
    ri_web_open_bar(web, "bar", 10);
    for (size_t i = 0; i < n; i++) {
        const int from = ri_web_wide(before, whole);
        before += parts[i].n;
        const int to = ri_web_wide(before, whole);
        if (to > from) {
            ri_svg_rect(&web->html, parts[i].class, from, 0, to - from, 10);
        }
    }
    ri_svg_close(&web->html);
}

void ri_web_legend(ri_web *web, const ri_web_part *parts, size_t n)
{
    ri_html_open_as(&web->html, "ul", "legend");
    for (size_t i = 0; i < n; i++) {
        ri_html_open_as(&web->html, "li", parts[i].class);
        ri_text_format(&web->line, "%zu", parts[i].n);
        ri_web_line(web, "strong", NULL);
        ri_html_text(&web->html, " ");
        ri_html_text(&web->html, parts[i].name);
        ri_html_close(&web->html, "li");
    }
    ri_html_close(&web->html, "ul");
}

/* ---- signs ---- */

/* Which letters look alike: by what they mean in the scheme; who is informed decides nothing. */
static const char *look_of(const ri_scheme *scheme, uint8_t letter)
{
    const char first = scheme->letters[letter].letter[0];
    return letter == scheme->accountable   ? "l a"
           : letter == scheme->responsible ? "l r"
           : first == 'I'                  ? "l i"
                                           : "l c";
}

void ri_web_letter(ri_web *web, uint8_t letter)
{
    const ri_scheme *scheme = web->view.scheme;
    if (letter == RI_NO_LETTER) {
        return;
    }
    ri_html_open_as(&web->html, "abbr", look_of(scheme, letter));
    ri_html_attribute(&web->html, "title", scheme->letters[letter].name);
    ri_html_text(&web->html, scheme->letters[letter].letter);
    ri_html_close(&web->html, "abbr");
}

void ri_web_letter_short(ri_web *web, uint8_t letter, uint32_t n)
{
    const ri_scheme *scheme = web->view.scheme;
    ri_html_open_as(&web->html, "b", look_of(scheme, letter));
    ri_html_text(&web->html, scheme->letters[letter].letter);
    if (n > 1) {
        ri_text_format(&web->line, "%u", (unsigned)n);
        ri_web_line(web, "sup", NULL);
    }
    ri_html_close(&web->html, "b");
}

static const char *sign_of(raci_severity severity)
{
    return severity == RACI_ERROR     ? "sign error"
           : severity == RACI_WARNING ? "sign warning"
                                      : "sign info";
}

void ri_web_severity(ri_web *web, raci_severity severity)
{
    ri_html_leaf(&web->html, "span", sign_of(severity), ri_severity_name(severity));
}

void ri_web_severity_count(ri_web *web, raci_severity severity, size_t n)
{
    if (n > 0) {
        ri_say_count(&web->line, n, ri_severity_name(severity));
        ri_web_line(web, "span", sign_of(severity));
    }
}

/* "12", and for whoever asks "12 errors". */
static void put_short(ri_web *web, raci_severity severity, size_t n)
{
    ri_say_count(&web->line, n, ri_severity_name(severity));
    ri_web_attribute(web, "title");
    ri_html_format(&web->html, "%zu", n);
}

void ri_web_severity_short(ri_web *web, raci_severity severity, size_t n)
{
    if (n > 0) {
        ri_html_open_as(&web->html, "span", sign_of(severity));
        put_short(web, severity, n);
        ri_html_close(&web->html, "span");
    }
}

/* ---- findings ---- */

#define KEY_SHOWN 6 /* digits of a key that people are told */

static void say_finding_id(ri_text *out, const ri_finding *finding)
{
    ri_text_format(out, "finding:%s", finding->key);
}

/* The first finding of that severity about a subject. */
static const ri_finding *first_of(const ri_web *web, const ri_finding_marks *marks,
                                  unsigned severity)
{
    const ri_finding *findings = &web->result->findings[marks->first];
    uint32_t i = 0;
    while (i + 1 < marks->n && (unsigned)findings[i].severity != severity) {
        i++;
    }
    return &findings[i];
}

void ri_web_subject_signs(ri_web *web, ri_ref subject)
{
    const ri_finding_marks *marks = &web->marks[ri_subject_number(web->view.snapshot, subject)];
    for (unsigned severity = RACI_ERROR; severity >= RACI_INFO; severity--) {
        if (marks->counts[severity] == 0) {
            continue;
        }
        ri_html_text(&web->html, " ");
        say_finding_id(&web->line, first_of(web, marks, severity));
        ri_html_open_as(&web->html, "a", sign_of((raci_severity)severity));
        ri_web_to_id(web);
        put_short(web, (raci_severity)severity, marks->counts[severity]);
        ri_html_close(&web->html, "a");
    }
}

void ri_web_finding_link(ri_web *web, const ri_finding *finding)
{
    say_finding_id(&web->line, finding);
    ri_html_open_as(&web->html, "a", "key");
    ri_web_to_id(web);
    ri_html_format(&web->html, "#%.*s", KEY_SHOWN, finding->key);
    ri_html_close(&web->html, "a");
}

static void put_head(ri_web *web, const ri_finding *finding, const ri_finding *cause)
{
    ri_html_open_as(&web->html, "p", "what");
    ri_web_letter(web, finding->letter);
    ri_html_text(&web->html, finding->letter != RI_NO_LETTER ? " " : "");
    if (cause != NULL) {
        ri_html_leaf(&web->html, "span", "code", finding->code_name);
        ri_html_text(&web->html, " ");
    }
    ri_html_open(&web->html, "strong");
    ri_web_name(web, finding->subject);
    ri_html_close(&web->html, "strong");
    ri_html_text(&web->html, " ");
    ri_say(&web->line, ri_view_reference(&web->view, finding->subject));
    ri_web_line(web, "span", "ref");
    ri_html_text(&web->html, " ");
    ri_web_finding_link(web, finding);
    ri_html_close(&web->html, "p");
}

static void put_body(ri_web *web, const ri_finding *finding, const ri_finding *cause)
{
    ri_html_leaf(&web->html, "p", NULL, finding->message != NULL ? finding->message : "");
    if (finding->n_rules > 0 && (cause == NULL || !ri_same_rules(finding, cause))) {
        ri_say_rules(&web->line, &web->view, finding);
        ri_web_line(web, "p", "rules");
    }
    if (finding->escalate.any && (cause == NULL || !ri_same_escalation(finding, cause))) {
        ri_text_add(&web->line, "→ ");
        ri_say_escalation(&web->line, &web->view, &finding->escalate);
        ri_web_line(web, "p", "goes");
    }
    if (finding->since != RI_DAY_MAX && (cause == NULL || finding->since != cause->since)) {
        ri_say_age(&web->line, finding->since, web->result->date);
        ri_web_line(web, "p", NULL);
    }
}

void ri_web_finding(ri_web *web, const ri_finding *finding, const ri_finding *cause)
{
    ri_html_open_as(&web->html, "div", "finding");
    say_finding_id(&web->line, finding);
    ri_web_attribute(web, "id");
    put_head(web, finding, cause);
    put_body(web, finding, cause);
    ri_html_close(&web->html, "div");
}
