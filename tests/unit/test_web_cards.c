/* The role cards of a page. */
#define _POSIX_C_SOURCE 200809L

#include "web_page.h"

/* One for each position with a letter, by department, with how much they have of each. */
static void by_department(void **state)
{
    (void)state;
    ri_text page = RI_TEXT_INIT;
    ri_text text = RI_TEXT_INIT;
    open_page(&page, &text, EVALUATION_ORGANIZATION, PAGE_POLICY);
    expect(&page, "<details class=\"card\" id=\"card:position:cmo\" data-of=\"j0 p3 v1 u2\">");
    expect(&text, "MarketingChief Marketing Officer Mia Roe A 1R 1Marketing; reports to Chief "
                  "Executive Officer (Ann Ito). position:cmoAccountable, A: what you answer for "
                  "(1)Buying: Look aroundResponsible, R: what you do (1)Buying, through Marketing: "
                  "Look around");
    expect(&text, "OperationsHead of Billing Bob Low A 1R 1Billing; reports to");
    expect(&text, "Where you cannot agree: Chief Experience Officer (Xia Wu), then Chief Executive "
                  "Officer (Ann Ito)");
    assert_int_equal(count_of(&page, "<details class=\"card\""), 2);
    ri_text_free(&page);
    ri_text_free(&text);
}

/* Whoever has letters in person or sits in several seats has all of it on one card. */
static void of_people(void **state)
{
    (void)state;
    ri_text page = RI_TEXT_INIT;
    ri_text text = RI_TEXT_INIT;
    open_page(&page, &text,
              EVALUATION_UNITS EVALUATION_POSITIONS EVALUATION_PEOPLE EVALUATION_TOUCHPOINTS
              "== seats.csv\nposition,person,kind\ncmo,mia,holder\nbilling-lead,mia,acting\n"
              "== stated.csv\ntouchpoint,letter,holder,reason\nlook,C,person:dan,asked\n",
              PAGE_POLICY);
    expect(&page, "id=\"card:person:mia\"");
    expect(&text, "Mia Roe A 2R 2Sits as Head of Billing and Chief Marketing Officer.");
    expect(&page, "id=\"card:person:dan\"");
    expect(&text, "PeopleDan Ruiz C 1Has no seat.");
    assert_int_equal(count_of(&page, "<details class=\"card\""), 4);
    ri_text_free(&page);
    ri_text_free(&text);
}

/* Of very many those that most is asked of are there, the others are counted. */
static void many(void **state)
{
    (void)state;
    ri_text files = RI_TEXT_INIT;
    ri_text page = RI_TEXT_INIT;
    ri_text text = RI_TEXT_INIT;
    ri_text_add(&files, EVALUATION_UNITS EVALUATION_PEOPLE EVALUATION_SEATS EVALUATION_TOUCHPOINTS
                            EVALUATION_POSITIONS);
    for (int i = 0; i < 160; i++) {
        ri_text_format(&files, "clerk-%d,Clerk %d,billing,billing-lead,\n", i, i);
    }
    open_page(&page, &text, ri_text_string(&files), PAGE_POLICY);
    assert_int_equal(count_of(&page, "<details class=\"card\""), 150);
    expect(&page, "id=\"card:position:billing-lead\"");
    expect(&page, "id=\"card:position:cmo\"");
    expect(&text, "12 others have fewer letters: their cards are had by raci brief HOLDER.");
    ri_text_free(&files);
    ri_text_free(&page);
    ri_text_free(&text);
}

static void of_nobody(void **state)
{
    (void)state;
    ri_text page = RI_TEXT_INIT;
    ri_text text = RI_TEXT_INIT;
    open_page(&page, &text, EVALUATION_ORGANIZATION, "policy { name = \"test\" }\n");
    expect_not(&page, "href=\"#cards\"");
    ri_text_free(&page);
    ri_text_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_department),
        cmocka_unit_test(of_people),
        cmocka_unit_test(many),
        cmocka_unit_test(of_nobody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
