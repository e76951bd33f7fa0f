/* The packets of what is to be decided first. */
#define _POSIX_C_SOURCE 200809L

#include "evaluation.h"

#include "scenario/packet.h"

#define MOST 24

/* What nobody answers for goes to the CXO; what the CXO claims, too, to the CEO. */
static evaluation of_two(int touchpoints)
{
    ri_text files = RI_TEXT_INIT;
    ri_text_add(&files, EVALUATION_ORGANIZATION);
    for (int i = 0; i < touchpoints; i++) {
        ri_text_format(&files, "t%d,Touchpoint %d,,,\n", i, i);
    }
    const evaluation e =
        evaluate(ri_text_string(&files),
                 "policy { name = \"test\" }\n"
                 "rule \"one\" { match = { key = \"pay\" }, assign = { A = \"office:cxo\" } }\n"
                 "rule \"other\" { match = { key = \"pay\" }, assign = { A = \"office:coo\" } }\n");
    ri_text_free(&files);
    return e;
}

/* Everyone's first ones have a packet, each that of its own finding. */
static void expect_first(const raci_inbox *inbox, const raci_packets *packets, size_t n)
{
    size_t made = 0;
    size_t addressees = 0;
    for (size_t i = 0, end = 0; i < inbox->n_waiting; i = end, addressees++) {
        end = ri_inbox_end(inbox, i);
        assert_non_null(packets->items[i]);
        for (size_t k = i; k < end; k++) {
            assert_true(packets->items[k] == NULL || k == i || packets->items[k - 1] != NULL);
            made += packets->items[k] != NULL;
            assert_true(packets->items[k] == NULL ||
                        packets->items[k]->finding == inbox->items[k].root);
        }
    }
    assert_int_equal(addressees, 2);
    assert_int_equal(made, n);
}

static void of_each(void **state)
{
    (void)state;
    static const int touchpoints[] = {0, 3, 30};
    for (size_t i = 0; i < COUNT(touchpoints); i++) {
        evaluation e = of_two(touchpoints[i]);
        raci_inbox *inbox = NULL;
        raci_packets *packets = NULL;
        raci_error err = {0};
        assert_int_equal(raci_inbox_new(&inbox, e.result, NULL, RACI_INBOX_ALL, &err), RACI_OK);
        assert_int_equal(raci_packets_new(&packets, inbox, &err), RACI_OK);
        assert_int_equal(packets->n, inbox->n_waiting);
        expect_first(inbox, packets, inbox->n_waiting < MOST ? inbox->n_waiting : MOST);
        raci_packets_free(packets);
        raci_inbox_free(inbox);
        evaluation_free(&e);
    }
}

static void of_none(void **state)
{
    (void)state;
    evaluation e = evaluate("== units.csv\nkey,name\n", "policy { name = \"test\" }\n");
    raci_inbox *inbox = NULL;
    raci_packets *packets = NULL;
    raci_error err = {0};
    assert_int_equal(raci_inbox_new(&inbox, e.result, NULL, RACI_INBOX_ALL, &err), RACI_OK);
    assert_int_equal(raci_packets_new(&packets, inbox, &err), RACI_OK);
    assert_int_equal(packets->n, 0);
    raci_packets_free(packets);
    raci_packets_free(NULL);
    raci_inbox_free(inbox);
    evaluation_free(&e);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(of_each), cmocka_unit_test(of_none)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
