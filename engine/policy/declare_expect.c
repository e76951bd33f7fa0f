/*
 * expect.accountable(…) and its like: each gives a value, which stands in the list of a case.
 */
#include <string.h>

#include "base/nearest.h"
#include "policy/cases_read.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define HOLDERS_MAX 1000u

/* What stands between the parentheses. */
typedef enum shape {
    SHAPE_HOLDERS, /* subject, holders … of the word's own letter */
    SHAPE_LETTER,  /* subject, letter, holders … */
    SHAPE_NOBODY,  /* subject, letter */
    SHAPE_DECIDED, /* subject, letter, rule */
    SHAPE_FINDING, /* check, subject (may be left out), details (likewise) */
    SHAPE_MOVES,   /* subject, letter, from, to: holders, or lists of them */
    SHAPE_STAYS,   /* subject, letter (may be left out) */
    SHAPE_GOLDEN   /* name, document */
} shape;

typedef struct word {
    const char *name;
    shape shape;
    ri_expect_verb verb;
    const char *letter; /* its own, or NULL */
    const char *as_in;  /* how it is written */
} word;

static const word words[] = {
    {"accountable", SHAPE_HOLDERS, RI_EXPECT_HOLDERS, "accountable",
     "expect.accountable(\"checkout\", \"coo\")"},
    {"responsible", SHAPE_HOLDERS, RI_EXPECT_HOLDERS, "responsible",
     "expect.responsible(\"checkout\", \"unit:shop\")"},
    {"consulted", SHAPE_HOLDERS, RI_EXPECT_HOLDERS, "consulted",
     "expect.consulted(\"checkout\", \"unit:legal\")"},
    {"informed", SHAPE_HOLDERS, RI_EXPECT_HOLDERS, "informed",
     "expect.informed(\"checkout\", \"unit:support\")"},
    {"letter", SHAPE_LETTER, RI_EXPECT_HOLDERS, NULL,
     "expect.letter(\"checkout\", \"A\", \"coo\")"},
    {"nobody", SHAPE_NOBODY, RI_EXPECT_HOLDERS, NULL, "expect.nobody(\"checkout\", \"A\")"},
    {"has", SHAPE_LETTER, RI_EXPECT_HOLDS, NULL, "expect.has(\"checkout\", \"C\", \"coo\")"},
    {"has_not", SHAPE_LETTER, RI_EXPECT_HOLDS_NOT, NULL,
     "expect.has_not(\"checkout\", \"C\", \"coo\")"},
    {"decided_by", SHAPE_DECIDED, RI_EXPECT_DECIDED, NULL,
     "expect.decided_by(\"checkout\", \"A\", \"the rule's name\")"},
    {"finding", SHAPE_FINDING, RI_EXPECT_FINDING, NULL,
     "expect.finding(\"many-accountable\", \"checkout\")"},
    {"no_finding", SHAPE_FINDING, RI_EXPECT_NO_FINDING, NULL,
     "expect.no_finding(\"many-accountable\", \"checkout\")"},
    {"moves", SHAPE_MOVES, RI_EXPECT_MOVES, NULL,
     "expect.moves(\"checkout\", \"A\", \"coo\", \"cmo\")"},
    {"stays", SHAPE_STAYS, RI_EXPECT_STAYS, NULL, "expect.stays(\"checkout\", \"A\")"},
    {"breaks", SHAPE_FINDING, RI_EXPECT_BREAKS, NULL,
     "expect.breaks(\"no-accountable\", \"checkout\")"},
    {"heals", SHAPE_FINDING, RI_EXPECT_HEALS, NULL,
     "expect.heals(\"no-accountable\", \"checkout\")"},
    {"golden", SHAPE_GOLDEN, RI_EXPECT_GOLDEN, NULL, "expect.golden(\"bills\", \"matrix\")"},
};

typedef struct expect_value {
    ri_value value;
    ri_expect_draft *draft;
} expect_value;

ri_expect_draft *ri_expect_at(lua_State *L, int index)
{
    const expect_value *value = ri_value_at(L, index, RI_TAG_EXPECTATION);
    return value != NULL ? value->draft : NULL;
}

/* Raises; the loop is for compilers, which cannot know that. */
_Noreturn static void refuse(lua_State *L, const word *w, int index, const char *what)
{
    char found[RI_FOUND_SIZE];
    for (;;) {
        ri_raise(L, 1, "expect.%s: %s is to be %s, found %s; as in %s", w->name,
                 index == 1   ? "the first"
                 : index == 2 ? "the second"
                 : index == 3 ? "the third"
                              : "what follows",
                 what, ri_found(L, index, found), w->as_in);
    }
}

static const char *text_at(lua_State *L, const word *w, int index, const char *what)
{
    const char *why = NULL;
    if (lua_type(L, index) != LUA_TSTRING) {
        refuse(L, w, index, what);
    }
    const char *text = ri_text_copy(L, ri_policy_of(L)->loader->arena, index, &why);
    if (text == NULL) {
        refuse(L, w, index, what);
    }
    return text;
}

/* How many holders stand at the places from..to: texts, and lists of texts. */
static uint32_t count_holders(lua_State *L, const word *w, int from, int to)
{
    uint32_t n = 0;
    for (int i = from; i <= to; i++) {
        uint32_t items = 1;
        if (lua_type(L, i) == LUA_TTABLE && !ri_list_length(L, i, &items)) {
            refuse(L, w, i, "a holder, or a list of holders");
        }
        n += items < HOLDERS_MAX ? items : HOLDERS_MAX;
    }
    if (n >= HOLDERS_MAX) {
        ri_raise(L, 1, "expect.%s: %u holders are too many", w->name, (unsigned)n);
    }
    return n;
}

static const char **take_holders(lua_State *L, const word *w, int from, int to, uint32_t *n)
{
    const uint32_t room = count_holders(L, w, from, to);
    const char **items =
        ri_policy_take(L, ri_policy_of(L)->loader->arena, ((size_t)room + 1) * sizeof *items);
    *n = 0;
    for (int i = from; i <= to; i++) {
        if (lua_type(L, i) != LUA_TTABLE) {
            const char *holder = text_at(L, w, i, "a holder");
            if (strcmp(holder, "nobody") != 0) {
                items[(*n)++] = holder;
            }
            continue;
        }
        const lua_Unsigned length = lua_rawlen(L, i);
        for (lua_Unsigned k = 1; k <= length; k++) {
            lua_rawgeti(L, i, (lua_Integer)k); /* arguments …, item */
            items[(*n)++] = text_at(L, w, lua_gettop(L), "a holder");
            lua_pop(L, 1);
        }
    }
    return items;
}

/* { letter, severity, to, parties } of a finding. */
static void take_details(lua_State *L, const word *w, int index, const ri_statement *at,
                         ri_expectation *out)
{
    static const char *const names[] = {"letter", "severity", "to", "parties"};
    static const char *const severities[] = {"info", "warning", "error"};
    size_t place = 0;
    if (lua_isnone(L, index)) {
        return;
    }
    if (lua_type(L, index) != LUA_TTABLE) {
        refuse(L, w, index, "a table such as { letter = \"A\" }");
    }
    const ri_table table = {L, index, at, w->name};
    ri_fields_close(&table, names, COUNT(names));
    (void)ri_field_text(&table, "letter", &out->letter);
    (void)ri_field_text(&table, "to", &out->to);
    (void)ri_field_texts(&table, "parties", &out->parties, &out->n_parties);
    if (ri_field_word(&table, "severity", severities, COUNT(severities), &place)) {
        out->severity = severities[place];
    }
}

static int too_much(lua_State *L, const word *w)
{
    return ri_raise(L, 1, "expect.%s has more between its parentheses than it takes; as in %s",
                    w->name, w->as_in);
}

static void take_finding(lua_State *L, const word *w, const ri_statement *at, ri_expectation *out)
{
    int next = 2;
    out->name = text_at(L, w, 1, "the name of a check");
    if (lua_type(L, next) == LUA_TSTRING) {
        out->subject = text_at(L, w, next++, "what it is about");
    }
    if (w->verb == RI_EXPECT_FINDING || w->verb == RI_EXPECT_NO_FINDING) {
        take_details(L, w, next++, at, out);
    }
    if (lua_gettop(L) >= next) {
        too_much(L, w);
    }
}

static void take_golden(lua_State *L, const word *w, ri_expectation *out)
{
    const char *why = NULL;
    const char *name = text_at(L, w, 1, "the name of a file");
    out->document =
        text_at(L, w, 2, "\"check\", \"matrix\", \"matrix JOURNEY\" or \"what HOLDER\"");
    if (!ri_case_document(out->document)) {
        refuse(L, w, 2, "\"check\", \"matrix\", \"matrix JOURNEY\" or \"what HOLDER\"");
    }
    out->name = ri_case_golden(ri_policy_of(L)->loader->cases->file, name, &why);
    if (why != NULL) {
        ri_raise(L, 1, "expect.golden: the name %s", why);
    }
    if (out->name == NULL) {
        ri_loader_nomem(L);
    }
}

static void take_arguments(lua_State *L, const word *w, const ri_statement *at, ri_expectation *out)
{
    const int n = lua_gettop(L);
    int next = 2;
    if (w->shape == SHAPE_FINDING) {
        take_finding(L, w, at, out);
        return;
    }
    if (w->shape == SHAPE_GOLDEN) {
        take_golden(L, w, out);
        return;
    }
    out->subject = text_at(L, w, 1, "what it is about, a touchpoint or the like");
    if (w->shape != SHAPE_HOLDERS && (w->shape != SHAPE_STAYS || n > 1)) {
        out->letter = text_at(L, w, next++, "a letter");
    }
    if (w->shape == SHAPE_DECIDED) {
        out->name = text_at(L, w, next++, "the name of a rule");
    } else if (w->shape == SHAPE_MOVES) {
        out->from = take_holders(L, w, 3, 3, &out->n_from);
        out->holders = take_holders(L, w, 4, 4, &out->n_holders);
        next = 5;
    } else if (w->shape == SHAPE_HOLDERS || w->shape == SHAPE_LETTER) {
        if (n < next) {
            ri_raise(L, 1,
                     "expect.%s: who? As in %s; of nobody say expect.nobody(\"checkout\", "
                     "\"A\")",
                     w->name, w->as_in);
        }
        out->holders = take_holders(L, w, next, n, &out->n_holders);
        next = n + 1;
    }
    if (n >= next) {
        too_much(L, w);
    }
}

/* Upvalue: the word. */
static int expect(lua_State *L)
{
    const word *w = &words[lua_tointeger(L, lua_upvalueindex(1))];
    ri_loader *loader = ri_loader_here(L, "expect");
    if (!lua_checkstack(L, LUA_MINSTACK * 2)) {
        return ri_loader_nomem(L);
    }
    ri_fuel_spend(L, 50);
    ri_expect_draft *draft = ri_policy_take(L, loader->arena, sizeof *draft);
    ri_statement *at = ri_statement_here(L, loader, "expect");
    at->done = true;
    *draft = (ri_expect_draft){.at = at, .before = loader->cases->last};
    draft->expectation =
        (ri_expectation){.verb = w->verb, .file = at->file, .line = at->line, .letter = w->letter};
    take_arguments(L, w, at, &draft->expectation);
    loader->cases->last = draft;
    expect_value *value = ri_value_new(L, RI_TAG_EXPECTATION, sizeof *value);
    value->draft = draft;
    return 1;
}

/* __index(expect, name), reached when there is none of that name. */
static int unknown(lua_State *L)
{
    ri_nearest search;
    if (lua_type(L, 2) != LUA_TSTRING) {
        return ri_raise(L, 1, "expect is followed by a word, as in expect.accountable(…)");
    }
    ri_nearest_begin(&search, lua_tostring(L, 2));
    for (size_t i = 0; i < COUNT(words); i++) {
        ri_nearest_offer(&search, words[i].name);
    }
    return search.best != NULL ? ri_raise(L, 1, "there is no expect.%s; did you mean expect.%s?",
                                          lua_tostring(L, 2), search.best)
                               : ri_raise(L, 1, "there is no expect.%s", lua_tostring(L, 2));
}

static int refuse_write(lua_State *L)
{
    return ri_raise(L, 1, "expect is a word of the language, and has the words that it has");
}

void ri_expects_open(lua_State *L)
{
    lua_newtable(L); /* what it is seen as: empty, so that nothing in it can be replaced */
    lua_createtable(L, 0, 3);
    lua_createtable(L, 0, (int)COUNT(words));
    for (size_t i = 0; i < COUNT(words); i++) {
        lua_pushinteger(L, (lua_Integer)i);
        lua_pushcclosure(L, expect, 1);
        lua_setfield(L, -2, words[i].name);
    }
    lua_createtable(L, 0, 1);
    lua_pushcfunction(L, unknown);
    lua_setfield(L, -2, "__index");
    lua_setmetatable(L, -2); /* expect, meta, words */
    lua_setfield(L, -2, "__index");
    lua_pushcfunction(L, refuse_write);
    lua_setfield(L, -2, "__newindex");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2);
    ri_machine_global(L, "expect");
}
