/*
 * The document of `meta`: the annotations of the language for editors, with the names that this
 * organization and this policy have as literal types.
 */
#include <string.h>

#include "base/arena.h"
#include "base/day.h"
#include "base/embedded.h"
#include "base/fail.h"
#include "base/memory.h"
#include "base/order.h"
#include "base/utf8.h"
#include "policy/declared.h"
#include "raci/report.h"
#include "report/document.h"

#define BASE "rules/meta/raci.lua"
#define BEGIN "-- names begin\n"
#define END "-- names end\n"
#define LISTED_MAX 2000 /* of one kind; more only make an editor slow */
#define NAME_COLUMNS 60 /* of a name beside its key */
#define KEYS_MAX INT32_MAX

/* What else will do in tables whose keys are known only in part. */
#define ANY_LETTER "{ [raci.Letter]: raci.HolderExpression }"
#define ANY_CHECK "{ [raci.Check]: \"on\"|\"off\"|raci.CheckFields }"
#define ANY_ATTRIBUTE "{ [string]: raci.AttributeValue }"

static const char *const columns[] = {"kind", "key", "name"};

typedef struct named {
    const char *kind; /* "stage", "tag" … */
    const char *key;
    const char *name; /* NULL where it has none but the key */
} named;

typedef struct meta_report {
    ri_arena *arena;
    const ri_snapshot *snapshot;
    named *items; /* by kind, in the order of `kinds`; then by key */
    size_t n;
    size_t capacity;
    ri_kind keyed;    /* whose keys are being gathered; */
    const char *kind; /* what those are that are being gathered */
    ri_text shown;    /* scratch */
    bool failed;      /* memory is exhausted */
} meta_report;

static void add(meta_report *m, const char *key, const char *name)
{
    const named item = {m->kind, ri_arena_string(m->arena, key), name};
    if (item.key == NULL || !RI_PUSH(m->items, m->n, m->capacity, item)) {
        m->failed = true;
    }
}

/* ---- gathering ---- */

static int take_key(const char *key, int whole, void *payload)
{
    meta_report *m = payload;
    const ri_ref ref = ri_snapshot_find(m->snapshot, m->keyed, key);
    (void)whole;
    add(m, key, ref != RI_NONE ? ri_snapshot_name(m->snapshot, ref) : NULL);
    return m->failed;
}

static int by_key(const void *a, const void *b, const void *context)
{
    (void)context;
    return strcmp(((const named *)a)->key, ((const named *)b)->key);
}

/* Words of the snapshot that are marked, in order. */
static void take_words(meta_report *m, const char *kind, const uint8_t *marked)
{
    const size_t first = m->n;
    m->kind = kind;
    for (uint32_t i = 0; i < ri_intern_count(m->snapshot->words); i++) {
        if (marked[i] != 0) {
            add(m, ri_intern_get(m->snapshot->words, i), NULL);
        }
    }
    m->failed = m->failed || (m->n > first && !ri_order(m->items + first, m->n - first,
                                                        sizeof *m->items, by_key, NULL));
}

/* What has no file of its own: offices, and the tags and attributes of touchpoints. */
static void take_said(meta_report *m)
{
    const ri_snapshot *s = m->snapshot;
    const uint32_t n = ri_intern_count(s->words);
    const ri_lists *tags = &s->tag_sets.of;
    const ri_attributes *attributes = &s->touchpoints.rows.attrs;
    uint8_t *marked[3] = {NULL, NULL, NULL};
    for (size_t i = 0; i < 3; i++) {
        marked[i] = ri_arena_array(m->arena, n, 1);
        if (marked[i] == NULL) {
            m->failed = true;
            return;
        }
    }
    for (uint32_t i = 0; i < s->positions.rows.n; i++) {
        if (s->positions.office[i] != RI_NONE) {
            marked[0][s->positions.office[i]] = 1;
        }
    }
    for (uint32_t t = 0; t < s->touchpoints.rows.n; t++) {
        const uint32_t set = s->touchpoints.tag_set[t];
        for (uint32_t i = tags->first[set]; i < tags->first[set + 1]; i++) {
            marked[1][tags->items[i]] = 1;
        }
        for (uint32_t i = attributes->first != NULL ? attributes->first[t] : 0;
             attributes->first != NULL && i < attributes->first[t + 1]; i++) {
            marked[2][attributes->name[i]] = 1;
        }
    }
    take_words(m, "office", marked[0]);
    take_words(m, "tag", marked[1]);
    take_words(m, "attribute", marked[2]);
}

static void take_policy(meta_report *m, const ri_policy_data *policy)
{
    m->kind = "letter";
    for (uint32_t i = 0; policy != NULL && i < policy->scheme.n; i++) {
        add(m, policy->scheme.letters[i].letter, policy->scheme.letters[i].name);
    }
    m->kind = "rule";
    for (uint32_t i = 0; policy != NULL && i < policy->n_rules; i++) {
        add(m, policy->rules[i].name, NULL);
    }
    m->kind = "check";
    for (size_t i = 0; ri_check_name(i) != NULL; i++) {
        add(m, ri_check_name(i), NULL);
    }
    for (uint32_t i = 0; policy != NULL && i < policy->n_checks; i++) {
        add(m, policy->checks[i].name, NULL);
    }
}

static raci_status gather(meta_report *m, raci_model *model, const raci_policy *policy, int people,
                          raci_error *err)
{
    static const ri_kind kinds[] = {RI_STAGE, RI_CHANNEL,  RI_JOURNEY,    RI_UNIT,
                                    RI_TEAM,  RI_POSITION, RI_TOUCHPOINT, RI_PERSON};
    raci_status status = RACI_OK;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0] && status == RACI_OK; i++) {
        m->keyed = kinds[i];
        m->kind = ri_kind_name(m->keyed);
        if (kinds[i] != RI_PERSON || people) {
            status = raci_model_keys(model, m->kind, "", KEYS_MAX, take_key, m, err);
        }
    }
    if (status == RACI_OK) {
        take_said(m);
        take_policy(m, policy != NULL ? ri_policy_data_of(policy) : NULL);
    }
    return status == RACI_OK && m->failed ? ri_fail_nomem(err) : status;
}

/* ---- annotations ---- */

/* Whether an annotation can hold it between quotes: these have no escapes, so that nothing stands
   there either that would act where it is printed. */
static bool can_stand(const char *text)
{
    for (const char *at = text; *at != '\0'; at++) {
        const unsigned char c = (unsigned char)*at;
        if (c == '"' || c == '\\' || c == '`') {
            return false;
        }
    }
    return text[0] != '\0' && ri_utf8_all_printed(text);
}

static size_t count(const meta_report *m, const char *kind)
{
    size_t n = 0;
    for (size_t i = 0; i < m->n; i++) {
        n += strcmp(m->items[i].kind, kind) == 0 && can_stand(m->items[i].key);
    }
    return n;
}

/* Whether some of a kind cannot be written down. */
static bool lacks_some(const meta_report *m, const char *kind)
{
    for (size_t i = 0; i < m->n; i++) {
        if (strcmp(m->items[i].kind, kind) == 0 && !can_stand(m->items[i].key)) {
            return true;
        }
    }
    return false;
}

/* Says why there are none of a kind below. */
static void put_too_many(ri_sink *sink, const char *kind, size_t n)
{
    if (n > LISTED_MAX) {
        ri_sink_format(sink, "-- Of more than %d none is listed, and any text will do: %s, %zu.\n",
                       LISTED_MAX, kind, n);
    }
}

/* Ends a line, with the name behind a mark, unless it is the key. */
static void put_remark(ri_sink *sink, meta_report *m, const named *item)
{
    if (item->name != NULL && strcmp(item->name, item->key) != 0) {
        ri_text_clear(&m->shown);
        ri_utf8_show_printed(&m->shown, item->name);
        m->failed = m->failed || m->shown.failed;
        const char *name = ri_text_string(&m->shown);
        ri_sink_add(sink, " # ");
        ri_sink_bytes(sink, name, ri_utf8_prefix(name, NAME_COLUMNS));
    }
    ri_sink_add(sink, "\n");
}

/* A line for each of a kind, with `lead` before its key, and its name as a remark. */
static void put_values(ri_sink *sink, meta_report *m, const char *kind, const char *lead)
{
    for (size_t i = 0; i < m->n; i++) {
        const named *item = &m->items[i];
        if (strcmp(item->kind, kind) != 0 || !can_stand(item->key)) {
            continue;
        }
        ri_sink_format(sink, "---|\"%s%s\"", lead, item->key);
        put_remark(sink, m, item);
    }
}

/* An alias of all of a kind. Where it has none, or too many, any text will do; as it will
   where there may be others (`open`). */
static void put_alias(ri_sink *sink, meta_report *m, const char *alias, const char *kind,
                      const char *lead, bool open)
{
    const size_t n = count(m, kind);
    put_too_many(sink, kind, n);
    ri_sink_format(sink, "---@alias raci.%s\n", alias);
    if (n <= LISTED_MAX) {
        put_values(sink, m, kind, "");
        if (lead != NULL) {
            put_values(sink, m, kind, lead);
        }
    }
    if (n == 0 || n > LISTED_MAX || open || lacks_some(m, kind)) {
        ri_sink_add(sink, "---|string\n");
    }
}

/* All that can hold a letter. */
static void put_references(ri_sink *sink, meta_report *m)
{
    static const char *const kinds[][2] = {{"position", "position:"},
                                           {"office", "office:"},
                                           {"unit", "unit:"},
                                           {"team", "team:"},
                                           {"person", "person:"}};
    size_t n = 0;
    bool many = false;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        put_too_many(sink, kinds[i][0], count(m, kinds[i][0]));
    }
    ri_sink_add(sink, "---@alias raci.Reference\n");
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        const size_t of_kind = count(m, kinds[i][0]);
        n += of_kind;
        many = many || of_kind > LISTED_MAX;
        if (of_kind <= LISTED_MAX) {
            put_values(sink, m, kinds[i][0], kinds[i][1]);
        }
    }
    ri_sink_add(sink, n == 0 || many ? "---|string\n" : "");
}

/* Whether it can stand as a field's name without quotes. */
static bool is_name(const char *text)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_";
    static const char all[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789";
    return strspn(text, letters) > 0 && strspn(text, all) == strlen(text);
}

/* A class that has a field for each of a kind: keys of tables are not looked at by their type. */
static void put_fields(ri_sink *sink, meta_report *m, const char *class, const char *kind,
                       const char *type)
{
    ri_sink_format(sink, "---@class %s\n", class);
    for (size_t i = 0; i < m->n; i++) {
        const named *item = &m->items[i];
        if (strcmp(item->kind, kind) != 0 || !can_stand(item->key)) {
            continue;
        }
        ri_sink_add(sink, is_name(item->key) ? "---@field " : "---@field [\"");
        ri_sink_add(sink, item->key);
        ri_sink_format(sink, "%s? %s", is_name(item->key) ? "" : "\"]", type);
        put_remark(sink, m, item);
    }
}

static void put_names(ri_sink *sink, meta_report *m)
{
    const bool policy = count(m, "letter") > 0;
    put_references(sink, m);
    put_alias(sink, m, "StageKey", "stage", NULL, false);
    put_alias(sink, m, "ChannelKey", "channel", NULL, false);
    put_alias(sink, m, "JourneyKey", "journey", NULL, false);
    put_alias(sink, m, "UnitKey", "unit", "unit:", false);
    put_alias(sink, m, "TouchpointKey", "touchpoint", NULL, true);
    put_alias(sink, m, "Tag", "tag", NULL, true);
    if (policy) {
        put_alias(sink, m, "Letter", "letter", NULL, false);
    } else {
        ri_sink_add(sink, "---@alias raci.Letter \"R\"|\"A\"|\"C\"|\"I\"|string\n");
    }
    put_alias(sink, m, "RuleName", "rule", NULL, true);
    put_alias(sink, m, "Check", "check", NULL, !policy);
    put_fields(sink, m, policy ? "(exact) raci.Granted" : "raci.Granted: " ANY_LETTER, "letter",
               "raci.HolderExpression");
    const bool all = policy && !lacks_some(m, "check");
    put_fields(sink, m, all ? "(exact) raci.CheckSettings" : "raci.CheckSettings: " ANY_CHECK,
               "check", "\"on\"|\"off\"|raci.CheckFields");
    put_fields(sink, m, "raci.MatchedAttributes: " ANY_ATTRIBUTE, "attribute",
               "raci.AttributeValue");
}

/* ---- the document ---- */

/* The words of tests and scenarios, which other files have: an editor looks at one only. */
static void put_others(ri_page *page)
{
    static const char *const files[] = {"rules/meta/raci_case.lua", "rules/meta/raci_scenario.lua"};
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        const ri_embedded *file = ri_embedded_find(files[i]);
        const char *text = file != NULL ? strchr((const char *)file->bytes, '\n') : NULL;
        ri_sink_add(page->sink,
                    text != NULL ? text : ""); /* without the name of a file, its first line */
    }
}

/* The file that the library carries, with these names in it; of no model as it is. */
static void put_language(ri_page *page, meta_report *m)
{
    const ri_embedded *base = ri_embedded_find(BASE);
    const char *text = base != NULL ? (const char *)base->bytes : "";
    const char *begin = strstr(text, BEGIN);
    const char *end = begin != NULL ? strstr(begin, END) : NULL;
    if (m->snapshot == NULL || end == NULL) {
        ri_sink_add(page->sink, text);
        return;
    }
    ri_sink_bytes(page->sink, text, (size_t)(begin - text) + sizeof BEGIN - 1);
    put_names(page->sink, m);
    ri_sink_add(page->sink, end);
}

static void put_text(ri_page *page, void *context)
{
    put_language(page, context);
    put_others(page);
}

static void emit_name(const ri_emit *emit, void *context, size_t i)
{
    const named *item = &((const meta_report *)context)->items[i];
    ri_emit_field(emit, columns[0], item->kind);
    ri_emit_field(emit, columns[1], item->key);
    ri_emit_field(emit, columns[2], item->name);
}

static void emit_whole(const ri_emit *emit, void *context)
{
    const meta_report *m = context;
    ri_emit_open_key(emit, "names", '[');
    for (size_t i = 0; i < m->n; i++) {
        ri_emit_open(emit, '{');
        emit_name(emit, context, i);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
}

raci_status raci_report_meta(raci_model *model, const raci_policy *policy, const char *date,
                             int people, raci_format format, const raci_look *look,
                             raci_write_fn write, void *payload, raci_error *err)
{
    meta_report m = {.arena = ri_arena_new()};
    ri_snapshot *snapshot = NULL;
    int32_t day = 0;
    raci_status status = m.arena != NULL ? RACI_OK : ri_fail_nomem(err);
    if (status == RACI_OK && model != NULL &&
        (date == NULL || !ri_day_parse(date, strlen(date), &day))) {
        status = ri_fail(err, RACI_INVALID, "expected a date as YYYY-MM-DD, found '%s'",
                         date != NULL ? date : "");
    }
    if (status == RACI_OK && model != NULL) {
        status = ri_snapshot_load(&snapshot, model, day, true, err);
    }
    if (status == RACI_OK && model != NULL) {
        m.snapshot = snapshot;
        status = gather(&m, model, policy, people, err);
    }
    if (status == RACI_OK) {
        const ri_document document = {
            .columns = columns,
            .n_columns = sizeof columns / sizeof columns[0],
            .n_elements = m.n,
            .context = &m,
            .whole = emit_whole,
            .element = emit_name,
            .text = put_text,
            .failed = &m.failed,
        };
        status = ri_document_write(&document, format, look, write, payload, err);
    }
    ri_text_free(&m.shown);
    ri_free(m.items);
    ri_snapshot_free(snapshot);
    ri_arena_free(m.arena);
    return status;
}
