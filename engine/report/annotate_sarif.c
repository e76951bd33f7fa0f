/*
 * SARIF 2.1.0: one run of one tool. Its rules are the checks; a result stands where the first
 * rule of the policy stands that has a part in it, and is about the subject, a logical location.
 */
#include <string.h>

#include "report/annotated.h"
#include "report/json.h"
#include "report/recorded_view.h"

#define SCHEMA                                                                                     \
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

typedef struct writing {
    const ri_annotated *of;
    ri_emit emit;
    ri_text text; /* scratch */
    bool failed;  /* memory is exhausted */
} writing;

/* ---- texts ---- */

/* The scratch as a string; whether memory sufficed for it is kept. */
static const char *said(writing *w)
{
    w->failed = w->failed || w->text.failed;
    return ri_text_string(&w->text);
}

/* A text of a message: braces are doubled, since single ones stand around the numbers of
   arguments, and brackets have a backslash, since they would begin a link. */
static void put_text(writing *w, const char *key, const char *lead, const char *text)
{
    ri_text_clear(&w->text);
    ri_text_add(&w->text, lead);
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '{' || *at == '}') {
            ri_text_char(&w->text, *at);
        } else if (*at == '[' || *at == ']' || *at == '\\') {
            ri_text_char(&w->text, '\\');
        }
        ri_text_char(&w->text, *at);
    }
    ri_emit_open_key(&w->emit, key, '{');
    ri_emit_field(&w->emit, "text", said(w));
    ri_emit_close(&w->emit, '}');
}

/* A path as a reference: what may not stand in one is percent-encoded. */
static void put_uri(writing *w, const char *path)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                "-._~/";
    ri_text_clear(&w->text);
    ri_text_add(&w->text, path[0] == '/' ? "file://" : "");
    for (const char *at = path; *at != '\0'; at++) {
        if (strchr(plain, *at) != NULL) {
            ri_text_char(&w->text, *at);
        } else {
            ri_text_format(&w->text, "%%%02X", (unsigned)(unsigned char)*at);
        }
    }
    ri_emit_field(&w->emit, "uri", said(w));
}

static const char *level_of(raci_severity severity)
{
    return severity == RACI_ERROR ? "error" : severity == RACI_WARNING ? "warning" : "note";
}

/* ---- places ---- */

static void put_place(writing *w, const char *file, int line)
{
    ri_emit_open_key(&w->emit, "physicalLocation", '{');
    ri_emit_open_key(&w->emit, "artifactLocation", '{');
    put_uri(w, file);
    ri_emit_close(&w->emit, '}');
    if (line > 0) {
        ri_emit_open_key(&w->emit, "region", '{');
        ri_emit_count(&w->emit, "startLine", (size_t)line);
        ri_emit_close(&w->emit, '}');
    }
    ri_emit_close(&w->emit, '}');
}

/* "touchpoint:checkout" is of the kind touchpoint. */
static void put_subject(writing *w, const char *subject)
{
    const char *colon = strchr(subject, ':');
    ri_text_clear(&w->text);
    ri_text_bytes(&w->text, subject, colon != NULL ? (size_t)(colon - subject) : strlen(subject));
    ri_emit_open_key(&w->emit, "logicalLocations", '[');
    ri_emit_open(&w->emit, '{');
    ri_emit_field(&w->emit, "name", colon != NULL ? colon + 1 : subject);
    ri_emit_field(&w->emit, "fullyQualifiedName", subject);
    ri_emit_field(&w->emit, "kind", said(w));
    ri_emit_close(&w->emit, '}');
    ri_emit_close(&w->emit, ']');
}

static void put_locations(writing *w, const ri_recorded_finding *finding)
{
    const ri_recorded_rule *first = ri_annotation_place(finding);
    size_t id = 0;
    ri_emit_open_key(&w->emit, "locations", '[');
    ri_emit_open(&w->emit, '{');
    if (first != NULL) {
        put_place(w, first->file, first->line);
    }
    put_subject(w, finding->row.subject);
    ri_emit_close(&w->emit, '}');
    ri_emit_close(&w->emit, ']');
    ri_emit_open_key(&w->emit, "relatedLocations", '[');
    for (size_t i = 0; i < finding->n_rules; i++) {
        const ri_recorded_rule *rule = &finding->rules[i];
        if (rule != first && rule->file != NULL && rule->line > 0) {
            ri_emit_open(&w->emit, '{');
            ri_emit_count(&w->emit, "id", ++id);
            put_place(w, rule->file, rule->line);
            put_text(w, "message", "", rule->name);
            ri_emit_close(&w->emit, '}');
        }
    }
    ri_emit_close(&w->emit, ']');
}

/* ---- results ---- */

static void put_suppression(writing *w, const ri_annotation *item)
{
    const bool accepted = item->standing == RI_STANDING_ACCEPTED;
    ri_emit_open_key(&w->emit, "suppressions", '[');
    ri_emit_open(&w->emit, '{');
    ri_emit_field(&w->emit, "kind", accepted ? "external" : "inSource");
    ri_emit_field(&w->emit, "status", "accepted");
    if (item->reason != NULL) {
        ri_emit_field(&w->emit, "justification", item->reason);
    }
    ri_emit_close(&w->emit, '}');
    ri_emit_close(&w->emit, ']');
}

static void put_standing(writing *w, const ri_annotation *item)
{
    static const char *const states[] = {
        [RI_STANDING_NEW] = "new",
        [RI_STANDING_AS_BEFORE] = "unchanged",
        [RI_STANDING_CHANGED] = "updated",
        [RI_STANDING_NO_MORE] = "absent",
    };
    if (item->standing == RI_STANDING_ACCEPTED || item->standing == RI_STANDING_LEFT_OUT) {
        put_suppression(w, item);
    } else if (item->standing != RI_STANDING) {
        ri_emit_field(&w->emit, "baselineState", states[item->standing]);
    }
}

static void put_properties(writing *w, const ri_annotation *item)
{
    const ri_finding_row *row = &item->finding.row;
    ri_emit_open_key(&w->emit, "properties", '{');
    ri_emit_field(&w->emit, "kind", row->kind);
    ri_emit_field(&w->emit, "letter", row->letter);
    ri_emit_recorded_parties(&w->emit, row->parties);
    ri_emit_field(&w->emit, "fingerprint", row->fingerprint);
    ri_emit_field(&w->emit, "cause", row->cause);
    ri_emit_field(&w->emit, "escalatedTo", row->to);
    if (item->analysed) {
        ri_emit_bool(&w->emit, "certain", item->certain);
        ri_emit_field(&w->emit, "witness", item->witness);
        ri_emit_field(&w->emit, "mend", item->mend);
    }
    ri_emit_close(&w->emit, '}');
}

static bool put_result(const ri_annotation *item, void *context)
{
    writing *w = context;
    const ri_finding_row *row = &item->finding.row;
    const size_t number = ri_annotated_number(w->of, row->code);
    ri_text message = RI_TEXT_INIT;
    ri_annotation_say(&message, item);
    ri_emit_open(&w->emit, '{');
    ri_emit_field(&w->emit, "ruleId", row->code);
    if (number < w->of->n_checks) {
        ri_emit_count(&w->emit, "ruleIndex", number);
    }
    ri_emit_field(&w->emit, "level", level_of(ri_recorded_severity(row->severity)));
    put_text(w, "message", "", ri_text_string(&message));
    put_locations(w, &item->finding);
    /* The first name is the one by which GitHub knows a result again. */
    ri_emit_open_key(&w->emit, "partialFingerprints", '{');
    ri_emit_field(&w->emit, "primaryLocationLineHash", row->key);
    ri_emit_field(&w->emit, "raciFindingKey/v1", row->key);
    ri_emit_close(&w->emit, '}');
    put_standing(w, item);
    put_properties(w, item);
    ri_emit_close(&w->emit, '}');
    w->failed = w->failed || message.failed;
    ri_text_free(&message);
    return !w->failed;
}

/* ---- the tool ---- */

static void put_rule(writing *w, const ri_annotated_check *check)
{
    const char *says = check->says != NULL && check->says[0] != '\0' ? check->says : check->name;
    const char *lead = check->own ? "A check of the policy's own: " : "Found when ";
    ri_emit_open(&w->emit, '{');
    ri_emit_field(&w->emit, "id", check->name);
    put_text(w, "shortDescription", "", says);
    put_text(w, "fullDescription", lead, says);
    put_text(w, "help", lead, says);
    ri_emit_open_key(&w->emit, "defaultConfiguration", '{');
    ri_emit_bool(&w->emit, "enabled", check->on);
    ri_emit_field(&w->emit, "level", level_of(check->severity));
    ri_emit_close(&w->emit, '}');
    ri_emit_open_key(&w->emit, "properties", '{');
    ri_emit_open_key(&w->emit, "tags", '[');
    ri_emit_string(&w->emit, check->kind);
    ri_emit_close(&w->emit, ']');
    ri_emit_close(&w->emit, '}');
    ri_emit_close(&w->emit, '}');
}

static void put_tool(writing *w)
{
    ri_annotated_check check = {0};
    ri_emit_open_key(&w->emit, "tool", '{');
    ri_emit_open_key(&w->emit, "driver", '{');
    ri_emit_field(&w->emit, "name", "raci");
    ri_emit_field(&w->emit, "version", raci_version());
    ri_emit_open_key(&w->emit, "rules", '[');
    for (size_t i = 0; i < w->of->n_checks; i++) {
        w->of->check(&check, w->of->context, i);
        put_rule(w, &check);
    }
    ri_emit_close(&w->emit, ']');
    ri_emit_close(&w->emit, '}');
    ri_emit_close(&w->emit, '}');
    ri_text_clear(&w->text);
    ri_text_format(&w->text, "raci/%s/", w->of->asker);
    ri_emit_open_key(&w->emit, "automationDetails", '{');
    ri_emit_field(&w->emit, "id", said(w));
    ri_emit_close(&w->emit, '}');
}

/* Whether all rules could be evaluated, and what of them could not. */
static void put_invocation(writing *w, const raci_error *failure)
{
    ri_emit_open_key(&w->emit, "invocations", '[');
    ri_emit_open(&w->emit, '{');
    ri_emit_bool(&w->emit, "executionSuccessful", failure == NULL);
    if (failure != NULL) {
        ri_emit_open_key(&w->emit, "toolExecutionNotifications", '[');
        ri_emit_open(&w->emit, '{');
        ri_emit_field(&w->emit, "level", "error");
        put_text(w, "message", "", failure->message);
        if (failure->file[0] != '\0') {
            ri_emit_open_key(&w->emit, "locations", '[');
            ri_emit_open(&w->emit, '{');
            put_place(w, failure->file, failure->line);
            ri_emit_close(&w->emit, '}');
            ri_emit_close(&w->emit, ']');
        }
        ri_emit_close(&w->emit, '}');
        ri_emit_close(&w->emit, ']');
    }
    ri_emit_close(&w->emit, '}');
    ri_emit_close(&w->emit, ']');
}

bool ri_annotate_sarif(const ri_annotated *of, const raci_error *failure, ri_sink *sink)
{
    ri_json json;
    writing w = {.of = of, .emit = ri_json_emit(&json, sink), .text = RI_TEXT_INIT};
    ri_emit_open(&w.emit, '{');
    ri_emit_field(&w.emit, "$schema", SCHEMA);
    ri_emit_field(&w.emit, "version", "2.1.0");
    ri_emit_open_key(&w.emit, "runs", '[');
    ri_emit_open(&w.emit, '{');
    put_tool(&w);
    put_invocation(&w, failure);
    ri_emit_open_key(&w.emit, "results", '[');
    const bool done = ri_annotated_each(of, put_result, &w) && !w.failed;
    ri_emit_close(&w.emit, ']');
    ri_emit_close(&w.emit, '}');
    ri_emit_close(&w.emit, ']');
    ri_emit_close(&w.emit, '}');
    ri_text_free(&w.text);
    return done;
}
