/* What a page tells of that which waits for a decision. */
#define _POSIX_C_SOURCE 200809L

#include "recording.h"
#include "web_page.h"

#define DISPUTED "rule \"others\" { match = { key = \"pay\" }, assign = { A = \"office:cxo\" } }\n"
#define NOBODY "policy { name = \"test\" }\n"

/* By who decides, with what could be decided and what that would do. */
static void by_who_decides(void **state)
{
    (void)state;
    ri_text page = RI_TEXT_INIT;
    ri_text text = RI_TEXT_INIT;
    open_page(&page, &text, EVALUATION_ORGANIZATION, PAGE_POLICY DISPUTED);
    expect(&page, "<a href=\"#decisions\">Decisions <span class=\"count\">1</span></a>");
    expect(&text, "1 decision waits. For how long is known once a run is recorded");
    expect(&text, "For Chief Executive Officer (Ann Ito), the CEO 1A Pay an invoice "
                  "many-accountable #");
    expect(&text, "→ the CXO is a party, so the CEO decides.It is on the journey Buying.Who");
    expect(&text, "Who claims itHead of Billing (Bob Low)has A by the rule &quot;owners&quot;");
    expect(&text, "What can be decided, and what it would doHead of Billing (Bob Low) has A "
                  "alone.It settles the matter: 1 finding new, 2 changed, 1 gone, 5 as before; 1 "
                  "letter with other holders.new: silo-touchpoint: ");
    assert_int_equal(count_of(&page, "<li class=\"decision\""), 1);
    assert_int_equal(count_of(&text, "It settles the matter"), 4);
    /* the journey, those who claim it, the severity, their units */
    expect(&page, "<li class=\"decision\" data-of=\"j0 p1 p4 v3 u1 u3\">");
    expect(&page, "It is on the journey <a href=\"#journey:buy\">Buying</a>.");
    ri_text_free(&page);
    ri_text_free(&text);
}

/* From when on runs have shown it, and that its day has passed. */
static void with_ages(void **state)
{
    (void)state;
    ri_text page = RI_TEXT_INIT;
    ri_text text = RI_TEXT_INIT;
    recording r;
    recording_make(&r, EVALUATION_ORGANIZATION, PAGE_POLICY DISPUTED);
    (void)recording_run(&r, "2026-05-01");
    const evaluation e = {r.model, r.policy, recording_check(&r, "2026-07-01")};
    page_of(&page, &e);
    text_of(&text, &page);
    expect(&text, "1 decision waits, 1 of them past its day.");
    expect(&text, "error 61 days overdue");
    expect(&text, "Open since 2026-05-01, for 61 days; was due on 2026-05-31, 31 days ago.");
    expect_not(&text, "once a run is recorded");
    raci_result_free(e.result);
    recording_remove(&r);
    ri_text_free(&page);
    ri_text_free(&text);
}

static void what_is_settled(void **state)
{
    (void)state;
    ri_text page = RI_TEXT_INIT;
    ri_text text = RI_TEXT_INIT;
    open_page(&page, &text,
              EVALUATION_ORGANIZATION "== rulings.csv\nsubject,letter,holder,by,reason,from,to\n"
                                      "touchpoint:pay,A,position:coo,office:ceo,as agreed,"
                                      "2026-05-01,2027-01-01\n",
              PAGE_POLICY DISPUTED);
    expect(&text, "Nothing waits.1 settledA of Pay an invoice goes to Chief Operations "
                  "Officerruled by the CEO until 2027-01-01: as agreed");
    ri_text_free(&page);
    ri_text_free(&text);
}

/* Of many those that are less urgent fold away, and the last are counted. */
static void many(void **state)
{
    (void)state;
    ri_text files = RI_TEXT_INIT;
    ri_text page = RI_TEXT_INIT;
    ri_text text = RI_TEXT_INIT;
    ri_text_add(&files, EVALUATION_UNITS EVALUATION_POSITIONS EVALUATION_PEOPLE EVALUATION_SEATS
                "== touchpoints.csv\nkey,name\n");
    for (int i = 0; i < 120; i++) {
        ri_text_format(&files, "t%d,Touchpoint %d\n", i, i);
    }
    open_page(&page, &text, ri_text_string(&files), NOBODY);
    expect(&text, "240 decisions wait.");
    expect(&text, "232 more, less urgent");
    expect(&text, "And 140 more, which raci escalations --format csv lists.");
    assert_int_equal(count_of(&page, "<li class=\"decision\""), 100);
    /* what can be decided is tried for the first of them only */
    assert_int_equal(count_of(&text, "Who claims it, where it lies, what was tried"), 24);
    ri_text_free(&files);
    ri_text_free(&page);
    ri_text_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_who_decides),
        cmocka_unit_test(with_ages),
        cmocka_unit_test(what_is_settled),
        cmocka_unit_test(many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
