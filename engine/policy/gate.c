#include "policy/gate.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "policy/blame.h"
#include "policy/gate_bytes.h"
#include "policy/machine.h"
#include "policy/repeated_names.h"
#include "policy/tokens.h"

#define NEST_MAX 180           /* Lua itself stops at 200, without telling the line */
#define CHAIN_MAX 60           /* naming a value in an error message recurses along it */
#define GOTOS_MAX 200          /* the compiler compares every goto with every label, */
#define BREAKS_MAX 1000        /* moves all later breaks of a loop for each of them, */
#define BRANCHES_MAX 200       /* walks to the end of all branches for each elseif, */
#define OPERATORS_MAX 200      /* and of all operands for each and, or; */
#define NUMBERS_MAX 10000      /* it finds numbers in a table where large ones may collide, */
#define SMALL_DIGITS 7         /* which those of so many digits cannot do much, */
#define LOOKUPS_MAX (4u << 20) /* and names in all functions around them */
#define NAME_TOLD 60           /* bytes of a name in a message */

/* What a token stands in. */
typedef enum nest_kind {
    NEST_GROUP,       /* ( of an expression */
    NEST_CALL,        /* ( of arguments or parameters */
    NEST_INDEX,       /* [ after a value */
    NEST_KEY,         /* [ of a table constructor */
    NEST_CONSTRUCTOR, /* { */
    NEST_FUNCTION,
    NEST_BLOCK /* do, if, repeat */
} nest_kind;

typedef struct nest {
    nest_kind kind;
    int chain; /* what the gate counted before it */
    int operators;
    int breaks;
    int branches;  /* its elseifs */
    size_t fields; /* names of fields that were noted before it */
} nest;

typedef struct gate {
    lua_State *L;
    const char *file;
    ri_token token;
    ri_token before;
    ri_token before_that;
    nest nests[NEST_MAX];
    int depth;
    int functions; /* that the token is in; each takes two of the compiler's levels */
    int chain;     /* .x and [x] after one another */
    int operators; /* and, or of one expression */
    int breaks;    /* of one function */
    int jumps;     /* gotos and labels, in halves */
    int numbers;   /* large ones, and sums of numbers, which the compiler works out */
    uint64_t lookups;
    ri_field_names fields; /* of the constructors that the token is in */
    ri_token key;          /* what stood in the [ ] of a constructor that were closed last, where
                              that is one text; empty otherwise */
    bool broken;           /* brackets do not match: the compiler will say so */
} gate;

/* ---- refusing ---- */

static void refuse_as(gate *g, raci_status status, const char *message)
{
    ri_field_names_free(&g->fields); /* nobody comes back to do it */
    ri_blame_at(g->L, status, g->file, g->token.line, "%s", message);
}

static void refuse(gate *g, const char *message)
{
    refuse_as(g, RACI_POLICY, message);
}

static void refuse_many(gate *g, bool many, const char *message)
{
    if (many) {
        refuse_as(g, RACI_LIMIT, message);
    }
}

static void refuse_without_memory(gate *g, bool done)
{
    if (!done) {
        refuse_as(g, RACI_NOMEM, ri_fuel_message(RI_LIMIT_MEMORY));
    }
}

static void refuse_repeated(gate *g, const ri_repeated_name *repeated)
{
    char name[NAME_TOLD];
    const size_t length = repeated->again.length;
    size_t told = length < sizeof name ? length : sizeof name;
    (void)memcpy(name, repeated->again.bytes, told);
    (void)ri_utf8_valid(name, told, &told); /* no half of a character */
    ri_field_names_free(&g->fields);
    ri_blame_at(g->L, RACI_POLICY, g->file, repeated->again.line,
                "\"%.*s%s\" is given twice in one table; the first is on line %d", (int)told, name,
                told < length ? "…" : "", repeated->first.line);
}

/* ---- tokens ---- */

static bool is(const gate *g, const char *text)
{
    return ri_token_is(&g->token, text);
}

static bool is_one_of(const ri_token *token, const char *const *texts, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (ri_token_is(token, texts[i])) {
            return true;
        }
    }
    return false;
}

#define IS_ONE_OF(token, texts) is_one_of((token), (texts), sizeof(texts) / sizeof(texts)[0])

/* Keywords that begin or end a statement or an expression, and the others. */
static const char *const separating[] = {"break",  "do",   "else",  "elseif", "for",
                                         "goto",   "if",   "in",    "local",  "repeat",
                                         "return", "then", "until", "while"};
static const char *const within[] = {"and", "end", "false", "function", "nil", "not", "or", "true"};

static bool is_keyword(const ri_token *token)
{
    return IS_ONE_OF(token, separating) || IS_ONE_OF(token, within);
}

/* Whether the token ends a value, so that a bracket after it belongs to it. */
static bool ends_value(const ri_token *token)
{
    static const char *const closing[] = {")", "]", "}"};
    if (token->kind == RI_TOKEN_NAME) {
        return !is_keyword(token);
    }
    return token->kind == RI_TOKEN_STRING || IS_ONE_OF(token, closing);
}

/* ---- nesting ---- */

static nest *top_of(gate *g)
{
    return g->depth > 0 ? &g->nests[g->depth - 1] : NULL;
}

static void push_nest(gate *g, nest_kind kind)
{
    refuse_many(g, g->depth + g->functions >= NEST_MAX,
                "brackets and blocks are nested more than 180 deep");
    g->nests[g->depth++] = (nest){kind, g->chain, g->operators, g->breaks, 0, g->fields.n};
    g->chain = 0;
    g->operators = 0;
    if (kind == NEST_FUNCTION) {
        g->breaks = 0;
        g->functions++;
    }
}

/* Leaves what is innermost, when that is one of these. */
static const nest *pop_nest(gate *g, nest_kind one, nest_kind other)
{
    const nest *top = top_of(g);
    if (top == NULL || (top->kind != one && top->kind != other)) {
        g->broken = true;
        return NULL;
    }
    g->depth--;
    if (top->kind == NEST_FUNCTION) {
        g->breaks = top->breaks;
        g->functions--;
    }
    return top;
}

static void lengthen_chain(gate *g, int links)
{
    g->chain += links;
    refuse_many(g, g->chain > CHAIN_MAX,
                "more than 60 fields of fields after one another; put a part in a local first");
}

static bool in_constructor(const gate *g)
{
    return g->depth > 0 && g->nests[g->depth - 1].kind == NEST_CONSTRUCTOR;
}

/* Whether a field of a constructor begins after the token. */
static bool begins_field(const ri_token *token)
{
    static const char *const before[] = {"{", ",", ";"};
    return IS_ONE_OF(token, before);
}

static void open_square(gate *g)
{
    bool key = in_constructor(g) && begins_field(&g->before);
    push_nest(g, key ? NEST_KEY : NEST_INDEX);
}

static void close_square(gate *g)
{
    const nest *left = pop_nest(g, NEST_INDEX, NEST_KEY);
    if (left != NULL) {
        int inner = g->chain; /* a message names the key, too */
        g->operators = left->operators;
        g->chain = left->chain;
        lengthen_chain(g, left->kind == NEST_INDEX ? inner + 1 : 0);
    }
    if (left != NULL && left->kind == NEST_KEY) {
        bool text = g->before.kind == RI_TOKEN_STRING && ri_token_is(&g->before_that, "[");
        g->key = text ? g->before : (ri_token){RI_TOKEN_END, NULL, 0, 0};
    }
}

/* An = that stands in a constructor itself is after the name of a field. */
static void note_field(gate *g)
{
    if (!in_constructor(g)) {
        return;
    }
    if (g->before.kind == RI_TOKEN_NAME && begins_field(&g->before_that)) {
        refuse_without_memory(g, ri_field_names_add(&g->fields, &g->before));
    } else if (ri_token_is(&g->before, "]") && g->key.length > 0) {
        refuse_without_memory(g, ri_field_names_add(&g->fields, &g->key));
    }
}

static void check_fields(gate *g, size_t from)
{
    ri_repeated_name repeated;
    refuse_without_memory(g, ri_field_names_end(&g->fields, from, &repeated));
    if (repeated.again.bytes != NULL) {
        refuse_repeated(g, &repeated);
    }
}

static void close_round(gate *g)
{
    const nest *left = pop_nest(g, NEST_GROUP, NEST_CALL);
    if (left != NULL && left->kind == NEST_CALL) {
        g->chain = 0; /* what a call gives has no name */
        g->operators = left->operators;
    } else if (left != NULL) {
        g->operators += left->operators;
    }
}

static void close_curly(gate *g)
{
    const nest *left = pop_nest(g, NEST_CONSTRUCTOR, NEST_CONSTRUCTOR);
    if (left != NULL) {
        g->chain = 0;
        g->operators = left->operators;
        check_fields(g, left->fields);
    }
}

static void close_block(gate *g)
{
    const nest *left = pop_nest(g, NEST_BLOCK, NEST_FUNCTION);
    if (left != NULL) {
        g->operators = left->operators;
    }
}

/* ---- symbols ---- */

/* A comparison that is the key of an index, perhaps in parentheses. */
static void check_comparison(gate *g)
{
    int i = g->depth;
    while (i > 0 && g->nests[i - 1].kind == NEST_GROUP) {
        i--;
    }
    if (i > 0 && g->nests[i - 1].kind == NEST_INDEX) {
        refuse(g, "a comparison within [ ] is compiled wrongly by some versions of Lua; "
                  "write local k = a < b first, then t[k]");
    }
}

static void check_bracket(gate *g)
{
    if (is(g, "(")) {
        bool call = ends_value(&g->before) || ri_token_is(&g->before, "function");
        push_nest(g, call ? NEST_CALL : NEST_GROUP);
    } else if (is(g, ")")) {
        close_round(g);
    } else if (is(g, "[")) {
        open_square(g);
    } else if (is(g, "]")) {
        close_square(g);
    } else if (is(g, "{")) {
        push_nest(g, NEST_CONSTRUCTOR);
    } else if (is(g, "}")) {
        close_curly(g);
    }
}

static void check_symbol(gate *g)
{
    static const char *const comparisons[] = {"<", ">", "<=", ">=", "==", "~="};
    static const char *const bitwise[] = {"&", "|", "~", "<<", ">>"};
    static const char *const separators[] = {",", ";", "="};
    if (IS_ONE_OF(&g->token, bitwise)) {
        refuse(g, "bitwise operators are compiled wrongly by some versions of Lua; "
                  "use //, % and *, or a table of flags");
    }
    if (IS_ONE_OF(&g->token, comparisons)) {
        check_comparison(g);
    } else if (IS_ONE_OF(&g->token, separators)) {
        g->operators = 0;
        if (is(g, "=")) {
            note_field(g);
        }
    } else if (is(g, "::")) {
        g->jumps += 1;
    } else {
        check_bracket(g);
    }
}

/* ---- names and numbers ---- */

static void check_keyword(gate *g)
{
    nest *top = top_of(g);
    if (IS_ONE_OF(&g->token, separating)) {
        g->operators = 0;
    }
    if (is(g, "function")) {
        push_nest(g, NEST_FUNCTION);
    } else if (is(g, "do") || is(g, "if") || is(g, "repeat")) {
        push_nest(g, NEST_BLOCK);
    } else if (is(g, "end") || is(g, "until")) {
        close_block(g);
    } else if (is(g, "and") || is(g, "or")) {
        g->operators++;
        refuse_many(g, g->operators > OPERATORS_MAX,
                    "more than 200 times and, or in one expression; use a table");
    } else if (is(g, "elseif") && top != NULL) {
        top->branches++;
        refuse_many(g, top->branches > BRANCHES_MAX, "more than 200 times elseif; use a table");
    } else if (is(g, "break")) {
        g->breaks++;
        refuse_many(g, g->breaks > BREAKS_MAX, "more than 1000 times break in one function");
    } else if (is(g, "goto")) {
        g->jumps += 2;
    }
}

static void check_name(gate *g)
{
    if (is(g, "_ENV")) {
        refuse(g, "'_ENV' is not available in policies; a file's names are its own already");
    }
    if (ri_token_is(&g->before, ".") || ri_token_is(&g->before, ":")) {
        lengthen_chain(g, 1);
        return;
    }
    g->chain = 0;
    if (is_keyword(&g->token)) {
        check_keyword(g);
        return;
    }
    g->lookups += (uint64_t)g->functions + 1;
    refuse_many(g, g->lookups > LOOKUPS_MAX, "too many names in one file");
}

/* Counts what may become a large number. */
static void count_number(gate *g)
{
    g->numbers++;
    refuse_many(g, g->numbers > NUMBERS_MAX,
                "more than 10000 numbers with a fraction or above 9999999 in one file");
}

static void check_number(gate *g)
{
    size_t digits = 0;
    while (digits < g->token.length && g->token.bytes[digits] >= '0' &&
           g->token.bytes[digits] <= '9') {
        digits++;
    }
    if (digits < g->token.length || digits > SMALL_DIGITS) {
        count_number(g);
    }
    g->chain = 0;
}

/* Between two numbers an operator is worked out by the compiler; what it gives may
   be any number. */
static void check_operator(gate *g)
{
    static const char *const operators[] = {"+", "-", "*", "/", "//", "%", "^"};
    bool left = g->before_that.kind == RI_TOKEN_NUMBER || ri_token_is(&g->before_that, ")");
    bool right = g->token.kind == RI_TOKEN_NUMBER || is(g, "-") || is(g, "(");
    if (left && right && IS_ONE_OF(&g->before, operators)) {
        count_number(g);
    }
}

static void check_tokens(lua_State *L, const char *file, const char *bytes, size_t length)
{
    ri_tokens tokens;
    gate g = {.L = L, .file = file};
    ri_tokens_begin(&tokens, bytes, length);
    while (!g.broken) {
        g.token = ri_tokens_next(&tokens);
        if (g.token.kind == RI_TOKEN_END) {
            break;
        }
        check_operator(&g);
        if (g.token.kind == RI_TOKEN_SYMBOL) {
            check_symbol(&g);
        } else if (g.token.kind == RI_TOKEN_NAME) {
            check_name(&g);
        } else if (g.token.kind == RI_TOKEN_NUMBER) {
            check_number(&g);
        } else {
            g.chain = 0;
        }
        refuse_many(&g, g.jumps > 2 * GOTOS_MAX,
                    "more than 200 gotos and labels; use loops and functions");
        g.before_that = g.before;
        g.before = g.token;
    }
    ri_field_names_free(&g.fields);
}

void ri_gate_check(lua_State *L, const char *file, const char **bytes, size_t *length)
{
    if (*length > RI_SOURCE_MAX) {
        ri_blame_at(L, RACI_LIMIT, file, 1, "a policy file may have 16 MiB; this one is longer");
    }
    if (*length >= 3 && memcmp(*bytes, "\xef\xbb\xbf", 3) == 0) {
        *bytes += 3;
        *length -= 3;
    }
    ri_gate_bytes(L, file, *bytes, *length);
    if (*length > 0 && **bytes == '#') { /* the newline stays, so that lines count right */
        const char *newline = memchr(*bytes, '\n', *length);
        size_t skip = newline != NULL ? (size_t)(newline - *bytes) : *length;
        *bytes += skip;
        *length -= skip;
    }
    check_tokens(L, file, *bytes, *length);
}
