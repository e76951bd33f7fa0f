/*
 * A part of a workbook as elements: read piece by piece, and stopped wherever its reader wants.
 * Document types, and so entities of any kind, are refused; names, depth and the length of a tag
 * have limits.
 */
#ifndef RI_XLSX_XML_H
#define RI_XLSX_XML_H

#include <stdint.h>

#include "intake/xlsx_package.h"

typedef struct ri_xlsx_xml ri_xlsx_xml;

/* Names are without their prefix. `attributes` are names and values in turn, NULL at the end. */
typedef struct ri_xlsx_handlers {
    void (*start)(ri_xlsx_xml *xml, const char *name, const char **attributes, void *payload);
    void (*end)(ri_xlsx_xml *xml, const char *name, void *payload);
    void (*text)(ri_xlsx_xml *xml, const char *bytes, size_t n, void *payload); /* may be NULL */
} ri_xlsx_handlers;

/* Opens a part. Fails as ri_xlsx_part_open does. */
raci_status ri_xlsx_xml_open(ri_xlsx_xml **out, ri_xlsx_package *package, const char *name,
                             const ri_xlsx_handlers *handlers, void *payload, raci_error *err);
/* Goes on until a handler pauses or fails, or to the end: *more is then false. Fails as handlers
   say, with RACI_INPUT when it is damaged, RACI_LIMIT, RACI_NOMEM. */
raci_status ri_xlsx_xml_step(ri_xlsx_xml *xml, bool *more, raci_error *err);
void ri_xlsx_xml_close(ri_xlsx_xml *xml); /* NULL is allowed */
/* How many bytes of the part were read, and how many it has, unpacked. */
void ri_xlsx_xml_far(const ri_xlsx_xml *xml, uint64_t *done, uint64_t *whole);

/* Opens, reads all of it, closes. */
raci_status ri_xlsx_xml_read(ri_xlsx_package *package, const char *name,
                             const ri_xlsx_handlers *handlers, void *payload, raci_error *err);

/* For handlers: step returns now; or returns RACI_NOMEM, or RACI_LIMIT with a message, which is
   static. */
void ri_xlsx_xml_pause(ri_xlsx_xml *xml);
void ri_xlsx_xml_nomem(ri_xlsx_xml *xml);
void ri_xlsx_xml_limit(ri_xlsx_xml *xml, const char *message);

/* The value of an attribute, whatever its prefix; NULL when it is not there. */
const char *ri_xlsx_attribute(const char **attributes, const char *name);
/* A number without sign; `otherwise` when there is none, or it is no number below 2^31. */
uint32_t ri_xlsx_number(const char *digits, uint32_t otherwise);
/* Whether an attribute says yes. */
bool ri_xlsx_yes(const char *value);

#endif
