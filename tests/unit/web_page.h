/*
 * Pages for tests, and what must be on them.
 *
 * Define _POSIX_C_SOURCE as 200809L before the first include.
 */
#ifndef TEST_WEB_PAGE_H
#define TEST_WEB_PAGE_H

#include "appended.h"
#include "evaluation.h"
#include "html_reading.h"

/* Whoever delivers answers and does. */
#define PAGE_POLICY                                                                                \
    "policy { name = \"test\" }\n"                                                                 \
    "rule \"owners\" { because = \"who delivers\","                                                \
    " assign = { A = head_of_delivering_unit(), R = delivering_units() } }\n"

/* The page of an evaluation with all that it can show; it is fine. */
static inline void page_of(ri_text *out, const evaluation *e)
{
    raci_inbox *inbox = NULL;
    raci_packets *packets = NULL;
    raci_briefs *briefs = NULL;
    raci_error err = {0};
    assert_int_equal(raci_inbox_new(&inbox, e->result, NULL, RACI_INBOX_ALL, &err), RACI_OK);
    assert_int_equal(raci_packets_new(&packets, inbox, &err), RACI_OK);
    assert_int_equal(raci_briefs_new(&briefs, e->result, &err), RACI_OK);
    const raci_report_content content = {
        .result = e->result, .inbox = inbox, .packets = packets, .briefs = briefs};
    ri_text_clear(out);
    if (raci_report_page(&content, append_text, out, &err) != RACI_OK) {
        fail_msg("%s", err.message);
    }
    raci_packets_free(packets);
    raci_inbox_free(inbox);
    raci_briefs_free(briefs);
    html_is_fine(ri_text_string(out));
}

/* What a reader sees of it: the page without its marks, in one line. */
static inline void text_of(ri_text *out, const ri_text *page)
{
    const char *at = strstr(ri_text_string(page), "<main");
    ri_text_clear(out);
    while (*at != '\0') {
        const size_t length = strcspn(at, "<");
        ri_text_bytes(out, at, length);
        at += length + strcspn(at + length, ">");
        at += *at == '>';
    }
}

/* The page of a model and a policy, and what a reader sees of it. */
static inline void open_page(ri_text *page, ri_text *text, const char *files, const char *policy)
{
    evaluation e = evaluate(files, policy);
    page_of(page, &e);
    text_of(text, page);
    evaluation_free(&e);
}

/* How often a part is there. */
static inline size_t count_of(const ri_text *page, const char *part)
{
    size_t n = 0;
    for (const char *at = ri_text_string(page); (at = strstr(at, part)) != NULL; at++) {
        n++;
    }
    return n;
}

static inline void expect(const ri_text *page, const char *part)
{
    if (strstr(ri_text_string(page), part) == NULL) {
        fail_msg("the page has no: %s", part);
    }
}

static inline void expect_not(const ri_text *page, const char *part)
{
    if (strstr(ri_text_string(page), part) != NULL) {
        fail_msg("the page has: %s", part);
    }
}

#endif
