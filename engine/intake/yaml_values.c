/*
 * YAML as values, by libyaml's events. An alias is a copy of what it names; "<<" brings the keys
 * of another object. Tags change nothing: whatever it is stays text.
 */
#include <string.h>
#include <yaml.h>

#include "base/fail.h"
#include "base/intern.h"
#include "base/memory.h"
#include "intake/values.h"

/* What an anchor names. */
typedef struct named {
    const ri_value *value;
} named;

typedef struct reading {
    ri_values *values;
    const char *bytes;
    size_t n;
    yaml_parser_t parser;
    bool wants_key[RI_VALUES_DEPTH + 1]; /* by depth: the next value of the object is a key */
    bool is_object[RI_VALUES_DEPTH + 1];

    ri_intern *anchors;
    named *named; /* by an anchor's number */
    size_t n_named;
    size_t capacity;

    /* libyaml counts characters: where the last place asked for is in bytes. */
    size_t character;
    size_t at;
    size_t line_start;
    uint32_t line;
    uint32_t column;
} reading;

/* How many bytes the line end at `at` has; 0 when none is there. */
static size_t line_end(const reading *r, size_t at)
{
    static const char *const ends[] = {"\r\n",     "\r",           "\n",
                                       "\xc2\x85", "\xe2\x80\xa8", "\xe2\x80\xa9"};
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        const size_t length = strlen(ends[i]);
        if (length <= r->n - at && memcmp(r->bytes + at, ends[i], length) == 0) {
            return length;
        }
    }
    return 0;
}

/* Goes to a place, which is not before the last one. */
static void locate(reading *r, const yaml_mark_t *mark)
{
    while (r->character < mark->index && r->at < r->n) {
        const size_t end = line_end(r, r->at);
        size_t step = end > 0 ? end : 1;
        while (end == 0 && r->at + step < r->n &&
               ((unsigned char)r->bytes[r->at + step] & 0xc0) == 0x80) {
            step++;
        }
        r->character += end == 2 && r->bytes[r->at] == '\r' ? 2 : 1;
        r->at += step;
        r->line_start = end > 0 ? r->at : r->line_start;
    }
    r->line = (uint32_t)mark->line + 1;
    r->column = (uint32_t)(r->at - r->line_start) + 1;
}

static raci_status fail(reading *r, raci_error *err)
{
    const yaml_parser_t *parser = &r->parser;
    if (parser->error == YAML_MEMORY_ERROR) {
        return ri_fail_nomem(err);
    }
    return ri_fail_at(err, RACI_INPUT, r->values->path, (int)parser->problem_mark.line + 1,
                      (int)parser->problem_mark.column + 1, "this is no YAML: %s",
                      parser->problem != NULL ? parser->problem : "it cannot be read");
}

static raci_status refuse(const reading *r, const char *message, raci_error *err)
{
    return ri_fail_at(err, RACI_INPUT, r->values->path, (int)r->line, (int)r->column, "%s",
                      message);
}

/* Notes that the value added last goes by a name from now on. */
static raci_status name_last(reading *r, const yaml_char_t *anchor, bool opened, raci_error *err)
{
    if (anchor == NULL) {
        return RACI_OK;
    }
    const ri_values *values = r->values;
    const uint32_t number = ri_intern_string(r->anchors, (const char *)anchor);
    if (number == RI_NONE) {
        return ri_fail_nomem(err);
    }
    while (r->n_named <= number) {
        if (!RI_PUSH(r->named, r->n_named, r->capacity, (named){NULL})) {
            return ri_fail_nomem(err);
        }
    }
    r->named[number].value =
        opened ? values->open[values->depth - 1] : values->last[values->depth - 1];
    return RACI_OK;
}

/* Before a value: whether it is a key. After a key a value follows. */
static bool takes_key(reading *r)
{
    const size_t depth = r->values->depth;
    const bool key = r->is_object[depth] && r->wants_key[depth];
    r->wants_key[depth] = !key;
    return key;
}

static raci_status take_scalar(reading *r, const yaml_event_t *event, raci_error *err)
{
    const char *bytes = (const char *)event->data.scalar.value;
    size_t n = event->data.scalar.length;
    if (takes_key(r)) {
        return ri_values_key(r->values, bytes, n, err);
    }
    static const char *const nulls[] = {"~", "null", "Null", "NULL"};
    for (size_t i = 0; i < sizeof nulls / sizeof nulls[0]; i++) {
        if (event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE && strcmp(bytes, nulls[i]) == 0) {
            n = 0;
        }
    }
    raci_status status = ri_values_add(r->values, RI_VALUE_TEXT, bytes, n, r->line, r->column, err);
    return status == RACI_OK ? name_last(r, event->data.scalar.anchor, false, err) : status;
}

static raci_status take_start(reading *r, ri_value_kind kind, const yaml_char_t *anchor,
                              raci_error *err)
{
    if (takes_key(r)) {
        return refuse(r, "expected a text as key, found a list or an object", err);
    }
    raci_status status = ri_values_add(r->values, kind, "", 0, r->line, r->column, err);
    if (status == RACI_OK) {
        r->is_object[r->values->depth] = kind == RI_VALUE_OBJECT;
        r->wants_key[r->values->depth] = true;
        status = name_last(r, anchor, true, err);
    }
    return status;
}

static raci_status take_alias(reading *r, const yaml_char_t *anchor, raci_error *err)
{
    ri_values *values = r->values;
    const uint32_t number = ri_intern_find(r->anchors, (const char *)anchor);
    const ri_value *of = number != RI_NONE ? r->named[number].value : NULL;
    for (size_t i = 0; i < values->depth; i++) {
        of = of == values->open[i] ? NULL : of;
    }
    if (of == NULL) {
        return refuse(r, "this alias names nothing that stands whole above it", err);
    }
    if (takes_key(r)) {
        return of->kind == RI_VALUE_TEXT
                   ? ri_values_key(values, of->bytes, of->length, err)
                   : refuse(r, "expected a text as key, found a list or an object", err);
    }
    if (of->kind != RI_VALUE_OBJECT || values->key == NULL || strcmp(values->key, "<<") != 0) {
        return ri_values_copy(values, of, err);
    }
    raci_status status = RACI_OK;
    for (const ri_value *child = of->first; child != NULL && status == RACI_OK;
         child = child->next) {
        values->key = child->key;
        status = ri_values_copy(values, child, err);
    }
    values->key = NULL;
    return status;
}

static raci_status take(reading *r, const yaml_event_t *event, raci_error *err)
{
    locate(r, &event->start_mark);
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        return take_scalar(r, event, err);
    case YAML_ALIAS_EVENT:
        return take_alias(r, event->data.alias.anchor, err);
    case YAML_SEQUENCE_START_EVENT:
        return take_start(r, RI_VALUE_LIST, event->data.sequence_start.anchor, err);
    case YAML_MAPPING_START_EVENT:
        return take_start(r, RI_VALUE_OBJECT, event->data.mapping_start.anchor, err);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        ri_values_close(r->values);
        return RACI_OK;
    default:
        return RACI_OK;
    }
}

raci_status ri_yaml_read(ri_values *values, const char *bytes, size_t n, raci_error *err)
{
    reading r = {.values = values, .bytes = bytes, .n = n};
    r.anchors = ri_intern_new();
    if (r.anchors == NULL || yaml_parser_initialize(&r.parser) == 0) {
        ri_intern_free(r.anchors);
        return ri_fail_nomem(err);
    }
    yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&r.parser, (const unsigned char *)bytes, n);
    raci_status status = RACI_OK;
    bool more = true;
    while (status == RACI_OK && more) {
        yaml_event_t event;
        if (yaml_parser_parse(&r.parser, &event) == 0) {
            status = fail(&r, err);
        } else {
            status = take(&r, &event, err);
            more = event.type != YAML_STREAM_END_EVENT;
            yaml_event_delete(&event);
        }
    }
    yaml_parser_delete(&r.parser);
    ri_intern_free(r.anchors);
    ri_free(r.named);
    return status;
}
