/*
 * Tries many scenarios on one organization, in one process, and prints what each costs as a
 * share of a full check.
 *
 *     many MODEL POLICY DATE SCENARIO…
 *
 * After the model is open and the policy loaded: a full check, as raci_check gives it, a few
 * times; what has to be done once for all scenarios; and each scenario. Processor time of
 * the process; memory is the growth of the largest one over what was there before.
 */
#define _DEFAULT_SOURCE /* getrusage */

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#include "base/day.h"
#include "model/basis.h"
#include "raci/check.h"
#include "raci/model.h"
#include "raci/policy.h"
#include "raci/whatif.h"

enum { SCENARIOS = 5000, CHECKS = 5 };

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double in_use(void)
{
    const struct mallinfo2 info = mallinfo2();
    return (double)(info.uordblks + info.hblkhd) / 1048576;
}

static void need(raci_status status, const raci_error *err)
{
    if (status != RACI_OK) {
        fprintf(stderr, "many: %s\n", err->message);
        exit(1);
    }
}

static int by_size(const void *a, const void *b)
{
    const double x = *(const double *)a;
    const double y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static double full_check(raci_model *model, raci_policy *policy, const char *date)
{
    static double took[CHECKS];
    raci_error err = {0};
    for (int i = 0; i < CHECKS; i++) {
        raci_result *result = NULL;
        const raci_check_options options = {.date = date};
        const double begin = now();
        need(raci_check(&result, model, policy, &options, &err), &err);
        took[i] = now() - begin;
        raci_result_free(result);
    }
    qsort(took, CHECKS, sizeof *took, by_size);
    return took[CHECKS / 2];
}

/* What the organization itself takes, as it is kept for what-ifs. */
static double snapshot_size(raci_model *model, const char *date)
{
    raci_error err = {0};
    ri_snapshot *snapshot = NULL;
    int32_t day = 0;
    const double before = in_use();
    if (!ri_day_parse(date, 10, &day)) {
        fputs("many: the date must be YYYY-MM-DD\n", stderr);
        exit(2);
    }
    need(ri_snapshot_load_basis(&snapshot, model, day, NULL, &err), &err);
    const double size = in_use() - before;
    ri_snapshot_free(snapshot);
    return size;
}

static void try_all(raci_alternatives *all, size_t n, double check, double base)
{
    static double took[SCENARIOS];
    raci_error err = {0};
    double most = 0;
    size_t found = 0;
    for (size_t i = 0; i < n; i++) {
        raci_whatif *w = NULL;
        const double before = in_use();
        const double begin = now();
        need(raci_alternatives_whatif(&w, all, i, 0, &err), &err);
        took[i] = now() - begin;
        const double grown = in_use() - before;
        most = i > 0 && grown > most ? grown : most; /* the first one evaluates the base, too */
        found += raci_whatif_count(w, RACI_INFO);
        raci_whatif_free(w);
    }
    printf("%-34s %8.1f ms  %6.3f of a full check\n", "once for all, and the first scenario",
           took[0] * 1e3, took[0] / check);
    qsort(took + 1, n - 1, sizeof *took, by_size);
    printf("%-34s %8.2f ms  %6.4f of a full check\n", "each of the others, median",
           took[n / 2] * 1e3, took[n / 2] / check);
    printf("%-34s %8.2f ms  %6.4f of a full check\n", "the slowest", took[n - 1] * 1e3,
           took[n - 1] / check);
    printf("%-34s %8.2f MiB %6.3f of the %.0f MiB of the snapshot\n", "memory, the largest", most,
           most / base, base);
    printf("%zu scenarios, %zu findings new or changed\n", n, found);
}

int main(int argc, char **argv)
{
    static raci_scenario *scenarios[SCENARIOS];
    raci_error err = {0};
    raci_model *model = NULL;
    raci_policy *policy = NULL;
    raci_alternatives *all = NULL;
    const int n = argc - 4;
    if (n < 2 || n > SCENARIOS) {
        fputs("usage: many MODEL POLICY DATE SCENARIO...\n", stderr);
        return 2;
    }
    const char *policies[] = {argv[2]};
    need(raci_model_open(&model, argv[1], 0, &err), &err);
    need(raci_policy_load(&policy, model, policies, 1, NULL, NULL, &err), &err);
    for (int i = 0; i < n; i++) {
        need(raci_scenario_load(&scenarios[i], argv[4 + i], NULL, NULL, &err), &err);
    }
    const double check = full_check(model, policy, argv[3]);
    printf("%-34s %8.1f ms\n", "a full check", check * 1e3);
    const double base = snapshot_size(model, argv[3]);
    need(raci_alternatives_new(&all, model, policy, argv[3],
                               (const raci_scenario *const *)scenarios, (size_t)n, NULL, NULL,
                               &err),
         &err);
    try_all(all, (size_t)n, check, base);
    raci_alternatives_free(all);
    for (int i = 0; i < n; i++) {
        raci_scenario_free(scenarios[i]);
    }
    raci_policy_free(policy);
    raci_model_close(model);
    return 0;
}
