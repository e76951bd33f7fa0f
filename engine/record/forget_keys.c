/*
 * Keys of findings are digests of what the finding is about. Where that names somebody who is
 * forgotten the next evaluation gives it another key; what is bound to the old one (its age, what
 * was accepted of it) is to follow. So each key is made again from what the record has of it, as
 * it was and as it will be.
 */
#include <string.h>

#include "base/digest.h"
#include "base/fail.h"
#include "base/memory.h"
#include "base/order.h"
#include "check/checking.h"
#include "record/finding_row.h"
#include "record/forgetting.h"

/* A finding as the record has it. */
typedef struct about {
    const char *code;
    const char *subject;
    const char *letter;
    const char *key;
    const char *fingerprint;
    const char **parties;
    size_t n_parties;
    const char **rules;
    size_t n_rules;
} about;

typedef struct keying {
    raci_forgotten *f;
    ri_arena *arena; /* of one finding */
    ri_text scratch;
} keying;

/* A reference, or what rules are called, as it will be, in the arena of the finding. NULL when
   memory is exhausted. */
static const char *will_be(keying *k, const char *text, bool of_rule)
{
    ri_text_clear(&k->scratch);
    (void)ri_forget_replace(&k->scratch, k->f, of_rule ? "run_rules" : "run_findings",
                            of_rule ? "name" : "subject", text, strlen(text));
    return k->scratch.failed ? NULL : ri_arena_string(k->arena, ri_text_string(&k->scratch));
}

static bool add(keying *k, const char *was, const char *is)
{
    return strcmp(was, is) == 0 || ri_mentions_add_digits(k->f->mentions, was, is);
}

/* Notes the key that this discriminator gives; where `key` is known it must be that one. */
static bool try_key(keying *k, const about *of, const char *discriminator, const char *key)
{
    char was[RI_KEY_DIGITS + 1];
    char is[RI_KEY_DIGITS + 1];
    ri_finding_key_said(was, of->code, of->subject, of->letter, discriminator);
    if (key != NULL && strcmp(was, key) != 0) {
        return true;
    }
    const char *subject = will_be(k, of->subject, false);
    const char *other = will_be(k, discriminator, strncmp(discriminator, "rule:", 5) == 0);
    if (subject == NULL || other == NULL) {
        return false;
    }
    ri_finding_key_said(is, of->code, subject, of->letter, other);
    return add(k, was, is);
}

static bool make_fingerprint(char out[RI_KEY_DIGITS + 1], const char **parties, size_t n_parties,
                             const char **rules, size_t n_rules)
{
    ri_digest digest;
    ri_digest_begin(&digest);
    const bool ordered = ri_order_texts(parties, n_parties) && ri_order_texts(rules, n_rules);
    for (size_t i = 0; i < n_parties; i++) {
        ri_digest_line(&digest, parties[i]);
    }
    for (size_t i = 0; i < n_rules; i++) {
        ri_digest_line(&digest, rules[i]);
    }
    ri_digest_end(&digest, out, RI_KEY_DIGITS);
    return ordered;
}

static bool try_fingerprint(keying *k, const about *of)
{
    char was[RI_KEY_DIGITS + 1];
    char is[RI_KEY_DIGITS + 1];
    bool done = make_fingerprint(was, of->parties, of->n_parties, of->rules, of->n_rules);
    for (size_t i = 0; done && i < of->n_parties; i++) {
        of->parties[i] = will_be(k, of->parties[i], false);
        done = of->parties[i] != NULL;
    }
    for (size_t i = 0; done && i < of->n_rules; i++) {
        of->rules[i] = will_be(k, of->rules[i], true);
        done = of->rules[i] != NULL;
    }
    done = done && make_fingerprint(is, of->parties, of->n_parties, of->rules, of->n_rules);
    return done && (strcmp(was, of->fingerprint) != 0 || add(k, was, is));
}

static bool try_all(keying *k, const about *of)
{
    const char *person = ri_arena_format(k->arena, "person:%s", k->f->was);
    bool done = person != NULL && try_key(k, of, "", of->key) && try_key(k, of, person, of->key);
    for (size_t i = 0; done && i < of->n_parties; i++) {
        done = try_key(k, of, of->parties[i], of->key);
    }
    for (size_t i = 0; done && i < of->n_rules; i++) {
        const char *rule = ri_arena_format(k->arena, "rule:%s", of->rules[i]);
        done = rule != NULL && try_key(k, of, rule, of->key);
    }
    return done && try_fingerprint(k, of);
}

/* ---- the findings of all runs ---- */

static bool split(const char ***out, size_t *n, const char *list, ri_arena *arena)
{
    size_t most = 1;
    for (const char *c = list; *c != '\0'; c++) {
        most += *c == ';';
    }
    *out = ri_arena_array(arena, most, sizeof **out);
    *n = 0;
    while (*out != NULL && *list != '\0') {
        const size_t length = strcspn(list, ";");
        const char *item = ri_arena_copy(arena, list, length);
        if (item == NULL) {
            return false;
        }
        (*out)[(*n)++] = item;
        list += length + (list[length] == ';');
    }
    return *out != NULL;
}

static raci_status read_rules(about *of, keying *k, int64_t set, raci_error *err)
{
    ri_stmt *stmt = NULL;
    bool row = false;
    size_t capacity = 0;
    const char **rules = NULL;
    raci_status status = ri_store_stmt(&stmt, k->f->store, STMT_RUN_RULES_OF, err);
    if (status == RACI_OK) {
        ri_bind_int(stmt, 1, set);
    }
    while (status == RACI_OK && (status = ri_step(stmt, &row, err)) == RACI_OK && row) {
        const char *name = ri_column_needed(stmt, 0, NULL);
        const char *kept = name != NULL ? ri_arena_string(k->arena, name) : NULL;
        if (kept == NULL || !RI_PUSH(rules, of->n_rules, capacity, kept)) {
            status = ri_fail_nomem(err);
        }
    }
    if (stmt != NULL) {
        ri_reset(stmt);
    }
    of->rules = ri_arena_keep(k->arena, rules, of->n_rules, sizeof *rules);
    ri_free(rules);
    return status == RACI_OK && of->rules == NULL ? ri_fail_nomem(err) : status;
}

static raci_status take_finding(keying *k, ri_stmt *stmt, raci_error *err)
{
    ri_finding_row row;
    ri_finding_row kept;
    raci_status status = ri_finding_row_read(&row, stmt, err);
    if (status != RACI_OK) {
        return status;
    }
    k->arena = ri_arena_new();
    if (k->arena == NULL || !ri_finding_row_copy(&kept, &row, k->arena)) {
        ri_arena_free(k->arena);
        return ri_fail_nomem(err);
    }
    about of = {.code = kept.code,
                .subject = kept.subject,
                .letter = kept.letter != NULL ? kept.letter : "",
                .key = kept.key,
                .fingerprint = kept.fingerprint};
    status = split(&of.parties, &of.n_parties, kept.parties, k->arena)
                 ? read_rules(&of, k, kept.rules, err)
                 : ri_fail_nomem(err);
    if (status == RACI_OK && !try_all(k, &of)) {
        status = ri_fail_nomem(err);
    }
    ri_arena_free(k->arena);
    return status;
}

/* ---- what no run has shown ---- */

/* An acceptance may have come before any run: what disputes and stated rows give is known. */
static raci_status take_dispute(keying *k, ri_stmt *stmt, raci_error *err)
{
    const char *subject = ri_column_needed(stmt, 0, NULL);
    const char *letter = ri_column_needed(stmt, 1, NULL);
    const char *by = ri_column_needed(stmt, 2, NULL);
    k->arena = ri_arena_new();
    const bool done =
        k->arena != NULL && subject != NULL && letter != NULL && by != NULL &&
        try_key(k, &(about){.code = "disputed", .subject = subject, .letter = letter}, by, NULL);
    ri_arena_free(k->arena);
    return done ? RACI_OK : ri_fail_nomem(err);
}

static bool try_stated(keying *k, const char *touchpoint, const char *letter, const char *holder)
{
    const char *subject = ri_arena_format(k->arena, "touchpoint:%s", touchpoint);
    const char *rule =
        ri_arena_format(k->arena, "rule:stated:%s:%s:%s", touchpoint, letter, holder);
    const char *is = rule != NULL ? will_be(k, rule, true) : NULL;
    bool done = subject != NULL && is != NULL;
    for (int code = 0; done && strcmp(rule, is) != 0 && code < RI_CODE_COUNT; code++) {
        const about of = {
            .code = ri_check_info_of((ri_code)code)->name, .subject = subject, .letter = letter};
        done = try_key(k, &of, rule, NULL);
    }
    return done;
}

static raci_status take_stated(keying *k, ri_stmt *stmt, raci_error *err)
{
    const char *touchpoint = ri_column_needed(stmt, 0, NULL);
    const char *letter = ri_column_needed(stmt, 1, NULL);
    const char *holder = ri_column_needed(stmt, 2, NULL);
    k->arena = ri_arena_new();
    const bool done = k->arena != NULL && touchpoint != NULL && letter != NULL && holder != NULL &&
                      try_stated(k, touchpoint, letter, holder);
    ri_arena_free(k->arena);
    return done ? RACI_OK : ri_fail_nomem(err);
}

raci_status ri_forget_keys(raci_forgotten *f, raci_error *err)
{
    static const struct {
        enum ri_query query;
        raci_status (*take)(keying *, ri_stmt *, raci_error *);
    } all[] = {
        {STMT_RUN_FINDINGS_EVER, take_finding},
        {STMT_FORGET_DISPUTES, take_dispute},
        {STMT_FORGET_STATED, take_stated},
    };
    keying k = {.f = f};
    raci_status status = RACI_OK;
    for (size_t i = 0; status == RACI_OK && i < sizeof all / sizeof all[0]; i++) {
        ri_stmt *stmt = NULL;
        bool row = false;
        status = ri_store_stmt(&stmt, f->store, all[i].query, err);
        while (status == RACI_OK && (status = ri_step(stmt, &row, err)) == RACI_OK && row) {
            status = all[i].take(&k, stmt, err);
        }
        if (stmt != NULL) {
            ri_reset(stmt);
        }
    }
    ri_text_free(&k.scratch);
    return status;
}
