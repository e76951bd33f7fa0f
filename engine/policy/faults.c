#include "policy/faults.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "base/nearest.h"
#include "base/order.h"
#include "base/utf8.h"
#include "model/lookup.h"

/* Names that are looked at for the nearest one; beyond, none is told. */
#define OFFERS 500000

/* Longer messages are cut; raci_error would cut them anyway. */
#define MESSAGE_MAX 768

static void keep(ri_faults *faults, const ri_fault *fault)
{
    faults->in_file++;
    if (fault->message == NULL || !RI_PUSH(faults->items, faults->n, faults->capacity, *fault)) {
        faults->failed = true;
    }
}

/* A message may quote bytes that a policy wrote by their numbers, and that are no text. NULL when
   memory is exhausted. */
static const char *as_text(ri_faults *faults, const char *message)
{
    ri_text shown = RI_TEXT_INIT;
    if (ri_utf8_valid(message, strlen(message), NULL)) {
        return ri_arena_string(faults->arena, message);
    }
    ri_utf8_show(&shown, message);
    const char *text = shown.failed ? NULL : ri_arena_string(faults->arena, ri_text_string(&shown));
    ri_text_free(&shown);
    return text;
}

static bool is_full(ri_faults *faults)
{
    return faults->n >= RI_FAULTS_KEPT;
}

void ri_faults_add(ri_faults *faults, const char *file, int line, const char *format, ...)
{
    char message[MESSAGE_MAX];
    va_list args;
    if (is_full(faults)) {
        return;
    }
    va_start(args, format);
    (void)vsnprintf(message, sizeof message, format, args);
    va_end(args);
    ri_fault fault = {.file = file, .line = line};
    fault.message = as_text(faults, message);
    keep(faults, &fault);
}

void ri_faults_unknown(ri_faults *faults, const char *file, int line, ri_kind kind,
                       const char *name, const char *by, const char *message)
{
    ri_fault fault = {.file = file, .line = line, .kind = kind, .name = name, .by = by};
    if (is_full(faults)) {
        return;
    }
    fault.message = as_text(faults, message);
    keep(faults, &fault);
}

static int by_place(const void *a, const void *b, const void *context)
{
    (void)context;
    const ri_fault *x = a;
    const ri_fault *y = b;
    int order = strcmp(x->file, y->file);
    if (order == 0) {
        order = (x->line > y->line) - (x->line < y->line);
    }
    return order != 0 ? order : strcmp(x->message, y->message);
}

static void nearest_rule(const ri_policy_data *data, const ri_fault *fault, size_t *offers,
                         char *out, size_t size)
{
    ri_nearest search;
    ri_nearest_begin(&search, fault->name);
    for (uint32_t i = 0; i < data->n_rules && *offers >= data->n_rules; i++) {
        if (fault->by == NULL || strcmp(data->rules[i].name, fault->by) != 0) {
            ri_nearest_offer(&search, data->rules[i].name);
        }
    }
    *offers -= *offers >= data->n_rules ? data->n_rules : 0;
    (void)snprintf(out, size, "%s", search.best != NULL ? search.best : "");
}

/* Adds the nearest name that exists to the message of an unknown one. */
static raci_status suggest(ri_faults *faults, ri_fault *fault, raci_model *model, size_t *offers,
                           raci_error *err)
{
    char nearest[RI_KEY_MAX + 1] = "";
    raci_status status = RACI_OK;
    if (fault->name != NULL && fault->kind == RI_RULE) {
        nearest_rule(faults->data, fault, offers, nearest, sizeof nearest);
    } else if (fault->name != NULL && model != NULL) {
        status = ri_lookup_nearest(nearest, sizeof nearest, ri_model_store(model), fault->kind,
                                   fault->name, offers, err);
    }
    if (status != RACI_OK || nearest[0] == '\0') {
        return status;
    }
    fault->message =
        ri_arena_format(faults->arena, "%s; did you mean \"%s\"?", fault->message, nearest);
    return fault->message == NULL ? ri_fail_nomem(err) : RACI_OK;
}

raci_status ri_faults_tell(ri_faults *faults, raci_model *model, raci_problem_fn problem,
                           void *payload, raci_error *err)
{
    if (faults->failed ||
        !ri_order(faults->items, faults->n, sizeof *faults->items, by_place, NULL)) {
        return ri_fail_nomem(err);
    }
    size_t told = 0;
    size_t offers = OFFERS;
    for (size_t i = 0; i < faults->n && told < RI_FAULTS_TOLD; i++) {
        ri_fault *fault = &faults->items[i];
        if (i > 0 && fault->line == fault[-1].line && strcmp(fault->file, fault[-1].file) == 0 &&
            strcmp(fault->message, fault[-1].message) == 0) {
            continue;
        }
        /* The message of a repeated name is compared before it is lengthened. */
        ri_fault shown = *fault;
        raci_status status = suggest(faults, &shown, model, &offers, err);
        if (status != RACI_OK) {
            return status;
        }
        told++;
        if (problem != NULL) {
            problem(shown.file, shown.line, 0, shown.message, payload);
        }
        if (told == 1) {
            (void)ri_fail_at(err, RACI_POLICY, shown.file, shown.line, 0, "%s", shown.message);
        }
    }
    return faults->n > 0 ? RACI_POLICY : RACI_OK;
}

void ri_faults_free(ri_faults *faults)
{
    ri_free(faults->items);
    faults->items = NULL;
    faults->n = 0;
    faults->capacity = 0;
}
