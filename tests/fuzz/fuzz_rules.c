/*
 * Bytes as choices of what a policy says: statements and fields that there are, mostly with values
 * of their kind, some with any other. It is refused with a reason, or evaluated as fuzz_ground.h
 * has it.
 */
#define _POSIX_C_SOURCE 200809L

#include "fuzz_ground.h"

typedef struct choices {
    const uint8_t *bytes;
    size_t n;
    uint32_t depth;
    ri_text out;
} choices;

static uint32_t choose(choices *c, size_t n)
{
    if (c->n == 0) {
        return 0;
    }
    c->n--;
    return *c->bytes++ % (uint32_t)n;
}

#define SAY_ONE(c, list) ri_text_add(&(c)->out, (list)[choose((c), COUNT(list))])

/* Of any kind: what is no such value as a field wants. */
static const char *const anything[] = {
    "nil",
    "true",
    "0",
    "-1",
    "1e308",
    "0/0",
    "9007199254740993",
    "\"\"",
    "\"\\u{202e}\\27[2J\"",
    "\"a\\0b\"",
    "\"\\xff\"",
    "\"OVERALL: PASS\\nno findings\"",
    "{}",
    "{ {} }",
    "{ [1] = \"x\", [3] = \"y\" }",
    "{ [true] = 1 }",
    "function() end",
    "function(s) return s end",
    "function(s) return { s, s.units } end",
    "function() error(\"x\\ny\") end",
    "function() error({}) end",
    "function() while true do end end",
    "function(s) return s.no.such end",
    "function(s) s.key = 1 end",
    "except {}",
    "except { 1 }",
    "under(\"unit:ops\")",
    "manager_of(manager_of(manager_of(journey_lead())))",
    "param(\"p\", 1)",
    "org",
    "(\"x\"):rep(100000)",
    "date and today",
};

static const char *const texts[] = {
    "\"ad\"",  "\"pay\"",      "\"buy\"",       "\"awareness\"", "\"web\"",
    "\"ops\"", "\"unit:ops\"", "\"gone\"",      "\"*\"",         "\"p?y\"",
    "\"[\"",   "\"campaign\"", "\"billing.*\"", "\"eu\"",
};

static const char *const holders[] = {
    "\"position:coo\"",
    "\"unit:ops\"",
    "\"person:ann\"",
    "\"team:onboarding\"",
    "\"office:cxo\"",
    "\"position:gone\"",
    "\"nobody\"",
    "delivering_units()",
    "head_of_delivering_unit()",
    "journey_lead()",
    "team_of_journey()",
    "head_of(\"unit:ops\")",
    "lead_of(\"team:onboarding\")",
    "manager_of(\"position:coo\")",
    "under(\"unit:acme\")",
    "{ \"position:cmo\", \"unit:marketing\" }",
    "function(s) return \"position:coo\" end",
    "function(s) return org.unit(\"ops\"):head() end",
    "function(s) return s.units end",
    "function(s) for _, u in ipairs(s.units) do return \"unit:\" .. u end end",
};

static const char *const conditions[] = {
    "function(s) return s.key == \"ad\" end",
    "function(s) return s.criticality and s.criticality > 3 end",
    "function(s) return s:has_tag(\"money\") end",
    "function(s) return s.attr.region == \"eu\" end",
    "function(s) return s:delivered_under(\"ops\") end",
    "function(s) return org.office(\"cxo\")[1] end",
    "function(s) local n = 0 for i = 1, 1000 do n = n + i end return n > 1 end",
};

static const char *const dimensions[] = {
    "key",         "journey",         "stage",   "channel", "unit", "tag", "attr",
    "criticality", "moment_of_truth", "managed", "from",    "to",   "any", "crosses_departments",
};
static const char *const letters[] = {"A", "R", "C", "I", "S", "V", "Z", "[\"\"]", "[1]"};
static const char *const tiers_said[] = {"default", "rule", "exception", "law", "ruling"};
static const char *const names[] = {"\"r\"", "\"s\"", "\"\"", "\"a\\nb\"", "\"core\""};
static const char *const kinds[] = {"\"touchpoint\"", "\"handoff\"",     "\"journey\"",
                                    "\"enterprise\"", "\"unit\"",        "\"position\"",
                                    "\"person\"",     "\"organization\""};
static const char *const days[] = {"\"2026-01-01\"", "\"2026-07-01\"", "\"2026-07-02\"",
                                   "\"0000-00-00\"", "\"9999-12-31\"", "\"2026-02-30\""};
static const char *const codes[] = {
    "[\"no-accountable\"]", "[\"many-accountable\"]",
    "[\"stale-row\"]",      "[\"coming-gap\"]",
    "[\"load\"]",           "[\"letter-count\"]",
    "[\"mine\"]",           "[\"overloaded-accountable\"]",
};
static const char *const settings[] = {
    "\"off\"",
    "\"on\"",
    "{ max = 1 }",
    "{ days = 1e9 }",
    "{ min = 1, share = 0.5, max = 4 }",
    "{ severity = \"error\" }",
    "{ severity = \"huge\" }",
};
static const char *const tests_said[] = {
    "function(s) return \"late\" end",
    "function(s) return \"late\\n\\27[1m\", \"position:coo\" end",
    "function(s) return s.letters.A[1].key end",
    "function(s) return { message = \"x\", parties = { \"unit:ops\" }, letter = \"A\" } end",
    "function(s) return true end",
    "function(s) return (\"x\"):rep(70000) end",
};

/* One of a list; now and then anything. */
static void say_of(choices *c, const char *const *list, size_t n)
{
    const uint32_t at = choose(c, n + 2);
    if (at < n) {
        ri_text_add(&c->out, list[at]);
    } else {
        SAY_ONE(c, anything);
    }
}

#define SAY_OF(c, list) say_of((c), (list), COUNT(list))

static void say_field(choices *c, const char *name, const char *const *list, size_t n)
{
    ri_text_format(&c->out, " %s = ", name);
    say_of(c, list, n);
    ri_text_char(&c->out, ',');
}

static void say_match(choices *c)
{
    ri_text_add(&c->out, "{");
    for (uint32_t n = choose(c, 4); n > 0; n--) {
        ri_text_char(&c->out, ' ');
        SAY_ONE(c, dimensions);
        ri_text_add(&c->out, " = ");
        if (choose(c, 3) == 0 && c->depth < 8) {
            c->depth++;
            say_match(c);
            c->depth--;
        } else {
            ri_text_add(&c->out, choose(c, 3) == 0 ? "except { " : "{ ");
            SAY_OF(c, texts);
            ri_text_add(&c->out, " }");
        }
        ri_text_char(&c->out, ',');
    }
    ri_text_add(&c->out, " }");
}

static void say_letters(choices *c, const char *field)
{
    ri_text_format(&c->out, " %s = {", field);
    for (uint32_t n = 1 + choose(c, 3); n > 0; n--) {
        ri_text_char(&c->out, ' ');
        SAY_ONE(c, letters);
        ri_text_add(&c->out, " = ");
        SAY_OF(c, holders);
        ri_text_char(&c->out, ',');
    }
    ri_text_add(&c->out, " },");
}

static void say_rule(choices *c)
{
    const uint32_t parts = choose(c, 256);
    const uint32_t more = choose(c, 256);
    SAY_ONE(c, tiers_said);
    ri_text_char(&c->out, ' ');
    SAY_ONE(c, names);
    ri_text_add(&c->out, " { because = \"x\",");
    if ((parts & 1) != 0) {
        say_field(c, "on", kinds, COUNT(kinds));
    }
    if ((parts & 2) != 0) {
        ri_text_add(&c->out, " match = ");
        say_match(c);
        ri_text_char(&c->out, ',');
    }
    if ((parts & 4) != 0) {
        say_field(c, "when", conditions, COUNT(conditions));
    }
    if ((parts & 8) != 0) {
        say_letters(c, "forbid");
    }
    if ((parts & 16) != 0) {
        say_letters(c, "require");
    }
    if ((parts & 32) != 0) {
        say_field(c, (more & 1) != 0 ? "from" : "to", days, COUNT(days));
    }
    if ((parts & 64) != 0) {
        ri_text_add(&c->out, " overrides = { ");
        SAY_OF(c, names);
        ri_text_add(&c->out, " },");
    }
    if ((more & 6) == 6) {
        say_field(c, "joint", anything, COUNT(anything));
    }
    say_letters(c, "assign");
    ri_text_add(&c->out, " }\n");
}

static void say_settings(choices *c)
{
    ri_text_add(&c->out, "checks {");
    for (uint32_t n = 1 + choose(c, 3); n > 0; n--) {
        ri_text_char(&c->out, ' ');
        SAY_ONE(c, codes);
        ri_text_add(&c->out, " = ");
        SAY_OF(c, settings);
        ri_text_char(&c->out, ',');
    }
    ri_text_add(&c->out, " }\n");
}

static void say_check(choices *c)
{
    ri_text_add(&c->out, "check \"mine\" {");
    say_field(c, "on", kinds, COUNT(kinds));
    say_field(c, "test", tests_said, COUNT(tests_said));
    if (choose(c, 3) == 0) {
        say_field(c, "needs", texts, COUNT(texts));
    }
    ri_text_add(&c->out, " }\n");
}

static void say_scheme(choices *c)
{
    ri_text_add(&c->out, "scheme \"MINE\" { letters = {");
    for (uint32_t n = 1 + choose(c, 5); n > 0; n--) {
        ri_text_char(&c->out, ' ');
        SAY_ONE(c, letters);
        ri_text_format(&c->out, " = { name = \"L%u\", min = %u, max = ", n, choose(c, 3));
        SAY_OF(c, settings);
        ri_text_add(&c->out, " },");
    }
    ri_text_add(&c->out, " }, accountable = \"A\", responsible = \"R\" }\n");
}

static void say_statement(choices *c)
{
    switch (choose(c, 8)) {
    case 0:
        say_settings(c);
        break;
    case 1:
        say_check(c);
        break;
    case 2:
        say_scheme(c);
        break;
    case 3:
        ri_text_add(&c->out, "escalation { first = ");
        SAY_OF(c, kinds);
        ri_text_add(&c->out, ", never = { \"no-cxo\" } }\n");
        break;
    default:
        say_rule(c);
        break;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    choices c = {.bytes = bytes, .n = n, .out = RI_TEXT_INIT};
    ri_text_add(&c.out, "policy { name = \"bytes\" }\n");
    for (uint32_t i = 0; i < 12 && c.n > 0; i++) {
        say_statement(&c);
    }
    if (getenv("RACI_SHOW") != NULL) {
        (void)fputs(ri_text_string(&c.out), stderr);
    }
    (void)ground_try_policy(ri_text_string(&c.out), c.out.length);
    ri_text_free(&c.out);
    return 0;
}
