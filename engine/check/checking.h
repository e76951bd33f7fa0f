/*
 * The inside of the check layer, shared by the files of this folder.
 *
 * run.c (all subjects) and ask.c (one) make a checking, show every settlement to
 * the local checks and then look at the global ones. A check that finds something
 * begins a draft, adds parties and rules to it, and hands it to the collector
 * (findings.c), which routes it (escalate.c), and, where findings are kept, gives
 * it a key (finding_key.c) and a sentence (message.c).
 *
 * With `keep` off only counts are made: nothing is allocated for a finding.
 */
#ifndef RI_CHECKING_H
#define RI_CHECKING_H

#include "base/arena.h"
#include "check/finding.h"
#include "check/result.h"

/* A check as the policy wants it: the table's values, with `checks {}` and
   `escalation {}` laid over them. */
typedef struct ri_in_force {
    bool on;
    raci_severity severity;
    double max; /* the numbers of ri_check_limits; NAN where the check has none */
    double min;
    double share;
    double days;
    const char *attr; /* the attribute that `checks {}` names to it, or NULL */
    bool also;        /* escalates whatever its kind and severity */
    bool never;       /* never escalates */
} ri_in_force;

#define RI_KEY_DIGITS 16

/* What makes a finding the same finding: its key is the digest of this. */
typedef struct ri_identity {
    ri_code code;
    ri_ref subject;
    uint8_t letter;   /* or RI_NO_LETTER */
    ri_ref other;     /* or RI_NONE */
    ri_source source; /* or RI_NO_SOURCE */
} ri_identity;

#define RI_NO_CODE ((ri_code)INT32_MAX)

/* A finding while a check makes it. Parties and rules are gathered in the
   checking; the pointers are what the message tells of, NULL where unused. */
typedef struct ri_draft {
    ri_identity id;
    ri_finding_kind kind;
    ri_identity cause;         /* code RI_NO_CODE: none */
    const ri_outcome *outcome; /* of the letter */
    const ri_ref *named;       /* the holders in question */
    uint32_t n_named;
    const ri_unresolved *unresolved;
    const ri_missing *missing;
    const ri_rule_failure *failure;
    const struct ri_tale *tale; /* of what only overall.h tells */
    const char *said;           /* by a check of the policy's own */
    const ri_dispute *dispute;
    ri_ref about;     /* whom the sentence names beside the parties */
    uint32_t letters; /* a bit for each that clashes with another */
} ri_draft;

/* The positions with an office that decides, in the order of keys. */
typedef struct ri_arbiters {
    const uint32_t *positions;
    uint32_t n;
    uint32_t word; /* the office, or RI_NONE when the snapshot has no such word */
} ri_arbiters;

/* The first finding, in the order of findings, that nobody can decide. */
typedef struct ri_stuck {
    bool any;
    ri_ref subject;
    ri_code code;
    char key[RI_KEY_DIGITS + 1]; /* "" where none is made */
    ri_escalated route;
    size_t times; /* how many there are */
} ri_stuck;

typedef struct ri_refs {
    ri_ref *items;
    size_t n;
    size_t capacity;
} ri_refs;

typedef struct ri_sources {
    ri_source *items;
    size_t n;
    size_t capacity;
} ri_sources;

typedef struct ri_skips {
    ri_skip *items;
    size_t n;
    size_t capacity;
} ri_skips;

/* A finding that was accepted, by an acceptance that does not hold any more. */
typedef struct ri_lapse {
    ri_ref subject;
    ri_code code;
    uint8_t letter;
    const ri_acceptance *acceptance;
} ri_lapse;

typedef struct ri_lapses {
    ri_lapse *items;
    size_t n;
    size_t capacity;
} ri_lapses;

/* What goes before something else on a subject and does not say why: a stated row, or a
   rule that overrides. */
typedef struct ri_unreasoned {
    ri_ref subject;
    uint8_t letter;
    ri_source source;
    ri_source over;
} ri_unreasoned;

typedef struct ri_unreasoned_list {
    ri_unreasoned *items;
    size_t n;
    size_t capacity;
} ri_unreasoned_list;

typedef struct ri_found_findings {
    ri_finding *items;
    size_t n;
    size_t capacity;
} ri_found_findings;

typedef struct ri_checking {
    const ri_resolver *resolver;
    const ri_snapshot *s;
    const ri_policy_data *policy;
    uint8_t a;                        /* the scheme's accountable letter */
    uint8_t r;                        /* and its responsible one */
    uint8_t consulted;                /* the letter C, or RI_NO_LETTER */
    uint8_t informed;                 /* the letter I, likewise */
    ri_in_force *in_force;            /* by code */
    ri_check_fn local[RI_CODE_COUNT]; /* the checks that are wanted */
    ri_code local_code[RI_CODE_COUNT];
    size_t n_local;
    uint64_t wanting[RI_TRAITS]; /* by trait: bits of those of `local` that want it */
    ri_traits *in_seat;          /* by position: those of a settlement in which it has A */
    ri_passage_fn passage[RI_CODE_COUNT];
    ri_code passage_code[RI_CODE_COUNT];
    size_t n_passage;
    ri_overall_fn overall[RI_CODE_COUNT];
    ri_code overall_code[RI_CODE_COUNT];
    size_t n_overall;
    ri_arbiters cxo;
    ri_arbiters ceo;
    ri_arbiters owner;     /* of the policy; none where it names nobody who is there */
    uint32_t *sole;        /* the one person at or below each unit; made when first asked for */
    const ri_tally *tally; /* of the matrix, once all subjects are answered */
    raci_profile *profile; /* where it is noted what checks take, or NULL */
    ri_bits due;           /* numbers of the subjects that are looked at; none: all are */

    bool keep;       /* findings, rather than counts alone */
    bool *chosen;    /* by code: only these are kept and counted, */
    bool *wanted;    /* and for their sake these are looked for */
    ri_arena *arena; /* for what is kept */
    ri_summary *summary;
    ri_found_findings findings;
    ri_found_findings accepted;
    ri_stuck stuck;
    ri_lapses lapsed;
    ri_unreasoned_list unreasoned;
    bool *alone;        /* by code: a finding is a number alone; see ri_only_counts */
    bool bare;          /* so is the draft at hand: its parties and rules are not gathered */
    bool sounding;      /* a finding is only noted to be there, */
    size_t n_sounded;   /* here */
    bool uncounted;     /* findings are in the counts already */
    bool out_of_memory; /* sticky */

    ri_refs parties; /* of the draft at hand */
    ri_sources rules;
    ri_refs named;
    ri_skips path;
    ri_indexes scratch;
    ri_text text;
} ri_checking;

/* Fails with RACI_INVALID, saying which check there is instead of one that there is not. */
raci_status ri_code_unknown(const ri_policy_data *policy, const char *wanted, raci_error *err);

/* Gets ready; the checking is to be freed. `chosen` says by code whose findings are
   kept; NULL: all. */
raci_status ri_checking_begin(ri_checking *c, const ri_resolver *resolver, const bool *chosen,
                              ri_arena *arena, ri_summary *summary, bool keep, raci_error *err);
/* Which checks' findings are kept, by code, in the arena; codes as in
   raci_check_options. Fails with RACI_INVALID for an unknown code. */
raci_status ri_checking_choose(bool **chosen, ri_arena *arena, const ri_policy_data *policy,
                               const char *const *codes, size_t n, raci_error *err);
/* Moves the findings into the arena. false: memory is exhausted. */
bool ri_checking_give(ri_checking *c, ri_finding **findings, size_t *n_findings,
                      ri_finding **accepted, size_t *n_accepted);
void ri_checking_free(ri_checking *c);

/* Whether a subject is looked at. What is not is as it was over another snapshot. */
bool ri_is_due(const ri_checking *c, ri_kind kind, uint32_t index);
/* The next of n things of a kind that is, from `index` on; n when there is none. */
uint32_t ri_next_due(const ri_checking *c, ri_kind kind, uint32_t index, uint32_t n);
/* Shows a settlement to all local checks. */
void ri_check_subject(ri_checking *c, const ri_settlement *t);
/* Shows a handoff and its two sides to the checks of passages, if it is between departments. */
void ri_check_passage(ri_checking *c, ri_ref handoff, const ri_row *own, const ri_row *from,
                      const ri_row *to);
/* After the last subject: every passage, then the overall checks. */
void ri_check_overall(ri_checking *c, const ri_matrix *matrix);

/* ---- settings.c ---- */
/* Fills in_force, which has a place for each code of the policy. */
void ri_settings_read(ri_in_force *in_force, const ri_policy_data *policy);

/* ---- findings.c: collecting ---- */

ri_draft ri_draft_begin(ri_checking *c, ri_code code, ri_ref subject, uint8_t letter);
/* A holder as a party: the position it stands for; none when it has none. */
void ri_draft_party(ri_checking *c, ri_ref holder);
void ri_draft_parties(ri_checking *c, const ri_ref *holders, size_t n);
/* Adds all who hold a letter on the subject to c->named, each once. */
void ri_name_holders(ri_checking *c, const ri_settlement *t);
void ri_draft_rule(ri_checking *c, ri_source source);
/* The winners of a letter. */
void ri_draft_winners(ri_checking *c, const ri_outcome *outcome);
/* The winners, and the rules that took away what they gave: those of a gap. */
void ri_draft_gap_rules(ri_checking *c, const ri_settlement *t, const ri_outcome *outcome);
/* Collects it, if it is wanted. */
void ri_draft_add(ri_checking *c, const ri_draft *draft);
/* Counts a finding of a check of which the number is all that matters; false where it has to be
   made. For checks that find something nearly everywhere. */
bool ri_counted(ri_checking *c, ri_code code);
/* Where nothing is kept, a finding that goes to nobody and that nobody can have decided is
   a number, as most of them are: whom it names does not matter. */
bool ri_only_counts(const ri_checking *c, ri_code code, ri_finding_kind kind);
/* Counts a finding that another evaluation has made as if it had been added here. */
void ri_retain(ri_checking *c, const ri_finding *finding);
/* Once all are added: the finding no-final-arbiter, and the order of all. false
   when memory was exhausted here or before. */
bool ri_findings_finish(ri_checking *c);

/* ---- finding_key.c ---- */

/* `text` is scratch; a failed one makes the key worthless. */
void ri_finding_key(char out[RI_KEY_DIGITS + 1], const ri_checking *c, const ri_identity *id,
                    ri_text *text);
/* The same of what is kept as text: references, and of a rule "rule:NAME"; "" for none. */
void ri_finding_key_said(char out[RI_KEY_DIGITS + 1], const char *code, const char *subject,
                         const char *letter, const char *discriminator);
/* Of sorted parties and rules. */
void ri_finding_fingerprint(char out[RI_KEY_DIGITS + 1], const ri_checking *c,
                            const ri_refs *parties, const ri_sources *rules, ri_text *text);

/* ---- message.c, phrase.c ---- */

/* Appends the sentence. */
void ri_message(const ri_checking *c, const ri_draft *draft, ri_text *out);

/* Phrases: "the touchpoint 'Checkout'", "Head of Sales", "A (Accountable)",
   "the exception 'x'". */
void ri_phrase_subject(const ri_checking *c, ri_ref subject, ri_text *out);
void ri_phrase_holder(const ri_checking *c, ri_ref holder, ri_text *out);
void ri_phrase_letter(const ri_checking *c, uint8_t letter, ri_text *out);
/* " is accountable for ", " have D (Driver) on " */
void ri_phrase_holds(const ri_checking *c, uint8_t letter, bool many, ri_text *out);
void ri_phrase_rule(const ri_checking *c, ri_source source, ri_text *out);
void ri_phrase_date(const ri_checking *c, ri_text *out);
/* "x, y and z"; of long lists the first five and how many more. */
void ri_phrase_holders(const ri_checking *c, const ri_ref *holders, size_t n, ri_text *out);
void ri_phrase_rules(const ri_checking *c, const ri_source *rules, size_t n, ri_text *out);
/* What a `require` asks for: "the unit 'Sales' or somebody under it". */
void ri_phrase_required(const ri_checking *c, const ri_holder *holder, ri_text *out);
/* Why a winner gave nobody. */
void ri_phrase_nobody(const ri_checking *c, ri_ref subject, const ri_unresolved *why, ri_text *out);
/* "the CXO (Chief Experience Officer) is vacant, nobody has the office ceo" */
void ri_phrase_path(const ri_checking *c, const ri_escalated *route, ri_text *out);

/* ---- say_seats.c, say_parts.c: sentences, for the table of message.c ---- */

void ri_say_acting(const ri_checking *c, const ri_draft *draft, ri_text *out);
void ri_say_clashing(const ri_checking *c, const ri_draft *draft, ri_text *out);
void ri_say_coming_gap(const ri_checking *c, const ri_draft *draft, ri_text *out);
void ri_say_disputed(const ri_checking *c, const ri_draft *draft, ri_text *out);
void ri_say_inverted(const ri_checking *c, const ri_draft *draft, ri_text *out);
void ri_say_missing_deliverer(const ri_checking *c, const ri_draft *draft, ri_text *out);
void ri_say_nobody_told(const ri_checking *c, const ri_draft *draft, ri_text *out);
void ri_say_only_informed(const ri_checking *c, const ri_draft *draft, ri_text *out);
void ri_say_out_of_remit(const ri_checking *c, const ri_draft *draft, ri_text *out);
void ri_say_silent_handoff(const ri_checking *c, const ri_draft *draft, ri_text *out);
void ri_say_silo(const ri_checking *c, const ri_draft *draft, ri_text *out);
void ri_say_single_point(const ri_checking *c, const ri_draft *draft, ri_text *out);
void ri_say_stale(const ri_checking *c, const ri_draft *draft, ri_text *out);
void ri_say_too_high(const ri_checking *c, const ri_draft *draft, ri_text *out);
void ri_say_unprotected(const ri_checking *c, const ri_draft *draft, ri_text *out);

/* ---- lapsed.c ---- */

/* Whether anybody ever accepted a finding. */
bool ri_any_accepted(const ri_checking *c);

/* The acceptance in force that covers a finding as it looks now, or NULL. */
const ri_acceptance *ri_acceptance_covering(const ri_snapshot *s, const char *key,
                                            const char *fingerprint);

/* ---- escalate.c ---- */

/* Whether findings of that code and kind go to somebody at all. */
bool ri_escalates(const ri_checking *c, ri_code code, ri_finding_kind kind);
/* Where a finding of that kind goes; the path is in c->path. `since` is the
   day since which it has been there, or RI_DAY_MAX. */
void ri_escalate(ri_escalated *out, ri_checking *c, const ri_identity *id, ri_finding_kind kind,
                 const ri_refs *parties, int32_t since);

/* ---- traits.c, with check_seats.c ---- */

/* Notes what each position brings along. false: memory is exhausted. */
bool ri_traits_begin(ri_checking *c);
/* What checks may want of a settlement, and it has. */
ri_traits ri_traits_of(const ri_checking *c, const ri_settlement *t);
/* Whether the seat is somebody's for too long who only acts, or was, and is vacant since. */
bool ri_acts_too_long(const ri_checking *c, uint32_t position);
/* Whether the last who sits there leaves within the days of coming-gap, and nobody follows. */
bool ri_ends_soon(const ri_checking *c, uint32_t position);

/* ---- the local checks: each is called where the settlement has the traits that its line in
   codes.c wants, and relies on them ---- */

void ri_check_acting_too_long(ri_checking *c, const ri_settlement *t);
void ri_check_clashing_letters(ri_checking *c, const ri_settlement *t);
void ri_check_coming_gap(ri_checking *c, const ri_settlement *t);
void ri_check_contested(ri_checking *c, const ri_settlement *t);
void ri_check_disputed(ri_checking *c, const ri_settlement *t);
void ri_check_inverted_line(ri_checking *c, const ri_settlement *t);
void ri_check_joint_accountable(ri_checking *c, const ri_settlement *t);
void ri_check_journey_without_lead(ri_checking *c, const ri_settlement *t);
void ri_check_lead_disagrees(ri_checking *c, const ri_settlement *t);
void ri_check_letter_count(ri_checking *c, const ri_settlement *t);
void ri_check_many_accountable(ri_checking *c, const ri_settlement *t);
void ri_check_missing_deliverer(ri_checking *c, const ri_settlement *t);
void ri_check_moment_of_truth(ri_checking *c, const ri_settlement *t);
void ri_check_no_accountable(ri_checking *c, const ri_settlement *t);
void ri_check_no_responsible(ri_checking *c, const ri_settlement *t);
void ri_check_nobody_told(ri_checking *c, const ri_settlement *t);
void ri_check_one_person_many_seats(ri_checking *c, const ri_settlement *t);
void ri_check_only_by_default(ri_checking *c, const ri_settlement *t);
void ri_check_only_informed(ri_checking *c, const ri_settlement *t);
void ri_check_out_of_remit(ri_checking *c, const ri_settlement *t);
void ri_check_powerless_accountable(ri_checking *c, const ri_settlement *t);
void ri_check_required_missing(ri_checking *c, const ri_settlement *t);
void ri_check_silo_touchpoint(ri_checking *c, const ri_settlement *t);
void ri_check_single_point(ri_checking *c, const ri_settlement *t);
void ri_check_stale_row(ri_checking *c, const ri_settlement *t);
void ri_check_too_high(ri_checking *c, const ri_settlement *t);
void ri_check_too_many_consulted(ri_checking *c, const ri_settlement *t);
void ri_check_too_many_responsible(ri_checking *c, const ri_settlement *t);
void ri_check_unresolved_holder(ri_checking *c, const ri_settlement *t);
void ri_check_vacant_accountable(ri_checking *c, const ri_settlement *t);
void ri_check_vacant_responsible(ri_checking *c, const ri_settlement *t);

/* Whether exactly one position has A, and every winner is a default. */
bool ri_only_by_default(const ri_checking *c, const ri_outcome *a);
/* The acting seat, of those in force in a position that has no others, that has no
   beginning, no end, or lasts too long; or NULL. */
const ri_seat *ri_acting_seat(const ri_checking *c, uint32_t position);
/* The finding that the seat of a position is vacant. */
ri_identity ri_vacant_seat(ri_ref position);
/* Sets the cause of a gap in a letter: what on the same subject explains it. */
void ri_explain_gap(const ri_checking *c, ri_draft *draft, const ri_settlement *t);

/* ---- checks of passages ---- */

void ri_check_silent_handoff(ri_checking *c, ri_ref handoff, const ri_row *own,
                             const struct ri_seam_sides *between);
void ri_check_unowned_handoff(ri_checking *c, ri_ref handoff, const ri_row *own,
                              const struct ri_seam_sides *between);

/* Notes a holder among those in question, c->named, */
void ri_name(ri_checking *c, ri_ref holder);
/* and makes them those of the draft, and its parties. */
void ri_draft_named(ri_checking *c, ri_draft *draft);
/* Collects a finding about the one who has A and those in c->named, who with the winners
   are its parties and rules; none where nobody is named. */
void ri_draft_add_against(ri_checking *c, ri_draft *draft, const ri_outcome *a);
/* Whether the sets of departments of two lists of positions differ. */
bool ri_departments_differ(ri_checking *c, const ri_ref *left, size_t n_left, const ri_ref *right,
                           size_t n_right);

/* ---- the overall checks ---- */

void ri_check_cxo_unempowered(ri_checking *c, const ri_matrix *matrix);
void ri_check_no_ceo(ri_checking *c, const ri_matrix *matrix);
void ri_check_no_cxo(ri_checking *c, const ri_matrix *matrix);
void ri_check_rule_failed(ri_checking *c, const ri_matrix *matrix); /* needs no matrix */
void ri_check_vacant_seat(ri_checking *c, const ri_matrix *matrix);

/* no-final-arbiter, for the collector. */
void ri_check_final_arbiter(ri_checking *c);

/* ---- lapsed.c: acceptance-expired, for the collector ---- */
/* Of a finding with its key that is not accepted: notes an acceptance of it. */
void ri_note_lapsed(ri_checking *c, const ri_finding *finding);
void ri_check_acceptance_expired(ri_checking *c);

/* ---- result.c ---- */

/* Whether a rule failed; the first failure to `err`. */
bool ri_rules_failed(const ri_resolver *resolver, raci_error *err);

/* ---- seek.c: which subject a question's words name ---- */

typedef struct ri_sought {
    ri_kind kind;
    const char *key;          /* NULL with candidates */
    ri_candidate *candidates; /* by reference */
    size_t n_candidates;
} ri_sought;

/* Everything it gives lives in the arena. Fails with RACI_NOTFOUND. */
raci_status ri_seek(ri_sought *out, ri_arena *arena, raci_model *model, int32_t date,
                    const char *text, raci_error *err);
/* The same as a reference; fails with RACI_NOTFOUND also when several fit. */
raci_status ri_seek_one(const char **out, ri_arena *arena, raci_model *model, int32_t date,
                        const char *text, raci_error *err);
/* Fails saying what is not there: the touchpoint, journey or handoff of that key. */
raci_status ri_seek_nothing(raci_model *model, int32_t date, ri_kind kind, const char *key,
                            raci_error *err);

#endif
