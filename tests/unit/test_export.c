#define _POSIX_C_SOURCE 200809L

#include "folders.h"

#include <signal.h>
#include <sys/resource.h>

#include "model/tables.h"

/* Every file, every column and every odd value, out of order. */
static const char everything[] =
    "== units.csv\n"
    "key,name,parent,head,kind,function,tags,from,to,=attr,cost centre\n"
    "ops,\"Operations, \"\"the\"\" engine\",acme,coo,department,operations,a;b,,,1,\n"
    "acme,Acme \xe2\x80\xaeltr,,ceo,company,,,,,,C-1\n"
    "old,Old name,acme,,team,,,,2020-01-01,,\n"
    "old,New name,ops,,team,,,2020-01-01,,'=2,\n"
    "== positions.csv\n"
    "key,title,unit,reports_to,office,dotted_to,grade,from,to,interim_until\n"
    "ceo,\"Chief\nExecutive\",acme,,ceo,,E1,,,\n"
    "coo,\"two\r\nlines\",ops,ceo,coo,ceo;cfo,,,,2030-01-01\n"
    "cfo,  blanks around  ,acme,ceo,cfo,,,2020-01-01,2030-01-01,\n"
    "== people.csv\n"
    "key,name,email,from,to\n"
    "dana,'=cmd|' /C calc'!A0,dana@example.com,,\n"
    "lee,'@lee,,,\n"
    "kim,'+1,,,\n"
    "max,'-1,,,\n"
    "tab,'\tx,,,\n"
    "car,\"'\rx\",,,\n"
    "two,''=x,,,\n"
    "raw,=1+1,,,\n"
    "apo,'plain,,,\n"
    "lone,',,,\n"
    "== seats.csv\n"
    "position,person,kind,from,to\n"
    "coo,lee,acting,2021-01-01,\ncoo,dana,,,2021-01-01\nceo,dana,delegate,,\n"
    "== teams.csv\n"
    "key,name,kind,lead,from,to\nboard,Board,board,ceo,,\n"
    "== team_members.csv\n"
    "team,position,from,to\nboard,coo,2020-01-01,\nboard,ceo,,\n"
    "== stages.csv\n"
    "key,name,order\nuse,Usage,2\nbuy,Purchase,-1\nend,,\n"
    "== channels.csv\n"
    "key,name\nweb,Web\napp,App\n"
    "== journeys.csv\n"
    "key,name,lead,team,from,to\nj,Journey,coo,board,,\nk,,,,2020-01-01,\n"
    "== touchpoints.csv\n"
    "key,name,journey,stage,channel,criticality,order,units,tags,managed,moment_of_truth,"
    "reviewed_on,from,to,sla\n"
    "bill,Bill,j,use,web,5,2,ops;acme,x;y z,yes,no,2026-01-01,,,\"a;b,\"\"c\"\"\"\n"
    "call,,,,,,,,,no,yes,,2020-01-01,2020-01-02,\n"
    "call,Call,k,buy,app,1,-3,acme,,,,,2020-01-02,,4h\n"
    "== journey_steps.csv\n"
    "journey,touchpoint,order,why\nk,bill,1,\nj,call,,because\n"
    "== links.csv\n"
    "from,to,kind\nbill,call,promise\nbill,call,feedback\ncall,bill,handoff\nbill,bill,feedback\n"
    "== walks.csv\n"
    "position,channel,date,note\nceo,web,2026-02-01,\nceo,web,2026-01-01,n\n"
    "== mandates.csv\n"
    "position,scope,from,to\nceo,*,,\ncoo,unit:ops,2020-01-01,2021-01-01\ncoo,stage:use,,\n"
    "== stated.csv\n"
    "touchpoint,letter,holder,reason\ncall,A,office:coo,\nbill,A,position:coo,by law\n"
    "bill,R,team:board,\n"
    "== rulings.csv\n"
    "subject,letter,holder,by,reason,from,to\n"
    "handoff:bill->call,R,unit:ops,office:cxo,\"so, be it\",2026-01-01,2027-01-01\n"
    "enterprise,A,person:dana,position:ceo,,2026-01-01,2027-01-01\n"
    "== acceptances.csv\n"
    "key,fingerprint,by,reason,from,to\n"
    "0123456789abcdef,fedcba9876543210,position:ceo,known,2026-01-01,2026-06-01\n"
    "== disputes.csv\n"
    "subject,letter,by,claims,reason,from,to\n"
    "touchpoint:bill,A,position:cfo,position:ceo,mine,2026-01-01,\n";

/* All files of the folder "out" in one text, as folder_write takes it. */
static void read_folder(const scratch *s, const char *folder, ri_text *out)
{
    for (int tab = 0; tab < RI_TABLE_COUNT; tab++) {
        char name[64];
        size_t length = 0;
        (void)snprintf(name, sizeof name, "%s/%s.csv", folder, ri_tables[tab].name);
        char *bytes = scratch_read(s, name, &length);
        assert_non_null(bytes);
        ri_text_format(out, "== %s.csv\n", ri_tables[tab].name);
        ri_text_bytes(out, bytes, length);
        free(bytes);
    }
}

static void export_all(const scratch *s, raci_model *model, ri_text *out)
{
    char path[SCRATCH_PATH];
    raci_error err = {0};
    ri_text_clear(out);
    if (raci_model_export(model, scratch_path(s, "out", path), &err) != RACI_OK) {
        fail_msg("%s", err.message);
    }
    read_folder(s, "out", out);
}

static void comes_back_the_same(void **state)
{
    scratch s;
    char digest[65];
    char again[65];
    raci_import_counts counts = {0};
    ri_text first = RI_TEXT_INIT;
    ri_text second = RI_TEXT_INIT;
    ri_text problems = RI_TEXT_INIT;
    (void)state;
    scratch_make(&s);
    raci_model *model = folder_model(&s, "m");
    folder_take(&s, model, everything);
    folder_digest(model, digest);
    export_all(&s, model, &first);

    /* Into the same model: nothing changes. */
    assert_int_equal(folder_import(&s, model, ri_text_string(&first), &counts, &problems), RACI_OK);
    assert_int_equal(counts.files, RI_TABLE_COUNT);
    assert_int_equal(counts.added + counts.updated, 0);
    assert_int_equal(counts.unchanged, 51);
    folder_digest(model, again);
    assert_string_equal(again, digest);

    /* Into a new one: the same content, the same bytes. */
    raci_model *other = folder_model(&s, "other");
    folder_take(&s, other, ri_text_string(&first));
    folder_digest(other, again);
    assert_string_equal(again, digest);
    export_all(&s, other, &second);
    assert_string_equal(ri_text_string(&second), ri_text_string(&first));
    ri_text_free(&first);
    ri_text_free(&second);
    ri_text_free(&problems);
    raci_model_close(other);
    raci_model_close(model);
    scratch_remove(&s);
}

/* One file after the other, in any grouping, gives the same model. */
static void comes_in_parts(void **state)
{
    scratch s;
    char digest[65];
    char again[65];
    ri_text part = RI_TEXT_INIT;
    (void)state;
    scratch_make(&s);
    raci_model *model = folder_model(&s, "m");
    folder_take(&s, model, everything);
    folder_digest(model, digest);
    raci_model *other = folder_model(&s, "other");
    /* Units and positions name each other: they come together, teams and their
       members too; all others alone. */
    const char *at = everything;
    for (int tab = 0; *at != '\0'; tab++) {
        const char *next = strstr(at + 1, "\n== ");
        size_t length = next != NULL ? (size_t)(next + 1 - at) : strlen(at);
        ri_text_bytes(&part, at, length);
        at += length;
        if (tab != RI_TABLE_UNITS && tab != RI_TABLE_TEAMS) {
            folder_take(&s, other, ri_text_string(&part));
            ri_text_clear(&part);
        }
    }
    folder_digest(other, again);
    assert_string_equal(again, digest);
    ri_text_free(&part);
    raci_model_close(other);
    raci_model_close(model);
    scratch_remove(&s);
}

struct shown {
    const char *name;
    const char *file;
    const char *line; /* is in the exported file */
};

static const struct shown shown[] = {
    {"header with a formula", "units.csv",
     "key,name,parent,head,kind,function,tags,from,to,'=attr,cost centre\n"},
    {"quotes", "units.csv", "\nops,\"Operations, \"\"the\"\" engine\",acme,coo,"},
    {"periods in order", "units.csv",
     "\nold,Old name,acme,,team,,,,2020-01-01,,\nold,New name,ops,,team,,,2020-01-01,,'=2,\n"},
    {"formula =", "people.csv", "\ndana,'=cmd|' /C calc'!A0,"},
    {"formula @", "people.csv", "\nlee,'@lee,"},
    {"formula +", "people.csv", "\nkim,'+1,"},
    {"formula -", "people.csv", "\nmax,'-1,"},
    {"formula tab", "people.csv", "\ntab,'\tx,"},
    {"formula carriage return", "people.csv", "\ncar,\"'\rx\","},
    {"formula behind an apostrophe", "people.csv", "\ntwo,''=x,"},
    {"formula that came bare", "people.csv", "\nraw,'=1+1,"},
    {"apostrophe before a word", "people.csv", "\napo,'plain,"},
    {"apostrophe alone", "people.csv", "\nlone,',"},
    {"line end", "positions.csv", "\nceo,\"Chief\nExecutive\",acme,"},
    {"blanks around", "positions.csv", "\ncfo,  blanks around  ,acme,"},
    {"list", "positions.csv", ",coo,ceo;cfo,,,,2030-01-01\n"},
    {"negative number", "stages.csv", "\nbuy,Purchase,'-1\n"},
    {"unset number", "stages.csv", "\nend,,\n"},
};

static void shows(void **state)
{
    const struct shown *row = *state;
    scratch s;
    scratch_make(&s);
    raci_model *model = folder_model(&s, "m");
    folder_take(&s, model, everything);
    char *exported = folder_export(&s, model, row->file);
    if (strstr(exported, row->line) == NULL) {
        fail_msg("%s", exported);
    }
    free(exported);
    raci_model_close(model);
    scratch_remove(&s);
}

/* A kind that has lost its rows loses them in the folder too; other files stay. */
static void replaces_files(void **state)
{
    scratch s;
    char path[SCRATCH_PATH];
    (void)state;
    scratch_make(&s);
    folder_write(scratch_path(&s, "out", path), "== links.csv\nstale\n== notes.csv\nmine\n");
    raci_model *model = folder_model(&s, "m");
    char *links = folder_export(&s, model, "links.csv");
    assert_string_equal(links, "from,to,kind\n");
    free(links);
    char *notes = folder_export(&s, model, "notes.csv");
    assert_string_equal(notes, "mine\n");
    free(notes);
    raci_model_close(model);
    scratch_remove(&s);
}

static void tells_why_not(void **state)
{
    scratch s;
    char path[SCRATCH_PATH];
    raci_error err = {0};
    (void)state;
    scratch_make(&s);
    raci_model *model = folder_model(&s, "m");
    assert_int_equal(raci_model_export(model, scratch_path(&s, "m", path), &err), RACI_IO);
    assert_non_null(strstr(err.message, "cannot be written: Not a directory"));
    err = (raci_error){0};
    assert_int_equal(raci_model_export(model, scratch_path(&s, "no/where", path), &err), RACI_IO);
    assert_non_null(strstr(err.message, "cannot be made: No such file or directory"));
    err = (raci_error){0};
    assert_int_equal(raci_model_export(model, "/proc", &err), RACI_IO);
    assert_non_null(strstr(err.message, "'/proc/units.csv' cannot be made: "));
    raci_model_close(model);
    scratch_remove(&s);
}

static size_t count_files(const char *dir)
{
    size_t n = 0;
    DIR *list = opendir(dir);
    assert_non_null(list);
    while (readdir(list) != NULL) {
        n++;
    }
    assert_int_equal(closedir(list), 0);
    return n - 2;
}

/* A full disk leaves the files of the last export, and nothing half written. */
static void is_all_or_nothing(void **state)
{
    scratch s;
    char path[SCRATCH_PATH];
    struct rlimit old;
    struct rlimit small;
    raci_error err = {0};
    ri_text files = RI_TEXT_INIT;
    (void)state;
    scratch_make(&s);
    raci_model *model = folder_model(&s, "m");
    free(folder_export(&s, model, "units.csv"));
    ri_text_add(&files, "== touchpoints.csv\nkey,name\n");
    for (int i = 0; i < 3000; i++) {
        ri_text_format(&files, "t%d,A name that is rather long to fill the file %d\n", i, i);
    }
    ri_text_add(&files, "== units.csv\nkey\na\n");
    folder_take(&s, model, ri_text_string(&files));
    (void)signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
    small = old;
    small.rlim_cur = 100000;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    raci_status status = raci_model_export(model, scratch_path(&s, "out", path), &err);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
    assert_int_equal(status, RACI_IO);
    assert_non_null(strstr(err.message, "/touchpoints.csv' cannot be written: File too large"));
    assert_int_equal(count_files(path), RI_TABLE_COUNT);
    char *units = scratch_read(&s, "out/units.csv", NULL);
    assert_string_equal(units, "key,name,parent,head,kind,function,tags,from,to\n");
    free(units);
    ri_text_free(&files);
    raci_model_close(model);
    scratch_remove(&s);
}

struct exporting {
    raci_model *model;
    const char *dir;
};

static bool attempt(void *payload)
{
    const struct exporting *with = payload;
    raci_status status = raci_model_export(with->model, with->dir, NULL);
    assert_true(status == RACI_OK || status == RACI_NOMEM);
    return status == RACI_OK;
}

static void survives_exhaustion(void **state)
{
    scratch s;
    char path[SCRATCH_PATH];
    (void)state;
    scratch_make(&s);
    raci_model *model = folder_model(&s, "m");
    folder_take(&s, model, everything);
    struct exporting with = {model, scratch_path(&s, "out", path)};
    assert_true(with_all_failures(attempt, &with) > 20);
    assert_int_equal(count_files(path), RI_TABLE_COUNT);
    raci_model_close(model);
    scratch_remove(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(comes_back_the_same), cmocka_unit_test(comes_in_parts),
        cmocka_unit_test(replaces_files),      cmocka_unit_test(tells_why_not),
        cmocka_unit_test(is_all_or_nothing),   cmocka_unit_test(survives_exhaustion),
    };
    return RUN_ROWS("shows", shown, shows) +
           cmocka_run_group_tests_name("export", tests, NULL, NULL);
}
