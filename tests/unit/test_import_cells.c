#define _POSIX_C_SOURCE 200809L

#include "folders.h"

#include "model/reference.h"

/* An organization without problems, on which the rows below build. */
#define UNITS "== units.csv\nkey,name\nacme,Acme\nops,Operations\n"
#define POSITIONS "== positions.csv\nkey,title\nceo,Chief\ncoo,Operations\n"
#define PEOPLE "== people.csv\nkey,name\ndana,Dana\n"
#define TOUCHPOINTS "== touchpoints.csv\nkey\nbill\ncall\n"
#define BASE UNITS POSITIONS PEOPLE TOUCHPOINTS

struct wrong {
    const char *name;
    const char *files;
    const char *problems;
};

static const struct wrong wrongs[] = {
    /* keys */
    {"no key", "== units.csv\nkey,name\n,x\n", "units.csv:2:1: 'key' must not be empty\n"},
    {"malformed key", "== units.csv\nkey\nOps & IT\n",
     "units.csv:2:1: expected a key of a-z, 0-9, '.', '_' and '-', found 'Ops & IT'; did you "
     "mean 'ops-it'?\n"},
    {"accented key", "== units.csv\nkey\nCaf\xc3\xa9\n",
     "units.csv:2:1: expected a key of a-z, 0-9, '.', '_' and '-', found 'Caf\xc3\xa9'; did you "
     "mean 'cafe'?\n"},
    {"key without anything to keep", "== units.csv\nkey\n!!!\n",
     "units.csv:2:1: expected a key of a-z, 0-9, '.', '_' and '-', found '!!!'\n"},
    {"hidden characters are shown",
     "== units.csv\nkey\na\xe2\x80\xae"
     "b\n",
     "units.csv:2:1: expected a key of a-z, 0-9, '.', '_' and '-', found 'a\\u{202E}b'; did you "
     "mean 'ab'?\n"},
    /* the header */
    {"no column", "== units.csv\nname\nx\n", "units.csv:1:1: expected a column 'key'\n"},
    {"column of another name", "== seats.csv\nPosition,person\nceo,dana\n",
     "seats.csv:1:1: expected a column 'position', found 'Position'\n"},
    {"other signs than commas", "== units.csv\nkey;name\na;A\n",
     "units.csv:1:1: expected columns separated by commas, found 'key;name'\n"},
    {"a renamed workbook", "== units.csv\nPK\x03\x04\x14\n",
     "units.csv:1:1: expected CSV, found an archive, such as an Excel workbook: save it as CSV "
     "UTF-8\n"},
    {"a header that is no text hides the rows", "== units.csv\nkey,\xff\n\xff,\xff\n",
     "units.csv:1:5: expected UTF-8, found the byte 0xFF: save the file as UTF-8\n"},
    {"empty file", "== units.csv\n",
     "units.csv:1:1: expected a row of column names, the file is empty\n"},
    {"column twice", "== units.csv\nkey,name,key\na,b,c\n",
     "units.csv:1:10: a column of this name is there already\n"},
    {"attribute twice", "== units.csv\nkey,x,x\na,b,c\n",
     "units.csv:1:7: a column of this name is there already\n"},
    {"ragged row", "== units.csv\nkey,name\na\nb,c,d\n",
     "units.csv:2:1: the row has 1 cell, the header has 2\n"
     "units.csv:3:5: the row has 3 cells, the header has 2\n"},
    {"ragged row of a key that comes again", "== stages.csv\nkey,name\na,b,c\na,d\n",
     "stages.csv:2:5: the row has 3 cells, the header has 2\n"
     "stages.csv:3:1: duplicate key\n"},
    /* links */
    {"unknown, with the nearest", BASE "== seats.csv\nposition,person\nceo,dina\n",
     "seats.csv:2:5: unknown person 'dina'; did you mean 'dana'?\n"},
    {"unknown, of another kind", BASE "== seats.csv\nposition,person\nceo,coo\n",
     "seats.csv:2:5: unknown person 'coo'; a position has that key\n"},
    {"unknown, unlike any", BASE "== seats.csv\nposition,person\nceo,quixote\n",
     "seats.csv:2:5: unknown person 'quixote'\n"},
    {"unknown, further down", "== units.csv\nkey,parent,head\nops,acmee,ceoo\nacme,,\n" POSITIONS,
     "units.csv:2:5: unknown unit 'acmee'; did you mean 'acme'?\n"
     "units.csv:2:11: unknown position 'ceoo'; did you mean 'ceo'?\n"},
    {"unknown in a list", BASE "== touchpoints.csv\nkey,units\nbill,ops;oops ;nope\n",
     "touchpoints.csv:2:10: unknown unit 'oops'; did you mean 'ops'?\n"
     "touchpoints.csv:2:16: unknown unit 'nope'\n"},
    {"unknown in a quoted list", BASE "== touchpoints.csv\nkey,units\nbill,\"ops; oops\"\n",
     "touchpoints.csv:2:12: unknown unit 'oops'; did you mean 'ops'?\n"},
    {"unknown dotted line", "== positions.csv\nkey,dotted_to\na,b;c\nb,\n",
     "positions.csv:2:5: unknown position 'c'; did you mean 'a'?\n"},
    {"reference instead of a key", BASE "== seats.csv\nposition,person\nposition:ceo,dana\n",
     "seats.csv:2:1: expected the bare key of a position, found 'position:ceo'; write 'ceo'\n"},
    {"reference of another kind", BASE "== seats.csv\nposition,person\nunit:ops,dana\n",
     "seats.csv:2:1: expected the bare key of a position, found 'unit:ops'\n"},
    {"title instead of a key", BASE "== seats.csv\nposition,person\nC E O,dana\n",
     "seats.csv:2:1: expected the bare key of a position, found 'C E O'; did you mean 'c-e-o'?\n"},
    {"missing link", BASE "== seats.csv\nposition,person\n,dana\n",
     "seats.csv:2:1: 'position' must not be empty\n"},
    /* references */
    {"holder without a kind", BASE "== stated.csv\ntouchpoint,letter,holder\nbill,A,coo\n",
     "stated.csv:2:8: expected 'office:\xe2\x80\xa6', 'person:\xe2\x80\xa6', "
     "'position:\xe2\x80\xa6', 'team:\xe2\x80\xa6' or 'unit:\xe2\x80\xa6', found 'coo'\n"},
    {"unknown holder", BASE "== stated.csv\ntouchpoint,letter,holder\nbill,A,unit:opps\n",
     "stated.csv:2:8: unknown unit 'opps'; did you mean 'ops'?\n"},
    {"unknown touchpoint", BASE "== stated.csv\ntouchpoint,letter,holder\nbil,A,unit:ops\n",
     "stated.csv:2:1: unknown touchpoint 'bil'; did you mean 'bill'?\n"},
    {"scope of a wrong kind", BASE "== mandates.csv\nposition,scope\nceo,person:dana\n",
     "mandates.csv:2:5: expected '*', 'channel:\xe2\x80\xa6', 'journey:\xe2\x80\xa6', "
     "'stage:\xe2\x80\xa6', 'touchpoint:\xe2\x80\xa6' or 'unit:\xe2\x80\xa6', found "
     "'person:dana'\n"},
    {"unknown scope", BASE "== mandates.csv\nposition,scope\nceo,touchpoint:bil\n",
     "mandates.csv:2:5: unknown touchpoint 'bil'; did you mean 'bill'?\n"},
    {"subject of a wrong kind",
     BASE "== rulings.csv\nsubject,letter,holder,by\nunit:ops,A,unit:ops,office:ceo\n",
     "rulings.csv:2:1: expected 'enterprise', 'handoff:a->b', 'journey:\xe2\x80\xa6' or "
     "'touchpoint:\xe2\x80\xa6', found 'unit:ops'\n"},
    {"unknown side of a handoff",
     BASE "== rulings.csv\nsubject,letter,holder,by\nhandoff:bill->cal,A,unit:ops,office:ceo\n",
     "rulings.csv:2:1: unknown touchpoint 'cal'; did you mean 'call'?\n"},
    {"ruling of nobody", BASE "== rulings.csv\nsubject,letter,holder,by\nenterprise,A,unit:ops,\n",
     "rulings.csv:2:23: 'by' must not be empty\n"},
    {"dispute of a team", BASE "== disputes.csv\nsubject,letter,by\nenterprise,A,team:t\n",
     "disputes.csv:2:14: expected 'office:\xe2\x80\xa6', 'person:\xe2\x80\xa6' or "
     "'position:\xe2\x80\xa6', found 'team:t'\n"},
    /* values */
    {"not a date", "== units.csv\nkey,from\na,31.12.2026\n",
     "units.csv:2:3: expected a date such as 2026-03-31, found '31.12.2026'\n"},
    {"a day that is none", "== units.csv\nkey,to\na,2026-02-29\n",
     "units.csv:2:3: expected a date such as 2026-03-31, found '2026-02-29'\n"},
    {"ends before it begins", "== units.csv\nkey,from,to\na,2026-02-02,2026-02-02\n",
     "units.csv:2:14: 'to' must be after 'from' 2026-02-02, found '2026-02-02'\n"},
    {"criticality too high", "== touchpoints.csv\nkey,criticality\na,6\nb,0\nc,1.5\n",
     "touchpoints.csv:2:3: expected a criticality from 1 to 5, found '6'\n"
     "touchpoints.csv:3:3: expected a criticality from 1 to 5, found '0'\n"
     "touchpoints.csv:4:3: expected a criticality from 1 to 5, found '1.5'\n"},
    {"order that is none", "== stages.csv\nkey,order\na,first\nb,1e3\nc,-\nd,9999999999999999999\n",
     "stages.csv:2:3: expected a whole number, found 'first'\n"
     "stages.csv:3:3: expected a whole number, found '1e3'\n"
     "stages.csv:4:3: expected a whole number, found '-'\n"
     "stages.csv:5:3: expected a whole number, found '9999999999999999999'\n"},
    {"neither yes nor no", "== touchpoints.csv\nkey,managed,moment_of_truth\na,maybe,1\n",
     "touchpoints.csv:2:3: expected yes or no, found 'maybe'\n"
     "touchpoints.csv:2:9: expected yes or no, found '1'\n"},
    {"kind of seat", BASE "== seats.csv\nposition,person,kind\nceo,dana,actng\nceo,dana,boss\n",
     "seats.csv:2:10: expected holder, acting or delegate, found 'actng'; did you mean "
     "'acting'?\n"
     "seats.csv:3:10: expected holder, acting or delegate, found 'boss'\n"},
    {"kind of link", BASE "== links.csv\nfrom,to,kind\nbill,call,\nbill,call,leads\n",
     "links.csv:2:11: 'kind' must not be empty\n"
     "links.csv:3:11: expected handoff, promise or feedback, found 'leads'\n"},
    {"letter",
     BASE "== stated.csv\ntouchpoint,letter,holder\nbill,R/A,unit:ops\n"
          "bill,ABCDEFGHIJKLMNOPQ,unit:ops\n",
     "stated.csv:2:6: expected a letter such as A: 1 to 16 letters or digits, found 'R/A'\n"
     "stated.csv:3:6: expected a letter such as A: 1 to 16 letters or digits, found "
     "'ABCDEFGHIJKLMNOPQ'\n"},
    {"office", "== positions.csv\nkey,office\na,CEO\n",
     "positions.csv:2:3: expected an office such as ceo, cxo or cmo, found 'CEO'; did you mean "
     "'ceo'?\n"},
    {"finding", BASE "== acceptances.csv\nkey,fingerprint,by\n12,0123456789abcdef,position:ceo\n",
     "acceptances.csv:2:1: expected 16 digits of 0-9 and a-f, found '12'\n"},
    {"no date of a walk",
     BASE "== channels.csv\nkey\nweb\n== walks.csv\nposition,channel,date\nceo,web,\n",
     "walks.csv:2:9: 'date' must not be empty\n"},
    /* text */
    {"Latin-1", "== units.csv\nkey,name\na,Caf\xe9\n",
     "units.csv:2:6: expected UTF-8, found the byte 0xE9: save the file as UTF-8\n"},
    {"unclosed quote hides no names",
     "== units.csv\nkey,name\na,\"b\nc,d\n== positions.csv\nkey,unit\np,c\nq,x\n",
     "units.csv:2:3: the quote that opens here is never closed\n"},
    /* one mistake is told once */
    {"a bad row still has its key",
     "== units.csv\nkey,from\nops,soon\n== positions.csv\nkey,unit,office\np,ops,CEO\n"
     "== people.csv\nkey\na\n== seats.csv\nposition,person\np,a\n",
     "units.csv:2:5: expected a date such as 2026-03-31, found 'soon'\n"
     "positions.csv:2:7: expected an office such as ceo, cxo or cmo, found 'CEO'; did you mean "
     "'ceo'?\n"},
    {"a ragged row still has its key",
     "== units.csv\nkey,name\nops\n== positions.csv\nkey,unit\np,ops\n",
     "units.csv:2:1: the row has 1 cell, the header has 2\n"},
};

/* Every problem is told, exactly, and nothing is written. */
static void refuses(void **state)
{
    const struct wrong *row = *state;
    char before[65];
    char after[65];
    scratch s;
    ri_text problems = RI_TEXT_INIT;
    scratch_make(&s);
    raci_model *model = folder_model(&s, "m");
    folder_digest(model, before);
    assert_int_equal(folder_import(&s, model, row->files, NULL, &problems), RACI_INPUT);
    assert_string_equal(ri_text_string(&problems), row->problems);
    folder_digest(model, after);
    assert_string_equal(after, before);
    char *units = folder_export(&s, model, "units.csv");
    assert_string_equal(units, "key,name,parent,head,kind,function,tags,from,to\n");
    free(units);
    ri_text_free(&problems);
    raci_model_close(model);
    scratch_remove(&s);
}

struct right {
    const char *name;
    const char *files;
    const char *file;
    const char *exported;
};

static const struct right rights[] = {
    {"blanks around what is no text",
     "== units.csv\n key , name \n a , A \n== positions.csv\nkey,unit,office\n p,\ta , ceo \n",
     "positions.csv", "key,title,unit,reports_to,office,dotted_to,grade,from,to\np,,a,,ceo,,,,\n"},
    {"blanks in text", "== units.csv\nkey,name\na,  A  \n", "units.csv",
     "key,name,parent,head,kind,function,tags,from,to\na,  A  ,,,,,,,\n"},
    {"any case of a word", BASE "== seats.csv\nposition,person,kind\nceo,dana,Acting\n",
     "seats.csv", "position,person,kind,from,to\nceo,dana,acting,,\n"},
    {"no kind of seat", BASE "== seats.csv\nposition,person\nceo,dana\n", "seats.csv",
     "position,person,kind,from,to\nceo,dana,holder,,\n"},
    {"numbers and flags",
     "== touchpoints.csv\nkey,criticality,order,managed,moment_of_truth\na,05,-0007,YES,no\n",
     "touchpoints.csv",
     "key,name,journey,stage,channel,criticality,order,units,tags,managed,moment_of_truth,"
     "reviewed_on,from,to\na,,,,,5,'-7,,,yes,no,,,\n"},
    {"lists", UNITS "== touchpoints.csv\nkey,units,tags\na, ops;;acme ;ops;, x ;y;;x;z \n",
     "touchpoints.csv",
     "key,name,journey,stage,channel,criticality,order,units,tags,managed,moment_of_truth,"
     "reviewed_on,from,to\na,,,,,,,ops;acme,x;y;z,,,,,\n"},
    {"blank rows", "== units.csv\nkey,name\n\n,\na,A\n,\n", "units.csv",
     "key,name,parent,head,kind,function,tags,from,to\na,A,,,,,,,\n"},
    {"attributes in byte order", "== units.csv\nz,key,B b,a\n1,u,,3\n,v,2,\n", "units.csv",
     "key,name,parent,head,kind,function,tags,from,to,B b,a,z\nu,,,,,,,,,,3,1\nv,,,,,,,,,2,,\n"},
    {"all forms of scope",
     BASE "== mandates.csv\nposition,scope\nceo,unit:ops\nceo,*\ncoo,touchpoint:bill\n",
     "mandates.csv", "position,scope,from,to\nceo,*,,\nceo,unit:ops,,\ncoo,touchpoint:bill,,\n"},
    {"all forms of subject",
     BASE "== rulings.csv\nsubject,letter,holder,by\nhandoff:bill->call,R,office:cfo,office:ceo\n"
          "enterprise,Input,person:dana,person:dana\n",
     "rulings.csv",
     "subject,letter,holder,by,reason,from,to\nenterprise,Input,person:dana,person:dana,,,\n"
     "handoff:bill->call,R,office:cfo,office:ceo,,,\n"},
};

static void takes(void **state)
{
    const struct right *row = *state;
    scratch s;
    scratch_make(&s);
    raci_model *model = folder_model(&s, "m");
    folder_take(&s, model, row->files);
    char *exported = folder_export(&s, model, row->file);
    assert_string_equal(exported, row->exported);
    free(exported);
    raci_model_close(model);
    scratch_remove(&s);
}

static void limits_text(void **state)
{
    scratch s;
    ri_text files = RI_TEXT_INIT;
    ri_text problems = RI_TEXT_INIT;
    (void)state;
    scratch_make(&s);
    raci_model *model = folder_model(&s, "m");
    for (size_t length = 65535; length <= 65537; length++) {
        ri_text_clear(&files);
        ri_text_clear(&problems);
        ri_text_add(&files, "== units.csv\nkey,name\na,");
        for (size_t i = 0; i < length; i++) {
            ri_text_char(&files, 'x');
        }
        ri_text_add(&files, "\n");
        raci_status status = folder_import(&s, model, ri_text_string(&files), NULL, &problems);
        assert_int_equal(status, length > 65535 ? RACI_INPUT : RACI_OK);
        assert_string_equal(ri_text_string(&problems),
                            length == 65536 ? "units.csv:2:3: the cell has more than 65535 bytes\n"
                            : length == 65537
                                ? "units.csv:2:3: the cell has more than 65536 bytes\n"
                                : "");
    }
    ri_text_free(&files);
    ri_text_free(&problems);
    raci_model_close(model);
    scratch_remove(&s);
}

static void limits_lists(void **state)
{
    scratch s;
    ri_text files = RI_TEXT_INIT;
    ri_text problems = RI_TEXT_INIT;
    (void)state;
    scratch_make(&s);
    raci_model *model = folder_model(&s, "m");
    ri_text_add(&files, "== units.csv\nkey,tags\na,");
    for (int i = 0; i < 1001; i++) {
        ri_text_format(&files, "t%d;", i);
    }
    ri_text_add(&files, "\n");
    assert_int_equal(folder_import(&s, model, ri_text_string(&files), NULL, &problems), RACI_INPUT);
    assert_string_equal(ri_text_string(&problems),
                        "units.csv:2:3: expected a list of at most 1000 tags\n");
    ri_text_free(&files);
    ri_text_free(&problems);
    raci_model_close(model);
    scratch_remove(&s);
}

static void limits_keys(void **state)
{
    scratch s;
    char key[RI_KEY_MAX + 2];
    ri_text problems = RI_TEXT_INIT;
    (void)state;
    memset(key, 'k', sizeof key - 1);
    key[sizeof key - 1] = '\0';
    scratch_make(&s);
    raci_model *model = folder_model(&s, "m");
    for (size_t cut = 0; cut < 2; cut++) {
        ri_text files = RI_TEXT_INIT;
        ri_text_format(&files, "== units.csv\nkey\n%s\n", key + cut);
        assert_int_equal(folder_import(&s, model, ri_text_string(&files), NULL, &problems),
                         cut == 0 ? RACI_INPUT : RACI_OK);
        ri_text_free(&files);
    }
    assert_non_null(
        strstr(ri_text_string(&problems), "expected a key of at most 200 characters, "));
    ri_text_free(&problems);
    raci_model_close(model);
    scratch_remove(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(limits_text),
        cmocka_unit_test(limits_lists),
        cmocka_unit_test(limits_keys),
    };
    return RUN_ROWS("refuses", wrongs, refuses) + RUN_ROWS("takes", rights, takes) +
           cmocka_run_group_tests_name("import cells", tests, NULL, NULL);
}
