/*
 * A loaded policy as data: what the rules declare, and the calls into their Lua
 * functions. Nothing here names Lua, so that the layers to the right do not.
 */
#ifndef RI_DECLARED_H
#define RI_DECLARED_H

#include <stdbool.h>
#include <stdint.h>

#include "model/needed.h"
#include "raci/policy.h"

/* Tiers in rising rank, 2-rules.md "From rules to assignments" 2. */
typedef enum ri_tier {
    RI_TIER_DEFAULT,
    RI_TIER_RULE,
    RI_TIER_EXCEPTION,
    RI_TIER_RULING,
    RI_TIER_LAW
} ri_tier;

/* ---- match ---- */

typedef enum ri_dimension {
    RI_DIM_KEY,     /* values are globs */
    RI_DIM_JOURNEY, /* values are bare keys */
    RI_DIM_STAGE,
    RI_DIM_CHANNEL,
    RI_DIM_UNIT,
    RI_DIM_TAG,
    RI_DIM_ATTRIBUTE,   /* values are compared with the attribute's text */
    RI_DIM_CRITICALITY, /* `mask`: bit v for value v, bit 0 for unset */
    RI_DIM_TRUTH,       /* `mask`: bit 0 for no, bit 1 for yes */
    RI_DIM_MANAGED,     /* likewise */
    RI_DIM_COUNT
} ri_dimension;

typedef struct ri_condition {
    ri_dimension dimension;
    bool except;           /* none of the values, rather than any; already applied to `mask` */
    const char *attribute; /* RI_DIM_ATTRIBUTE: its name */
    const char **values;   /* in byte order, without repetitions */
    uint32_t n_values;
    uint32_t mask;
} ri_condition;

/* A conjunction of conditions on one touchpoint (or, with `key`, one journey). */
typedef struct ri_match {
    ri_condition *conditions;
    uint32_t n;
} ri_match;

typedef enum ri_crossing { RI_CROSSING_ANY, RI_CROSSING_YES, RI_CROSSING_NO } ri_crossing;

/* ---- holder expressions ---- */

typedef enum ri_holder_form {
    RI_HOLD_REFERENCE,        /* kind and key; an office's key is its lower-case name */
    RI_HOLD_LIST,             /* items */
    RI_HOLD_FUNCTION,         /* function */
    RI_HOLD_DELIVERING,       /* delivering_units() */
    RI_HOLD_DELIVERING_HEADS, /* head_of_delivering_unit() */
    RI_HOLD_HEAD_OF,          /* head_of(unit): kind RI_UNIT, key */
    RI_HOLD_MANAGER_OF,       /* manager_of(holder): items[0] */
    RI_HOLD_JOURNEY_LEAD,     /* journey_lead() */
    RI_HOLD_JOURNEY_TEAM,     /* team_of_journey() */
    RI_HOLD_LEAD_OF,          /* lead_of(team): kind RI_TEAM, key */
    RI_HOLD_UNDER /* under(…): kind RI_UNIT or RI_POSITION, key; forbid and require only */
} ri_holder_form;

typedef struct ri_holder {
    ri_holder_form form;
    ri_kind kind;
    const char *key;
    struct ri_holder **items;
    uint32_t n_items;
    int function; /* handle for ri_policy_call_holder */
} ri_holder;

/* letter -> holder expression; letters are indexes of the scheme. */
typedef struct ri_grant {
    uint8_t letter;
    const ri_holder *holder;
} ri_grant;

typedef struct ri_grants {
    ri_grant *items; /* by letter */
    uint32_t n;
} ri_grants;

/* ---- rules ---- */

#define RI_NO_FUNCTION (-1)

typedef struct ri_rule {
    const char *name;
    const char *file; /* as it was named on the command line or found; "" for none */
    int line;
    const char *because; /* NULL where the rule gives none */
    const char *owner;   /* of the policy as its own file says, else as the policy's; or NULL */
    ri_tier tier;
    ri_kind on;          /* RI_TOUCHPOINT, RI_HANDOFF, RI_JOURNEY, RI_ENTERPRISE */
    ri_match match;      /* on the subject itself; empty for handoffs */
    ri_match match_from; /* handoffs: on its two sides */
    ri_match match_to;
    ri_crossing crossing;
    int when; /* handle for ri_policy_call_when, or RI_NO_FUNCTION */
    ri_grants assign;
    ri_grants forbid;
    ri_grants require;
    uint32_t *overrides; /* rules it names, as indexes; stated rows are in overrides_stated */
    uint32_t n_overrides;
    const char **overrides_stated; /* names "stated:…" it beats */
    uint32_t n_overrides_stated;
    bool joint;
    int32_t from; /* RI_DAY_MIN where unset */
    int32_t to;   /* RI_DAY_MAX where unset */
} ri_rule;

/* ---- scheme, checks, escalation ---- */

#define RI_LETTERS_MAX 16

typedef struct ri_letter {
    const char *letter; /* "A" */
    const char *name;   /* "Accountable" */
    uint32_t min;
    uint32_t max; /* UINT32_MAX for any */
} ri_letter;

typedef struct ri_scheme {
    const char *name;
    ri_letter letters[RI_LETTERS_MAX]; /* in byte order of `letter` */
    uint32_t n;
    uint8_t accountable; /* indexes into letters */
    uint8_t responsible;
    bool a_implies_r;
    uint32_t exclusive[RI_LETTERS_MAX]; /* bit j of [i]: one holder must not have both */
} ri_scheme;

typedef enum ri_severity { RI_SEVERITY_DEFAULT, RI_INFO, RI_WARNING, RI_ERROR } ri_severity;

/* What `checks {}` says of one check; numbers are NAN where it says nothing. */
typedef struct ri_check_setting {
    const char *check;
    const char *file;
    int line;
    bool off;
    ri_severity severity;
    double max;
    double min;
    double share;
    double days;
    const char *attr; /* an attribute, or NULL */
} ri_check_setting;

/* What a finding is about. */
typedef enum ri_finding_kind {
    RI_KIND_CONFLICT,
    RI_KIND_GAP,
    RI_KIND_RISK,
    RI_KIND_HYGIENE,
    RI_KIND_POLICY,
    RI_FINDING_KIND_COUNT
} ri_finding_kind;

/* A check that the policy itself declares: `test` is called for each thing of a
   kind. Its name is its code. */
typedef struct ri_own_check {
    const char *name;
    const char *file;
    int line;
    const char *because; /* NULL where it gives none */
    ri_kind on;          /* touchpoint, handoff, journey, unit, position, person, channel,
                            stage or enterprise */
    ri_finding_kind kind;
    ri_severity severity; /* unless `checks {}` says otherwise */
    int test;             /* handle for ri_policy_call_check */
} ri_own_check;

/* The numbers a core check has, with their values where the policy does not set them;
   NAN: it has no such number. */
typedef struct ri_check_limits {
    const char *check;
    double max;
    double min;
    double share;
    double days;
    bool attr; /* whether an attribute can be named to it */
} ri_check_limits;

/* The i-th name of a check that `checks {}` may set beside a policy's own, in byte order; NULL
   beyond the last. Static. */
const char *ri_check_name(size_t i);

/* Never NULL: a check that is not in the table has none. */
const ri_check_limits *ri_check_limits_of(const char *check);

typedef struct ri_escalation {
    uint32_t days;     /* 30 unless said otherwise */
    bool lowest_first; /* first = "lowest_common_superior" */
    const char **also; /* codes of checks, in byte order */
    uint32_t n_also;
    const char **never;
    uint32_t n_never;
} ri_escalation;

/* Facts that a policy needs, of which any will do. */
typedef struct ri_need_group {
    ri_needed *any;
    uint32_t n;
} ri_need_group;

/* The declared part; rules stand in the byte order of their names. */
typedef struct ri_policy_data {
    const char *name;
    const char *version;
    const char *owner; /* a reference, or NULL */
    char digest[65];
    ri_scheme scheme;
    ri_rule *rules;
    uint32_t n_rules;
    ri_own_check *checks; /* in the byte order of names, which no rule and no core check has */
    uint32_t n_checks;
    ri_check_setting *settings; /* in the byte order of checks */
    uint32_t n_settings;
    ri_escalation escalation;
    ri_need_group *needs; /* in the byte order of their texts */
    uint32_t n_needs;
    bool has_functions; /* whether any rule has a `when` or a holder function, or there is a
                           check: they may read names, so the snapshot must have them */
} ri_policy_data;

/* Borrowed until the policy is freed. */
const ri_policy_data *ri_policy_data_of(const raci_policy *policy);

/* A file of the policy, as it was read. */
typedef struct ri_policy_file {
    const char *file; /* as it was found: the path, or "rules/…" for shipped ones */
    const char *name; /* the same wherever the policy lies */
    const char *bytes;
    size_t length;
    bool root;    /* named by the caller, rather than included */
    bool shipped; /* came with the library */
    char digest[65];
} ri_policy_file;

/* All its files; borrowed until the policy is freed. */
const ri_policy_file *ri_policy_files(const raci_policy *policy, size_t *n);
/* As raci_policy_load, from files that were kept: nothing on disk is looked at. */
raci_status ri_policy_load_kept(raci_policy **out, raci_model *model, const ri_policy_file *files,
                                size_t n, raci_problem_fn problem, void *payload, raci_error *err);

/* Whether rule r overrides rule q, directly or through a chain (whatever tier). */
bool ri_policy_overrides(const raci_policy *policy, uint32_t r, uint32_t q);

/* The index of a letter of the scheme, or -1. */
int ri_scheme_letter(const ri_scheme *scheme, const char *letter);

/* Glob: '*' any run, '?' one character; linear time. */
bool ri_glob(const char *pattern, const char *text);

/* ---- calls into Lua ---- */

/* Why a call failed; texts are cut to size. */
typedef struct ri_call_failure {
    char file[256];
    int line;
    char message[512];
} ri_call_failure;

/* Puts a snapshot under the policy's functions; ends what was under them before
   (views of it expire). The snapshot must live until ri_policy_end. */
raci_status ri_policy_begin(raci_policy *policy, const ri_snapshot *snapshot, raci_error *err);
/* Whether a function of `when`, `assign`, `forbid` or `require` has looked beyond its subject
   since this was last asked: beyond what stands in its row and, for a handoff, in the rows of
   its two sides. What it answered may then change although its subject does not. */
bool ri_policy_looked(raci_policy *policy);

/* Gives the run a model in which names are looked up that functions mention and the
   snapshot has not: those it has on no date fail the call. Without one they count as
   absent on the date. It must live until ri_policy_end, which forgets it. */
void ri_policy_set_model(raci_policy *policy, raci_model *model);
/* Whether the run had no model when a name was to be looked up in one. */
bool ri_policy_lacked_model(const raci_policy *policy);

/* Bytes that the policy's functions hold. */
size_t ri_policy_held(const raci_policy *policy);

/* Calls a `when` with the subject. false: the function failed, see *failure. */
bool ri_policy_call_when(raci_policy *policy, int function, ri_ref subject, bool *answer,
                         ri_call_failure *failure);

/* Calls a holder function: gives an expression without functions (a reference, a
   list, one of the constructors), or NULL in *out when the function gave nobody
   (nil or an empty list). It is borrowed until the next call. References in it
   exist on some date or the call fails. false: the function failed. */
bool ri_policy_call_holder(raci_policy *policy, int function, ri_ref subject, const ri_holder **out,
                           ri_call_failure *failure);

/* What goes before something else for a letter of a subject and does not say why. */
typedef struct ri_override {
    uint8_t letter;
    const char *rule;       /* the name of a rule or stated row */
    const char *over;       /* what it goes before */
    const char *over_owner; /* whose policy that stands in: a reference, or NULL */
} ri_override;

/* Who holds which letter, as the functions of checks see it. */
typedef struct ri_letters {
    void *payload;
    /* The holders of a letter on a subject, in order; *n counts them. */
    const ri_ref *(*holders)(void *payload, ri_ref subject, uint8_t letter, uint32_t *n);
    /* The subjects on which a holder itself has a letter, in order. false: memory is
       exhausted. */
    bool (*subjects)(void *payload, ri_ref holder, uint8_t letter, const ri_ref **subjects,
                     uint32_t *n);
    /* The i-th override of a subject without a reason; false when there are no more. */
    bool (*unreasoned)(void *payload, ri_ref subject, uint32_t i, ri_override *out);
} ri_letters;

/* What a check said of one thing. */
typedef struct ri_check_answer {
    const char *message;   /* one line of UTF-8; NULL where it found nothing */
    const ri_ref *parties; /* positions, units, teams and people that are there */
    uint32_t n_parties;
} ri_check_answer;

#define RI_CHECK_MESSAGE_MAX 1000 /* bytes; a longer one is cut */
#define RI_CHECK_PARTIES_MAX 1000 /* named by one finding */

/* Calls the test of a check (by its index) with a thing. *answer is borrowed until
   the next call. RACI_POLICY: the function failed, see *failure. RACI_NOMEM. */
raci_status ri_policy_call_check(raci_policy *policy, uint32_t check, ri_ref thing,
                                 const ri_letters *letters, ri_check_answer *answer,
                                 ri_call_failure *failure);

/* Writes a digest of a kept function: of its code and of all that it holds. Functions of equal
   ones, of whatever policies, answer alike. "": it holds what has no digest, or very much. Fails
   with RACI_NOMEM alone. */
raci_status ri_policy_function_digest(raci_policy *policy, int function, char digest[65]);

/* Ends the run: for each rule one of whose functions has changed a variable it
   keeps between calls, calls `changed` with the rule's index (in order); then for
   each such check, with its index after all rules. */
raci_status ri_policy_end(raci_policy *policy,
                          void (*changed)(uint32_t rule, const char *variable, void *payload),
                          void *payload, raci_error *err);

#endif
