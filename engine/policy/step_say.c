/*
 * Steps written down again, as Lua that reads back to the same step.
 */
#include <string.h>

#include "policy/gate_bytes.h"
#include "policy/steps.h"

/* What Lua, or the gate before it, would not take as it is stands as a number, so that a step
   is one line that reads back. */
static void say_string(ri_text *out, const char *text)
{
    const unsigned char *at = (const unsigned char *)text;
    const unsigned char *end = at + strlen(text);
    ri_text_char(out, '"');
    while (at < end) {
        const uint32_t bidi = *at >= 0x80 ? ri_bidi_control(at, end) : 0;
        if (bidi != 0) {
            ri_text_format(out, "\\u{%04X}", (unsigned)bidi);
            at += bidi < 0x800 ? 2 : 3;
            continue;
        }
        if (*at == '"' || *at == '\\') {
            ri_text_char(out, '\\');
            ri_text_char(out, (char)*at);
        } else if (*at < 0x20 || *at == 0x7f) {
            ri_text_format(out, "\\%03d", *at);
        } else {
            ri_text_char(out, (char)*at);
        }
        at++;
    }
    ri_text_char(out, '"');
}

static void say_list(ri_text *out, const char *const *items, uint32_t n)
{
    ri_text_add(out, n > 0 ? "{ " : "{");
    for (uint32_t i = 0; i < n; i++) {
        ri_text_add(out, i > 0 ? ", " : "");
        say_string(out, items[i]);
    }
    ri_text_add(out, n > 0 ? " }" : "}");
}

/* ", name = text" within a table; nothing for NULL. */
static void say_named(ri_text *out, const char *name, const char *text)
{
    if (text != NULL) {
        ri_text_format(out, ", %s = ", name);
        say_string(out, text);
    }
}

static void say_person(ri_text *out, const ri_step_value *value)
{
    if (value->n_items == 0) {
        say_string(out, value->text);
        return;
    }
    ri_text_add(out, "{ key = ");
    say_string(out, value->text);
    say_named(out, "name", value->items[0]);
    say_named(out, "email", value->items[1]);
    ri_text_add(out, " }");
}

static void say_parts(ri_text *out, const ri_step_value *value)
{
    ri_text_add(out, "{ ");
    for (uint32_t i = 0; i < value->n_parts; i++) {
        const ri_step_part *part = &value->parts[i];
        ri_text_add(out, i > 0 ? ", { key = " : "{ key = ");
        say_string(out, part->key);
        say_named(out, "name", part->name);
        say_named(out, "head", part->head);
        if (part->n_positions > 0) {
            ri_text_add(out, ", positions = ");
            say_list(out, part->positions, part->n_positions);
        }
        if (part->n_touchpoints > 0) {
            ri_text_add(out, ", touchpoints = ");
            say_list(out, part->touchpoints, part->n_touchpoints);
        }
        ri_text_add(out, " }");
    }
    ri_text_add(out, " }");
}

static void say_attributes(ri_text *out, const ri_step_value *value)
{
    ri_text_add(out, "{ ");
    for (uint32_t i = 0; i + 1 < value->n_items; i += 2) {
        ri_text_add(out, i > 0 ? ", [" : "[");
        say_string(out, value->items[i]);
        ri_text_add(out, "] = ");
        say_string(out, value->items[i + 1]);
    }
    ri_text_add(out, " }");
}

static void say_value(ri_text *out, ri_step_type type, const ri_step_value *value)
{
    switch (type) {
    case RI_FIELD_KEYS:
    case RI_FIELD_TAGS:
        say_list(out, value->items, value->n_items);
        break;
    case RI_FIELD_NUMBER:
    case RI_FIELD_RATING:
        ri_text_add(out, *value->text != '\0' ? value->text : "\"\"");
        break;
    case RI_FIELD_FLAG:
        ri_text_add(out, *value->text == 'y' ? "true" : *value->text == 'n' ? "false" : "\"\"");
        break;
    case RI_FIELD_PERSON:
        say_person(out, value);
        break;
    case RI_FIELD_PARTS:
        say_parts(out, value);
        break;
    case RI_FIELD_ATTRIBUTES:
        say_attributes(out, value);
        break;
    default:
        say_string(out, value->text);
        break;
    }
}

void ri_step_say(ri_text *out, const ri_scenario_step *step)
{
    const ri_step_kind *kind = &ri_step_kinds[step->verb];
    bool any = false;
    ri_text_format(out, "%s {", kind->word);
    for (size_t i = 0; kind->fields[i].name != NULL; i++) {
        if (step->values[i].said) {
            ri_text_format(out, "%s %s = ", any ? "," : "", kind->fields[i].name);
            say_value(out, kind->fields[i].type, &step->values[i]);
            any = true;
        }
    }
    ri_text_add(out, " }");
}
