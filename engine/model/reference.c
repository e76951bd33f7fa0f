#include "model/reference.h"

#include <string.h>

static const char *const names[RI_KIND_COUNT] = {
    [RI_CHANNEL] = "channel",       [RI_ENTERPRISE] = "enterprise",
    [RI_HANDOFF] = "handoff",       [RI_JOURNEY] = "journey",
    [RI_OFFICE] = "office",         [RI_PERSON] = "person",
    [RI_POSITION] = "position",     [RI_RULE] = "rule",
    [RI_STAGE] = "stage",           [RI_TEAM] = "team",
    [RI_TOUCHPOINT] = "touchpoint", [RI_UNIT] = "unit",
};

const char *ri_kind_name(ri_kind kind)
{
    return kind >= 0 && kind < RI_KIND_COUNT ? names[kind] : "thing";
}

bool ri_key_valid(const char *bytes, size_t length)
{
    if (length == 0 || length > RI_KEY_MAX) {
        return false;
    }
    for (size_t i = 0; i < length; i++) {
        char c = bytes[i];
        bool first = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (!first && (i == 0 || (c != '.' && c != '_' && c != '-'))) {
            return false;
        }
    }
    return true;
}

/* "a->b": two keys. A key may itself end in '-' or hold "-", never '>'. */
static bool is_passage(const char *text)
{
    const char *angle = strchr(text, '>');
    if (angle == NULL || angle == text || angle[-1] != '-') {
        return false;
    }
    return ri_key_valid(text, (size_t)(angle - 1 - text)) &&
           ri_key_valid(angle + 1, strlen(angle + 1));
}

bool ri_reference_split(const char *text, ri_kind *kind, const char **key)
{
    const char *colon = strchr(text, ':');
    size_t length = colon != NULL ? (size_t)(colon - text) : strlen(text);
    for (int i = 0; i < RI_KIND_COUNT; i++) {
        if (strlen(names[i]) != length || memcmp(names[i], text, length) != 0) {
            continue;
        }
        const char *rest = colon != NULL ? colon + 1 : text + length;
        bool whole = false;
        if (i == RI_ENTERPRISE) {
            whole = colon == NULL;
        } else if (colon != NULL) {
            whole = i == RI_HANDOFF ? is_passage(rest) : ri_key_valid(rest, strlen(rest));
        }
        if (whole) {
            *kind = (ri_kind)i;
            *key = rest;
        }
        return whole;
    }
    return false;
}
