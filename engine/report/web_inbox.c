/* The section of what waits for a decision: by who decides, with what could be decided and what
   that would do; and what is settled. */
#include "base/day.h"
#include "report/report_escalations.h"
#include "report/report_packet.h"
#include "report/web.h"

#define SEEN 8   /* of those who decide, so many items each are in sight, */
#define TOLD 100 /* and so many are there */

typedef struct telling {
    ri_web *web;
    const raci_inbox *inbox;
    ri_packet_report packet; /* its view leads to places */
} telling;

/* ---- one item ---- */

static void put_meta(telling *t, const ri_inbox_item *item)
{
    ri_web *web = t->web;
    ri_html_open_as(&web->html, "span", "meta");
    ri_web_severity(web, ri_inbox_worst(item));
    if (item->waiting.since != RI_DAY_MAX) {
        ri_html_text(&web->html, " ");
        ri_say_count(&web->line, (size_t)(web->result->date - item->waiting.since), "day");
        ri_web_line(web, "span", "age");
    }
    if (item->waiting.overdue) {
        ri_html_text(&web->html, " ");
        ri_html_leaf(&web->html, "span", "sign error", "overdue");
    }
    ri_html_close(&web->html, "span");
}

/* What it is about: a link there, and to the finding. */
static void put_subject(telling *t, const ri_finding *root)
{
    ri_web *web = t->web;
    ri_html_open_as(&web->html, "p", "what");
    ri_web_letter(web, root->letter);
    ri_html_text(&web->html, root->letter != RI_NO_LETTER ? " " : "");
    ri_html_open(&web->html, "strong");
    ri_web_name(web, root->subject);
    ri_html_close(&web->html, "strong");
    ri_html_text(&web->html, " ");
    ri_html_leaf(&web->html, "span", "code", root->code_name);
    ri_html_text(&web->html, " ");
    ri_web_finding_link(web, root);
    ri_html_close(&web->html, "p");
}

static void put_context(telling *t, const ri_inbox_item *item)
{
    ri_web *web = t->web;
    ri_view *view = &t->packet.view;
    ri_say_detour(&web->line, item);
    if (web->line.length > 0) {
        ri_web_line(web, "p", "goes");
    }
    if (item->waiting.since != RI_DAY_MAX) {
        ri_say_waiting(&web->line, &item->waiting, web->result->date);
    }
    ri_say_stakes(&web->line, view, &item->stakes, item->root->subject);
    ri_say_followers(&web->line, item);
    if (web->line.length > 0) {
        ri_web_line(web, "p", "dim");
    }
}

/* A part of a packet, where there is one. */
static void put_part(telling *t, const raci_packet *packet,
                     void (*part)(ri_outline *outline, ri_packet_report *report))
{
    ri_outline outline = ri_outline_html(&t->web->html, "h4");
    t->packet.packet = packet;
    part(&outline, &t->packet);
    t->web->view.failed = t->web->view.failed || outline.failed;
    ri_outline_free(&outline);
}

/* They fold away; what could be decided is in sight. */
static void put_grounds(telling *t, const raci_packet *packet)
{
    ri_html *html = &t->web->html;
    if (packet != NULL && packet->effects.n == 0) {
        ri_say_no_option(&t->web->line);
        ri_web_line(t->web, "p", NULL);
    }
    if (packet != NULL) {
        ri_html_open_as(html, "details", "grounds");
        ri_html_leaf(html, "summary", NULL, "Who claims it, where it lies, what was tried");
        put_part(t, packet, ri_packet_grounds);
        ri_html_close(html, "details");
    }
}

static void put_options(telling *t, const raci_packet *packet)
{
    if (packet != NULL && packet->effects.n > 0) {
        ri_html_open_as(&t->web->html, "div", "options");
        put_part(t, packet, ri_packet_options);
        ri_html_close(&t->web->html, "div");
    }
}

static void put_item(telling *t, size_t i)
{
    ri_web *web = t->web;
    const ri_inbox_item *item = &t->inbox->items[i];
    const raci_packets *packets = web->of->packets;
    const raci_packet *packet = packets != NULL ? packets->items[i] : NULL;
    ri_html_open_as(&web->html, "li", "decision");
    for (size_t k = 0; k < item->n_findings; k++) {
        ri_web_tag_finding(web, item->findings[k].finding);
    }
    ri_web_tag_finding(web, item->root);
    ri_web_put_tags(web);
    ri_html_open_as(&web->html, "div", "head");
    put_subject(t, item->root);
    put_meta(t, item);
    ri_html_close(&web->html, "div");
    ri_html_open_as(&web->html, "div", "about");
    ri_html_leaf(&web->html, "p", NULL, item->root->message);
    put_context(t, item);
    put_grounds(t, packet);
    ri_html_close(&web->html, "div");
    put_options(t, packet);
    ri_html_close(&web->html, "li");
}

static void put_items(telling *t, size_t from, size_t to)
{
    ri_html_open_as(&t->web->html, "ol", "decided");
    for (size_t i = from; i < to; i++) {
        put_item(t, i);
    }
    ri_html_close(&t->web->html, "ol");
}

/* ---- by who decides ---- */

static void put_group(telling *t, size_t from, size_t end)
{
    ri_web *web = t->web;
    const size_t n = end - from;
    const size_t seen = n > SEEN + 1 ? from + SEEN : end;
    const size_t told = n > TOLD + 1 ? from + TOLD : end;
    ri_html_open_as(&web->html, "section", "addressee");
    ri_html_flag(&web->html, "data-group");
    ri_html_open(&web->html, "h3");
    ri_say_addressee(&web->line, &t->packet.view, &t->inbox->items[from]);
    ri_html_take(&web->html, &web->line);
    ri_web_count(web, n);
    ri_html_close(&web->html, "h3");
    put_items(t, from, seen);
    if (seen < end) {
        ri_html_open_as(&web->html, "details", "more");
        ri_html_flag(&web->html, "data-group");
        ri_html_flag(&web->html, "data-opens");
        ri_text_format(&web->line, "%zu more, less urgent", end - seen);
        ri_web_line(web, "summary", NULL);
        put_items(t, seen, told);
        ri_web_rest(web, "dim", end - told, "raci escalations --format csv");
        ri_html_close(&web->html, "details");
    }
    ri_html_close(&web->html, "section");
}

/* ---- what is settled ---- */

static void put_accepted(telling *t, const ri_inbox_item *item)
{
    put_subject(t, item->root);
    ri_html_leaf(&t->web->html, "p", NULL, item->root->message);
}

static void put_ruled(telling *t, const ri_inbox_item *item)
{
    ri_web *web = t->web;
    const ri_stated *ruling = item->rulings;
    ri_html_open_as(&web->html, "p", "what");
    ri_html_leaf(&web->html, "span", NULL, ruling->letter);
    ri_html_text(&web->html, " of ");
    ri_html_open(&web->html, "strong");
    ri_web_name(web, ruling->subject);
    ri_html_close(&web->html, "strong");
    ri_html_text(&web->html, " ");
    ri_say_given(&web->line, &t->packet.view, item);
    ri_html_take(&web->html, &web->line);
    ri_html_close(&web->html, "p");
}

static void put_settled(telling *t)
{
    ri_web *web = t->web;
    const raci_inbox *inbox = t->inbox;
    const size_t told = inbox->n_settled > TOLD + 1 ? TOLD : inbox->n_settled;
    if (inbox->n_settled == 0) {
        return;
    }
    ri_html_open_as(&web->html, "details", "settled");
    ri_html_flag(&web->html, "data-group");
    ri_html_flag(&web->html, "data-opens");
    ri_text_format(&web->line, "%zu settled", inbox->n_settled);
    ri_web_line(web, "summary", NULL);
    ri_html_open_as(&web->html, "ul", "decided");
    for (size_t i = inbox->n - inbox->n_settled; i < inbox->n - inbox->n_settled + told; i++) {
        const ri_inbox_item *item = &inbox->items[i];
        const bool ruled = item->root == NULL;
        ri_html_open_as(&web->html, "li", "decision");
        ri_web_tag_subject(web, ruled ? item->rulings->subject : item->root->subject);
        ri_web_put_tags(web);
        (ruled ? put_ruled : put_accepted)(t, item);
        ri_say_settled(&web->line, &t->packet.view, item);
        ri_web_line(web, "p", "dim");
        ri_html_close(&web->html, "li");
    }
    ri_html_close(&web->html, "ul");
    ri_web_rest(web, "dim", inbox->n_settled - told, "raci escalations --all --format csv");
    ri_html_close(&web->html, "details");
}

/* ---- the whole ---- */

static bool has_ages(const raci_inbox *inbox)
{
    bool any = inbox->n_waiting == 0;
    for (size_t i = 0; i < inbox->n_waiting; i++) {
        any = any || inbox->items[i].waiting.since != RI_DAY_MAX;
    }
    return any;
}

static void put_lead(telling *t)
{
    ri_web *web = t->web;
    ri_say_inbox(&web->line, t->inbox);
    if (!has_ages(t->inbox)) {
        ri_text_add(&web->line, " For how long is known once a run is recorded (raci check "
                                "--record).");
    }
    ri_web_line(web, "p", "lead");
}

static void put(ri_web *web)
{
    telling t = {.web = web, .inbox = web->of->inbox};
    ri_view_init(&t.packet.view, web->result->resolver);
    ri_web_lead(web, &t.packet.view);
    put_lead(&t);
    for (size_t i = 0, end = 0; i < t.inbox->n_waiting; i = end) {
        end = ri_inbox_end(t.inbox, i);
        put_group(&t, i, end);
    }
    put_settled(&t);
    web->view.failed = web->view.failed || ri_view_failed(&t.packet.view);
    ri_view_free(&t.packet.view);
}

static bool wanted(const ri_web *web)
{
    return web->of->inbox != NULL;
}

static size_t count(const ri_web *web)
{
    return web->of->inbox->n_waiting;
}

const ri_web_section ri_web_inbox = {
    .id = "decisions",
    .title = "Decisions",
    .style = "inbox.css",
    .wanted = wanted,
    .count = count,
    .put = put,
};
