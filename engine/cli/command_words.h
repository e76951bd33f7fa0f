/*
 * Options and help texts of commands that stand beside the table of commands.
 */
#ifndef CLI_COMMAND_WORDS_H
#define CLI_COMMAND_WORDS_H

#include "cli/commands.h"

#define LIST_HELP                                                                                  \
    "which list csv, jsonl and md show; else findings. json and text have all: moves are letters " \
    "with other holders, earlier ones what changed findings were"

/* ---- commands_acts.c ---- */
extern const option escalations_options[];
extern const option contest_options[];
extern const option withdraw_options[];
extern const option decide_options[];
extern const option accept_options[];
extern const option log_options[];
extern const char escalations_help[];
extern const char contest_help[];
extern const char withdraw_help[];
extern const char decide_help[];
extern const char accept_help[];
extern const char reopen_help[];
extern const char log_help[];

/* ---- commands_brief.c ---- */
extern const option timeline_options[];
extern const option brief_options[];
extern const option acknowledge_options[];
extern const char timeline_help[];
extern const char brief_help[];
extern const char acknowledge_help[];

/* ---- commands_check.c ---- */
extern const option check_options[];
extern const char check_help[];
extern const option meta_options[];
extern const char meta_help[];

/* ---- commands_doctor.c ---- */
extern const option doctor_options[];
extern const char doctor_help[];

/* ---- commands_forget.c ---- */
extern const option forget_options[];
extern const char forget_help[];

/* ---- commands_import.c ---- */
extern const option import_options[];
extern const char import_help[];
/* ---- commands_lint.c ---- */
extern const option lint_options[];
extern const char lint_help[];

/* ---- commands_models.c ---- */
extern const option power_options[];
extern const option seams_options[];
extern const option models_options[];
extern const option compare_options[];
extern const char power_help[];
extern const char seams_help[];
extern const char models_help[];
extern const char compare_help[];

/* ---- commands_report.c ---- */
extern const option report_options[];
extern const char report_help[];

/* ---- commands_test.c ---- */
extern const option test_options[];
extern const char test_help[];

#endif
