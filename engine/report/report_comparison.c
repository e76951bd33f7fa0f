/* The documents of `compare`: policies side by side, and one touchpoint under each. */
#include <stdio.h>

#include "base/day.h"
#include "base/fail.h"
#include "report/comparison_view.h"
#include "report/document.h"
#include "report/recorded_view.h"
#include "report/report_power.h"
#include "report/report_who.h"

static const char *const columns[] = {
    "model",
    "policy.name",
    "policy.version",
    "policy.digest",
    "summary.subjects",
    "summary.assignments",
    "summary.conflicts",
    "summary.gaps",
    "summary.risks",
    "summary.hygiene",
    "summary.policy",
    "summary.errors",
    "summary.warnings",
    "summary.infos",
    "summary.escalated.cxo",
    "summary.escalated.ceo",
    "summary.escalated.other",
    "summary.escalated.none",
    "power.touchpoints",
    "power.empowered",
    "power.share",
    "passages.count",
    "passages.owned",
    "passages.share",
    "busiest.holder",
    "busiest.title",
    "busiest.touchpoints",
    "own.code",
    "own.findings",
    "remedy.appointments",
    "remedy.heads",
    "remedy.leads",
    "remedy.mandates",
    "remedy.steps.kind",
    "remedy.steps.position",
    "remedy.steps.about",
    "remedy.steps.step",
    "remedy.left.errors",
    "remedy.left.warnings",
    "remedy.left.infos",
    "remedy.left.codes.code",
    "remedy.left.codes.findings",
};

ri_agreements ri_agreements_of(const raci_comparison *c)
{
    ri_agreements of = {.touchpoints = c->snapshot->touchpoints.rows.n};
    for (uint32_t i = 0; i < of.touchpoints; i++) {
        size_t answers = 0;
        of.n[ri_comparison_agreement(c, i, &answers)]++;
    }
    return of;
}

/* ---- one policy ---- */

static void emit_policy(const ri_emit *emit, const ri_compared *item)
{
    ri_emit_open_key(emit, "policy", '{');
    ri_emit_field(emit, "name", item->policy);
    ri_emit_field(emit, "version", item->version);
    ri_emit_field(emit, "digest", item->digest);
    ri_emit_close(emit, '}');
}

static void emit_codes(const ri_emit *emit, const char *key, const ri_left *codes, size_t n)
{
    ri_emit_open_key(emit, key, '[');
    for (size_t i = 0; i < n; i++) {
        ri_emit_open(emit, '{');
        ri_emit_field(emit, "code", codes[i].code);
        ri_emit_count(emit, "findings", codes[i].n);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
}

static void emit_busiest(const ri_emit *emit, const ri_compared *item)
{
    ri_emit_open_key(emit, "busiest", '[');
    for (size_t i = 0; i < item->n_busiest; i++) {
        ri_emit_open(emit, '{');
        ri_emit_field(emit, "holder", item->busiest[i].holder);
        ri_emit_field(emit, "title", item->busiest[i].title);
        ri_emit_count(emit, "touchpoints", item->busiest[i].touchpoints);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
}

static void emit_remedy(const ri_emit *emit, const ri_remedy *remedy)
{
    ri_emit_open_key(emit, "remedy", '{');
    ri_emit_count(emit, "appointments", remedy->kinds[RI_REMEDY_APPOINTMENT]);
    ri_emit_count(emit, "heads", remedy->kinds[RI_REMEDY_HEAD]);
    ri_emit_count(emit, "leads", remedy->kinds[RI_REMEDY_LEAD]);
    ri_emit_count(emit, "mandates", remedy->kinds[RI_REMEDY_MANDATE]);
    ri_emit_open_key(emit, "steps", '[');
    for (size_t i = 0; i < remedy->n; i++) {
        ri_emit_open(emit, '{');
        ri_emit_field(emit, "kind", ri_remedy_name(remedy->steps[i].kind));
        ri_emit_field(emit, "position", remedy->steps[i].position);
        ri_emit_field(emit, "about", remedy->steps[i].about);
        ri_emit_field(emit, "step", remedy->steps[i].step);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
    ri_emit_open_key(emit, "left", '{');
    ri_emit_count(emit, "errors", remedy->severities[RACI_ERROR]);
    ri_emit_count(emit, "warnings", remedy->severities[RACI_WARNING]);
    ri_emit_count(emit, "infos", remedy->severities[RACI_INFO]);
    emit_codes(emit, "codes", remedy->left, remedy->n_left);
    ri_emit_close(emit, '}');
    ri_emit_close(emit, '}');
}

static void emit_model(const ri_emit *emit, void *context, size_t i)
{
    const raci_comparison *c = *(const raci_comparison **)context;
    const ri_compared *item = &c->items[i];
    const size_t touchpoints = c->snapshot->touchpoints.rows.n;
    ri_emit_field(emit, "model", item->name);
    emit_policy(emit, item);
    ri_emit_open_key(emit, "summary", '{');
    ri_emit_summary(emit, &item->summary);
    ri_emit_close(emit, '}');
    ri_emit_open_key(emit, "power", '{');
    ri_emit_count(emit, "touchpoints", touchpoints);
    ri_emit_count(emit, "empowered", item->empowered);
    ri_emit_share(emit, "share", item->empowered, touchpoints);
    ri_emit_close(emit, '}');
    ri_emit_open_key(emit, "passages", '{');
    ri_emit_count(emit, "count", item->passages);
    ri_emit_count(emit, "owned", item->owned);
    ri_emit_share(emit, "share", item->owned, item->passages);
    ri_emit_close(emit, '}');
    emit_busiest(emit, item);
    emit_codes(emit, "own", item->own, item->n_own);
    emit_remedy(emit, &item->remedy);
}

/* ---- agreement ---- */

/* The references of a set, "position:a;position:b". */
static void emit_set(const ri_emit *emit, const raci_comparison *c, uint32_t set)
{
    char item[RI_PARTY_SIZE];
    const char *at = ri_intern_get(c->sets, set);
    ri_emit_open_key(emit, "accountable", '[');
    while (ri_recorded_party(item, &at)) {
        ri_emit_string(emit, item);
    }
    ri_emit_close(emit, ']');
}

static void emit_subject_key(const ri_emit *emit, const raci_comparison *c, uint32_t touchpoint)
{
    char text[RI_PARTY_SIZE];
    (void)snprintf(text, sizeof text, "touchpoint:%s",
                   c->snapshot->touchpoints.rows.key[touchpoint]);
    ri_emit_field(emit, "subject", text);
}

/* One answer, and who gives it: the models from the i-th on. */
static void emit_answer(const ri_emit *emit, const raci_comparison *c, uint32_t touchpoint,
                        size_t i)
{
    const uint32_t set = c->items[i].accountable[touchpoint];
    ri_emit_open(emit, '{');
    emit_set(emit, c, set);
    ri_emit_open_key(emit, "models", '[');
    for (size_t k = i; k < c->n; k++) {
        if (c->items[k].accountable[touchpoint] == set) {
            ri_emit_string(emit, c->items[k].name);
        }
    }
    ri_emit_close(emit, ']');
    ri_emit_close(emit, '}');
}

static void emit_touchpoints(const ri_emit *emit, const raci_comparison *c, const char *key,
                             ri_agreement which)
{
    ri_emit_open_key(emit, key, '[');
    for (uint32_t t = 0; t < c->snapshot->touchpoints.rows.n; t++) {
        size_t answers = 0;
        if (ri_comparison_agreement(c, t, &answers) != which) {
            continue;
        }
        ri_emit_open(emit, '{');
        emit_subject_key(emit, c, t);
        if (which == RI_AGREED) {
            emit_set(emit, c, c->items[0].accountable[t]);
        } else {
            ri_emit_open_key(emit, "answers", '[');
            for (size_t i = 0; i < c->n; i++) {
                if (ri_answers_first(c, t, i)) {
                    emit_answer(emit, c, t, i);
                }
            }
            ri_emit_close(emit, ']');
        }
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
}

static void emit_agreement(const ri_emit *emit, const raci_comparison *c)
{
    const ri_agreements of = ri_agreements_of(c);
    ri_emit_open_key(emit, "agreement", '{');
    ri_emit_count(emit, "touchpoints", of.touchpoints);
    ri_emit_count(emit, "agreed", of.n[RI_AGREED]);
    ri_emit_count(emit, "parted", of.n[RI_PARTED]);
    ri_emit_count(emit, "nobody", of.n[RI_NOBODYS]);
    emit_touchpoints(emit, c, "agree", RI_AGREED);
    emit_touchpoints(emit, c, "part", RI_PARTED);
    ri_emit_close(emit, '}');
}

/* ---- the whole ---- */

static void emit_supposed(const ri_emit *emit, const raci_comparison *c)
{
    char day[11];
    ri_emit_field(emit, "date", ri_day_format(c->date, day));
    ri_emit_field(emit, "scenario", c->label);
    ri_emit_count(emit, "steps", c->stack.n);
    ri_emit_count(emit, "not_applicable", c->unfits.n);
}

static void emit_whole(const ri_emit *emit, void *context)
{
    const raci_comparison *c = *(const raci_comparison **)context;
    emit_supposed(emit, c);
    ri_emit_open_key(emit, "models", '[');
    for (size_t i = 0; i < c->n; i++) {
        ri_emit_open(emit, '{');
        emit_model(emit, context, i);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
    emit_agreement(emit, c);
}

static void put_text(ri_page *page, void *context)
{
    ri_put_comparison(page, *(const raci_comparison **)context);
}

/* ---- one subject under each ---- */

static const char *const answer_columns[] = {
    "model",         "letter",          "holder",        "title",      "people.person",
    "people.name",   "people.kind",     "rules.name",    "rules.file", "rules.line",
    "rules.because", "overridden.name", "overridden.by", "chain",
};

typedef struct explaining {
    const raci_comparison *c;
    bool failed;
} explaining;

static void emit_letters(const ri_emit *emit, ri_view *view, const ri_settlement *settlement)
{
    ri_emit_open_key(emit, "letters", '{');
    for (uint32_t letter = 0; letter < view->scheme->n; letter++) {
        const ri_outcome *outcome = &settlement->letters[letter];
        if (outcome->n_holders == 0) {
            continue;
        }
        ri_emit_open_key(emit, view->scheme->letters[letter].letter, '[');
        for (uint32_t i = 0; i < outcome->n_holders; i++) {
            ri_emit_open(emit, '{');
            ri_emit_holder(emit, view, settlement, (uint8_t)letter, outcome->holders[i]);
            ri_emit_close(emit, '}');
        }
        ri_emit_close(emit, ']');
    }
    ri_emit_close(emit, '}');
}

/* The members of one model's answer. */
static void emit_answered(const ri_emit *emit, explaining *x, size_t i)
{
    const ri_compared *item = &x->c->items[i];
    const raci_answer *answer = item->answer;
    ri_view view;
    ri_view_init(&view, answer->resolver);
    ri_emit_field(emit, "model", item->name);
    emit_policy(emit, item);
    emit_letters(emit, &view, answer->settlement);
    ri_emit_open_key(emit, "findings", '[');
    for (size_t k = 0; k < answer->n_findings; k++) {
        ri_emit_open(emit, '{');
        ri_emit_finding(emit, &view, &answer->findings[k]);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
    x->failed = x->failed || ri_view_failed(&view);
    ri_view_free(&view);
}

static void emit_explanation(const ri_emit *emit, void *context)
{
    explaining *x = context;
    ri_view view;
    ri_view_init(&view, x->c->items[0].answer->resolver);
    emit_supposed(emit, x->c);
    ri_emit_subject(emit, &view, x->c->items[0].answer->subject);
    ri_emit_open_key(emit, "models", '[');
    for (size_t i = 0; i < x->c->n; i++) {
        ri_emit_open(emit, '{');
        emit_answered(emit, x, i);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
    x->failed = x->failed || ri_view_failed(&view);
    ri_view_free(&view);
}

static size_t count_holders(const raci_answer *answer)
{
    const ri_scheme *scheme = &ri_policy_data_of(answer->policy)->scheme;
    size_t n = 0;
    for (uint32_t letter = 0; letter < scheme->n; letter++) {
        n += answer->settlement->letters[letter].n_holders;
    }
    return n;
}

static size_t count_lines(const raci_comparison *c)
{
    size_t n = 0;
    for (size_t i = 0; i < c->n && c->items[i].answer != NULL; i++) {
        n += count_holders(c->items[i].answer);
    }
    return n;
}

/* The i-th holder of a letter over all models. */
static void emit_line(const ri_emit *emit, void *context, size_t i)
{
    explaining *x = context;
    const ri_compared *item = x->c->items;
    uint8_t letter = 0;
    ri_view view;
    for (; i >= count_holders(item->answer); item++) {
        i -= count_holders(item->answer);
    }
    const ri_settlement *settlement = item->answer->settlement;
    for (; i >= settlement->letters[letter].n_holders; letter++) {
        i -= settlement->letters[letter].n_holders;
    }
    ri_view_init(&view, item->answer->resolver);
    ri_emit_field(emit, "model", item->name);
    ri_emit_letter(emit, &view, letter);
    ri_emit_holder(emit, &view, settlement, letter, settlement->letters[letter].holders[i]);
    x->failed = x->failed || ri_view_failed(&view);
    ri_view_free(&view);
}

static void put_explanation(ri_page *page, void *context)
{
    explaining *x = context;
    ri_put_explanation(page, x->c, &x->failed);
}

/* ---- both ---- */

raci_status raci_report_comparison(const raci_comparison *c, raci_format format,
                                   const raci_look *look, raci_write_fn write, void *payload,
                                   raci_error *err)
{
    explaining x = {.c = c};
    raci_error failure = {0};
    if (c->n == 0) {
        return ri_fail(err, RACI_INVALID, "there is nothing to compare");
    }
    const raci_answer *answer = c->items[0].answer;
    if (answer != NULL && answer->n_candidates > 0) {
        return ri_report_candidates(answer, format, look, write, payload, err);
    }
    ri_document document = {
        .columns = answer != NULL ? answer_columns : columns,
        .n_columns = answer != NULL ? sizeof answer_columns / sizeof answer_columns[0]
                                    : sizeof columns / sizeof columns[0],
        .n_elements = answer != NULL ? count_lines(c) : c->n,
        .context = answer != NULL ? (void *)&x : (void *)&c,
        .whole = answer != NULL ? emit_explanation : emit_whole,
        .element = answer != NULL ? emit_line : emit_model,
        .text = answer != NULL ? put_explanation : put_text,
        .failure = raci_comparison_failed(c, &failure) ? &failure : NULL,
        .failed = &x.failed,
    };
    return ri_document_write(&document, format, look, write, payload, err);
}
