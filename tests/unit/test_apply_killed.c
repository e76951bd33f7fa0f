/* A process that is killed while it changes the model leaves it as it was, or as it was to be. */
#define _POSIX_C_SOURCE 200809L

#include "changing.h"
#include "killing.h"

/* At any time; unit.power_cut has the exact moments. Sanitizers make processes slow to begin. */
#if defined(__SANITIZE_ADDRESS__)
enum { KILLS = 15, KILLS_OF_UNDO = 4 };
#else
enum { KILLS = 60, KILLS_OF_UNDO = 10 };
#endif

enum { THINGS = 60 };

#define TO_BE_DONE "to-do.lua"

/* A unit, a position, a person and a touchpoint of each number. */
static void add_organization(ri_text *out)
{
    ri_text_add(out, "== units.csv\nkey,name,parent,head\ntop,,,\n");
    for (int i = 0; i < THINGS; i++) {
        ri_text_format(out, "u%d,Unit %d,top,p%d\n", i, i, i);
    }
    ri_text_add(out, "== positions.csv\nkey,title,unit,reports_to\n");
    for (int i = 0; i < THINGS; i++) {
        ri_text_format(out, "p%d,Position %d,u%d,%s\n", i, i, i, i > 0 ? "p0" : "");
    }
    ri_text_add(out, "== people.csv\nkey\n");
    for (int i = 0; i < THINGS; i++) {
        ri_text_format(out, "h%d\n", i);
    }
    ri_text_add(out, "== seats.csv\nposition,person\n");
    for (int i = 0; i < THINGS; i++) {
        ri_text_format(out, "p%d,h%d\n", i, i);
    }
    ri_text_add(out, "== touchpoints.csv\nkey,name,units\n");
    for (int i = 0; i < THINGS; i++) {
        ri_text_format(out, "t%d,Touchpoint %d,u%d\n", i, i, i % 10);
    }
}

/* Some hundred keys get other rows. */
static void add_scenario(ri_text *out)
{
    ri_text_add(out, "scenario 'all of it' {\n effective = '" CHANGING_DAY "',\n");
    for (int i = 1; i < THINGS; i++) {
        ri_text_format(out, " rename_unit { unit = 'u%d', name = 'Renamed %d' },\n", i, i);
        ri_text_format(out, " move_position { position = 'p%d', unit = 'u0' },\n", i);
    }
    for (int i = 1; i < 10; i++) {
        ri_text_format(out, " hand_over { from = 'u%d', to = 'u0' },\n", i);
        ri_text_format(out, " leave { person = 'h%d' },\n", i);
    }
    ri_text_add(out, "}\n");
}

/* ---- what the child does ---- */

typedef struct killing {
    scratch s;      /* the model, on a disk */
    scratch memory; /* exports, where they cost little */
    char *original; /* the bytes of the model */
    size_t length;
    ri_text before; /* all files of its export */
    ri_text after;
} killing;

static int apply_all(const void *payload)
{
    const killing *k = payload;
    char path[SCRATCH_PATH];
    raci_model *model = NULL;
    raci_scenario *scenario = NULL;
    raci_change *change = NULL;
    const raci_apply_options options = {.date = CHANGING_DAY, .recorded_at = CHANGED_AT};
    bool done = raci_model_open(&model, scratch_path(&k->s, "raci.db", path), 1, NULL) == RACI_OK &&
                raci_scenario_load(&scenario, scratch_path(&k->s, TO_BE_DONE, path), NULL, NULL,
                                   NULL) == RACI_OK;
    if (done) {
        const raci_scenario *const all[1] = {scenario};
        done = raci_apply(&change, model, all, 1, &options, NULL, NULL, NULL) == RACI_OK;
    }
    raci_change_free(change);
    raci_scenario_free(scenario);
    raci_model_close(model);
    return done ? 0 : 1;
}

static int undo_all(const void *payload)
{
    const killing *k = payload;
    char path[SCRATCH_PATH];
    raci_model *model = NULL;
    raci_change *change = NULL;
    const bool done =
        raci_model_open(&model, scratch_path(&k->s, "raci.db", path), 1, NULL) == RACI_OK &&
        raci_undo(&change, model, 0, CHANGED_AT, NULL, NULL, NULL) == RACI_OK;
    raci_change_free(change);
    raci_model_close(model);
    return done ? 0 : 1;
}

/* ---- what is left ---- */

static void restore(const killing *k, const char *bytes, size_t length)
{
    static const char *const beside[] = {"raci.db-journal", "raci.db-wal", "raci.db-shm"};
    char path[SCRATCH_PATH];
    for (size_t i = 0; i < COUNT(beside); i++) {
        (void)unlink(scratch_path(&k->s, beside[i], path));
    }
    scratch_write(&k->s, "raci.db", bytes, length);
}

/* All files of an export of the model, whose record is proved; its entries in *entries. */
static ri_text export_all(const killing *k, size_t *entries)
{
    char path[SCRATCH_PATH];
    char name[64];
    raci_model *model = NULL;
    raci_error err = {0};
    ri_text out = RI_TEXT_INIT;
    if (raci_model_open(&model, scratch_path(&k->s, "raci.db", path), 0, &err) != RACI_OK ||
        raci_record_verify(entries, model, &err) != RACI_OK ||
        raci_model_export(model, scratch_path(&k->memory, "out", path), &err) != RACI_OK) {
        fail_msg("%s", err.message);
    }
    for (int tab = 0; tab < RI_TABLE_COUNT; tab++) {
        size_t length = 0;
        (void)snprintf(name, sizeof name, "out/%s.csv", ri_tables[tab].name);
        char *bytes = scratch_read(&k->memory, name, &length);
        assert_non_null(bytes);
        ri_text_format(&out, "== %s\n", name);
        ri_text_bytes(&out, bytes, length);
        free(bytes);
    }
    raci_model_close(model);
    assert_false(out.failed);
    return out;
}

static killing begin(void)
{
    killing k = {.length = 0};
    ri_text text = RI_TEXT_INIT;
    size_t entries = 0;
    scratch_make(&k.s);
    scratch_make_small(&k.memory);
    raci_model *model = folder_model(&k.s, "raci.db");
    add_organization(&text);
    folder_take(&k.memory, model, ri_text_string(&text));
    raci_model_close(model);
    ri_text_clear(&text);
    add_scenario(&text);
    scratch_write(&k.s, TO_BE_DONE, ri_text_string(&text), text.length);
    ri_text_free(&text);
    k.original = scratch_read(&k.s, "raci.db", &k.length);
    k.before = export_all(&k, &entries);
    assert_int_equal(entries, 0);
    return k;
}

static void end(killing *k)
{
    free(k->original);
    ri_text_free(&k->before);
    ri_text_free(&k->after);
    scratch_remove(&k->s);
    scratch_remove(&k->memory);
}

/* How long it takes, in microseconds: the shortest of a few runs. */
static uint64_t measure(killing_fn what, const killing *k, const char *bytes, size_t length)
{
    uint64_t shortest = UINT64_MAX;
    for (int i = 0; i < 5; i++) {
        restore(k, bytes, length);
        const uint64_t took = killing_time(what, k);
        shortest = took < shortest ? took : shortest;
    }
    return shortest;
}

/* What there is before and after it, as exports, and how it begins. */
typedef struct course {
    killing_fn what;
    const char *bytes;
    size_t length;
    size_t entries; /* of the record, before */
    const ri_text *was;
    const ri_text *is;
} course;

/* What one kill left: 0 as it was, 1 as it is to be. */
static int look(const killing *k, const course *c, bool done)
{
    char path[SCRATCH_PATH];
    size_t entries = 0;
    ri_text found = export_all(k, &entries);
    const int changed = entries == c->entries ? 0 : 1;
    killing_integrity(scratch_path(&k->s, "raci.db", path));
    assert_int_equal(entries, c->entries + (size_t)changed);
    assert_string_equal(ri_text_string(&found), ri_text_string(changed ? c->is : c->was));
    assert_true(changed || !done);
    ri_text_free(&found);
    return changed;
}

/* Kills it again and again: half of the moments lie anywhere, half towards the end, where
   the file is written. */
static void kill_all(const killing *k, const course *c, size_t kills)
{
    const uint64_t duration = measure(c->what, k, c->bytes, c->length);
    int changed = 0;
    int ended = 0;
    int writing = 0;
    for (size_t i = 0; i < kills; i++) {
        const uint64_t moment =
            i % 2 == 0 ? killing_random(duration) : duration / 2 + killing_random(duration * 2 / 3);
        restore(k, c->bytes, c->length);
        const bool done = killing_run(c->what, k, moment);
        writing += !done && scratch_has(&k->s, "raci.db-journal");
        changed += look(k, c, done);
        ended += done;
    }
    print_message("%zu kills within %llu microseconds: %d left it changed, %d of them had ended; "
                  "%d were in the middle of writing\n",
                  kills, (unsigned long long)duration, changed, ended, writing);
}

static void survives_kills(void **state)
{
    killing k = begin();
    size_t entries = 0;
    size_t length = 0;
    (void)state;
    assert_int_equal(apply_all(&k), 0);
    char *applied = scratch_read(&k.s, "raci.db", &length);
    k.after = export_all(&k, &entries);
    assert_int_equal(entries, 1);
    assert_string_not_equal(ri_text_string(&k.after), ri_text_string(&k.before));
    kill_all(&k, &(course){apply_all, k.original, k.length, 0, &k.before, &k.after},
             killing_times(KILLS));
    kill_all(&k, &(course){undo_all, applied, length, 1, &k.after, &k.before},
             killing_times(KILLS_OF_UNDO));
    free(applied);
    end(&k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(survives_kills)};
    return cmocka_run_group_tests_name("killed", tests, NULL, NULL);
}
