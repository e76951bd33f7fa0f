#define _POSIX_C_SOURCE 200809L

#include "rows.h"

#include "base/arena.h"
#include "policies.h"
#include "policy/sources.h"

/* Which files a folder's policy has, in the order in which they were read, and
   what is wrong with it. Every file says only what it includes. */
struct row {
    const char *name;
    const char *files;
    const char *expected; /* names of rules, each after its file, or problems */
};

/* A rule named after its place, so that one can see what was loaded. */
#define RULE(name) "rule '" name "' { assign = { A = 'office:x' } }\n"

static const struct row rows[] = {
    {"one file", "== a.lua\npolicy {}\n" RULE("a"), "a@a.lua:2 "},
    {"files of a folder", "== b.lua\n" RULE("b") "== a.lua\npolicy {}\n" RULE("a"),
     "a@a.lua:2 b@b.lua:1 "},
    {"tests, hidden files and others are left out",
     "== a.lua\npolicy {}\n" RULE("a") "== a_test.lua\n" RULE("t") "== .b.lua\n" RULE(
         "b") "== c.txt\n" RULE("c") "== sub/d.lua\n" RULE("d"),
     "a@a.lua:2 "},
    {"an include beside it", "== a.lua\npolicy {}\ninclude 'sub/b'\n== sub/b.lua\n" RULE("b"),
     "b@sub/b.lua:1 "},
    {"an include of an include",
     "== a.lua\npolicy {}\ninclude 'sub/b'\n"
     "== sub/b.lua\ninclude 'c'\n== sub/c.lua\n" RULE("c"),
     "c@sub/c.lua:1 "},
    {"with its ending", "== a.lua\npolicy {}\ninclude 'sub/b.lua'\n== sub/b.lua\n" RULE("b"),
     "b@sub/b.lua:1 "},
    {"a shipped file", "== a.lua\npolicy {}\ninclude 'default'\n",
     "the head of the delivering unit answers@rules/default.lua:6 "},
    {"one's own goes before a shipped file",
     "== a.lua\npolicy {}\ninclude 'sub/b'\n== sub/b.lua\ninclude 'default'\n"
     "== sub/default.lua\n" RULE("mine"),
     "mine@sub/default.lua:1 "},
    {"included twice",
     "== a.lua\npolicy {}\ninclude 'sub/c'\ninclude 'sub/c'\ninclude 'sub/b'\n"
     "== sub/b.lua\ninclude 'c'\n== sub/c.lua\n" RULE("c"),
     "c@sub/c.lua:1 "},
    {"a file of the folder included", "== a.lua\npolicy {}\ninclude 'b'\n== b.lua\n" RULE("b"),
     "b@b.lua:1 "},

    {"a missing include", "== a.lua\npolicy {}\ninclude 'nothing'\n",
     "a.lua:2: include: \"nothing\": there is neither nothing.lua nor a shipped "
     "rules/nothing.lua\n"},
    {"what is carried for editors", "== a.lua\npolicy {}\ninclude 'meta/raci'\n",
     "a.lua:2: include: \"meta/raci\": there is neither meta/raci.lua nor a shipped "
     "rules/meta/raci.lua\n"},
    {"two missing includes, and the rest is looked at",
     "== a.lua\npolicy {}\ninclude 'nothing'\ninclude 'never'\nrule 'r' {}\n",
     "a.lua:2: include: \"nothing\": there is neither nothing.lua nor a shipped "
     "rules/nothing.lua\n"
     "a.lua:3: include: \"never\": there is neither never.lua nor a shipped "
     "rules/never.lua\n"
     "a.lua:4: rule \"r\": says nothing: there is no assign, forbid, require or overrides\n"},
    {"an include upwards", "== a.lua\npolicy {}\ninclude '../b'\n",
     "a.lua:2: include: \"../b\": this is no name of a policy file; write it as seen from this "
     "file's folder, such as \"cx/onboarding\"\n"},
    {"an include from the root", "== a.lua\npolicy {}\ninclude '/etc/passwd'\n",
     "a.lua:2: include: \"/etc/passwd\": this is no name of a policy file; write it as seen from "
     "this file's folder, such as \"cx/onboarding\"\n"},
    {"an include upwards within", "== a.lua\npolicy {}\ninclude 'sub/../../b'\n",
     "a.lua:2: include: \"sub/../../b\": this is no name of a policy file; write it as seen from "
     "this file's folder, such as \"cx/onboarding\"\n"},
    {"an include of nothing", "== a.lua\npolicy {}\ninclude ''\n",
     "a.lua:2: the name of an include is empty\n"},
    {"an include of a number", "== a.lua\npolicy {}\ninclude(3)\n",
     "a.lua:2: include takes the name of a policy file: include \"name\"\n"},
    {"a file that includes itself", "== a.lua\npolicy {}\ninclude 'a'\n",
     "a.lua:2: include: files include each other in a circle: a.lua -> a.lua\n"},
    {"files that include each other",
     "== a.lua\npolicy {}\ninclude 'sub/b'\n== sub/b.lua\ninclude 'c'\n"
     "== sub/c.lua\n\ninclude 'd'\n== sub/d.lua\ninclude 'b'\n",
     "sub/d.lua:1: include: files include each other in a circle: sub/b.lua -> sub/c.lua "
     "-> sub/d.lua -> sub/b.lua\n"},
    {"a file that does not compile",
     "== a.lua\npolicy {}\ninclude 'sub/b'\n"
     "== sub/b.lua\nrule 'r' {\n",
     "sub/b.lua:2: unexpected symbol near <eof>\n"},
    {"a file that fails, and the others are looked at",
     "== a.lua\nerror('no')\n== b.lua\nrule 'r' {}\n== c.lua\nrule 's' { joint = false }\n",
     "a.lua:1: no\n"
     "b.lua:1: rule \"r\": says nothing: there is no assign, forbid, require or overrides\n"
     "c.lua:1: rule \"s\": says nothing: there is no assign, forbid, require or overrides\n"},
};

static void reads(void **state)
{
    const struct row *row = *state;
    policy_files files = policy_write_files(row->files);
    const char *path = files.dir;
    loaded l = policy_load_paths(NULL, files.dir, &path, 1);
    policy_remove_files(&files);
    const ri_policy_data *data = l.policy != NULL ? ri_policy_data_of(l.policy) : NULL;
    for (uint32_t i = 0; data != NULL && i < data->n_rules; i++) {
        const char *file = data->rules[i].file;
        file += strncmp(file, files.dir, strlen(files.dir)) == 0 ? strlen(files.dir) + 1 : 0;
        ri_text_format(&l.problems, "%s@%s:%d ", data->rules[i].name, file, data->rules[i].line);
    }
    assert_string_equal(ri_text_string(&l.problems), row->expected);
    policy_unload(&l);
}

static loaded load_two(const policy_files *files, const char *first, const char *second)
{
    char a[SCRATCH_PATH];
    char b[SCRATCH_PATH];
    (void)scratch_path(files, first, a);
    (void)scratch_path(files, second, b);
    const char *paths[] = {a, b};
    return policy_load_paths(NULL, files->dir, paths, 2);
}

static void digest_knows_no_order(void **state)
{
    (void)state;
    policy_files files =
        policy_write_files("== a.lua\npolicy {}\n== b.lua\n" RULE("b") "== c.lua\n" RULE("b"));
    loaded ab = load_two(&files, "a.lua", "b.lua");
    loaded ba = load_two(&files, "b.lua", "a.lua");
    loaded ac = load_two(&files, "a.lua", "c.lua");
    loaded twice = load_two(&files, ".", "b.lua");
    loaded aa = load_two(&files, "a.lua", "a.lua");
    policy_remove_files(&files);
    files = policy_write_files("== a.lua\npolicy {}\n== b.lua\n" RULE("b"));
    loaded elsewhere = load_two(&files, "a.lua", "b.lua");
    policy_remove_files(&files);
    assert_int_equal(strlen(raci_policy_digest(ab.policy)), 64);
    assert_string_equal(raci_policy_digest(ab.policy), raci_policy_digest(ba.policy));
    assert_string_equal(raci_policy_digest(ab.policy), raci_policy_digest(elsewhere.policy));
    assert_string_not_equal(raci_policy_digest(ab.policy), raci_policy_digest(ac.policy));
    assert_int_equal(twice.status, RACI_POLICY); /* b and c have a rule of one name */
    assert_int_equal(aa.status, RACI_OK);
    assert_int_equal(ri_policy_data_of(aa.policy)->n_rules, 0);
    policy_unload(&ab);
    policy_unload(&ba);
    policy_unload(&ac);
    policy_unload(&twice);
    policy_unload(&aa);
    policy_unload(&elsewhere);
}

static void reads_the_default_policy(void **state)
{
    (void)state;
    loaded l = policy_load_paths(NULL, "", NULL, 0);
    assert_int_equal(l.status, RACI_OK);
    assert_string_equal(raci_policy_name(l.policy), "default");
    assert_int_equal(ri_policy_data_of(l.policy)->n_rules, 1);
    policy_unload(&l);
}

struct failure {
    const char *name;
    const char *files;
    const char *path;
    raci_status status;
    const char *message;
};

static const struct failure failures[] = {
    {"no file", "policy {}", "nothing.lua", RACI_NOTFOUND, "there is no such file"},
    {"no folder", "policy {}", "nothing/x.lua", RACI_NOTFOUND, "there is no such file"},
    {"below a file", "policy {}", "policy.lua/x.lua", RACI_NOTFOUND, "there is no such file"},
    {"a folder without policy", "== a.txt\nx", ".", RACI_NOTFOUND,
     "the folder has no policy: no *.lua file directly in it"},
};

static void fails(void **state)
{
    const struct failure *failure = *state;
    policy_files files = policy_write_files(failure->files);
    char path[SCRATCH_PATH];
    (void)scratch_path(&files, failure->path, path);
    const char *paths[] = {path};
    loaded l = policy_load_paths(NULL, files.dir, paths, 1);
    policy_remove_files(&files);
    assert_int_equal(l.status, failure->status);
    assert_string_equal(l.err.message, failure->message);
    assert_string_equal(l.err.file, path);
    policy_unload(&l);
}

static void limits_the_length_of_a_file(void **state)
{
    (void)state;
    policy_files files = policy_write_files("policy {}\n");
    char path[SCRATCH_PATH];
    (void)scratch_path(&files, "policy.lua", path);
    const char *paths[] = {path};
    assert_int_equal(truncate(path, (16 << 20) + 1), 0);
    loaded l = policy_load_paths(NULL, files.dir, paths, 1);
    policy_remove_files(&files);
    assert_int_equal(l.status, RACI_LIMIT);
    assert_string_equal(l.err.message, "the file has more than 16 MiB, the limit");
    policy_unload(&l);
}

static bool read_with_little_memory(void *payload)
{
    const char *const *paths = payload;
    raci_error err = {0};
    ri_sources sources = {.arena = ri_arena_new()};
    raci_status status = RACI_NOMEM;
    uint32_t number = 0;
    char digest[65];
    if (sources.arena != NULL) {
        status = ri_sources_read(&sources, paths, 1, &err);
    }
    if (status == RACI_OK) {
        status = ri_sources_include(&sources, 0, "sub/c", &number, &err);
    }
    if (status == RACI_OK) {
        status = ri_sources_include(&sources, 0, "default", &number, &err);
    }
    if (status == RACI_OK) {
        status = ri_sources_digest(&sources, digest, &err);
    }
    assert_true(status == RACI_OK || status == RACI_NOMEM);
    ri_arena *arena = sources.arena;
    ri_sources_free(&sources);
    ri_arena_free(arena);
    return status == RACI_OK;
}

static void survives_want_of_memory(void **state)
{
    (void)state;
    policy_files files =
        policy_write_files("== a.lua\npolicy {}\n== b.lua\n" RULE("b") "== sub/c.lua\n" RULE("c"));
    const char *paths[] = {files.dir};
    assert_true(with_all_failures(read_with_little_memory, paths) > 5);
    policy_remove_files(&files);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digest_knows_no_order),
        cmocka_unit_test(reads_the_default_policy),
        cmocka_unit_test(limits_the_length_of_a_file),
        cmocka_unit_test(survives_want_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) + RUN_ROWS("sources", rows, reads) +
           RUN_ROWS("unreadable", failures, fails);
}
