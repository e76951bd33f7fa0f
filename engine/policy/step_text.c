/*
 * Single values of a step's fields, kept as the canonical files write them.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/day.h"
#include "base/nearest.h"
#include "policy/holder_read.h"
#include "policy/steps_read.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define TEXT_MAX 65000 /* bytes: a cell of a file must hold it */
#define NUMBER_MAX 1e9 /* as an order may be in a file */

static void complain(const ri_step_reading *r, const char *expected, int index)
{
    ri_field_wrong(r->table, r->field->name, expected, index);
}

/* What stands at the top as text in the arena; NULL after complaining. An empty one is
   allowed where the field may take a value away. */
const char *ri_step_take_text(const ri_step_reading *r, const char *expected)
{
    lua_State *L = r->table->L;
    const char *why = NULL;
    size_t length = 0;
    if (lua_type(L, -1) != LUA_TSTRING) {
        complain(r, expected, -1);
        return NULL;
    }
    (void)lua_tolstring(L, -1, &length);
    if (length == 0 && r->field->empties) {
        return "";
    }
    if (length > TEXT_MAX) {
        ri_field_complain(r->table, r->field->name, "has more than %d bytes", TEXT_MAX);
        return NULL;
    }
    const char *text = ri_text_copy(L, r->table->at->loader->arena, -1, &why);
    if (text == NULL) {
        ri_field_complain(r->table, r->field->name, "%s", why);
    }
    return text;
}

/* "unit:ops" for "ops": what stands before the colon is dropped where it is the kind. */
static const char *bare(const char *text, ri_kind kind)
{
    const char *name = ri_kind_name(kind);
    const size_t length = strlen(name);
    return strncmp(text, name, length) == 0 && text[length] == ':' ? text + length + 1 : text;
}

const char *ri_step_take_key(const ri_step_reading *r, ri_kind kind)
{
    char expected[64];
    (void)snprintf(expected, sizeof expected, "the key of a %s", ri_kind_name(kind));
    const char *text = ri_step_take_text(r, expected);
    if (text == NULL || *text == '\0') {
        return text;
    }
    const char *key = bare(text, kind);
    if (!ri_key_valid(key, strlen(key))) {
        complain(r, expected, -1);
        return NULL;
    }
    return key;
}

static const char *take_day(const ri_step_reading *r)
{
    static const char expected[] = "a date such as \"2027-01-01\"";
    int32_t day = 0;
    const char *text = ri_step_take_text(r, expected);
    if (text != NULL && *text != '\0' && !ri_day_parse(text, strlen(text), &day)) {
        complain(r, expected, -1);
        return NULL;
    }
    return text;
}

static const char *take_number(const ri_step_reading *r, double least, double most,
                               const char *expected)
{
    lua_State *L = r->table->L;
    if (lua_type(L, -1) == LUA_TSTRING && lua_rawlen(L, -1) == 0 && r->field->empties) {
        return "";
    }
    const double number = lua_type(L, -1) == LUA_TNUMBER ? lua_tonumber(L, -1) : NAN;
    if (!(number >= least && number <= most) || number != floor(number)) {
        complain(r, expected, -1);
        return NULL;
    }
    const char *text = ri_arena_format(r->table->at->loader->arena, "%.0f", number);
    if (text == NULL) {
        ri_loader_nomem(L);
    }
    return text;
}

static const char *take_flag(const ri_step_reading *r)
{
    lua_State *L = r->table->L;
    if (lua_type(L, -1) == LUA_TBOOLEAN) {
        return lua_toboolean(L, -1) ? "yes" : "no";
    }
    const char *text = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : "?";
    if (*text == '\0' && r->field->empties) {
        return "";
    }
    if (strcmp(text, "yes") != 0 && strcmp(text, "no") != 0) {
        complain(r, "true or false", -1);
        return NULL;
    }
    return *text == 'y' ? "yes" : "no";
}

static const char *take_word(const ri_step_reading *r, const char *const *words, size_t n)
{
    const char *text = ri_step_take_text(r, "a word");
    for (size_t i = 0; text != NULL && i < n; i++) {
        if (strcmp(text, words[i]) == 0) {
            return words[i];
        }
    }
    if (text != NULL) {
        const char *nearest = ri_nearest_of(text, words, n);
        ri_field_complain(r->table, r->field->name,
                          "must be holder, acting or delegate, found "
                          "\"%.60s\"%s%s%s",
                          text, nearest != NULL ? "; did you mean \"" : "",
                          nearest != NULL ? nearest : "", nearest != NULL ? "\"?" : "");
    }
    return NULL;
}

static const char *take_office(const ri_step_reading *r)
{
    static const char expected[] = "an office such as \"ceo\", \"cxo\" or \"cmo\"";
    const char *text = ri_step_take_text(r, expected);
    if (text == NULL || *text == '\0') {
        return text;
    }
    const char *office = bare(text, RI_OFFICE);
    if (!ri_key_valid(office, strlen(office))) {
        complain(r, expected, -1);
        return NULL;
    }
    return office;
}

static const char *take_letter(const ri_step_reading *r)
{
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    static const char expected[] = "a letter such as \"A\"";
    const char *text = ri_step_take_text(r, expected);
    if (text != NULL && (strspn(text, allowed) != strlen(text) || strlen(text) > 16)) {
        complain(r, expected, -1);
        return NULL;
    }
    return text;
}

static const char *take_holder(const ri_step_reading *r)
{
    char key[RI_KEY_MAX + 1];
    char why[256];
    ri_kind kind = RI_KIND_COUNT;
    const char *text = ri_step_take_text(r, "a reference such as \"position:coo\"");
    if (text != NULL && !ri_holder_reference(text, &kind, key, why, sizeof why)) {
        ri_field_complain(r->table, r->field->name, "%s", why);
        return NULL;
    }
    return text;
}

static const char *take_scope(const ri_step_reading *r)
{
    static const char expected[] =
        "\"*\", \"unit:…\", \"journey:…\", \"stage:…\", \"channel:…\" or \"touchpoint:…\"";
    ri_kind kind = RI_KIND_COUNT;
    const char *key = NULL;
    const char *text = ri_step_take_text(r, expected);
    if (text == NULL || strcmp(text, "*") == 0) {
        return text;
    }
    if (!ri_reference_split(text, &kind, &key) ||
        !(kind == RI_UNIT || kind == RI_JOURNEY || kind == RI_STAGE || kind == RI_CHANNEL ||
          kind == RI_TOUCHPOINT)) {
        complain(r, expected, -1);
        return NULL;
    }
    return text;
}

const char *ri_step_single(const ri_step_reading *r)
{
    static const char *const seats[] = {"holder", "acting", "delegate"};
    switch (r->field->type) {
    case RI_FIELD_KEY:
        return ri_step_take_key(r, r->field->kind);
    case RI_FIELD_DAY:
        return take_day(r);
    case RI_FIELD_NUMBER:
        return take_number(r, -NUMBER_MAX, NUMBER_MAX, "a whole number");
    case RI_FIELD_RATING:
        return take_number(r, 1, 5, "a number from 1 to 5");
    case RI_FIELD_FLAG:
        return take_flag(r);
    case RI_FIELD_OFFICE:
        return take_office(r);
    case RI_FIELD_SEAT:
        return take_word(r, seats, COUNT(seats));
    case RI_FIELD_LETTER:
        return take_letter(r);
    case RI_FIELD_HOLDER:
        return take_holder(r);
    case RI_FIELD_SCOPE:
        return take_scope(r);
    default:
        return ri_step_take_text(r, "a string");
    }
}
