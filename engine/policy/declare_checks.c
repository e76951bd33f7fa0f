/*
 * checks { … } and escalation { … }.
 */
#include <math.h>
#include <string.h>

#include "base/nearest.h"
#include "base/order.h"
#include "policy/fields.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define MOST_FIELDS 6 /* severity, max, min, share, days, attr */

static const char *const escalation_fields[] = {"days", "first", "also", "never"};
static const char *const first_words[] = {"lowest_common_superior"};

static void read_limit(const ri_table *fields, const char *name, double most, double *out)
{
    double number = 0;
    if (!ri_field_number(fields, name, &number)) {
        return;
    }
    if (number >= 0 && number <= most) {
        *out = number;
    } else if (most == 1) {
        ri_field_complain(fields, name, "must be a share from 0 to 1, such as 0.5");
    } else {
        ri_field_complain(fields, name, "must be a number from 0 to %.0f", most);
    }
}

/* The fields that the check has, and how many: a number that it has not would change
   nothing. Of others than core checks it is not known yet whether they are checks. */
static size_t fields_of(const char *check, const char *out[MOST_FIELDS])
{
    static const ri_check_limits any = {"",         .max = 0,  .min = 0,
                                        .share = 0, .days = 0, .attr = true};
    const ri_check_limits *limits = ri_check_is_core(check) ? ri_check_limits_of(check) : &any;
    const struct {
        const char *name;
        double value;
    } numbers[] = {{"max", limits->max},
                   {"min", limits->min},
                   {"share", limits->share},
                   {"days", limits->days}};
    size_t n = 0;
    out[n++] = "severity";
    for (size_t i = 0; i < COUNT(numbers); i++) {
        if (!isnan(numbers[i].value)) {
            out[n++] = numbers[i].name;
        }
    }
    if (limits->attr) {
        out[n++] = "attr";
    }
    return n;
}

/* Reads the value on top of the stack. */
static void read_setting(const ri_table *checks, const char *name, ri_check_setting *out)
{
    static const char expected[] = "\"on\", \"off\" or a table such as { severity = \"error\" }";
    lua_State *L = checks->L;
    if (lua_type(L, -1) == LUA_TSTRING) {
        out->off = strcmp(lua_tostring(L, -1), "off") == 0;
        if (!out->off && strcmp(lua_tostring(L, -1), "on") != 0) {
            ri_field_wrong(checks, name, expected, -1);
        }
        return;
    }
    if (lua_type(L, -1) != LUA_TTABLE) {
        ri_field_wrong(checks, name, expected, -1);
        return;
    }
    ri_table fields = {L, lua_gettop(L), checks->at, name};
    const char *known[MOST_FIELDS];
    ri_fields_close(&fields, known, fields_of(name, known));
    (void)ri_field_severity(&fields, "severity", &out->severity);
    read_limit(&fields, "max", 1e9, &out->max);
    read_limit(&fields, "min", 1e9, &out->min);
    read_limit(&fields, "share", 1, &out->share);
    read_limit(&fields, "days", 1e6, &out->days);
    (void)ri_field_text(&fields, "attr", &out->attr);
}

/* Whether a statement of equal standing set the check already. */
static bool is_set(const ri_statement *at, const char *name)
{
    const ri_loader *loader = at->loader;
    for (size_t i = 0; i < loader->n_settings; i++) {
        const ri_statement *other = loader->settings[i].at;
        if (other->root == at->root && strcmp(loader->settings[i].setting.check, name) == 0) {
            ri_complain(at, "\"%s\" was set already, at %s:%d", name, other->file, other->line);
            return true;
        }
    }
    return false;
}

void ri_declare_checks(lua_State *L, int table, ri_statement *at)
{
    ri_loader *loader = at->loader;
    ri_table checks = {L, table, at, ""};
    uint32_t n = 0;
    const char **names = ri_keys_sorted(&checks, &n);
    for (uint32_t i = 0; i < n; i++) {
        if (is_set(at, names[i])) {
            continue;
        }
        ri_setting_draft draft = {.at = at};
        draft.setting = (ri_check_setting){.check = names[i],
                                           .file = at->file,
                                           .line = at->line,
                                           .max = NAN,
                                           .min = NAN,
                                           .share = NAN,
                                           .days = NAN};
        (void)ri_field_push(&checks, names[i]); /* value */
        read_setting(&checks, names[i], &draft.setting);
        lua_pop(L, 1);
        RI_LOADER_PUSH(L, loader->settings, loader->n_settings, loader->settings_capacity, draft);
    }
}

/* ---- escalation ---- */

static bool read_codes(const ri_table *fields, const char *name, const char ***out, uint32_t *n)
{
    if (!ri_field_texts(fields, name, out, n)) {
        return false;
    }
    *n = ri_strings_unique(*out, *n);
    return true;
}

void ri_declare_escalation(lua_State *L, int table, ri_statement *at)
{
    ri_loader *loader = at->loader;
    ri_table fields = {L, table, at, ""};
    ri_escalation_draft draft = {.at = at};
    ri_escalation *said = &draft.said;
    for (size_t i = 0; i < loader->n_escalations; i++) {
        const ri_statement *other = loader->escalations[i].at;
        if (other->root == at->root) {
            ri_complain(at, "it was said already, at %s:%d", other->file, other->line);
            return;
        }
    }
    double days = 0;
    size_t first = 0;
    ri_fields_close(&fields, escalation_fields, COUNT(escalation_fields));
    if (ri_field_number(&fields, "days", &days)) {
        draft.has_days = days >= 0 && days <= 1000000 && floor(days) == days;
        said->days = draft.has_days ? (uint32_t)days : 0;
        if (!draft.has_days) {
            ri_field_complain(&fields, "days", "must be a whole number from 0 to 1000000");
        }
    }
    draft.has_first = ri_field_word(&fields, "first", first_words, COUNT(first_words), &first);
    said->lowest_first = draft.has_first;
    draft.has_also = read_codes(&fields, "also", &said->also, &said->n_also);
    draft.has_never = read_codes(&fields, "never", &said->never, &said->n_never);
    for (uint32_t i = 0; i < said->n_also; i++) {
        for (uint32_t k = 0; k < said->n_never; k++) {
            if (strcmp(said->also[i], said->never[k]) == 0) {
                ri_complain(at, "\"%s\" is among both also and never", said->also[i]);
            }
        }
    }
    RI_LOADER_PUSH(L, loader->escalations, loader->n_escalations, loader->escalations_capacity,
                   draft);
}

/* ---- which checks there are: known once all files have spoken ---- */

static int compare_own(const void *own, const void *name, const void *context)
{
    (void)context;
    return strcmp(((const ri_own_draft *)own)->check.name, name);
}

static bool is_own(const ri_loader *loader, const char *name)
{
    const ri_own_draft *own = loader->own;
    size_t at = ri_order_place(own, loader->n_own, sizeof *own, compare_own, name, NULL);
    return at < loader->n_own && compare_own(&own[at], name, NULL) == 0;
}

/* Complains when no check has the name. `where` begins the message. A file that
   stopped early may have declared it. */
static void expect_check(const ri_loader *loader, const ri_statement *at, const char *where,
                         const char *name)
{
    if (ri_check_is_core(name) || is_own(loader, name) || loader->incomplete) {
        return;
    }
    ri_nearest search;
    ri_nearest_begin(&search, name);
    for (size_t i = 0; i < ri_check_names_count; i++) {
        ri_nearest_offer(&search, ri_check_names[i]);
    }
    for (size_t i = 0; i < loader->n_own; i++) {
        ri_nearest_offer(&search, loader->own[i].check.name);
    }
    if (search.best != NULL) {
        ri_complain(at, "%sunknown check \"%.80s\"; did you mean \"%s\"?", where, name,
                    search.best);
    } else {
        ri_complain(at, "%sunknown check \"%.80s\"", where, name);
    }
}

static void expect_checks(const ri_loader *loader, const ri_statement *at, const char *where,
                          const char *const *names, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        expect_check(loader, at, where, names[i]);
    }
}

/* Own checks have no limits: their functions compare what they like. */
static void expect_setting(const ri_loader *loader, const ri_setting_draft *draft)
{
    const ri_check_setting *setting = &draft->setting;
    expect_check(loader, draft->at, "", setting->check);
    bool limited = !isnan(setting->max) || !isnan(setting->min) || !isnan(setting->share) ||
                   !isnan(setting->days) || setting->attr != NULL;
    if (limited && is_own(loader, setting->check)) {
        ri_complain(draft->at,
                    "\"%.80s\" is a check of the policy's own, which has a severity to set and "
                    "nothing else; let it use param(\"…\", …) for a limit",
                    setting->check);
    }
}

static void expect_names(const ri_loader *loader)
{
    for (size_t i = 0; i < loader->n_settings; i++) {
        expect_setting(loader, &loader->settings[i]);
    }
    for (size_t i = 0; i < loader->n_escalations; i++) {
        const ri_escalation_draft *draft = &loader->escalations[i];
        expect_checks(loader, draft->at, "also: ", draft->said.also, draft->said.n_also);
        expect_checks(loader, draft->at, "never: ", draft->said.never, draft->said.n_never);
    }
}

/* ---- what holds in the end: a root file's word goes before an included one's ---- */

static int by_check(const void *a, const void *b, const void *context)
{
    (void)context;
    const ri_setting_draft *x = a;
    const ri_setting_draft *y = b;
    int order = strcmp(x->setting.check, y->setting.check);
    return order != 0 ? order : (int)y->at->root - (int)x->at->root;
}

bool ri_finish_settings(ri_loader *loader)
{
    ri_policy_data *data = &loader->policy->data;
    ri_setting_draft *drafts = loader->settings;
    expect_names(loader);
    data->settings = ri_arena_array(loader->arena, loader->n_settings, sizeof *data->settings);
    if (data->settings == NULL ||
        !ri_order(drafts, loader->n_settings, sizeof *drafts, by_check, NULL)) {
        return false;
    }
    for (size_t i = 0; i < loader->n_settings; i++) {
        uint32_t n = data->n_settings;
        if (n == 0 || strcmp(data->settings[n - 1].check, drafts[i].setting.check) != 0) {
            data->settings[data->n_settings++] = drafts[i].setting;
        }
    }
    ri_escalation *told = &data->escalation;
    *told = (ri_escalation){.days = 30};
    for (int root = 0; root <= 1; root++) {
        for (size_t i = 0; i < loader->n_escalations; i++) {
            const ri_escalation_draft *draft = &loader->escalations[i];
            if (draft->at->root != (root == 1)) {
                continue;
            }
            told->days = draft->has_days ? draft->said.days : told->days;
            told->lowest_first = draft->has_first || told->lowest_first;
            if (draft->has_also) {
                told->also = draft->said.also;
                told->n_also = draft->said.n_also;
            }
            if (draft->has_never) {
                told->never = draft->said.never;
                told->n_never = draft->said.n_never;
            }
        }
    }
    return true;
}
