/*
 * scheme "NAME" { … }: letters of one's own; and the schemes that are shipped.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "policy/fields.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define LETTER_MAX 8 /* bytes */
#define WHERE_SIZE 64
#define ANY UINT32_MAX

static const char *const scheme_fields[] = {"letters", "accountable", "responsible", "A_implies_R",
                                            "exclusive"};
static const char *const letter_fields[] = {"name", "min", "max"};

int ri_scheme_letter(const ri_scheme *scheme, const char *letter)
{
    for (uint32_t i = 0; i < scheme->n; i++) {
        if (strcmp(scheme->letters[i].letter, letter) == 0) {
            return (int)i;
        }
    }
    return -1;
}

/* ---- shipped ---- */

typedef struct shipped_scheme {
    const char *name;
    ri_letter letters[6]; /* in byte order, ended by a NULL letter */
    const char *accountable;
    const char *responsible;
    const char *excludes; /* the first of these letters excludes the others, and they it */
} shipped_scheme;

#define ONE_ACCOUNTABLE                                                                            \
    {                                                                                              \
        "A", "Accountable", 1, 1                                                                   \
    }
#define CONSULTED                                                                                  \
    {                                                                                              \
        "C", "Consulted", 0, ANY                                                                   \
    }
#define INFORMED                                                                                   \
    {                                                                                              \
        "I", "Informed", 0, ANY                                                                    \
    }
#define RESPONSIBLE                                                                                \
    {                                                                                              \
        "R", "Responsible", 1, ANY                                                                 \
    }

static const shipped_scheme shipped[] = {
    {"CAIRO",
     {ONE_ACCOUNTABLE, CONSULTED, INFORMED, {"O", "Out of the loop", 0, ANY}, RESPONSIBLE},
     "A",
     "R",
     "OACIR"},
    {"DACI",
     {{"A", "Approver", 1, 1}, {"C", "Contributor", 0, ANY}, {"D", "Driver", 1, 1}, INFORMED},
     "A",
     "D",
     NULL},
    {"RACI", {ONE_ACCOUNTABLE, CONSULTED, INFORMED, RESPONSIBLE}, "A", "R", NULL},
    {"RACI-VS",
     {ONE_ACCOUNTABLE,
      CONSULTED,
      INFORMED,
      RESPONSIBLE,
      {"S", "Signs off", 0, ANY},
      {"V", "Verifies", 0, ANY}},
     "A",
     "R",
     "RV"},
    {"RAPID",
     {{"A", "Agree", 0, ANY},
      {"D", "Decide", 1, 1},
      {"I", "Input", 0, ANY},
      {"P", "Perform", 1, ANY},
      {"R", "Recommend", 1, ANY}},
     "D",
     "P",
     NULL},
    {"RASCI",
     {ONE_ACCOUNTABLE, CONSULTED, INFORMED, RESPONSIBLE, {"S", "Supports", 0, ANY}},
     "A",
     "R",
     NULL},
};

const char *const ri_scheme_names[] = {"CAIRO", "DACI", "RACI", "RACI-VS", "RAPID", "RASCI"};
const size_t ri_scheme_names_count = COUNT(ri_scheme_names);

/* Each of the letters `these` excludes `those`, but not itself, and they it. */
static void exclude(ri_scheme *scheme, uint32_t these, uint32_t those)
{
    for (uint32_t i = 0; i < scheme->n; i++) {
        uint32_t bit = UINT32_C(1) << i;
        scheme->exclusive[i] |= ((these & bit) != 0 ? those : 0) & ~bit;
        scheme->exclusive[i] |= ((those & bit) != 0 ? these : 0) & ~bit;
    }
}

/* A shipped letter, which has one byte, as a bit. */
static uint32_t shipped_bit(const ri_scheme *scheme, char letter)
{
    const char text[2] = {letter, '\0'};
    return UINT32_C(1) << (unsigned)ri_scheme_letter(scheme, text);
}

bool ri_scheme_shipped(const char *name, ri_scheme *out)
{
    for (size_t i = 0; i < COUNT(shipped); i++) {
        const shipped_scheme *from = &shipped[i];
        if (strcmp(from->name, name) != 0) {
            continue;
        }
        *out = (ri_scheme){.name = from->name};
        while (out->n < COUNT(from->letters) && from->letters[out->n].letter != NULL) {
            out->letters[out->n] = from->letters[out->n];
            out->n++;
        }
        out->accountable = (uint8_t)ri_scheme_letter(out, from->accountable);
        out->responsible = (uint8_t)ri_scheme_letter(out, from->responsible);
        for (const char *other = from->excludes; other != NULL && *other != '\0'; other++) {
            exclude(out, shipped_bit(out, from->excludes[0]), shipped_bit(out, *other));
        }
        return true;
    }
    return false;
}

/* ---- declared ---- */

static bool is_letter(const char *text)
{
    static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    size_t length = strlen(text);
    return length <= LETTER_MAX && strspn(text, allowed) == length &&
           (text[0] < '0' || text[0] > '9');
}

static void read_count(const ri_table *fields, const char *name, uint32_t *out)
{
    double number = 0;
    if (!ri_field_number(fields, name, &number)) {
        return;
    }
    if (number >= 0 && number <= 1000000 && floor(number) == number) {
        *out = (uint32_t)number;
    } else {
        ri_field_complain(fields, name, "must be a whole number from 0 to 1000000");
    }
}

static void read_letter(const ri_table *letters, const char *name, ri_letter *out)
{
    lua_State *L = letters->L;
    *out = (ri_letter){.letter = name, .name = name, .min = 0, .max = ANY};
    if (!is_letter(name)) {
        ri_field_complain(letters, NULL,
                          "has \"%.40s\", which is no letter: at most 8 of A-Z, a-z "
                          "and 0-9, not beginning with a digit",
                          name);
    }
    (void)ri_field_push(letters, name); /* letter */
    if (lua_type(L, -1) != LUA_TTABLE) {
        ri_field_wrong(letters, name, "a table such as { name = \"Accountable\", min = 1 }", -1);
        lua_pop(L, 1);
        return;
    }
    char where[WHERE_SIZE];
    (void)snprintf(where, sizeof where, "letters.%s", name);
    ri_table fields = {L, lua_gettop(L), letters->at, where};
    ri_fields_close(&fields, letter_fields, COUNT(letter_fields));
    (void)ri_field_text(&fields, "name", &out->name);
    read_count(&fields, "min", &out->min);
    read_count(&fields, "max", &out->max);
    if (out->min > out->max) {
        ri_field_complain(&fields, NULL, "has a min above its max");
    }
    lua_pop(L, 1);
}

static bool read_letters(const ri_table *fields, ri_scheme *scheme)
{
    lua_State *L = fields->L;
    if (!ri_field_push(fields, "letters")) {
        ri_complain(fields->at, "letters = { … } is missing");
        return false;
    }
    if (lua_type(L, -1) != LUA_TTABLE) { /* letters */
        ri_field_wrong(fields, "letters", "a table of letters", -1);
        lua_pop(L, 1);
        return false;
    }
    ri_table letters = {L, lua_gettop(L), fields->at, "letters"};
    uint32_t n = 0;
    const char **names = ri_keys_sorted(&letters, &n);
    if (n == 0 || n > RI_LETTERS_MAX) {
        ri_field_complain(fields, "letters", "must have 1 to %d letters, found %u", RI_LETTERS_MAX,
                          n);
        n = 0;
    }
    for (uint32_t i = 0; i < n; i++) {
        read_letter(&letters, names[i], &scheme->letters[i]);
    }
    scheme->n = n;
    lua_pop(L, 1);
    return n > 0;
}

/* The letter that plays a part, by default the usual one when the scheme has it. */
static void read_part(const ri_table *fields, const char *name, const char *usual,
                      const ri_scheme *scheme, uint8_t *out)
{
    const char *letter = usual;
    bool told = ri_field_push(fields, name);
    if (told) {
        lua_pop(fields->L, 1);
        if (!ri_field_text(fields, name, &letter)) {
            return;
        }
    }
    int index = ri_scheme_letter(scheme, letter);
    if (index >= 0) {
        *out = (uint8_t)index;
    } else if (told) {
        ri_field_complain(fields, name, "must be one of its letters, found \"%.40s\"", letter);
    } else {
        ri_complain(fields->at, "%s = \"…\" must say which of its letters is the %s one", name,
                    name);
    }
}

static void wrong_exclusive(const ri_table *fields)
{
    ri_field_wrong(fields, "exclusive",
                   "lists of letters that exclude each other, such as { { \"C\", \"I\" } }", -1);
}

/* The letter on top of the stack as a bit; 0 after complaining. Pops it. */
static uint32_t letter_bit(const ri_table *fields, const ri_scheme *scheme)
{
    lua_State *L = fields->L;
    int index = lua_type(L, -1) == LUA_TSTRING ? ri_scheme_letter(scheme, lua_tostring(L, -1)) : -1;
    if (index < 0) {
        wrong_exclusive(fields);
    }
    lua_pop(L, 1);
    return index < 0 ? 0 : UINT32_C(1) << (unsigned)index;
}

/* The letters of the list on top of the stack, or the one that stands there, as
   bits; 0 after complaining. Pops it. */
static uint32_t letter_bits(const ri_table *fields, const ri_scheme *scheme)
{
    lua_State *L = fields->L;
    uint32_t n = 0;
    uint32_t bits = 0;
    if (lua_type(L, -1) != LUA_TTABLE) {
        return letter_bit(fields, scheme);
    }
    if (!ri_list_length(L, -1, &n) || n == 0) {
        wrong_exclusive(fields);
        n = 0;
    }
    for (uint32_t i = 0; i < n; i++) {
        lua_rawgeti(L, -1, (lua_Integer)i + 1); /* list, letter */
        uint32_t bit = letter_bit(fields, scheme);
        bits = bit == 0 ? 0 : bits | bit;
        n = bit == 0 ? 0 : n;
    }
    lua_pop(L, 1);
    return bits;
}

/* exclusive = { { "A", "C" }, { "R", "I" } }; also one group alone, and what each
   letter excludes: { A = { "C", "I" } }. */
static void read_exclusive(const ri_table *fields, ri_scheme *scheme)
{
    lua_State *L = fields->L;
    uint32_t n = 0;
    if (!ri_field_push(fields, "exclusive")) {
        return;
    }
    ri_table groups = {L, lua_gettop(L), fields->at, "exclusive"};
    bool single = false;
    if (lua_type(L, -1) != LUA_TTABLE) {
        wrong_exclusive(fields);
    } else if (!ri_list_length(L, -1, &n)) {
        const char **letters = ri_keys_sorted(&groups, &n);
        for (uint32_t i = 0; i < n; i++) {
            lua_pushstring(L, letters[i]);
            uint32_t letter = letter_bit(fields, scheme);
            (void)ri_field_push(&groups, letters[i]);
            exclude(scheme, letter, letter_bits(fields, scheme));
        }
    } else {
        single = lua_rawgeti(L, -1, 1) == LUA_TSTRING;
        lua_pop(L, 1);
        for (uint32_t i = 0; i < n && !single; i++) {
            lua_rawgeti(L, -1, (lua_Integer)i + 1); /* groups, group */
            uint32_t group = letter_bits(fields, scheme);
            exclude(scheme, group, group);
        }
    }
    if (single) {
        uint32_t group = letter_bits(fields, scheme); /* takes the groups */
        exclude(scheme, group, group);
    } else {
        lua_pop(L, 1);
    }
}

void ri_declare_scheme(lua_State *L, int table, ri_statement *at)
{
    ri_loader *loader = at->loader;
    ri_table fields = {L, table, at, ""};
    ri_fuel_spend(L, 1 + loader->n_schemes / 4);
    for (size_t i = 0; i < loader->n_schemes; i++) {
        const ri_statement *other = loader->schemes[i].at;
        if (strcmp(other->name, at->name) == 0) {
            ri_complain(at, "the scheme was declared already, at %s:%d", other->file, other->line);
            return;
        }
    }
    ri_scheme_draft draft = {.at = at};
    ri_scheme *scheme = &draft.scheme;
    scheme->name = at->name;
    ri_fields_close(&fields, scheme_fields, COUNT(scheme_fields));
    if (read_letters(&fields, scheme)) {
        read_part(&fields, "accountable", "A", scheme, &scheme->accountable);
        read_part(&fields, "responsible", "R", scheme, &scheme->responsible);
        read_exclusive(&fields, scheme);
    }
    (void)ri_field_flag(&fields, "A_implies_R", &scheme->a_implies_r);
    RI_LOADER_PUSH(L, loader->schemes, loader->n_schemes, loader->schemes_capacity, draft);
}
