/*
 * A finding, and the table of checks that make them (3-checks.md).
 */
#ifndef RI_FINDING_H
#define RI_FINDING_H

#include "base/text.h"
#include "raci/check.h"
#include "resolve/matrix.h"

/* In the byte order of the codes' names. The policy's own checks follow: check i of
   ri_policy_data has the code RI_CODE_COUNT + i. Only ri_code_order compares both. */
typedef enum ri_code {
    RI_ACCEPTANCE_EXPIRED,
    RI_ACTING_TOO_LONG,
    RI_CLASHING_LETTERS,
    RI_COMING_GAP,
    RI_CONTESTED_LETTER,
    RI_CXO_UNEMPOWERED,
    RI_DISPUTED,
    RI_DOUBLE_LINE,
    RI_FEEDBACK_SILO,
    RI_INVERTED_LINE,
    RI_JOINT_ACCOUNTABLE,
    RI_JOURNEY_NOT_CROSS_FUNCTIONAL,
    RI_JOURNEY_WITHOUT_LEAD,
    RI_LEAD_DISAGREES,
    RI_LETTER_COUNT,
    RI_MANY_ACCOUNTABLE,
    RI_MANY_ROOTS,
    RI_MISSING_DELIVERER,
    RI_MODEL_NEEDS,
    RI_MOMENT_OF_TRUTH_UNPROTECTED,
    RI_NO_ACCOUNTABLE,
    RI_NO_CEO,
    RI_NO_CXO,
    RI_NO_FINAL_ARBITER,
    RI_NO_RESPONSIBLE,
    RI_NO_ROLE,
    RI_NOBODY_TOLD,
    RI_ONE_PERSON_MANY_SEATS,
    RI_ONLY_BY_DEFAULT,
    RI_ONLY_INFORMED,
    RI_ORPHAN_POSITION,
    RI_OUT_OF_REMIT,
    RI_OVERLOADED_ACCOUNTABLE,
    RI_OVERLOADED_CONSULTED,
    RI_OVERLOADED_RESPONSIBLE,
    RI_OVERRIDE_WITHOUT_REASON,
    RI_POWERLESS_ACCOUNTABLE,
    RI_PROMISE_UNHEARD,
    RI_REPORTING_CYCLE,
    RI_REQUIRED_MISSING,
    RI_RULE_FAILED,
    RI_RULING_CONTRADICTED,
    RI_RULING_EXPIRED,
    RI_RULING_OUTDATED,
    RI_SILENT_HANDOFF,
    RI_SILO_TOUCHPOINT,
    RI_SINGLE_POINT_OF_FAILURE,
    RI_STALE_ROW,
    RI_TOO_HIGH,
    RI_TOO_MANY_CONSULTED,
    RI_TOO_MANY_RESPONSIBLE,
    RI_UNACKNOWLEDGED,
    RI_UNEVEN_CHANNELS,
    RI_UNIT_CYCLE,
    RI_UNIT_WITHOUT_HEAD,
    RI_UNOWNED_HANDOFF,
    RI_UNRESOLVED_HOLDER,
    RI_VACANT_ACCOUNTABLE,
    RI_VACANT_HEAD,
    RI_VACANT_RESPONSIBLE,
    RI_VACANT_SEAT,
    RI_CODE_COUNT
} ri_code;

struct ri_checking;
struct ri_seam_sides;

/* What a settlement has that a local check wants before it can find anything. */
typedef uint32_t ri_traits;
enum {
    RI_TRAIT_TOUCHPOINT = 1 << 0, /* its subject is one, */
    RI_TRAIT_TRUTH = 1 << 1,      /* a moment of truth, */
    RI_TRAIT_REVIEWED = 1 << 2,   /* one that was reviewed */
    RI_TRAIT_JOURNEY = 1 << 3,
    RI_TRAIT_NO_A = 1 << 4, /* nobody is accountable, */
    RI_TRAIT_A = 1 << 5,    /* somebody, */
    RI_TRAIT_ONE_A = 1 << 6,
    RI_TRAIT_MANY_A = 1 << 7,    /* several, not all of them jointly, */
    RI_TRAIT_TWIN_A = 1 << 8,    /* the same, in seats of one person alone, */
    RI_TRAIT_JOINT_A = 1 << 9,   /* several jointly, */
    RI_TRAIT_VACANT_A = 1 << 10, /* a position in which nobody sits, */
    RI_TRAIT_ACTING_A = 1 << 11, /* one in which somebody acts for too long, */
    RI_TRAIT_ENDING_A = 1 << 12, /* one in which soon nobody will sit */
    RI_TRAIT_NO_R = 1 << 13,
    RI_TRAIT_R = 1 << 14,
    RI_TRAIT_VACANT_R = 1 << 15,
    RI_TRAIT_CONTESTED = 1 << 16,  /* a letter is given and forbidden by equals */
    RI_TRAIT_BEATEN = 1 << 17,     /* a source went before another */
    RI_TRAIT_UNRESOLVED = 1 << 18, /* a winner gave nobody */
    RI_TRAIT_MISSING = 1 << 19,    /* a requirement is not met */
    RI_TRAITS = 20,
    RI_TRAIT_ALL = (1 << RI_TRAITS) - 1
};

/* A local check looks at one subject's settlement and collects what it finds. */
typedef void (*ri_check_fn)(struct ri_checking *checking, const ri_settlement *settlement);
/* One of passages looks at a handoff between departments: its row, and its two sides. */
typedef void (*ri_passage_fn)(struct ri_checking *checking, ri_ref handoff, const ri_row *own,
                              const struct ri_seam_sides *between);
/* An overall check looks at everything: the snapshot, and who holds what on it. */
typedef void (*ri_overall_fn)(struct ri_checking *checking, const ri_matrix *matrix);

/* At most one of the first three functions is there. A question about one subject asks the local
   checks and those of passages. */
typedef struct ri_check_info {
    const char *name;       /* "no-accountable" */
    ri_finding_kind kind;   /* letter-count's own findings are conflicts too */
    raci_severity severity; /* unless `checks {}` says otherwise */
    ri_check_fn local;
    ri_traits traits; /* of the settlements that `local`, or `note`, looks at: it is called for
                         no others */
    ri_passage_fn passage;
    ri_overall_fn overall;
    ri_check_fn note; /* notes of each settlement what the overall one then tells, or NULL */
    bool around;      /* an overall one whose findings follow from their subject and what is
                         around it: the other end of a link, the touchpoints of a journey */
    bool asked;       /* runs only where `checks {}` asks for it */
} ri_check_info;

const ri_check_info *ri_check_info_of(ri_code code);
/* The code of that name among the core checks, or -1. */
int ri_code_find(const char *name);
/* The same among all checks of a policy, its own too. */
int ri_code_find_any(const ri_policy_data *policy, const char *name);
/* How many codes a policy has, the core ones and its own. */
uint32_t ri_code_total(const ri_policy_data *policy);
const char *ri_code_name(const ri_policy_data *policy, ri_code code);
ri_finding_kind ri_code_kind(const ri_policy_data *policy, ri_code code);
/* When a core check finds something: "nobody has R on a touchpoint"; of one of the policy's own the
   reason it gives, or NULL. */
const char *ri_code_says(const ri_policy_data *policy, ri_code code);
/* The severity of what it finds unless `checks {}` says otherwise. */
raci_severity ri_code_severity(const ri_policy_data *policy, ri_code code);
/* Compares the names of two codes by their bytes. */
int ri_code_order(const ri_policy_data *policy, ri_code a, ri_code b);
const char *ri_finding_kind_name(ri_finding_kind kind);
const char *ri_severity_name(raci_severity severity);

/* A step of an escalation that was passed over. `to` is a position, or RI_NONE
   where nobody has the office: then `office` names it. */
typedef struct ri_skip {
    ri_ref to;
    const char *office;  /* "cxo", "ceo"; "" for a superior of the parties */
    const char *skipped; /* "absent", "vacant", "party", "no-mandate", "overdue" */
} ri_skip;

typedef struct ri_escalated {
    bool any;            /* whether the finding escalates at all */
    ri_ref to;           /* a position, or RI_NONE: nobody */
    const char *reason;  /* a phrase for people */
    const ri_skip *path; /* in the order in which they were tried */
    uint32_t n_path;
} ri_escalated;

#define RI_NO_LETTER 0xFF
#define RI_NO_SOURCE UINT32_MAX

typedef struct ri_finding {
    ri_code code;
    const char *code_name; /* borrowed from the table of checks or the policy */
    ri_finding_kind kind;
    raci_severity severity;
    ri_ref subject;           /* RI_RULE: its number as a source */
    const char *subject_text; /* as a reference: "touchpoint:checkout", "rule:NAME" */
    uint8_t letter;           /* RI_NO_LETTER for none */
    ri_ref other;             /* discriminator that is a thing, or RI_NONE */
    ri_source source;         /* discriminator that is a rule, or RI_NO_SOURCE */
    ri_ref *parties;          /* positions, in order */
    uint32_t n_parties;
    ri_source *rules; /* in the order of their names */
    uint32_t n_rules;
    const char *message; /* one sentence */
    char key[17];
    char fingerprint[17];
    char cause[17]; /* the root finding's key, or "" */
    int32_t since;  /* there since that day, as runs were recorded; RI_DAY_MAX: unknown */
    ri_escalated escalate;
} ri_finding;

/* A reference as text, "unit:ops", "rule:NAME", appended. */
void ri_finding_reference(const ri_resolver *resolver, ri_ref ref, ri_text *out);

#endif
