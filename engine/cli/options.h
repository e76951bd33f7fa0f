/*
 * What was asked for on the command line.
 */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include <raci.h>

#define OPTION_VALUES_MAX 64 /* how often a repeatable option may be given */

/* The lists of a report, in the order of LISTS_OF_REPORT. */
typedef enum report_list {
    REPORT_MATRIX,
    REPORT_FINDINGS,
    REPORT_ESCALATIONS,
    REPORT_SEAMS,
    REPORT_CHANGES,
    REPORT_MOVES,
    REPORT_LOAD,
    REPORT_MODELS
} report_list;

typedef struct options {
    const struct command *command; /* NULL for none */
    bool help;
    bool version;
    /* Before the command or after it. */
    const char *model; /* never NULL */
    bool model_given;  /* on the command line */
    const char *policies[OPTION_VALUES_MAX];
    size_t n_policies;
    size_t n_policies_given; /* on the command line */
    const char *at;          /* ISO date; never NULL */
    raci_format format;
    bool xlsx; /* rather than `format`, which then says how errors are told */
    /* Of single commands. */
    const char *sample;
    bool dry_run;
    raci_intake_answer answers[OPTION_VALUES_MAX]; /* about a file that is imported */
    size_t n_answers;
    const char *map;      /* a file of them, or NULL */
    const char *save_map; /* where to keep them, or NULL */
    raci_severity fail_on;
    const char *codes[OPTION_VALUES_MAX];
    size_t n_codes;
    bool summary;
    bool profile;
    int workers;      /* 0 where none was said */
    const char *diff; /* another policy, or NULL */
    bool watch;
    bool people;
    const char *letter;
    const char *journey;
    raci_by by;
    bool man;
    bool record;
    const char *recorded_at; /* or NULL: now */
    const char *because;     /* or NULL */
    const char *new_since;   /* the name of a run, or NULL */
    bool as_recorded;
    bool all;
    const char *scenarios[OPTION_VALUES_MAX];
    size_t n_scenarios;
    const char *explain; /* a subject, or NULL */
    raci_part part;
    bool part_given;
    report_list report_list;
    const char *org; /* a folder, or NULL */
    bool full;
    const char *leave; /* a holder, or NULL */
    bool print;
    bool officers;
    const char *on; /* ISO date, or NULL */
    const char *to; /* an office, or NULL */
    raci_inbox_scope inbox_scope;
    bool inbox_scoped; /* it was said */
    /* Of acts. */
    const char *actor;       /* who does it, or NULL */
    const char *until;       /* ISO date, or NULL */
    const char *claims;      /* a holder, or NULL */
    const char *accountable; /* a holder, or NULL */
    size_t option;           /* its number, or 0 */
    bool verify;
    const char *head;      /* or NULL */
    const char *signed_by; /* a public key, or NULL */
    const char *sign;      /* a file, or NULL */
    const char *new_key;   /* a file, or NULL */
    int days;
    bool format_given;                   /* on the command line */
    const char *output;                  /* a folder, or NULL */
    const char *also[OPTION_VALUES_MAX]; /* texts that mean somebody who is to be forgotten */
    size_t n_also;
    const char *looks[OPTION_VALUES_MAX]; /* files and folders */
    size_t n_looks;
    bool yes;
    bool repair; /* of a file that is examined; and */
    bool accept_content;
    const char *export_to; /* the folder for what can be read of it */
    bool compare;
    /* Of tests. */
    const char *run; /* an expression for the names of cases, or NULL */
    bool coverage;
    int threshold; /* in hundredths; 0: none */
    bool update;
    bool no_model;
    bool emit_test;
    /* What is no option. */
    const char **operands;
    size_t n_operands;
} options;

/* One option; `value` is what help calls its value, NULL when it takes none. */
typedef struct option {
    const char *name; /* without the dashes */
    const char *value;
    const char *help;
    raci_status (*take)(options *o, const char *value, raci_error *err);
} option;

/* The words that options take, in this order. */
#define SEVERITIES "info|warning|error"
#define GROUPINGS "unit|position|person"
#define LISTS "findings|moves|load|escalations|earlier"
#define LISTS_LEAVING LISTS "|left"
#define LISTS_OF_POLICIES LISTS "|general"
#define LISTS_OF_REPORT "matrix|findings|escalations|seams|changes|moves|load|models"

/* Those that every command has; ends with a NULL name. */
extern const option global_options[];

/* Reads the command line and the environment. Fails with RACI_INVALID; `o->format`
   is then what it asks for, as far as that can be told. */
raci_status options_read(options *o, int argc, char **argv, raci_error *err);

/* The option of the command (NULL: of all commands) that the first `length` bytes of an
   argument name, dashes included; NULL for none. */
const option *option_find(const struct command *of, const char *argument, size_t length);

/* What is asked for once: of two answers neither is better. */
raci_status option_once(const char **out, const char *name, const char *value, raci_error *err);
/* A number from 1 to `most`, with no more digits than that. */
raci_status option_number(int *out, const char *name, const char *value, int most, raci_error *err);
/* Whether it looks like YYYY-MM-DD. */
bool option_is_date(const char *text);

/* For `take` of single commands. */
raci_status take_sample(options *o, const char *value, raci_error *err);
raci_status take_map(options *o, const char *value, raci_error *err);
raci_status take_save_map(options *o, const char *value, raci_error *err);
raci_status take_activity(options *o, const char *value, raci_error *err);
raci_status take_column(options *o, const char *value, raci_error *err);
raci_status take_dates(options *o, const char *value, raci_error *err);
raci_status take_encoding(options *o, const char *value, raci_error *err);
raci_status take_first_column(options *o, const char *value, raci_error *err);
raci_status take_headings(options *o, const char *value, raci_error *err);
raci_status take_name(options *o, const char *value, raci_error *err);
raci_status take_keyed(options *o, const char *value, raci_error *err);
raci_status take_layout(options *o, const char *value, raci_error *err);
raci_status take_letters(options *o, const char *value, raci_error *err);
raci_status take_lines(options *o, const char *value, raci_error *err);
raci_status take_parties(options *o, const char *value, raci_error *err);
raci_status take_party(options *o, const char *value, raci_error *err);
raci_status take_paths(options *o, const char *value, raci_error *err);
raci_status take_dry_run(options *o, const char *value, raci_error *err);
raci_status take_fail_on(options *o, const char *value, raci_error *err);
raci_status take_code(options *o, const char *value, raci_error *err);
raci_status take_workers(options *o, const char *value, raci_error *err);
raci_status take_summary(options *o, const char *value, raci_error *err);
raci_status take_diff(options *o, const char *value, raci_error *err);
raci_status take_watch(options *o, const char *value, raci_error *err);
raci_status take_letter(options *o, const char *value, raci_error *err);
raci_status take_journey(options *o, const char *value, raci_error *err);
raci_status take_record(options *o, const char *value, raci_error *err);
raci_status take_recorded_at(options *o, const char *value, raci_error *err);
raci_status take_because(options *o, const char *value, raci_error *err);
raci_status take_new_since(options *o, const char *value, raci_error *err);
raci_status take_as_recorded(options *o, const char *value, raci_error *err);
raci_status take_list(options *o, const char *value, raci_error *err);
raci_status take_list_of_report(options *o, const char *value, raci_error *err);
raci_status take_list_leaving(options *o, const char *value, raci_error *err);
raci_status take_list_of_policies(options *o, const char *value, raci_error *err);
raci_status take_all(options *o, const char *value, raci_error *err);
raci_status take_scenario(options *o, const char *value, raci_error *err);
raci_status take_explain(options *o, const char *value, raci_error *err);
raci_status take_org(options *o, const char *value, raci_error *err);
raci_status take_full(options *o, const char *value, raci_error *err);
raci_status take_leave(options *o, const char *value, raci_error *err);
raci_status take_on(options *o, const char *value, raci_error *err);
raci_status take_profile(options *o, const char *value, raci_error *err);
raci_status take_people(options *o, const char *value, raci_error *err);
raci_status take_print(options *o, const char *value, raci_error *err);
raci_status take_officers(options *o, const char *value, raci_error *err);
raci_status take_accountable(options *o, const char *value, raci_error *err);
raci_status take_actor(options *o, const char *value, raci_error *err);
raci_status take_claims(options *o, const char *value, raci_error *err);
raci_status take_head(options *o, const char *value, raci_error *err);
raci_status take_new_key(options *o, const char *value, raci_error *err);
raci_status take_choice(options *o, const char *value, raci_error *err);
raci_status take_sign(options *o, const char *value, raci_error *err);
raci_status take_signed_by(options *o, const char *value, raci_error *err);
raci_status take_until(options *o, const char *value, raci_error *err);
raci_status take_verify(options *o, const char *value, raci_error *err);
raci_status take_man(options *o, const char *value, raci_error *err);
raci_status take_compare(options *o, const char *value, raci_error *err);
raci_status take_output(options *o, const char *value, raci_error *err);
raci_status take_days(options *o, const char *value, raci_error *err);
raci_status take_by(options *o, const char *value, raci_error *err);
raci_status take_to(options *o, const char *value, raci_error *err);
raci_status take_also(options *o, const char *value, raci_error *err);
raci_status take_look(options *o, const char *value, raci_error *err);
raci_status take_run(options *o, const char *value, raci_error *err);
raci_status take_coverage(options *o, const char *value, raci_error *err);
raci_status take_update(options *o, const char *value, raci_error *err);
raci_status take_threshold(options *o, const char *value, raci_error *err);
raci_status take_yes(options *o, const char *value, raci_error *err);
/* options_doctor.c */
raci_status take_repair(options *o, const char *value, raci_error *err);
raci_status take_accept_content(options *o, const char *value, raci_error *err);
raci_status take_export_to(options *o, const char *value, raci_error *err);
raci_status take_emit_test(options *o, const char *value, raci_error *err);
raci_status take_no_model(options *o, const char *value, raci_error *err);
raci_status take_inbox_open(options *o, const char *value, raci_error *err);
raci_status take_inbox_overdue(options *o, const char *value, raci_error *err);
raci_status take_inbox_all(options *o, const char *value, raci_error *err);

#endif
