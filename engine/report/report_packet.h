/*
 * What the files share that write the document of `escalations KEY`.
 */
#ifndef RI_REPORT_PACKET_H
#define RI_REPORT_PACKET_H

#include "report/outline.h"
#include "report/view.h"
#include "scenario/packet.h"

typedef struct ri_packet_report {
    const raci_packet *packet;
    ri_view view;
} ri_packet_report;

/* For people: all of it. The context is an ri_packet_report. */
void ri_packet_outline(ri_outline *outline, void *context);
/* The part of it about who claims what, who is above them, where it lies and what was tried; and
   about the options. */
void ri_packet_grounds(ri_outline *outline, ri_packet_report *report);
void ri_packet_options(ri_outline *outline, ri_packet_report *report);
/* "Head of Sales (Dana Ruiz) has A alone." */
void ri_say_option(ri_text *line, ri_view *view, const ri_option *option);
/* That there is none. */
void ri_say_no_option(ri_text *line);

#endif
