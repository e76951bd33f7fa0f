/* The page that people look at. */
#define _POSIX_C_SOURCE 200809L

#include "appended.h"
#include "web_page.h"

#include <sodium.h>

#define LEVELS 100

static const char policy[] = PAGE_POLICY
    "rule \"marketing too\" { match = { key = \"pay\" }, assign = { A = \"office:cxo\" } }\n";

/* ---- what it says ---- */

static void says_how_things_stand(void **state)
{
    (void)state;
    ri_text page = RI_TEXT_INIT;
    evaluation e = evaluate(EVALUATION_ORGANIZATION, policy);
    page_of(&page, &e);
    expect(&page, "<title>Who answers for what · Acme</title>");
    expect(&page, "<strong>1</strong> of 2");
    expect(&page, "<li class=\"several\"><strong>1</strong>");
    const ri_finding *many = evaluation_finding(e.result, RI_MANY_ACCOUNTABLE, "touchpoint:pay");
    ri_text id = RI_TEXT_INIT;
    ri_text_format(&id, "id=\"finding:%s\"", many->key);
    expect(&page, ri_text_string(&id));
    expect(&page, "many-accountable");
    expect(&page, "marketing too");
    /* What is to be decided is told as a sentence, and how long it waits where that is known. */
    expect(&page,
           "<ol class=\"decisions\"><li><p>Head of Billing and Chief Experience Officer are ");
    expect(&page, ">no ages until a run is recorded<");
    ri_text_free(&id);
    evaluation_free(&e);
    ri_text_free(&page);
}

/* A row for each touchpoint, in the column of their department the letters, and what is wrong. */
static void shows_who_has_what(void **state)
{
    (void)state;
    ri_text page = RI_TEXT_INIT;
    evaluation e = evaluate(EVALUATION_ORGANIZATION, policy);
    page_of(&page, &e);
    expect(&page, "<th scope=\"col\" data-column=\"1\"><span>Marketing</span></th>"
                  "<th scope=\"col\" data-column=\"2\"><span>Operations</span></th></tr>");
    /* Head and unit of Marketing are the second and the third holder, and A and R the letters. */
    expect(&page, "<tr id=\"touchpoint:look\" data-of=\"j0 p3 v1 u2\" data-has=\"2:0 1:3\">");
    expect(&page, "<td></td><td><b class=\"l a\">A</b><b class=\"l r\">R</b></td><td></td></tr>");
    expect(&page, "<tr id=\"touchpoint:pay\" data-of=\"j0 p1 p4 v1 v3 u1 u3\"");
    expect(&page, "<td class=\"e\"><b class=\"l a\">A</b></td><td></td><td class=\"e\">"
                  "<b class=\"l a\">A</b><b class=\"l r\">R</b></td></tr>");
    expect(&page, "<summary>Look around</summary>");
    expect(
        &page,
        "<dd><a href=\"#position:cmo\">Chief Marketing Officer</a> (Mia Roe) <span class=\"rules\"><span class=\"dim\">by"
        "</span> &quot;owners&quot; ");
    evaluation_free(&e);
    ri_text_free(&page);
}

/* ---- the organization ---- */

/* Each with what it has, and how much of that it commands; the other way round from the policy
   above, marketing's head is accountable for a payment that others do. */
static void shows_load_and_power(void **state)
{
    (void)state;
    ri_text page = RI_TEXT_INIT;
    evaluation e =
        evaluate(EVALUATION_ORGANIZATION,
                 "policy { name = \"test\" }\n"
                 "rule \"owners\" { assign = { A = \"position:cmo\", R = delivering_units() } }\n");
    page_of(&page, &e);
    expect(&page, "2 touchpoints; on 2 somebody is accountable, and on 1 of these (50 %)");
    expect(&page, "<details data-opens id=\"unit:acme\" open><summary class=\"node\">");
    expect(&page, "<details data-opens id=\"unit:ops\"><summary class=\"node\">");
    expect(&page, "<li class=\"node in-0\" id=\"position:cmo\"");
    /* half of its bar is with power; the unit itself does the work on one of both */
    expect(&page, "<rect class=\"answering\" x=\"0\" y=\"0\" width=\"500\" height=\"7\"></rect>"
                  "<rect class=\"powerless\" x=\"500\" y=\"0\" width=\"500\" height=\"7\"></rect>"
                  "</svg>");
    expect(&page, "<b class=\"l a\">A</b> 2<span class=\"warning\">, 1 with power</span>");
    expect(&page, "<rect class=\"doing\" x=\"0\" y=\"8\" width=\"500\" height=\"4\"></rect>");
    expect(&page, "commands 2<span class=\"dim\"> (100 %)</span>"); /* the chief executive */
    expect(&page, "<a href=\"#position:cmo\">Chief Marketing Officer</a> (Mia Roe)");
    evaluation_free(&e);
    ri_text_free(&page);
}

/* More levels than elements may have, and somebody in no unit. */
static void many_levels(void **state)
{
    (void)state;
    ri_text page = RI_TEXT_INIT;
    ri_text files = RI_TEXT_INIT;
    ri_text_add(&files, "== units.csv\nkey,name,parent\nu0,Top,\n");
    for (int i = 1; i < LEVELS; i++) {
        ri_text_format(&files, "u%d,Unit %d,u%d\n", i, i, i - 1);
    }
    ri_text_add(&files, "== positions.csv\nkey,title,unit,reports_to\nlone,Lone Ranger,,\n"
                        "p0,Position 0,u1,\n");
    for (int i = 1; i < LEVELS; i++) {
        ri_text_format(&files, "p%d,Position %d,u1,p%d\n", i, i, i - 1);
    }
    evaluation e = evaluate(ri_text_string(&files), policy);
    page_of(&page, &e);
    expect(&page, "id=\"unit:u99\"");
    expect(&page, "id=\"position:p99\"");
    expect(&page, "<strong>In no unit</strong>");
    expect(&page, "id=\"position:lone\"");
    expect(&page, "There are no touchpoints on that date for which anybody could answer.");
    evaluation_free(&e);
    ri_text_free(&files);
    ri_text_free(&page);
}

/* ---- journeys ---- */

/* A line of stops with who delivers and who answers; between departments there is a passage. */
static void draws_journeys(void **state)
{
    (void)state;
    ri_text page = RI_TEXT_INIT;
    evaluation e = evaluate(EVALUATION_ORGANIZATION, policy);
    page_of(&page, &e);
    expect(&page, "<h3>Buying</h3> <span class=\"dim\">2 touchpoints, 1 passage "
                  "between departments: 0 owned, 1 silent.</span></summary>");
    expect(&page, "<abbr class=\"dept d1\" title=\"Marketing\">Ma</abbr>");
    expect(&page, "<abbr class=\"dept d2\" title=\"Operations\">Op</abbr>");
    expect(&page, "<span class=\"title\"><a href=\"#touchpoint:pay\">Pay an invoice</a></span>");
    expect(&page, "title=\"Passage from Marketing to Operations: nobody has it; neither side is "
                  "told of the other\"><svg class=\"passage\"");
    expect(&page, "<path class=\"open\"");
    expect(&page, "<line class=\"strike\"");
    evaluation_free(&e);
    ri_text_free(&page);
}

static void without_anything(void **state)
{
    (void)state;
    ri_text page = RI_TEXT_INIT;
    evaluation e = evaluate("== units.csv\nkey,name\n", policy);
    page_of(&page, &e);
    expect(&page, "<title>Who answers for what</title>");
    expect(&page, "<strong>0</strong> of 0");
    evaluation_free(&e);
    ri_text_free(&page);
}

/* A rule that fails is told above all else. */
static void failure(void **state)
{
    (void)state;
    ri_text page = RI_TEXT_INIT;
    evaluation e =
        evaluate(EVALUATION_ORGANIZATION, "policy { name = \"test\" }\n"
                                          "rule \"broken\" { when = function(t) return t.x.y end, "
                                          "assign = { A = \"position:cmo\" } }\n");
    page_of(&page, &e);
    expect(&page, "A rule failed, so this is not to be relied on");
    evaluation_free(&e);
    ri_text_free(&page);
}

/* ---- what it must not do ---- */

#define SCRIPT "<script>alert(1)</script>"
#define LONG                                                                                       \
    "A very long title that goes on and on and on and on and on and on and on and on and on and "

static const char hostile[] =
    "== units.csv\nkey,name,parent,head,kind\n"
    "acme,\"" SCRIPT "\",,ceo,company\n"
    "ops,\"</title></style><img src=x onerror=alert(1)>\",acme,coo,department\n"
    "== positions.csv\nkey,title,unit,reports_to,office\n"
    "ceo,\"\"\" onload=\"\"alert(1)\",acme,,ceo\n"
    "cxo,\"' onfocus='x\",acme,ceo,cxo\n"
    "coo,\"" LONG LONG LONG LONG LONG LONG LONG LONG LONG LONG "\",ops,ceo,coo\n"
    "== people.csv\nkey,name\nann,\"\u202eann\u2066\"\ndan,שלום <b>\n"
    "== seats.csv\nposition,person,kind\nceo,ann,holder\ncoo,dan,holder\n"
    "== journeys.csv\nkey,name,lead\nbuy,\"--><!-- " SCRIPT "\",coo\n"
    "== touchpoints.csv\nkey,name,journey,order,units\n"
    "look,\"{{x}}" SCRIPT "\",buy,1,ops\npay,\"&lt;&#x3c;script>\",buy,2,ops\n"
    "== links.csv\nfrom,to,kind\nlook,pay,handoff\n";

static void hostile_names(void **state)
{
    (void)state;
    ri_text page = RI_TEXT_INIT;
    evaluation e = evaluate(hostile, policy);
    page_of(&page, &e);
    expect_not(&page, SCRIPT);
    expect_not(&page, "<img");
    expect_not(&page, "\u202e");
    expect(&page, "&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(&page, "&amp;lt;&amp;#x3c;script&gt;");
    evaluation_free(&e);
    ri_text_free(&page);
}

/* What stands between the tags of an element that is there once. */
static void hash_of(char out[64], const char *page, const char *element)
{
    char tag[32];
    unsigned char hash[crypto_hash_sha256_BYTES];
    (void)snprintf(tag, sizeof tag, "<%s>", element);
    const char *from = strstr(page, tag);
    assert_non_null(from);
    from += strlen(tag);
    assert_null(strstr(from, tag));
    (void)snprintf(tag, sizeof tag, "</%s>", element);
    const char *end = strstr(from, tag);
    assert_non_null(end);
    (void)crypto_hash_sha256(hash, (const unsigned char *)from, (size_t)(end - from));
    (void)sodium_bin2base64(out, 64, hash, sizeof hash, sodium_base64_VARIANT_ORIGINAL);
}

/* Only the page's own style and program are taken, and nothing else from anywhere. */
static void content_security_policy(void **state)
{
    (void)state;
    char style[64];
    char program[64];
    ri_text page = RI_TEXT_INIT;
    ri_text expected = RI_TEXT_INIT;
    evaluation e = evaluate(EVALUATION_ORGANIZATION, policy);
    page_of(&page, &e);
    hash_of(style, ri_text_string(&page), "style");
    hash_of(program, ri_text_string(&page), "script");
    ri_text_format(&expected,
                   "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
                   "&#39;none&#39;; style-src &#39;sha256-%s&#39;; script-src &#39;sha256-%s&#39;; "
                   "base-uri &#39;none&#39;; form-action &#39;none&#39;\">",
                   style, program);
    expect(&page, ri_text_string(&expected));
    expect_not(&page, "http://");
    expect_not(&page, "https://");
    ri_text_free(&expected);
    evaluation_free(&e);
    ri_text_free(&page);
}

static void equal_bytes(void **state)
{
    (void)state;
    ri_text page = RI_TEXT_INIT;
    ri_text again = RI_TEXT_INIT;
    evaluation e = evaluate(hostile, policy);
    evaluation other = {e.model, e.policy, evaluation_check(&e, 0)};
    page_of(&page, &e);
    page_of(&again, &other);
    assert_string_equal(ri_text_string(&page), ri_text_string(&again));
    raci_result_free(other.result);
    evaluation_free(&e);
    ri_text_free(&page);
    ri_text_free(&again);
}

static void only_of_everything(void **state)
{
    (void)state;
    ri_text page = RI_TEXT_INIT;
    raci_error err = {0};
    evaluation e = evaluate(EVALUATION_ORGANIZATION, policy);
    raci_result *counts = evaluation_check(&e, 1);
    const raci_report_content content = {.result = counts};
    assert_int_equal(raci_report_page(&content, append_text, &page, &err), RACI_INVALID);
    assert_int_equal(page.length, 0);
    const raci_report_content alone = {.result = e.result};
    assert_int_equal(raci_report_page(&alone, append_text, &page, &err), RACI_OK);
    html_is_fine(ri_text_string(&page));
    raci_result_free(counts);
    evaluation_free(&e);
    ri_text_free(&page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_how_things_stand),
        cmocka_unit_test(shows_who_has_what),
        cmocka_unit_test(shows_load_and_power),
        cmocka_unit_test(many_levels),
        cmocka_unit_test(draws_journeys),
        cmocka_unit_test(without_anything),
        cmocka_unit_test(failure),
        cmocka_unit_test(hostile_names),
        cmocka_unit_test(content_security_policy),
        cmocka_unit_test(equal_bytes),
        cmocka_unit_test(only_of_everything),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
