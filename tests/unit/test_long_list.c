#define _POSIX_C_SOURCE 200809L

#include "books.h"

struct reading {
    const char *name;
    const char *file;
    const char *given;
    const char *expected;
};

static const struct reading readings[] = {
    {"nothing", "a.yaml", "", ""},
    {"nothing but a comment", "a.yaml", "# no\n---\n", ""},
    {"nothing in JSON", "a.json", " \n", ""},
    {"empty lists", "a.json", "[] ", ""},
    {"objects without keys", "a.json", "[{}, {}]", ""},
    {"groups of activities", "a.yaml",
     "activity_groups:\n"
     "  - group_title: Plan\n    roles: [PM, Dev]\n    activities:\n"
     "      - name: Scope\n        details: x\n"
     "        assignments:\n          PM: [A, R]\n          Dev: C\n          QA: []\n"
     "      - name: Nothing\n"
     "  - group_title: None\n    activities: []\n"
     "  - group_title: Build\n    activities:\n      - {name: Code, assignments: {Dev: [R]}}\n",
     "1:1=group_title | 1:1=activity | 1:1=role | 1:1=letter\n"
     "2:18=Plan | 5:15=Scope | 8:15=PM | 8:16=A\n2:18=Plan | 5:15=Scope | 8:15=PM | 8:19=R\n"
     "2:18=Plan | 5:15=Scope | 9:16=Dev | 9:16=C\n2:18=Plan | 5:15=Scope | 10:15=QA\n"
     "2:18=Plan | 11:15=Nothing\n14:18=Build | 16:16=Code | 16:41=Dev | 16:42=R\n"},
    {"the same in JSON", "a.json",
     "{\"activity_groups\": [{\"group_title\": \"Pl\\u00e4n\", \"activities\": [\n"
     "{\"name\": \"S\", \"assignments\": {\"PM\": [\"A\", {}], \"D\": \"C\"}}]}]}",
     "1:1=group_title | 1:1=activity | 1:1=role | 1:1=letter\n"
     "1:38=Pl\xc3\xa4n | 2:10=S | 2:37=PM | 2:38=A\n"
     "!2:43 expected a letter, found a list or an object: it is not read\n"
     "1:38=Pl\xc3\xa4n | 2:10=S | 2:37=PM\n1:38=Pl\xc3\xa4n | 2:10=S | 2:53=D | 2:53=C\n"},
    {"groups without a frame, activities without a group", "a.yaml",
     "- title: T\n  activities:\n  - x\n",
     "1:1=group_title | 1:1=activity | 1:1=role | "
     "1:1=letter\n1:10=T | 3:5=x\n"},
    {"one group", "a.yaml", "activities:\n- name: x\n  assignments: {P: A}\n",
     "1:1=group_title | 1:1=activity | 1:1=role | 1:1=letter\n1:1= | 2:9=x | 3:20=P | 3:20=A\n"},
    {"letters within raci", "a.yaml",
     "- name: x\n  raci:\n    responsible: [P, Q]\n    accountable: R\n",
     "1:1=name | 1:1=responsible | 1:1=accountable\n1:9=x | 3:18=P;Q | 4:18=R\n"},
    {"objects", "a.json",
     "[{\"a\": 1, \"b\": {\"c\": [\"x\", \"y\"], \"d\": null}},\n {\"b\": {\"e\": true}, \"a\": -1.5e3}, "
     "\"z\", [1]]",
     "1:1=a | 1:1=b.c | 1:1=b.d | 1:1=b.e\n1:8=1 | 1:22=x;y\n2:26=-1.5e3 | 2:2= | 2:2= | 2:14=true\n"
     "!2:35 expected an object, found a text: it is not read\n"
     "!2:40 expected an object, found a list: it is not read\n"},
    {"lists in lists", "a.json", "[{\"a\": [1, [2], {}, 3]}]",
     "1:1=a\n!1:12 expected texts, found a list or an object: it is not read\n1:8=1;3\n"},
    {"equal keys: the last one", "a.json", "[{\"a\": 1, \"a\": 2}]", "1:1=a\n1:16=2\n"},
    {"objects by name", "a.yaml", "ann:\n  boss: bob\nbob:\n  boss: ~\n  key: k\n",
     "1:1=key | 1:1=boss\n2:3=ann | 2:9=bob\n4:3=bob\n"},
    {"tables under keys", "a.yaml",
     "version: 1\npeople:\n- id: 1\n- id: 2\nunits:\n  a: {x: 1}\n  b: {x: 2}\n",
     "[people]\n3:1=id\n3:7=1\n4:7=2\n[units]\n6:3=key | 6:3=x\n6:6=a | 6:10=1\n7:6=b | 7:10=2\n"},
    {"one object", "a.yaml", "kind: C\nmetadata:\n  name: x\n  tags: [a, b]\n",
     "1:1=kind | 1:1=metadata.name | 1:1=metadata.tags\n1:7=C | 3:9=x | 4:9=a;b\n"},
    {"documents behind each other", "a.yaml", "kind: C\n---\nkind: D\n",
     "1:1=kind\n1:7=C\n3:7=D\n"},
    {"JSON lines", "a.jsonl", "{\"a\": 1}\n{\"a\": 2}\n", "1:1=a\n1:7=1\n2:7=2\n"},
    {"rows", "a.json", "[[\"a\", \"b\"], [], [\"c\", null, [\"d\"]], \"e\"]",
     "1:3=a | 1:8=b\n1:19=c | 1:24= | 1:30=d\n1:38=e\n"},
    {"a text alone", "a.json", "\"x\"", "1:1=x\n"},
    {"aliases and merged keys", "a.yaml",
     "- &a {x: 1, y: 2}\n- *a\n- <<: *a\n  y: 3\n- {x: &t T, y: *t}\n",
     "1:1=x | 1:1=y\n1:10=1 | 1:16=2\n1:10=1 | 1:16=2\n1:10=1 | 4:6=3\n5:7=T | 5:7=T\n"},
    {"columns count bytes", "a.yaml", "- {\xc3\xa9: \xc3\xa8, b: c}\r\n- b: \"\xe2\x80\xa8x\"\n",
     "1:1=\xc3\xa9 | 1:1=b\n1:8=\xc3\xa8 | 1:15=c\n2:3= | 2:6=\xe2\x80\xa8x\n"},
    {"escapes in JSON", "a.json",
     "[[\"\\\"\\\\\\/\\b\\t|\\ud83d\\ude00|\\ud83d\\u0041|\\ude00\\u0000\"]]",
     "!1:3 expected text in utf-8, found what is none: \xef\xbf\xbd stands for it\n"
     "1:3=\"\\/\b\t|\xf0\x9f\x98\x80|\xef\xbf\xbd"
     "A|\xef\xbf\xbd\xef\xbf\xbd\n"},
    {"known without a name: JSON", "a.txt", "\n [[\"a\"]]", "2:4=a\n"},
    {"known without a name: YAML", "a.txt", "# c\n- [a, b]\n- [c]\n", "2:4=a | 2:7=b\n3:4=c\n"},
    {"known without a name: YAML's keys", "a", "x:\n  y: 1\nz: 2\n",
     "1:1=x.y | 1:1=z\n2:6=1 | 3:4=2\n"},
};

static void reads(void **state)
{
    const struct reading *row = *state;
    ri_text out = RI_TEXT_INIT;
    assert_int_equal(books_read_bytes(row->file, row->given, strlen(row->given), NULL, &out),
                     RACI_OK);
    assert_string_equal(ri_text_string(&out), row->expected);
    ri_text_free(&out);
}

struct refusal {
    const char *name;
    const char *file;
    const char *given;
    const char *message;
};

static const struct refusal refusals[] = {
    {"no comma", "a.json", "[1\n 2]", "2:2 this is no JSON: expected a comma or ], found '2'"},
    {"a comma at the end", "a.json", "[1,]", "1:4 this is no JSON: expected a value, found ']'"},
    {"a comma first", "a.json", "{,}", "1:2 this is no JSON: expected a key in quotes, found ','"},
    {"a key without quotes", "a.json", "{a: 1}", "expected a key in quotes, found 'a'"},
    {"no colon", "a.json", "{\"a\" 1}", "1:6 this is no JSON: expected a colon, found '1'"},
    {"no value", "a.json", "{\"a\":", "1:6 this is no JSON: expected a value, found the end"},
    {"not closed", "a.json", "[[1]", "expected a comma or ], found the end"},
    {"closed as another", "a.json", "[1}", "1:3 this is no JSON: expected a comma or ], found '}'"},
    {"closed twice", "a.json", "[1]]", "1:4 this is no JSON: expected a value, found ']'"},
    {"an open string", "a.json", "[\"a\n\"]",
     "1:4 this is no JSON: expected the string to go on, "
     "or a quote to end it, found the byte 0x0A"},
    {"no escape", "a.json", "[\"\\x\"]", "1:4 this is no JSON: expected an escape, found 'x'"},
    {"half an escape", "a.json", "[\"\\u12\"]", "expected a hexadecimal digit, found '\"'"},
    {"a zero before a number", "a.json", "[01]",
     "1:2 this is no JSON: expected a value, found '0'"},
    {"a number without an end", "a.json", "[1e]", "expected a value, found ']'"},
    {"a word", "a.json", "[nul]", "1:2 this is no JSON: expected a value, found 'n'"},
    {"no YAML", "a.yaml", "a: [1\nb: 2\n", "2:2 this is no YAML: "},
    {"tabs in YAML", "a.yaml", "a:\n\tb: 1\n", "2:1 this is no YAML: "},
    {"a list as key", "a.yaml", "? [a]\n: b\n", "1:3 expected a text as key, found a list"},
    {"a list as key, by alias", "a.yaml", "a: &a [x]\n*a : b\n", "expected a text as key"},
    {"an alias of nothing", "a.yaml", "- *a\n", "1:3 this alias names nothing that stands whole"},
    {"an alias of what it is in", "a.yaml", "- &a [*a]\n", "1:7 this alias names nothing"},
};

static void refuses(void **state)
{
    const struct refusal *row = *state;
    ri_text out = RI_TEXT_INIT;
    assert_int_equal(books_read_bytes(row->file, row->given, strlen(row->given), NULL, &out),
                     RACI_INPUT);
    assert_non_null(strstr(ri_text_string(&out), row->message));
    ri_text_free(&out);
}

struct bomb {
    const char *name;
    const char *file;
    const char *before;
    const char *piece;
    size_t n;
    const char *after;
    const char *message;
};

static const struct bomb bombs[] = {
    {"brackets in brackets", "a.json", "", "[", 100000, "", "values stand within values more"},
    {"brackets in brackets of YAML", "a.yaml", "", "[", 100000, "", "values stand within values"},
    {"objects in objects", "a.json", "", "{\"a\":", 100000, "", "values stand within values"},
    {"values", "a.json", "[", "1,", 4000000, "1]", "the text has more than 4000000 values"},
    {"text", "a.json", "[", "                ", 4194304, "]", "the file has more than 64 MB"},
    {"a long key", "a.json", "[{\"", "0123456789abcdef", 65, "\": 1}]",
     "the key '0123456789abcdef0123"},
};

static void limits(void **state)
{
    const struct bomb *row = *state;
    ri_text text = RI_TEXT_INIT;
    ri_text out = RI_TEXT_INIT;
    ri_text_add(&text, row->before);
    for (size_t i = 0; i < row->n; i++) {
        ri_text_add(&text, row->piece);
    }
    ri_text_add(&text, row->after);
    assert_int_equal(books_read_bytes(row->file, text.bytes, text.length, NULL, &out), RACI_LIMIT);
    assert_non_null(strstr(ri_text_string(&out), row->message));
    ri_text_free(&text);
    ri_text_free(&out);
}

/* Aliases of aliases: a billion values in a few lines. */
static void limits_aliases(void **state)
{
    ri_text text = RI_TEXT_INIT;
    ri_text out = RI_TEXT_INIT;
    (void)state;
    ri_text_add(&text, "- &a0 [x]\n");
    for (int i = 1; i < 10; i++) {
        ri_text_format(&text, "- &a%d [", i);
        for (int j = 0; j < 10; j++) {
            ri_text_format(&text, "*a%d,", i - 1);
        }
        ri_text_add(&text, "]\n");
    }
    assert_int_equal(books_read_bytes("a.yaml", text.bytes, text.length, NULL, &out), RACI_LIMIT);
    assert_non_null(strstr(ri_text_string(&out), "more than 4000000 values"));
    ri_text_clear(&text);
    ri_text_clear(&out);
    ri_text_add(&text, "- [&t ");
    for (int i = 0; i < 5000; i++) {
        ri_text_add(&text, "0123456789abcdef");
    }
    ri_text_add(&text, "]\n");
    for (int i = 0; i < 5000; i++) {
        ri_text_add(&text, "- [*t]\n");
    }
    assert_int_equal(books_read_bytes("a.yaml", text.bytes, text.length, NULL, &out), RACI_LIMIT);
    assert_non_null(strstr(ri_text_string(&out), "the table has more than 256 MB of text"));
    ri_text_free(&text);
    ri_text_free(&out);
}

static void limits_columns(void **state)
{
    ri_text text = RI_TEXT_INIT;
    ri_text out = RI_TEXT_INIT;
    (void)state;
    ri_text_add(&text, "[");
    for (int i = 0; i < 3000; i++) {
        ri_text_format(&text, "%s{\"k%d\": 1}", i > 0 ? "," : "", i);
    }
    ri_text_add(&text, "]");
    assert_int_equal(books_read_bytes("a.json", text.bytes, text.length, NULL, &out), RACI_OK);
    const char *told = strstr(ri_text_string(&out), "there are more than 2048 different keys");
    assert_non_null(told);
    assert_null(strstr(told + 1, "there are more than"));
    assert_non_null(strstr(ri_text_string(&out), "=k2047\n"));
    ri_text_clear(&text);
    ri_text_clear(&out);
    for (int i = 0; i < 40; i++) {
        ri_text_add(&text, "{\"0123456789abcdef0123456789abcdef\":");
    }
    ri_text_add(&text, "{\"a\": 1, \"b\": 2}");
    for (int i = 0; i < 40; i++) {
        ri_text_add(&text, "}");
    }
    assert_int_equal(books_read_bytes("a.json", text.bytes, text.length, NULL, &out), RACI_LIMIT);
    assert_non_null(strstr(ri_text_string(&out), "keys within keys have more than 1024 bytes"));
    ri_text_free(&text);
    ri_text_free(&out);
}

static void survives_exhaustion(void **state)
{
    static const char yaml[] = "- &a {x: 1, y: [2, 3]}\n- *a\n- {<<: *a, \"z\\0\": \"\\0\"}\n";
    static const char json[] = "{\"p\": [{\"a\": \"\\u00e9\"}, {\"b\": {\"c\": 1}}], \"q\": [{}]}";
    static const char groups[] = "activities:\n- name: x\n  assignments: {P: [A, R]}\n";
    (void)state;
    books_exhaust("a.yaml", yaml, sizeof yaml - 1);
    books_exhaust("a.json", json, sizeof json - 1);
    books_exhaust("a.yaml", groups, sizeof groups - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(limits_aliases),
        cmocka_unit_test(limits_columns),
        cmocka_unit_test(survives_exhaustion),
    };
    return RUN_ROWS("reads", readings, reads) + RUN_ROWS("refuses", refusals, refuses) +
           RUN_ROWS("limits", bombs, limits) +
           cmocka_run_group_tests_name("long_list", tests, NULL, NULL);
}
