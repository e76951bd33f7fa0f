/*
 * Evaluations for tests: an organization and a policy, checked or asked about.
 *
 * Define _POSIX_C_SOURCE as 200809L before the first include.
 */
#ifndef TEST_EVALUATION_H
#define TEST_EVALUATION_H

#include "check/checking.h"
#include "policies.h"
#include "raci/report.h"

/* Two departments, two touchpoints on one journey, everybody in their seats. */
#define EVALUATION_UNITS                                                                           \
    "== units.csv\nkey,name,parent,head,kind\n"                                                    \
    "acme,Acme,,ceo,company\n"                                                                     \
    "marketing,Marketing,acme,cmo,department\n"                                                    \
    "ops,Operations,acme,coo,department\n"                                                         \
    "billing,Billing,ops,billing-lead,team\n"
#define EVALUATION_POSITIONS                                                                       \
    "== positions.csv\nkey,title,unit,reports_to,office\n"                                         \
    "ceo,Chief Executive Officer,acme,,ceo\n"                                                      \
    "cxo,Chief Experience Officer,acme,ceo,cxo\n"                                                  \
    "cmo,Chief Marketing Officer,marketing,ceo,cmo\n"                                              \
    "coo,Chief Operations Officer,ops,ceo,coo\n"                                                   \
    "billing-lead,Head of Billing,billing,coo,\n"
#define EVALUATION_PEOPLE                                                                          \
    "== people.csv\nkey,name\nann,Ann Ito\nxia,Xia Wu\nmia,Mia Roe\ndan,Dan Ruiz\nbob,Bob Low\n"
#define EVALUATION_SEATS                                                                           \
    "== seats.csv\nposition,person,kind\n"                                                         \
    "ceo,ann,holder\ncxo,xia,holder\ncmo,mia,holder\ncoo,dan,holder\nbilling-lead,bob,holder\n"
#define EVALUATION_TOUCHPOINTS                                                                     \
    "== journeys.csv\nkey,name,lead\nbuy,Buying,cmo\n"                                             \
    "== touchpoints.csv\nkey,name,journey,order,units\n"                                           \
    "look,Look around,buy,1,marketing\npay,Pay an invoice,buy,2,billing\n"
#define EVALUATION_ORGANIZATION                                                                    \
    EVALUATION_UNITS EVALUATION_POSITIONS EVALUATION_PEOPLE EVALUATION_SEATS EVALUATION_TOUCHPOINTS

typedef struct evaluation {
    raci_model *model;
    raci_policy *policy;
    raci_result *result;
} evaluation;

static inline raci_result *evaluation_check(const evaluation *e, int counts_only)
{
    raci_result *result = NULL;
    raci_error err = {0};
    const raci_check_options options = {.date = "2026-07-01", .counts_only = counts_only};
    if (raci_check(&result, e->model, e->policy, &options, &err) != RACI_OK) {
        fail_msg("%s", err.message);
    }
    return result;
}

static inline evaluation evaluate(const char *files, const char *policy)
{
    evaluation e = {.model = organization(files)};
    e.policy = policy_of(e.model, policy);
    e.result = evaluation_check(&e, 0);
    return e;
}

static inline void evaluation_free(evaluation *e)
{
    raci_result_free(e->result);
    raci_policy_free(e->policy);
    raci_model_close(e->model);
}

/* The first finding of a code on a subject; it must be there. */
static inline const ri_finding *evaluation_finding(const raci_result *result, ri_code code,
                                                   const char *subject)
{
    for (size_t i = 0; i < result->n_findings; i++) {
        if (result->findings[i].code == code &&
            strcmp(result->findings[i].subject_text, subject) == 0) {
            return &result->findings[i];
        }
    }
    fail_msg("there is no %s on %s", ri_check_info_of(code)->name, subject);
    return NULL;
}

/* A raci_write_fn whose payload is a FILE. */
static inline int evaluation_to_file(const char *data, size_t length, void *payload)
{
    return fwrite(data, 1, length, payload) == length ? 0 : 1;
}

/* Writes the workbook of a result. */
static inline void evaluation_save(const raci_result *result, const char *path)
{
    raci_error err = {0};
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    if (raci_report_workbook(result, evaluation_to_file, file, &err) != RACI_OK) {
        fail_msg("%s", err.message);
    }
    assert_int_equal(fclose(file), 0);
}

#endif
