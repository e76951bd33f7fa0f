/*
 * The workbook that raci writes and reads back: what its sheets and columns are called, on which
 * the one who writes it (report/workbook_*.c) and the one who reads it agree.
 *
 * The sheet "Matrix" has touchpoints down and holders across. The first row with a cell "Key" has
 * the references of holders in its other cells; below it that column has the keys of touchpoints.
 * The hidden sheet "raci" says what the letters were when it was written, a row for each thing:
 *
 *   raci workbook | 1
 *   date          | 2026-12-01
 *   letters       | A | R | …                 in the order of what follows
 *   rule          | number | what gives letters, for people
 *   touchpoint    | key | for each letter "TIER HOLDER=RULE HOLDER=RULE …", or nothing
 *
 * A rule stands above the first touchpoint that names it; a touchpoint whose cells would grow too
 * long has several rows.
 */
#ifndef RI_OWN_WORKBOOK_H
#define RI_OWN_WORKBOOK_H

#define RI_OWN_MATRIX "Matrix"
#define RI_OWN_OTHERS "Other subjects"
#define RI_OWN_FINDINGS "Findings"
#define RI_OWN_ESCALATIONS "Escalations"
#define RI_OWN_LOAD "Load"
#define RI_OWN_SUMMARY "Summary"
#define RI_OWN_INBOX "Inbox"
#define RI_OWN_SEAMS "Seams"
#define RI_OWN_CHANGES "Before and after"
#define RI_OWN_MOVES "Moves"
#define RI_OWN_LOADS "Load before and after"
#define RI_OWN_MODELS "Models"
#define RI_OWN_ANSWERS "Answers"
#define RI_OWN_LEGEND "Legend"
#define RI_OWN_KEPT "raci"

#define RI_OWN_JOURNEY "Journey"
#define RI_OWN_STAGE "Stage"
#define RI_OWN_TOUCHPOINT "Touchpoint"
#define RI_OWN_MARKS "Findings"
#define RI_OWN_KEY "Key"

#define RI_OWN_MAGIC "raci workbook"
#define RI_OWN_VERSION "1"
#define RI_OWN_DATE "date"
#define RI_OWN_LETTERS "letters"
#define RI_OWN_RULE "rule"
#define RI_OWN_HELD "touchpoint"

#define RI_OWN_BETWEEN "/" /* letters in a cell: "A/R" */

#endif
