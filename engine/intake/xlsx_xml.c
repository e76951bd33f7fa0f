#include "intake/xlsx_xml.h"

#include <expat.h>
#include <string.h>

#include "base/fail.h"
#include "base/map.h"
#include "base/memory.h"

#define PIECE 65536
#define DEPTH_MAX 100
#define NAMES_MAX 5000    /* different ones: each is kept by the parser */
#define TOKEN_MAX 1048576 /* bytes of a tag */

struct ri_xlsx_xml {
    ri_xlsx_package *package;
    const char *name; /* the caller's, until it is closed */
    ri_xlsx_part *part;
    XML_Parser parser;
    const ri_xlsx_handlers *handlers;
    void *payload;
    ri_map names; /* digests of those that were met */
    unsigned depth;
    int64_t given; /* bytes, to the parser */
    bool paused;
    bool last;
    raci_status status; /* as a handler left it */
    const char *message;
};

static void stop(ri_xlsx_xml *xml, raci_status status, const char *message)
{
    if (xml->status == RACI_OK) {
        xml->status = status;
        xml->message = message;
        (void)XML_StopParser(xml->parser, XML_FALSE);
    }
}

void ri_xlsx_xml_pause(ri_xlsx_xml *xml)
{
    if (xml->status == RACI_OK && !xml->paused) {
        xml->paused = true;
        (void)XML_StopParser(xml->parser, XML_TRUE);
    }
}

void ri_xlsx_xml_nomem(ri_xlsx_xml *xml)
{
    stop(xml, RACI_NOMEM, "");
}

void ri_xlsx_xml_limit(ri_xlsx_xml *xml, const char *message)
{
    stop(xml, RACI_LIMIT, message);
}

/* Counts a name that was not met before. */
static void count_name(ri_xlsx_xml *xml, const char *name)
{
    uint64_t digest = UINT64_C(0xcbf29ce484222325);
    for (const char *at = name; *at != '\0'; at++) {
        digest = (digest ^ (unsigned char)*at) * UINT64_C(0x100000001b3);
    }
    digest >>= 1;
    uint32_t met = 0;
    if (ri_map_get(&xml->names, digest, &met)) {
        return;
    }
    if (!ri_map_put(&xml->names, digest, 1)) {
        ri_xlsx_xml_nomem(xml);
    } else if (xml->names.count > NAMES_MAX) {
        ri_xlsx_xml_limit(xml, "it has too many different names of elements");
    }
}

static const char *without_prefix(const char *name)
{
    const char *colon = strchr(name, ':');
    return colon != NULL ? colon + 1 : name;
}

static void XMLCALL start(void *payload, const XML_Char *name, const XML_Char **attributes)
{
    ri_xlsx_xml *xml = payload;
    if (xml->status != RACI_OK) {
        return;
    }
    count_name(xml, name);
    for (size_t i = 0; attributes[i] != NULL; i += 2) {
        count_name(xml, attributes[i]);
    }
    if (++xml->depth > DEPTH_MAX) {
        ri_xlsx_xml_limit(xml, "its elements are nested too deeply");
    }
    if (xml->status == RACI_OK) {
        xml->handlers->start(xml, without_prefix(name), attributes, xml->payload);
    }
}

static void XMLCALL end(void *payload, const XML_Char *name)
{
    ri_xlsx_xml *xml = payload;
    xml->depth--;
    if (xml->status == RACI_OK) {
        xml->handlers->end(xml, without_prefix(name), xml->payload);
    }
}

static void XMLCALL text(void *payload, const XML_Char *bytes, int n)
{
    ri_xlsx_xml *xml = payload;
    if (xml->status == RACI_OK && xml->handlers->text != NULL) {
        xml->handlers->text(xml, bytes, (size_t)n, xml->payload);
    }
}

/* Entities, of the document or from outside, need a document type first. */
static void XMLCALL refuse_type(void *payload, const XML_Char *name, const XML_Char *system_id,
                                const XML_Char *public_id, int subset)
{
    (void)name;
    (void)system_id;
    (void)public_id;
    (void)subset;
    stop(payload, RACI_INPUT, "it has a document type, which could bring entities");
}

raci_status ri_xlsx_xml_open(ri_xlsx_xml **out, ri_xlsx_package *package, const char *name,
                             const ri_xlsx_handlers *handlers, void *payload, raci_error *err)
{
    static const XML_Memory_Handling_Suite memory = {ri_alloc, ri_realloc, ri_free};
    ri_xlsx_xml *xml = ri_alloc(sizeof *xml);
    if (xml == NULL) {
        return ri_fail_nomem(err);
    }
    *xml =
        (ri_xlsx_xml){.package = package, .name = name, .handlers = handlers, .payload = payload};
    raci_status status = ri_xlsx_part_open(&xml->part, package, name, err);
    if (status == RACI_OK) {
        xml->parser = XML_ParserCreate_MM(NULL, &memory, NULL);
        status = xml->parser != NULL ? RACI_OK : ri_fail_nomem(err);
    }
    if (status != RACI_OK) {
        ri_xlsx_xml_close(xml);
        return status;
    }
    XML_SetUserData(xml->parser, xml);
    XML_SetElementHandler(xml->parser, start, end);
    XML_SetCharacterDataHandler(xml->parser, text);
    XML_SetStartDoctypeDeclHandler(xml->parser, refuse_type);
    *out = xml;
    return RACI_OK;
}

static raci_status fail(const ri_xlsx_xml *xml, raci_status status, const char *message,
                        raci_error *err)
{
    if (status == RACI_NOMEM) {
        return ri_fail_nomem(err);
    }
    return ri_fail_at(err, status, ri_xlsx_package_path(xml->package), 0, 0,
                      "the workbook's part '%s' cannot be read: in its line %lu, %s", xml->name,
                      (unsigned long)XML_GetCurrentLineNumber(xml->parser), message);
}

/* Judges what the parser came to. */
static raci_status judge(ri_xlsx_xml *xml, enum XML_Status came, raci_error *err)
{
    if (xml->status != RACI_OK) {
        return fail(xml, xml->status, xml->message, err);
    }
    if (came == XML_STATUS_ERROR) {
        const enum XML_Error why = XML_GetErrorCode(xml->parser);
        return fail(xml, why == XML_ERROR_NO_MEMORY ? RACI_NOMEM : RACI_INPUT, XML_ErrorString(why),
                    err);
    }
    /* What is no whole tag yet is kept, and looked at from its beginning with each piece. */
    if (xml->given - XML_GetCurrentByteIndex(xml->parser) > TOKEN_MAX + PIECE) {
        return fail(xml, RACI_LIMIT, "a tag is too long", err);
    }
    return RACI_OK;
}

raci_status ri_xlsx_xml_step(ri_xlsx_xml *xml, bool *more, raci_error *err)
{
    raci_status status = RACI_OK;
    *more = true;
    if (xml->paused) {
        xml->paused = false;
        status = judge(xml, XML_ResumeParser(xml->parser), err);
    }
    while (status == RACI_OK && !xml->paused && !xml->last) {
        size_t n = 0;
        void *buffer = XML_GetBuffer(xml->parser, PIECE);
        if (buffer == NULL) {
            return ri_fail_nomem(err);
        }
        status = ri_xlsx_part_read(xml->part, buffer, PIECE, &n, err);
        if (status == RACI_OK) {
            xml->given += (int64_t)n;
            xml->last = n == 0;
            status = judge(xml, XML_ParseBuffer(xml->parser, (int)n, n == 0), err);
        }
    }
    *more = status == RACI_OK && xml->paused;
    return status;
}

void ri_xlsx_xml_far(const ri_xlsx_xml *xml, uint64_t *done, uint64_t *whole)
{
    ri_xlsx_part_far(xml->part, done, whole);
}

void ri_xlsx_xml_close(ri_xlsx_xml *xml)
{
    if (xml == NULL) {
        return;
    }
    if (xml->parser != NULL) {
        XML_ParserFree(xml->parser);
    }
    ri_xlsx_part_close(xml->part);
    ri_map_free(&xml->names);
    ri_free(xml);
}

raci_status ri_xlsx_xml_read(ri_xlsx_package *package, const char *name,
                             const ri_xlsx_handlers *handlers, void *payload, raci_error *err)
{
    ri_xlsx_xml *xml = NULL;
    bool more = true;
    raci_status status = ri_xlsx_xml_open(&xml, package, name, handlers, payload, err);
    while (status == RACI_OK && more) {
        status = ri_xlsx_xml_step(xml, &more, err);
    }
    ri_xlsx_xml_close(xml);
    return status;
}

const char *ri_xlsx_attribute(const char **attributes, const char *name)
{
    for (size_t i = 0; attributes[i] != NULL; i += 2) {
        if (strcmp(without_prefix(attributes[i]), name) == 0) {
            return attributes[i + 1];
        }
    }
    return NULL;
}

uint32_t ri_xlsx_number(const char *digits, uint32_t otherwise)
{
    uint32_t number = 0;
    if (digits == NULL || *digits == '\0') {
        return otherwise;
    }
    for (; *digits != '\0'; digits++) {
        if (*digits < '0' || *digits > '9' || number > (INT32_MAX - 9) / 10) {
            return otherwise;
        }
        number = number * 10 + (uint32_t)(*digits - '0');
    }
    return number;
}

bool ri_xlsx_yes(const char *value)
{
    return value != NULL && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0);
}
