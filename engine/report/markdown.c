#include "report/markdown.h"

#include <string.h>

#include "base/utf8.h"

static void put_character(ri_text *out, char c)
{
    switch (c) {
    case '<':
        ri_text_add(out, "&lt;");
        break;
    case '>':
        ri_text_add(out, "&gt;");
        break;
    case '&':
        ri_text_add(out, "&amp;");
        break;
    default:
        if (strchr("\\`*_[]|~#!$@", c) != NULL) {
            ri_text_char(out, '\\');
        }
        ri_text_char(out, c);
    }
}

void ri_markdown_cell(ri_text *out, const char *value)
{
    ri_text shown = RI_TEXT_INIT;
    ri_utf8_show(&shown, value);
    for (const char *at = ri_text_string(&shown); *at != '\0'; at++) {
        put_character(out, *at);
    }
    out->failed = out->failed || shown.failed;
    ri_text_free(&shown);
}

void ri_markdown_rule(ri_text *out, size_t n)
{
    ri_text_char(out, '|');
    for (size_t i = 0; i < n; i++) {
        ri_text_add(out, " --- |");
    }
    ri_text_char(out, '\n');
}
