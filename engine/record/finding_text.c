#include "record/finding_text.h"

#include <string.h>

#include "base/fail.h"
#include "base/memory.h"

/* ---- how files are called ---- */

/* A file is called by its name, so that a policy that lies elsewhere is the same; only
   where two files of the policy have one name, by its path. */
static bool name_files(ri_finding_texts *t)
{
    size_t n = 0;
    const ri_policy_file *files = ri_policy_files(t->result->policy, &n);
    ri_map counts = {0};
    bool done = true;
    ri_intern *names = ri_intern_new();
    t->names = ri_alloc(n * sizeof *t->names);
    done = names != NULL && t->names != NULL;
    for (size_t i = 0; done && i < n; i++) {
        uint32_t number = ri_intern_string(names, files[i].name);
        uint32_t count = 0;
        (void)ri_map_get(&counts, number, &count);
        done = number != RI_NONE && ri_map_put(&counts, number, count + 1) &&
               ri_intern_string(t->files, files[i].file) != RI_NONE;
    }
    for (size_t i = 0; done && i < n; i++) {
        uint32_t count = 0;
        (void)ri_map_get(&counts, ri_intern_find(names, files[i].name), &count);
        t->names[ri_intern_find(t->files, files[i].file)] =
            count == 1 ? files[i].name : files[i].file;
    }
    ri_intern_free(names);
    ri_map_free(&counts);
    return done;
}

/* NULL where a rule has no file: stated rows, rulings. */
static const char *name_of(const ri_finding_texts *t, const char *file)
{
    uint32_t number = file[0] != '\0' ? ri_intern_find(t->files, file) : RI_NONE;
    return number != RI_NONE ? t->names[number] : file[0] != '\0' ? file : NULL;
}

raci_status ri_finding_texts_init(ri_finding_texts *t, const raci_result *result, ri_store *store,
                                  raci_error *err)
{
    *t = (ri_finding_texts){.result = result, .files = ri_intern_new()};
    raci_status status = ri_rule_sets_read(&t->rules, store, err);
    if (status == RACI_OK && (t->files == NULL || !name_files(t))) {
        status = ri_fail_nomem(err);
    }
    if (status == RACI_OK) {
        t->n_stored = ri_intern_count(t->rules.texts);
    }
    return status;
}

void ri_finding_texts_free(ri_finding_texts *t)
{
    ri_shared_free(&t->rules);
    ri_intern_free(t->files);
    ri_free((void *)t->names);
    ri_text_free(&t->parties);
    ri_text_free(&t->path);
    ri_text_free(&t->to);
    ri_text_free(&t->set);
}

/* ---- rows ---- */

static int line_of(const ri_finding_texts *t, ri_source source)
{
    int line = ri_source_line(t->result->resolver, source);
    return line > 0 ? line : 0;
}

/* The number of the finding's set of rules; 0 for none, -1: memory is exhausted. */
static int64_t rules_of(ri_finding_texts *t, const ri_finding *finding)
{
    ri_shared *rules = &t->rules;
    const ri_resolver *resolver = t->result->resolver;
    ri_text_clear(&t->set);
    for (uint32_t i = 0; i < finding->n_rules; i++) {
        ri_source source = finding->rules[i];
        ri_rule_text(&t->set, ri_source_name(resolver, source),
                     name_of(t, ri_source_file(resolver, source)), line_of(t, source));
    }
    if (finding->n_rules == 0 || t->set.failed) {
        return t->set.failed ? -1 : 0;
    }
    uint32_t number = ri_intern_put(rules->texts, ri_text_string(&t->set), t->set.length);
    if (number == RI_NONE) {
        return -1;
    }
    while (rules->n_ids <= number) {
        int64_t id = rules->last_id + 1;
        if (!RI_PUSH(rules->ids, rules->n_ids, rules->ids_capacity, id) ||
            !ri_map_put(&rules->numbers, (uint64_t)id, number)) {
            return -1;
        }
        rules->last_id = id;
    }
    return rules->ids[number];
}

static void add_path(ri_finding_texts *t, const ri_escalated *route)
{
    for (uint32_t i = 0; i < route->n_path; i++) {
        const ri_skip *skip = &route->path[i];
        ri_text_add(&t->path, i > 0 ? ";" : "");
        if (skip->to == RI_NONE) {
            ri_text_add(&t->path, "office:");
            ri_text_add(&t->path, skip->office);
        } else {
            ri_snapshot_reference(t->result->snapshot, skip->to, &t->path);
        }
        ri_text_char(&t->path, '=');
        ri_text_add(&t->path, skip->skipped);
    }
}

bool ri_finding_text_row(ri_finding_row *out, ri_finding_texts *t, const ri_finding *finding,
                         bool accepted)
{
    const ri_policy_data *policy = ri_policy_data_of(t->result->policy);
    const ri_escalated *route = &finding->escalate;
    ri_text_clear(&t->parties);
    ri_text_clear(&t->path);
    ri_text_clear(&t->to);
    for (uint32_t i = 0; i < finding->n_parties; i++) {
        ri_text_add(&t->parties, i > 0 ? ";" : "");
        ri_snapshot_reference(t->result->snapshot, finding->parties[i], &t->parties);
    }
    if (route->any) {
        add_path(t, route);
    }
    if (route->any && route->to != RI_NONE) {
        ri_snapshot_reference(t->result->snapshot, route->to, &t->to);
    }
    const int64_t rules = rules_of(t, finding);
    *out = (ri_finding_row){
        .subject = finding->subject_text,
        .code = finding->code_name,
        .key = finding->key,
        .fingerprint = finding->fingerprint,
        .kind = ri_finding_kind_name(finding->kind),
        .severity = ri_severity_name(finding->severity),
        .letter =
            finding->letter != RI_NO_LETTER ? policy->scheme.letters[finding->letter].letter : NULL,
        .accepted = accepted,
        .parties = ri_text_string(&t->parties),
        .rules = rules,
        .message = finding->message,
        .cause = finding->cause[0] != '\0' ? finding->cause : NULL,
        .to = t->to.length > 0 ? ri_text_string(&t->to) : NULL,
        .reason = route->any ? (route->reason != NULL ? route->reason : "") : NULL,
        .path = route->any ? ri_text_string(&t->path) : NULL,
    };
    return rules >= 0 && !t->parties.failed && !t->path.failed && !t->to.failed;
}

static raci_status write_rule(const ri_finding_texts *t, int64_t id, uint32_t place,
                              ri_source source, ri_store *store, raci_error *err)
{
    ri_stmt *stmt = NULL;
    const ri_resolver *resolver = t->result->resolver;
    raci_status status = ri_store_stmt(&stmt, store, STMT_RUN_RULE_ADD, err);
    if (status != RACI_OK) {
        return status;
    }
    ri_bind_int(stmt, 1, id);
    ri_bind_int(stmt, 2, place);
    ri_bind_text(stmt, 3, ri_source_name(resolver, source));
    ri_bind_text(stmt, 4, name_of(t, ri_source_file(resolver, source)));
    if (line_of(t, source) > 0) {
        ri_bind_int(stmt, 5, line_of(t, source));
    } else {
        ri_bind_null(stmt, 5);
    }
    return ri_run(stmt, err);
}

raci_status ri_finding_texts_write(ri_finding_texts *t, int64_t id, const ri_finding *finding,
                                   ri_store *store, raci_error *err)
{
    raci_status status = RACI_OK;
    uint32_t number = 0;
    if (id == 0 || !ri_map_get(&t->rules.numbers, (uint64_t)id, &number) || number < t->n_stored) {
        return RACI_OK;
    }
    if (number > t->n_stored) { /* sets come in the order in which they were met */
        return ri_fail(err, RACI_INTERNAL, "a set of rules was left out");
    }
    t->n_stored++;
    for (uint32_t i = 0; status == RACI_OK && i < finding->n_rules; i++) {
        status = write_rule(t, id, i, finding->rules[i], store, err);
    }
    return status;
}
