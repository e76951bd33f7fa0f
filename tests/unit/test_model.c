#define _POSIX_C_SOURCE 200809L

#include "folders.h"

#include "model/known.h"
#include "model/lookup.h"

static void opens_what_it_made(void **state)
{
    scratch s;
    char path[SCRATCH_PATH];
    char digest[65];
    char again[65];
    raci_model *model = NULL;
    raci_error err = {0};
    (void)state;
    scratch_make(&s);
    model = folder_model(&s, "m");
    folder_take(&s, model, "== units.csv\nkey\na\n");
    folder_digest(model, digest);
    raci_model_close(model);
    for (int writable = 0; writable < 2; writable++) {
        assert_int_equal(raci_model_open(&model, scratch_path(&s, "m", path), writable, &err),
                         RACI_OK);
        folder_digest(model, again);
        assert_string_equal(again, digest);
        raci_model_close(model);
    }
    model = NULL;
    assert_int_equal(raci_model_create(&model, path, &err), RACI_EXISTS);
    assert_null(model);
    raci_model_close(NULL);
    scratch_remove(&s);
}

static void writes_only_when_asked(void **state)
{
    scratch s;
    char path[SCRATCH_PATH];
    raci_model *model = NULL;
    raci_error err = {0};
    (void)state;
    scratch_make(&s);
    raci_model_close(folder_model(&s, "m"));
    assert_int_equal(raci_model_open(&model, scratch_path(&s, "m", path), 0, NULL), RACI_OK);
    folder_write(scratch_path(&s, "in", path), "== units.csv\nkey\na\n");
    assert_int_equal(raci_model_import(model, path, 0, NULL, NULL, NULL, &err), RACI_IO);
    assert_non_null(strstr(err.message, "read-only"));
    raci_model_close(model);
    scratch_remove(&s);
}

/* What the model says decides the digest, and nothing else. */
static void digests_content(void **state)
{
    static const struct {
        const char *files;
        bool same; /* as the first */
    } ways[] = {
        {"== units.csv\nkey,name,x\na,A,1\nb,B,\n", true},
        {"== units.csv\nx,key,name\n,b,B\n1,a,A\n", true},
        {"== units.csv\nkey,name,x,y\nb,B,,\na,A,1,\n== people.csv\nkey\n", true},
        {"== units.csv\nkey,name,x\na,A,2\nb,B,\n", false},
        {"== units.csv\nkey,name,x\na,A,1\nb,B,1\n", false},
        {"== units.csv\nkey,name,y\na,A,1\nb,B,\n", false},
        {"== units.csv\nkey,name,x\na,A,1\nb,B,\n== people.csv\nkey\np\n", false},
        {"== units.csv\nkey,kind,x\na,A,1\nb,B,\n", false},
        {"== units.csv\nkey,name,x,to\na,A,1,2030-01-01\nb,B,,\n", false},
        {"== people.csv\nkey,name,x\na,A,1\nb,B,\n", false},
    };
    char first[65] = "";
    char digest[65];
    scratch s;
    (void)state;
    for (size_t i = 0; i < COUNT(ways); i++) {
        scratch_make(&s);
        raci_model *model = folder_model(&s, "m");
        folder_take(&s, model, ways[i].files);
        folder_digest(model, digest);
        if (i == 0) {
            memcpy(first, digest, sizeof first);
        }
        assert_int_equal(strcmp(digest, first) == 0, ways[i].same);
        raci_model_close(model);
        scratch_remove(&s);
    }
}

/* What was changed and changed back is as it was. */
static void digests_no_history(void **state)
{
    char before[65];
    char after[65];
    scratch s;
    (void)state;
    scratch_make(&s);
    raci_model *model = folder_model(&s, "m");
    folder_take(&s, model, "== units.csv\nkey,name,x\na,A,1\n");
    folder_digest(model, before);
    folder_take(&s, model, "== units.csv\nkey,name,x\na,B,\n");
    folder_digest(model, after);
    assert_string_not_equal(after, before);
    folder_take(&s, model, "== units.csv\nkey,name,x\na,A,1\n");
    folder_digest(model, after);
    assert_string_equal(after, before);
    raci_model_close(model);
    scratch_remove(&s);
}

struct name {
    const char *name; /* what is looked for */
    ri_kind kind;
    bool known;
    const char *nearest;
};

static const struct name names[] = {
    {"ops", RI_UNIT, true, "ops"},         {"opps", RI_UNIT, false, "ops"},
    {"old", RI_UNIT, true, "old"},         {"quixote", RI_UNIT, false, ""},
    {"coo", RI_POSITION, true, "coo"},     {"ops", RI_POSITION, false, ""},
    {"dana", RI_PERSON, true, "dana"},     {"t", RI_TEAM, true, "t"},
    {"use", RI_STAGE, true, "use"},        {"usage", RI_STAGE, false, ""},
    {"web", RI_CHANNEL, true, "web"},      {"j", RI_JOURNEY, true, "j"},
    {"bil", RI_TOUCHPOINT, false, "bill"}, {"coo", RI_OFFICE, false, ""},
    {"", RI_ENTERPRISE, false, ""},        {"bill->bill", RI_HANDOFF, false, ""},
};

static void knows_names(void **state)
{
    const struct name *row = *state;
    char nearest[RI_KEY_MAX + 1] = "?";
    char tight[3] = "?";
    bool known = !row->known;
    scratch s;
    scratch_make(&s);
    raci_model *model = folder_model(&s, "m");
    folder_take(&s, model,
                "== units.csv\nkey,to\nops,\nold,1990-01-01\n== positions.csv\nkey\ncoo\n"
                "== people.csv\nkey\ndana\n== teams.csv\nkey\nt\n== stages.csv\nkey\nuse\n"
                "== channels.csv\nkey\nweb\n== journeys.csv\nkey\nj\n"
                "== touchpoints.csv\nkey\nbill\n");
    assert_int_equal(ri_model_knows(&known, model, row->kind, row->name, NULL), RACI_OK);
    assert_int_equal(known, row->known);
    if (ri_kind_stored(row->kind)) {
        ri_store *store = ri_model_store(model);
        assert_int_equal(
            ri_lookup_nearest(nearest, sizeof nearest, store, row->kind, row->name, NULL, NULL),
            RACI_OK);
        assert_string_equal(nearest, row->nearest);
        assert_int_equal(
            ri_lookup_nearest(tight, sizeof tight, store, row->kind, row->name, NULL, NULL),
            RACI_OK);
        assert_string_equal(tight, strlen(row->nearest) < sizeof tight ? row->nearest : "");
    }
    raci_model_close(model);
    scratch_remove(&s);
}

static void tells_a_damaged_digest(void **state)
{
    scratch s;
    ri_stmt *stmt = NULL;
    const char *digest = NULL;
    raci_error err = {0};
    (void)state;
    scratch_make(&s);
    raci_model *model = folder_model(&s, "m");
    assert_int_equal(ri_store_stmt(&stmt, ri_model_store(model), STMT_META_SET, NULL), RACI_OK);
    ri_bind_text(stmt, 1, "digest");
    ri_bind_text(stmt, 2, "short");
    assert_int_equal(ri_run(stmt, NULL), RACI_OK);
    assert_int_equal(raci_model_digest(&digest, model, &err), RACI_FORMAT);
    assert_null(digest);
    raci_model_close(model);
    scratch_remove(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(opens_what_it_made),     cmocka_unit_test(writes_only_when_asked),
        cmocka_unit_test(digests_content),        cmocka_unit_test(digests_no_history),
        cmocka_unit_test(tells_a_damaged_digest),
    };
    return RUN_ROWS("names", names, knows_names) +
           cmocka_run_group_tests_name("model", tests, NULL, NULL);
}
