/*
 * Reads a page that html.h wrote, as strictly as a browser is lenient: every element is closed in
 * its turn, no attribute acts, every id is there once, and every link leads to one.
 */
#ifndef TEST_HTML_READING_H
#define TEST_HTML_READING_H

#include <stdio.h>
#include <strings.h>

#include "base/text.h"
#include "rows.h"

#define HTML_NAME 64
#define HTML_DEPTH 128
#define HTML_VALUE 8192
#define HTML_IDS 65536

typedef struct html_reading {
    const char *at;
    char open[HTML_DEPTH][HTML_NAME];
    size_t depth;
    char **ids;
    size_t n_ids;
    char **links;
    size_t n_links;
} html_reading;

static inline bool html_in(const char *name, const char *const *names, size_t n)
{
    bool found = false;
    for (size_t i = 0; i < n; i++) {
        found = found || strcmp(names[i], name) == 0;
    }
    return found;
}

static inline bool html_is_void(const char *name)
{
    static const char *const names[] = {"meta", "br", "input", "hr", "col", "img", "link"};
    return html_in(name, names, COUNT(names));
}

/* Copies what stands before one of `ends`. */
static inline void html_word(html_reading *r, char *out, size_t room, const char *ends)
{
    const size_t length = strcspn(r->at, ends);
    if (length >= room) {
        fail_msg("too long: %.60s", r->at);
    }
    memcpy(out, r->at, length);
    out[length] = '\0';
    r->at += length;
}

static inline void html_keep(char ***list, size_t *n, const char *value)
{
    if (*list == NULL) {
        *list = calloc(HTML_IDS, sizeof **list);
        assert_non_null(*list);
    }
    assert_true(*n < HTML_IDS);
    (*list)[*n] = strdup(value);
    assert_non_null((*list)[(*n)++]);
}

/* Entities and percent signs as what they stand for, so that an id and a link to it are equal. */
static inline void html_decode(char *value, bool address)
{
    static const char *const entities[][2] = {
        {"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}};
    char *to = value;
    for (const char *from = value; *from != '\0';) {
        size_t k = 0;
        unsigned byte = 0;
        while (k < COUNT(entities) && strncmp(from, entities[k][0], strlen(entities[k][0])) != 0) {
            k++;
        }
        if (k < COUNT(entities)) {
            *to++ = entities[k][1][0];
            from += strlen(entities[k][0]);
        } else if (address && *from == '%' && sscanf(from + 1, "%2x", &byte) == 1) {
            *to++ = (char)byte;
            from += 3;
        } else {
            *to++ = *from++;
        }
    }
    *to = '\0';
}

static inline void html_attribute(html_reading *r)
{
    char name[HTML_NAME];
    char value[HTML_VALUE] = "";
    html_word(r, name, sizeof name, " =>");
    if (*r->at == '=') {
        r->at++;
        assert_int_equal(*r->at, '"');
        r->at++;
        html_word(r, value, sizeof value, "\"<");
        assert_int_equal(*r->at, '"');
        r->at++;
    }
    if (strncasecmp(name, "on", 2) == 0 || strcmp(name, "style") == 0 || strcmp(name, "src") == 0 ||
        strcmp(name, "srcdoc") == 0 || strspn(name, "\"'<`") > 0) {
        fail_msg("an attribute %s=\"%.40s\"", name, value);
    }
    if (strcmp(name, "id") == 0) {
        html_decode(value, false);
        html_keep(&r->ids, &r->n_ids, value);
    } else if (strcmp(name, "href") == 0) {
        assert_int_equal(value[0], '#'); /* nothing leads out of the page */
        html_decode(value, true);
        html_keep(&r->links, &r->n_links, value + 1);
    }
}

static inline void html_close(html_reading *r)
{
    char name[HTML_NAME];
    r->at += 2;
    html_word(r, name, sizeof name, ">");
    r->at++;
    assert_true(r->depth > 0);
    assert_string_equal(r->open[--r->depth], name);
}

static inline void html_tag(html_reading *r)
{
    char name[HTML_NAME];
    if (strncmp(r->at, "<!doctype html>", 15) == 0) {
        r->at += 15;
        return;
    }
    if (r->at[1] == '/') {
        html_close(r);
        return;
    }
    r->at++;
    html_word(r, name, sizeof name, " >");
    while (*r->at == ' ') {
        r->at++;
        html_attribute(r);
    }
    assert_int_equal(*r->at, '>');
    r->at++;
    if (html_is_void(name)) {
        return;
    }
    assert_true(r->depth < HTML_DEPTH);
    memcpy(r->open[r->depth++], name, sizeof name);
    if (strcmp(name, "style") == 0 || strcmp(name, "script") == 0) {
        char end[HTML_NAME + 4];
        (void)snprintf(end, sizeof end, "</%s", name);
        r->at = strstr(r->at, end);
        assert_non_null(r->at);
    }
}

static inline int html_order(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static inline void html_leads(html_reading *r)
{
    if (r->n_ids > 0) {
        qsort(r->ids, r->n_ids, sizeof *r->ids, html_order);
    }
    for (size_t i = 1; i < r->n_ids; i++) {
        if (strcmp(r->ids[i - 1], r->ids[i]) == 0) {
            fail_msg("the id %s is there twice", r->ids[i]);
        }
    }
    for (size_t i = 0; i < r->n_links; i++) {
        if (r->n_ids == 0 ||
            bsearch(&r->links[i], r->ids, r->n_ids, sizeof *r->ids, html_order) == NULL) {
            fail_msg("a link leads to #%s, which is not there", r->links[i]);
        }
    }
}

/* Expects a whole page, or a part of one, to be fine. */
static inline void html_is_fine(const char *text)
{
    html_reading r = {.at = text};
    while (*r.at != '\0') {
        const unsigned char c = (unsigned char)*r.at;
        if (c == '<') {
            html_tag(&r);
        } else {
            if ((c < 0x20 && c != '\n') || c == '>' || c == '"') {
                fail_msg("a bare %02x before: %.40s", c, r.at);
            }
            r.at++;
        }
    }
    assert_int_equal(r.depth, 0);
    html_leads(&r);
    for (size_t i = 0; i < r.n_ids; i++) {
        free(r.ids[i]);
    }
    for (size_t i = 0; i < r.n_links; i++) {
        free(r.links[i]);
    }
    free(r.ids);
    free(r.links);
}

#endif
