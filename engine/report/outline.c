#include "report/outline.h"

#include <stdio.h>
#include <string.h>

#include "report/markdown.h"
#include "report/sentences.h"

ri_outline ri_outline_text(ri_page *page)
{
    return (ri_outline){.page = page, .scratch = RI_TEXT_INIT};
}

ri_outline ri_outline_markdown(ri_sink *sink)
{
    return (ri_outline){.sink = sink, .scratch = RI_TEXT_INIT};
}

ri_outline ri_outline_html(ri_html *html, const char *heading)
{
    return (ri_outline){.html = html, .heading = heading, .scratch = RI_TEXT_INIT};
}

/* ---- elements ---- */

static void close_list(ri_outline *o)
{
    if (o->list != NULL) {
        ri_html_close(o->html, "li");
        ri_html_close(o->html, o->list);
    }
    o->list = NULL;
}

void ri_outline_free(ri_outline *outline)
{
    close_list(outline);
    ri_text_free(&outline->scratch);
}

static void put_item(ri_outline *o, const char *list, ri_text *line)
{
    if (o->list != NULL && strcmp(o->list, list) == 0) {
        ri_html_close(o->html, "li");
    } else {
        close_list(o);
        ri_html_open(o->html, list);
    }
    o->list = list;
    ri_html_open(o->html, "li");
    ri_html_take(o->html, line);
}

/* What stands alone. */
static void put_block(ri_outline *o, const char *element, ri_text *line)
{
    close_list(o);
    ri_html_leaf_take(o->html, element, NULL, line);
}

/* ---- Markdown ---- */

/* What begins a paragraph with it would be taken for a list or an underlining. */
static void put_beginning(ri_text *out, const char *text)
{
    const size_t digits = strspn(text, "0123456789");
    if (text[0] == '-' || text[0] == '+' || text[0] == '=') {
        ri_text_char(out, '\\');
        ri_text_char(out, text[0]);
        ri_markdown_cell(out, text + 1);
    } else if (digits > 0 && (text[digits] == '.' || text[digits] == ')')) {
        ri_text_bytes(out, text, digits);
        ri_text_char(out, '\\');
        ri_text_char(out, text[digits]);
        ri_markdown_cell(out, text + digits + 1);
    } else {
        ri_markdown_cell(out, text);
    }
}

/* The text between marks; bold stays bold, colours are dropped. */
static void put_marked(ri_text *out, const char *text)
{
    static const char marks[] = RI_BOLD RI_DIM RI_RED RI_YELLOW RI_CYAN RI_GREEN RI_PLAIN;
    ri_text piece = RI_TEXT_INIT;
    bool bold = false;
    bool first = true;
    for (const char *at = text; *at != '\0';) {
        const size_t length = strcspn(at, marks);
        ri_text_clear(&piece);
        ri_text_bytes(&piece, at, length);
        (first ? put_beginning : ri_markdown_cell)(out, ri_text_string(&piece));
        out->failed = out->failed || piece.failed;
        first = first && length == 0;
        at += length;
        if (*at != '\0') {
            const bool begins = *at == RI_BOLD[0];
            ri_text_add(out, begins != bold ? "**" : "");
            bold = begins;
            at++;
        }
    }
    ri_text_add(out, bold ? "**" : "");
    ri_text_free(&piece);
}

static void write_block(ri_outline *o, const char *before, ri_text *line, const char *after)
{
    ri_text_clear(&o->scratch);
    ri_text_add(&o->scratch, before);
    put_marked(&o->scratch, ri_text_string(line));
    ri_text_add(&o->scratch, after);
    ri_sink_add(o->sink, ri_text_string(&o->scratch));
    o->failed = o->failed || o->scratch.failed || line->failed;
    ri_text_clear(line);
}

/* A list ends with an empty line. */
static void end_list(ri_outline *o)
{
    close_list(o);
    if (o->in_list && o->page == NULL && o->html == NULL) {
        ri_sink_add(o->sink, "\n");
    }
    o->in_list = false;
}

/* ---- all ---- */

void ri_outline_title(ri_outline *o, ri_text *line)
{
    if (o->html != NULL) {
        o->failed = o->failed || line->failed;
        ri_text_clear(line);
    } else if (o->page == NULL) {
        write_block(o, "# ", line, "\n\n");
    } else {
        ri_page_take(o->page, "", "  ", line);
        ri_page_gap(o->page);
    }
}

void ri_outline_heading(ri_outline *o, const char *heading)
{
    ri_text line = RI_TEXT_INIT;
    end_list(o);
    if (o->html != NULL) {
        ri_text_add(&line, heading);
        put_block(o, o->heading, &line);
    } else if (o->page == NULL) {
        ri_text_add(&line, heading);
        write_block(o, "## ", &line, "\n\n");
    } else {
        ri_text_format(&line, RI_BOLD "%s" RI_PLAIN, heading);
        ri_page_gap(o->page);
        ri_page_take(o->page, "", "", &line);
    }
    ri_text_free(&line);
}

void ri_outline_paragraph(ri_outline *o, ri_text *line)
{
    if (line->length == 0) {
        o->failed = o->failed || line->failed;
        return;
    }
    end_list(o);
    if (o->html != NULL) {
        put_block(o, "p", line);
    } else if (o->page == NULL) {
        write_block(o, "", line, "\n\n");
    } else {
        ri_page_take(o->page, "  ", "  ", line);
    }
}

void ri_outline_item(ri_outline *o, size_t number, ri_text *line)
{
    char label[32] = "- ";
    if (number > 0) {
        (void)snprintf(label, sizeof label, "%zu. ", number);
    }
    o->in_list = true;
    if (o->html != NULL) {
        put_item(o, number > 0 ? "ol" : "ul", line);
    } else if (o->page == NULL) {
        write_block(o, label, line, "\n");
    } else {
        char first[40];
        (void)snprintf(first, sizeof first, "  %s", label);
        ri_page_take(o->page, first, number > 0 ? "     " : "    ", line);
    }
}

void ri_outline_detail(ri_outline *o, ri_text *line)
{
    if (line->length == 0) {
        o->failed = o->failed || line->failed;
        return;
    }
    if (o->html != NULL) {
        ri_html_leaf_take(o->html, "p", "detail", line);
    } else if (o->page == NULL) {
        write_block(o, "    - ", line, "\n");
    } else {
        ri_page_take(o->page, "     ", "     ", line);
    }
}

void ri_outline_basis(ri_outline *o, int32_t date, const raci_policy *policy)
{
    ri_text line = RI_TEXT_INIT;
    if (o->html != NULL) {
        return;
    }
    if (o->page != NULL) {
        ri_put_basis(o->page, date, policy);
        return;
    }
    ri_text_add(&line, "Answered ");
    ri_say_basis(&line, date, policy);
    ri_outline_paragraph(o, &line);
    ri_text_free(&line);
}

void ri_outline_warning(ri_outline *o, ri_text *line)
{
    if (o->page == NULL) {
        ri_outline_paragraph(o, line);
    } else {
        ri_page_gap(o->page);
        ri_page_take(o->page, "", "", line);
    }
}
