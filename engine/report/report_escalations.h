/*
 * What the files share that write the document of `escalations`.
 */
#ifndef RI_REPORT_ESCALATIONS_H
#define RI_REPORT_ESCALATIONS_H

#include "report/page.h"
#include "report/view.h"
#include "scenario/inbox.h"

typedef struct ri_inbox_report {
    const raci_inbox *inbox;
    ri_view view;
} ri_inbox_report;

/* For people. */
void ri_inbox_text(ri_page *page, void *context);

/* The members since, age_days, due and overdue of what waits. */
void ri_emit_waiting(const ri_emit *emit, const ri_waiting *waiting, int32_t date);
/* The members by, reason, from and until of a ruling or an acceptance. */
void ri_emit_decision(const ri_emit *emit, const char *by, const char *reason, int32_t from,
                      int32_t until);
/* The members touchpoints, moments_of_truth and journeys: keys. */
void ri_emit_stakes(const ri_emit *emit, const ri_snapshot *s, const ri_stakes *stakes);
/* "Open for 12 days, since 2026-11-19; due on 2026-12-19." */
void ri_say_waiting(ri_text *line, const ri_waiting *waiting, int32_t date);
/* "On it hang 2 touchpoints (Call about a bill and Monthly bill), 1 moment of truth among them,
   on the journey Billing."; of one that is the subject itself: "It is a moment of truth, on the
   journey Billing."; nothing where nothing hangs on it. */
void ri_say_stakes(ri_text *line, ri_view *view, const ri_stakes *stakes, ri_ref subject);
/* "12 decisions wait for the CXO, 3 of them past their day." */
void ri_say_inbox(ri_text *line, const raci_inbox *inbox);
/* "For Chief Operations Officer (Dana Ruiz), the CXO": who decides. */
void ri_say_addressee(ri_text *line, ri_view *view, const ri_inbox_item *item);
/* "5 findings follow from it: 3 vacant-accountable, 2 contested.", by code as they stand; nothing
   where none does. */
void ri_say_followers(ri_text *line, const ri_inbox_item *item);
/* "→ the CXO is a party.": why it goes past those who would be asked first; else nothing. */
void ri_say_detour(ri_text *line, const ri_inbox_item *item);
/* Of one that is ruled "goes to Head of Sales"; of one that is settled "ruled by Chief Executive
   Officer until 2027-01-01: as agreed". */
void ri_say_given(ri_text *line, ri_view *view, const ri_inbox_item *item);
void ri_say_settled(ri_text *line, ri_view *view, const ri_inbox_item *item);
/* The worst severity of what goes to who decides. */
raci_severity ri_inbox_worst(const ri_inbox_item *item);

#endif
