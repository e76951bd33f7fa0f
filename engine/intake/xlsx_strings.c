#include "intake/xlsx_strings.h"

#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "intake/xlsx_xml.h"

typedef struct reading {
    ri_xlsx_strings *strings;
    size_t start; /* of the string that is being read */
    bool within;  /* an item */
    bool in_text;
    unsigned phonetic; /* how deep in hints how it is spoken */
} reading;

/* The character of "_xHHHH_"; 0 when it is none that can be in a text. */
static uint32_t escaped(const char *bytes, size_t n)
{
    uint32_t c = 0;
    if (n < 7 || bytes[0] != '_' || bytes[1] != 'x' || bytes[6] != '_') {
        return 0;
    }
    for (size_t i = 2; i < 6; i++) {
        const char lower = (char)(bytes[i] | 0x20);
        if (bytes[i] >= '0' && bytes[i] <= '9') {
            c = c * 16 + (uint32_t)(bytes[i] - '0');
        } else if (lower >= 'a' && lower <= 'f') {
            c = c * 16 + (uint32_t)(lower - 'a' + 10);
        } else {
            return 0;
        }
    }
    return c >= 0xd800 && c < 0xe000 ? 0 : c;
}

void ri_xlsx_unescape(ri_text *text, size_t start)
{
    if (text->length <= start || text->failed) {
        return;
    }
    char *bytes = text->bytes;
    const char *first = strstr(bytes + start, "_x");
    if (first == NULL) {
        return;
    }
    const size_t end = text->length;
    size_t at = (size_t)(first - bytes);
    text->length = at;
    while (at < end) {
        const uint32_t c = escaped(bytes + at, end - at);
        if (c != 0) {
            ri_utf8_add(text, c); /* shorter than what it replaces, so nothing moves */
            at += 7;
        } else {
            bytes[text->length++] = bytes[at++];
        }
    }
    bytes[text->length] = '\0';
}

static void start_element(ri_xlsx_xml *xml, const char *name, const char **attributes,
                          void *payload)
{
    reading *r = payload;
    (void)xml;
    (void)attributes;
    if (strcmp(name, "si") == 0) {
        r->within = true;
        r->start = r->strings->bytes.length;
    } else if (strcmp(name, "rPh") == 0) {
        r->phonetic++;
    } else if (strcmp(name, "t") == 0) {
        r->in_text = r->within && r->phonetic == 0;
    }
}

static void end_element(ri_xlsx_xml *xml, const char *name, void *payload)
{
    reading *r = payload;
    ri_xlsx_strings *strings = r->strings;
    if (strcmp(name, "t") == 0) {
        r->in_text = false;
    } else if (strcmp(name, "rPh") == 0) {
        r->phonetic -= r->phonetic > 0;
    } else if (strcmp(name, "si") == 0 && r->within) {
        r->within = false;
        ri_xlsx_unescape(&strings->bytes, r->start);
        if (strings->n == RI_XLSX_STRINGS_MAX) {
            ri_xlsx_xml_limit(xml, "there are too many texts");
        } else if (!RI_PUSH(strings->ends, strings->n, strings->capacity,
                            (uint32_t)strings->bytes.length)) {
            ri_xlsx_xml_nomem(xml);
        }
    }
}

static void take_text(ri_xlsx_xml *xml, const char *bytes, size_t n, void *payload)
{
    reading *r = payload;
    ri_text *text = &r->strings->bytes;
    if (!r->in_text) {
        return;
    }
    if (n > RI_XLSX_STRINGS_BYTES - text->length) {
        ri_xlsx_xml_limit(xml, "there is too much text");
        return;
    }
    ri_text_bytes(text, bytes, n);
    if (text->failed) {
        ri_xlsx_xml_nomem(xml);
    }
}

raci_status ri_xlsx_strings_read(ri_xlsx_strings *strings, ri_xlsx_package *package,
                                 const char *part, raci_error *err)
{
    static const ri_xlsx_handlers handlers = {start_element, end_element, take_text};
    reading r = {.strings = strings};
    return ri_xlsx_xml_read(package, part, &handlers, &r, err);
}

const char *ri_xlsx_string(const ri_xlsx_strings *strings, uint32_t i, size_t *n)
{
    if (i >= strings->n) {
        return NULL;
    }
    const uint32_t start = i > 0 ? strings->ends[i - 1] : 0;
    *n = strings->ends[i] - start;
    return ri_text_string(&strings->bytes) + start;
}

void ri_xlsx_strings_free(ri_xlsx_strings *strings)
{
    ri_text_free(&strings->bytes);
    ri_free(strings->ends);
    *strings = (ri_xlsx_strings){0};
}
