#include "intake/xlsx_styles.h"

#include <string.h>

#include "base/memory.h"
#include "intake/xlsx_xml.h"

#define STYLES_MAX 65536

typedef struct reading {
    ri_xlsx_styles *styles;
    bool of_cells; /* within the styles that cells name */
} reading;

/* Behind what a format code says as it stands, or about colour and condition; `at` itself where
   nothing such begins. */
static const char *skip_literal(const char *at)
{
    if (*at == '"') {
        const char *end = strchr(at + 1, '"');
        return end != NULL ? end + 1 : at + strlen(at);
    }
    if (*at == '\\' || *at == '_' || *at == '*') {
        return at[1] != '\0' ? at + 2 : at + 1;
    }
    if (*at == '[') {
        const char *end = strchr(at, ']');
        return end != NULL ? end + 1 : at + strlen(at);
    }
    return at;
}

/* "[h]:mm" counts hours; it is no time of a day. */
static bool is_duration(const char *at)
{
    return at[0] == '[' && at[1] != '\0' && strchr("hHmMsS", at[1]) != NULL;
}

ri_xlsx_shown ri_xlsx_format(const char *code)
{
    bool day = false;
    bool clock = false;
    bool month = false;
    /* What stands after a semicolon is for other numbers. */
    for (const char *at = code; *at != '\0' && *at != ';';) {
        if (is_duration(at) || strncmp(at, "General", 7) == 0) {
            return RI_XLSX_NUMBER;
        }
        const char *behind = skip_literal(at);
        if (behind != at) {
            at = behind;
            continue;
        }
        day = day || strchr("yYdD", *at) != NULL;
        clock = clock || strchr("hHsS", *at) != NULL;
        month = month || *at == 'm' || *at == 'M';
        at++;
    }
    /* Beside hours or seconds it is minutes. */
    day = day || (month && !clock);
    return day && clock ? RI_XLSX_DATE_TIME
           : day        ? RI_XLSX_DATE
           : clock      ? RI_XLSX_TIME
                        : RI_XLSX_NUMBER;
}

/* What the formats make of numbers that every workbook has without naming them. */
static ri_xlsx_shown built_in(uint32_t format)
{
    if (format == 22) {
        return RI_XLSX_DATE_TIME;
    }
    if ((format >= 18 && format <= 21) || format == 32 || format == 33 || format == 45 ||
        format == 47) {
        return RI_XLSX_TIME;
    }
    if ((format >= 14 && format <= 17) || (format >= 27 && format <= 36) ||
        (format >= 50 && format <= 58)) {
        return RI_XLSX_DATE;
    }
    return RI_XLSX_NUMBER;
}

static void start_element(ri_xlsx_xml *xml, const char *name, const char **attributes,
                          void *payload)
{
    reading *r = payload;
    ri_xlsx_styles *styles = r->styles;
    const uint32_t id = ri_xlsx_number(ri_xlsx_attribute(attributes, "numFmtId"), 0);
    if (strcmp(name, "cellXfs") == 0) {
        r->of_cells = true;
    } else if (strcmp(name, "numFmt") == 0) {
        const char *code = ri_xlsx_attribute(attributes, "formatCode");
        if (styles->formats.count == STYLES_MAX) {
            ri_xlsx_xml_limit(xml, "it has too many formats");
        } else if (code != NULL && !ri_map_put(&styles->formats, id, ri_xlsx_format(code))) {
            ri_xlsx_xml_nomem(xml);
        }
    } else if (strcmp(name, "xf") == 0 && r->of_cells) {
        uint32_t shown = built_in(id);
        (void)ri_map_get(&styles->formats, id, &shown);
        if (styles->n == STYLES_MAX) {
            ri_xlsx_xml_limit(xml, "it has too many styles");
        } else if (!RI_PUSH(styles->shown, styles->n, styles->capacity, (unsigned char)shown)) {
            ri_xlsx_xml_nomem(xml);
        }
    }
}

static void end_element(ri_xlsx_xml *xml, const char *name, void *payload)
{
    reading *r = payload;
    (void)xml;
    r->of_cells = r->of_cells && strcmp(name, "cellXfs") != 0;
}

raci_status ri_xlsx_styles_read(ri_xlsx_styles *styles, ri_xlsx_package *package, const char *part,
                                raci_error *err)
{
    static const ri_xlsx_handlers handlers = {start_element, end_element, NULL};
    reading r = {.styles = styles};
    return ri_xlsx_xml_read(package, part, &handlers, &r, err);
}

ri_xlsx_shown ri_xlsx_style(const ri_xlsx_styles *styles, uint32_t i)
{
    return i < styles->n ? (ri_xlsx_shown)styles->shown[i] : RI_XLSX_NUMBER;
}

void ri_xlsx_styles_free(ri_xlsx_styles *styles)
{
    ri_free(styles->shown);
    ri_map_free(&styles->formats);
    *styles = (ri_xlsx_styles){0};
}
