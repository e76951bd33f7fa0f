/*
 * Results as bytes. Every renderer writes through a raci_write_fn and nowhere
 * else; equal results give equal bytes.
 */
#ifndef RACI_REPORT_H
#define RACI_REPORT_H

#include "raci/brief.h"
#include "raci/change.h"
#include "raci/doctor.h"
#include "raci/forget.h"
#include "raci/check.h"
#include "raci/compare.h"
#include "raci/escalations.h"
#include "raci/intake.h"
#include "raci/lint.h"
#include "raci/record.h"
#include "raci/test.h"
#include "raci/timeline.h"
#include "raci/whatif.h"

#ifdef __cplusplus
extern "C" {
#endif

/* From sarif to junit only for findings: of raci_report_check, of raci_report_lint, and of
   raci_report_diff where two policies or two models are compared. From junit to lcov of
   raci_report_tests: JUnit's XML, TAP 13, what rules did as lcov has it. The last one is that of
   raci_report_page. */
typedef enum raci_format {
    RACI_TEXT,
    RACI_JSON,
    RACI_JSONL,
    RACI_CSV,
    RACI_MD,
    RACI_SARIF,
    RACI_GITHUB,
    RACI_JUNIT,
    RACI_TAP,
    RACI_LCOV,
    RACI_HTML
} raci_format;

/* Which list of a comparison csv, jsonl and md show: findings; letters with other holders; how
   many each holder has; who decides, before and after; changed findings as they were; what
   somebody leaves behind; how two policies compare in general, letter by letter. */
typedef enum raci_part {
    RACI_FINDINGS,
    RACI_MOVES,
    RACI_LOAD,
    RACI_ESCALATIONS,
    RACI_EARLIER,
    RACI_LEFT,
    RACI_GENERAL
} raci_part;

/* How documents look; 0 everywhere for findings, and plain text of 80 columns. */
typedef struct raci_look {
    int columns;           /* width of the terminal; 0 is 80 */
    int colour;            /* whether escape sequences for colour may be used */
    raci_part part;        /* of whatif, impact and diff */
    raci_severity fail_on; /* of junit: from which on a finding is a failure; 0 is RACI_ERROR */
} raci_look;

/* "text", "json", "sarif" … to a format. Fails with RACI_INVALID naming the nearest. */
raci_status raci_format_parse(raci_format *out, const char *name, raci_error *err);
/* The other way; NULL for what is none. Borrowed, static. */
const char *raci_format_name(raci_format format);

/* The document of `check`. */
raci_status raci_report_check(const raci_result *result, raci_format format, const raci_look *look,
                              raci_write_fn write, void *payload, raci_error *err);

/* What an evaluation took, which gave `result` and was told to note it: the counts; time and
   memory by phase, by rule, by check. As text the worst first, for programs in the order of
   names. Times differ from run to run. */
raci_status raci_report_profile(const raci_profile *profile, const raci_result *result,
                                raci_format format, const raci_look *look, raci_write_fn write,
                                void *payload, raci_error *err);

/* The document of `lint`. */
raci_status raci_report_lint(const raci_lint *lint, raci_format format, const raci_look *look,
                             raci_write_fn write, void *payload, raci_error *err);

/* Those findings of `lint` that show on a subject, as a file of tests for `raci test`: each
   fails as long as what is certain is so, and holds once it is mended as the finding says. */
raci_status raci_report_lint_tests(const raci_lint *lint, raci_write_fn write, void *payload,
                                   raci_error *err);

/* How the matrix' text groups holders; other formats always give references. */
typedef enum raci_by { RACI_BY_HOLDER, RACI_BY_UNIT, RACI_BY_POSITION, RACI_BY_PERSON } raci_by;

/* The document of `matrix`; `journey` (a key, or NULL) keeps its touchpoints and
   handoffs and itself. Fails with RACI_NOTFOUND for an unknown journey. */
raci_status raci_report_matrix(const raci_result *result, const char *journey, raci_by by,
                               raci_format format, const raci_look *look, raci_write_fn write,
                               void *payload, raci_error *err);

/* The document of `what`: everything a position, unit, team or person answers
   for. Fails with RACI_NOTFOUND naming the nearest. */
raci_status raci_report_what(const raci_result *result, const char *holder, raci_format format,
                             const raci_look *look, raci_write_fn write, void *payload,
                             raci_error *err);

/* The document of `what` for a text that may mean several: the list of them. */
raci_status raci_report_holders(const raci_holders *holders, raci_format format,
                                const raci_look *look, raci_write_fn write, void *payload,
                                raci_error *err);

/* The document of `who`; `letter` (or NULL) keeps one letter. For an answer with
   candidates, the list of them. */
raci_status raci_report_who(const raci_answer *answer, const char *letter, raci_format format,
                            const raci_look *look, raci_write_fn write, void *payload,
                            raci_error *err);

/* The document of `why`: how each letter (or one) came to its holders: the rules
   that applied, won, were beaten and banned, their reasons, and the chain. */
raci_status raci_report_why(const raci_answer *answer, const char *letter, raci_format format,
                            const raci_look *look, raci_write_fn write, void *payload,
                            raci_error *err);

/* The document of `why-not`, for an answer of raci_ask_why_not: every rule that could have
   given the letter to the holder, and what stood in its way. Fails with RACI_INVALID for
   another answer. */
raci_status raci_report_why_not(const raci_answer *answer, raci_format format,
                                const raci_look *look, raci_write_fn write, void *payload,
                                raci_error *err);

/* The document of `apply`, `change` and `undo`, and of acts: the steps, and the rows before and
   after. */
raci_status raci_report_change(const raci_change *change, raci_format format, const raci_look *look,
                               raci_write_fn write, void *payload, raci_error *err);

/* The document of `forget`: what was rewritten, and what is left. */
raci_status raci_report_forgotten(const raci_forgotten *forgotten, raci_format format,
                                  const raci_look *look, raci_write_fn write, void *payload,
                                  raci_error *err);

/* The document of `doctor`: what is wrong with a file, and what came of treating it. */
raci_status raci_report_examination(const raci_examination *examination, raci_format format,
                                    const raci_look *look, raci_write_fn write, void *payload,
                                    raci_error *err);

/* The document of `whatif`, of one that was run. */
raci_status raci_report_whatif(const raci_whatif *whatif, raci_format format, const raci_look *look,
                               raci_write_fn write, void *payload, raci_error *err);
/* The document of `impact`: the same, and before it what somebody leaves behind. */
raci_status raci_report_impact(const raci_whatif *whatif, raci_format format, const raci_look *look,
                               raci_write_fn write, void *payload, raci_error *err);

/* The document of `log`: the runs and the changes, each the newest first. */
raci_status raci_report_log(const raci_log *log, raci_format format, const raci_look *look,
                            raci_write_fn write, void *payload, raci_error *err);

/* What raci_record_prove was asked beside the record itself; either may be NULL. */
typedef struct raci_proof_question {
    const char *head;
    const char *signer;
} raci_proof_question;
/* The document of `log --verify`. */
raci_status raci_report_proof(const raci_proof *proof, const raci_proof_question *question,
                              raci_format format, const raci_look *look, raci_write_fn write,
                              void *payload, raci_error *err);
/* What was signed, and by which public key; with entry 0 a key that was made. */
typedef struct raci_signed {
    int64_t entry;
    char signer[RACI_KEY_SIZE];
} raci_signed;
/* The document of `log --sign` and `log --new-key`. */
raci_status raci_report_signed(const raci_signed *made, raci_format format, const raci_look *look,
                               raci_write_fn write, void *payload, raci_error *err);

/* The document of `diff`. */
raci_status raci_report_diff(const raci_diff *diff, raci_format format, const raci_look *look,
                             raci_write_fn write, void *payload, raci_error *err);

/* The document of `who --as-recorded`; `letter` as in raci_report_who. */
raci_status raci_report_recollection(const raci_recollection *recollection, const char *letter,
                                     raci_format format, const raci_look *look, raci_write_fn write,
                                     void *payload, raci_error *err);

/* The document of `power`: the touchpoints on which a holder commands all who do the work,
   through the line or by mandate, and what is in the way elsewhere. Fails with RACI_NOTFOUND
   naming the nearest. */
raci_status raci_report_power(const raci_result *result, const char *holder, raci_format format,
                              const raci_look *look, raci_write_fn write, void *payload,
                              raci_error *err);
/* The document of `power --officers`: how many each position with an office commands. */
raci_status raci_report_officers(const raci_result *result, raci_format format,
                                 const raci_look *look, raci_write_fn write, void *payload,
                                 raci_error *err);

/* The document of `seams`: the passages between departments, who has them, and whether their
   sides talk; `journey` as in raci_report_matrix. */
raci_status raci_report_seams(const raci_result *result, const char *journey, raci_format format,
                              const raci_look *look, raci_write_fn write, void *payload,
                              raci_error *err);

/* The document of `models`: the governance models that the library carries; with a name (or
   NULL) what that one says of itself, and with `print` its Lua, which as text is all there is.
   Fails with RACI_NOTFOUND naming the nearest, RACI_INVALID for `print` without a name. */
raci_status raci_report_models(const char *name, int print, raci_format format,
                               const raci_look *look, raci_write_fn write, void *payload,
                               raci_error *err);

/* The document of `meta`: the rule language as annotations for editors (LuaLS), with the names that
   the model and the policy have as literal types, people only if that is asked for. Without a
   policy (NULL) any letter will do; without a model (NULL) it is the language alone. Fails with
   RACI_INVALID (date) and the model's statuses. */
raci_status raci_report_meta(raci_model *model, const raci_policy *policy, const char *date,
                             int people, raci_format format, const raci_look *look,
                             raci_write_fn write, void *payload, raci_error *err);

/* The document of `escalations`: what waits for a decision, and what is settled. */
raci_status raci_report_inbox(const raci_inbox *inbox, raci_format format, const raci_look *look,
                              raci_write_fn write, void *payload, raci_error *err);

/* The document of `escalations KEY`: all about one finding; of a packet with candidates the list
   of them. */
raci_status raci_report_packet(const raci_packet *packet, raci_format format, const raci_look *look,
                               raci_write_fn write, void *payload, raci_error *err);

/* The document of an error, as the commands print it on standard output with
   --format json: {"error":{"message","where":[…]}}. */
raci_status raci_report_error(const raci_error *error, const raci_error *where, size_t n_where,
                              raci_write_fn write, void *payload, raci_error *err);

/* What was imported from one path. */
typedef struct raci_imported {
    const char *path;
    raci_import_counts counts;
} raci_imported;

/* The document of `import`: {"dry_run","imports":[{"path","files","added",…}]}. */
raci_status raci_report_import(const raci_imported *items, size_t n, int dry_run,
                               raci_format format, const raci_look *look, raci_write_fn write,
                               void *payload, raci_error *err);

/* The document of commands that make files: {"written":[{"path"}]}. */
raci_status raci_report_written(const char *const *paths, size_t n, raci_format format,
                                const raci_look *look, raci_write_fn write, void *payload,
                                raci_error *err);

/* The document of `compare`: policies side by side; of a comparison that asked about one
   subject, who holds what on it under each. Fails with RACI_INVALID for one of nothing. */
raci_status raci_report_comparison(const raci_comparison *comparison, raci_format format,
                                   const raci_look *look, raci_write_fn write, void *payload,
                                   raci_error *err);

/* The document of `timeline`: what each day brings, why, and who must act. */
raci_status raci_report_timeline(const raci_timeline *timeline, raci_format format,
                                 const raci_look *look, raci_write_fn write, void *payload,
                                 raci_error *err);

/* The document of `brief`: a role card, on a page. */
raci_status raci_report_brief(const raci_brief *brief, raci_format format, const raci_look *look,
                              raci_write_fn write, void *payload, raci_error *err);
/* The document of `acknowledge`: which card, and the entry that says so. */
raci_status raci_report_acknowledged(const raci_brief *brief, int64_t entry, raci_format format,
                                     const raci_look *look, raci_write_fn write, void *payload,
                                     raci_error *err);

/* The document of an import of files that are not canonical: how they were read, what was not
   understood, and what that changed, or would.
   `after` is a check of what the model then is, or NULL: it says what the checks find that have
   enough to go by, and which facts the others lack. */
raci_status raci_report_intake(const raci_intake *intake, const raci_result *after,
                               raci_format format, const raci_look *look, raci_write_fn write,
                               void *payload, raci_error *err);

/* The document of `test`, of tests that were run: the cases, and why some of them failed; as lcov
   what rules did, which is empty unless it was counted. */
raci_status raci_report_tests(const raci_tests *tests, raci_format format, const raci_look *look,
                              raci_write_fn write, void *payload, raci_error *err);

/* A document as tests compare it, "check", "matrix", "matrix JOURNEY" or "what HOLDER": what jsonl
   has of it, a line for each element. Fails with RACI_INVALID for another one, and as they do. */
raci_status raci_report_golden(const raci_result *result, const char *document, raci_write_fn write,
                               void *payload, raci_error *err);

/* What a report shows beside an evaluation of everything; each may be NULL, and all must outlive
   the call. */
typedef struct raci_report_content {
    const raci_result *result;   /* never NULL, with all its findings */
    const raci_inbox *inbox;     /* of all that waits and all that is settled */
    const raci_packets *packets; /* of that inbox */
    raci_briefs *briefs;
    const raci_whatif *whatif; /* of one that was run */
    const raci_comparison *comparison;
} raci_report_content;

/* The page of `report`: one file of HTML that needs neither network nor program. Fails with
   RACI_INVALID for an evaluation without findings or with some of them, and as `write` says. */
raci_status raci_report_page(const raci_report_content *content, raci_write_fn write, void *payload,
                             raci_error *err);

/* The same as one document in Markdown. Fails with RACI_INVALID as the page does. */
raci_status raci_report_booklet(const raci_report_content *content, raci_write_fn write,
                                void *payload, raci_error *err);

/* The workbook (.xlsx) of an evaluation: the matrix with reasons in comments, findings,
   escalations, load, a legend, and hidden what the letters are, so that raci_intake_read can tell
   what was edited. Fails with RACI_INVALID for an evaluation without findings or with some of
   them, RACI_IO (it is made in a temporary file), and as `write` says. */
raci_status raci_report_workbook(const raci_result *result, raci_write_fn write, void *payload,
                                 raci_error *err);

/* The workbook of `report`: the same, with a summary, the inbox, passages between departments and,
   where they are there, what a reorganization changes and policies side by side. Fails likewise. */
raci_status raci_report_book(const raci_report_content *content, raci_write_fn write, void *payload,
                             raci_error *err);

#ifdef __cplusplus
}
#endif
#endif
