/* Files that are not canonical, taken into a model: what they become, and what is told. */
#define _POSIX_C_SOURCE 200809L

#include "folders.h"
#include "rows.h"

#include <raci.h>

#include "changing.h"
#include "model/adopted.h"
#include "workbooks.h"

#define DAY "2026-12-01"
#define EMPTY "== channels.csv\nkey\nweb\n" /* nothing that matters here */

/* What the model has once the file is read: its rows, after what was told of it. */
static void describe(ri_text *out, const raci_intake *intake)
{
    for (size_t i = 0; i < intake->n_sheets; i++) {
        const ri_read_sheet *sheet = &intake->sheets[i];
        ri_text_format(out, "%s: %zu rows, %zu used, %zu passed, %zu refused\n",
                       sheet->kind != NULL ? sheet->kind : "unknown", sheet->rows, sheet->used,
                       sheet->passed, sheet->refused);
        assert_int_equal(sheet->rows,
                         sheet->used + sheet->passed + sheet->waiting + sheet->refused);
        for (size_t k = 0; k < sheet->n_questions; k++) {
            ri_text_format(out, "%s %s\n", sheet->questions[k].taken == NULL ? "open" : "taken",
                           sheet->questions[k].option);
        }
        for (size_t k = 0; k < sheet->refusals.n; k++) {
            ri_text_format(out, "refused %s\n", sheet->refusals.items[k].place);
        }
        for (size_t k = 0; k < sheet->notes.n; k++) {
            ri_text_format(out, "noted %s\n", sheet->notes.items[k].place);
        }
    }
}

typedef struct row {
    const char *name;
    const char *organization; /* that the model has */
    const char *file;
    const char *text; /* behind "== paths" those that owners are asked for */
    const char *map;
    const char *expected; /* what is told, then rows that are new */
} row;

static const row rows[] = {
    {"an HR export", EMPTY, "hr.csv",
     "PersonID,SupervisorID,Name,Title,Department\n"
     "1001,,Ann Ito,Chief,Board\n1002,1001,Bo Ruiz,Head of Sales,Sales\n"
     "1003,1002,Cy Moss,Rep,Sales\n",
     "",
     "hr: 4 rows, 3 used, 1 passed, 0 refused\n"
     "+ units board: name=Board kind=department\n+ units sales: name=Sales kind=department\n"
     "+ positions 1001: title=Chief unit=board\n"
     "+ positions 1002: title=Head of Sales unit=sales reports_to=1001\n"
     "+ positions 1003: title=Rep unit=sales reports_to=1002\n"
     "+ people 1001: name=Ann Ito\n+ people 1002: name=Bo Ruiz\n+ people 1003: name=Cy Moss\n"
     "+ seats 1001 1001 holder\n+ seats 1002 1002 holder\n+ seats 1003 1003 holder\n"},
    {"a matrix", EMPTY, "raci.csv", "Activity,Sales,Care\nSign,A,C\nCall,I,A/R\n", "",
     "matrix: 3 rows, 2 used, 1 passed, 0 refused\n"
     "+ positions care: title=Care\n+ positions sales: title=Sales\n"
     "+ touchpoints call: name=Call\n+ touchpoints sign: name=Sign\n"
     "+ stated call A position:care\n+ stated call I position:sales\n"
     "+ stated call R position:care\n+ stated sign A position:sales\n"
     "+ stated sign C position:care\n"},
    {"parties that the model knows",
     "== units.csv\nkey,name\nsl,Sales\n== positions.csv\nkey,title\nhoc,Care\n"
     "== people.csv\nkey,name,email\nann,Ann Ito,ann@x.example\n"
     "== touchpoints.csv\nkey,name\ns1,Sign\n",
     "raci.csv", "Activity,SALES,Care,ann@x.example\nSign,A,C,I\n", "",
     "matrix: 2 rows, 1 used, 1 passed, 0 refused\n"
     "+ stated s1 A unit:sl\n+ stated s1 C position:hoc\n+ stated s1 I person:ann\n"},
    {"parties as units", EMPTY, "raci.csv", "Task,Sales\nSign,A\n", "parties = unit\n",
     "matrix: 2 rows, 1 used, 1 passed, 0 refused\n"
     "+ units sales: name=Sales\n+ touchpoints sign: name=Sign\n+ stated sign A unit:sales\n"},
    {"parties as people", EMPTY, "raci.csv", "Task,Ann\nSign,A\n", "parties = person\n",
     "matrix: 2 rows, 1 used, 1 passed, 0 refused\n"
     "+ positions ann: title=Ann\n+ people ann: name=Ann\n+ seats ann ann holder\n"
     "+ touchpoints sign: name=Sign\n+ stated sign A position:ann\n"},
    {"parties as teams", EMPTY, "raci.csv", "Task,Care\nSign,A\n", "parties = team\n",
     "matrix: 2 rows, 1 used, 1 passed, 0 refused\n"
     "+ positions lead-of-care: title=Lead of Care\n+ teams care: name=Care lead=lead-of-care\n"
     "+ team_members care lead-of-care\n"
     "+ touchpoints sign: name=Sign\n+ stated sign A team:care\n"},
    {"letters that are swapped", EMPTY, "raci.csv", "Task,Sales,Care\nSign,A,R\n",
     "letters = A=R,R=A\n",
     "matrix: 2 rows, 1 used, 1 passed, 0 refused\n"
     "+ positions care: title=Care\n+ positions sales: title=Sales\n+ touchpoints sign: name=Sign\n"
     "+ stated sign A position:care\n+ stated sign R position:sales\n"},
    {"code owners", EMPTY, "CODEOWNERS",
     "# all\n* @Ann\n/docs/*.md @org/docs bo@x.example\n/docs/old\n", "",
     "owners: 4 rows, 3 used, 1 passed, 0 refused\ntaken --letters Owner=A\n"
     "+ positions ann: title=Ann\n"
     "+ positions bo-x.example: title=bo@x.example\n"
     "+ positions lead-of-org-docs: title=Lead of org/docs\n"
     "+ people ann: name=Ann\n+ people bo-x.example: name=bo@x.example email=bo@x.example\n"
     "+ seats ann ann holder\n+ seats bo-x.example bo-x.example holder\n"
     "+ teams org-docs: name=org/docs lead=lead-of-org-docs\n"
     "+ team_members org-docs lead-of-org-docs\n+ touchpoints docs-md: name=/docs/*.md\n"
     "+ touchpoints docs-old: name=/docs/old\n+ touchpoints path: name=*\n"
     "+ stated docs-md A position:bo-x.example: reason=by the pattern /docs/*.md\n"
     "+ stated docs-md A team:org-docs: reason=by the pattern /docs/*.md\n"
     "+ stated path A position:ann: reason=by the pattern *\n"},
    {"code owners of paths", EMPTY, "CODEOWNERS",
     "/a/ @ann @bo\n*.c @ann\n/d @bo\n"
     "== paths\n"
     "a/x\na-x\na/x.c\na/X.c\n../b\n",
     "letters = Owner=R\n",
     "owners: 3 rows, 3 used, 0 passed, 0 refused\nnoted 3:1\n"
     "owners: 5 rows, 4 used, 0 passed, 1 refused\nrefused 5:1\nnoted \n"
     "+ positions ann: title=ann\n"
     "+ positions bo: title=bo\n"
     "+ people ann: name=ann\n+ people bo: name=bo\n"
     "+ seats ann ann holder\n+ seats bo bo holder\n"
     "+ touchpoints a-x: name=a/x\n+ touchpoints a-x-2: name=a-x\n"
     "+ touchpoints a-x.c: name=a/x.c\n+ touchpoints a-x.c-2: name=a/X.c\n"
     "+ stated a-x R position:ann: reason=by the pattern /a/\n"
     "+ stated a-x R position:bo: reason=by the pattern /a/\n"
     "+ stated a-x.c R position:ann: reason=by the pattern *.c\n"
     "+ stated a-x.c-2 R position:ann: reason=by the pattern *.c\n"},
    {"owners that the model knows",
     "== units.csv\nkey,name\npay,Payments\nann.b,x\n== people.csv\nkey,name,email\n"
     "dana-ruiz,Dana Ruiz,dana@x.example\nann-b,ann_b,\n== touchpoints.csv\nkey,name\n"
     "t1,/docs/\ndocs-2,docs\n",
     "CODEOWNERS",
     "/docs/ @Dana-Ruiz @acme/payments\ndocs dana@x.example @ann-b @ann.b @ann_c\n/docs @cy\n", "",
     "owners: 3 rows, 3 used, 0 passed, 0 refused\ntaken --letters Owner=A\n"
     "noted 1:1\nnoted 2:1\n"
     "+ positions ann_c: title=ann_c\n"
     "+ positions cy: title=cy\n"
     "+ people ann_c: name=ann_c\n+ people cy: name=cy\n"
     "+ seats ann_c ann_c holder\n+ seats cy cy holder\n"
     "+ touchpoints docs: name=/docs\n"
     "+ stated docs A position:cy: reason=by the pattern /docs\n"
     "+ stated docs-2 A person:ann-b: reason=by the pattern docs\n"
     "+ stated docs-2 A person:dana-ruiz: reason=by the pattern docs\n"
     "+ stated docs-2 A position:ann_c: reason=by the pattern docs\n"
     "+ stated docs-2 A unit:ann.b: reason=by the pattern docs\n"
     "+ stated t1 A person:dana-ruiz: reason=by the pattern /docs/\n"
     "+ stated t1 A unit:pay: reason=by the pattern /docs/\n"},
    {"owners by a dictionary, and as positions", EMPTY, "CODEOWNERS", "/a @x @y\n",
     "letters = @x=@Sales + @Care\nparties = position\n",
     "owners: 1 rows, 1 used, 0 passed, 0 refused\ntaken --letters Owner=A\n"
     "+ positions care: title=Care\n+ positions sales: title=Sales\n+ positions y: title=y\n"
     "+ touchpoints a: name=/a\n"
     "+ stated a A position:care: reason=by the pattern /a\n"
     "+ stated a A position:sales: reason=by the pattern /a\n"
     "+ stated a A position:y: reason=by the pattern /a\n"},
    {"sections of code owners", EMPTY, "CODEOWNERS",
     "^[Docs] @d\n*.md\n[Code]\n*.md @c @d\n*.c @@maintainer\n"
     "== paths\n"
     "a.md\na.c\n",
     "",
     "owners: 5 rows, 3 used, 2 passed, 0 refused\n"
     "taken --letters Owner=A\ntaken --letters Optional=C\n"
     "owners: 2 rows, 2 used, 0 passed, 0 refused\n"
     "+ positions c: title=c\n"
     "+ positions d: title=d\n"
     "+ positions lead-of-maintainer: title=Lead of maintainer\n"
     "+ people c: name=c\n+ people d: name=d\n"
     "+ seats c c holder\n+ seats d d holder\n+ teams maintainer: name=maintainer lead=lead-of-maintainer\n"
     "+ team_members maintainer lead-of-maintainer\n"
     "+ touchpoints a.c: name=a.c\n+ touchpoints a.md: name=a.md\n"
     "+ stated a.c A team:maintainer: reason=by the pattern *.c in the section Code\n"
     "+ stated a.md A position:c: reason=by the pattern *.md in the section Code\n"
     "+ stated a.md A position:d: reason=by the pattern *.md in the section Code\n"},
    {"an OWNERS file", EMPTY, "OWNERS",
     "approvers: [ann]\nreviewers: [bo, ann]\nfilters:\n  '\\.go$': {approvers: [cy]}\n"
     "== paths\n"
     "a\nb/c.go\n",
     "letters = Reviewer=I\n",
     "owners: 4 rows, 4 used, 0 passed, 0 refused\ntaken --letters Approver=A\n"
     "taken --letters Parent=C\n"
     "owners: 2 rows, 2 used, 0 passed, 0 refused\n"
     "+ positions ann: title=ann\n"
     "+ positions bo: title=bo\n"
     "+ positions cy: title=cy\n"
     "+ people ann: name=ann\n+ people bo: name=bo\n+ people cy: name=cy\n"
     "+ seats ann ann holder\n+ seats bo bo holder\n+ seats cy cy holder\n"
     "+ touchpoints a: name=a\n+ touchpoints b-c.go: name=b/c.go\n"
     "+ stated a A position:ann: reason=approver in OWNERS\n"
     "+ stated a I position:bo: reason=reviewer in OWNERS\n"
     "+ stated b-c.go A position:ann: reason=approver in OWNERS\n"
     "+ stated b-c.go A position:cy: reason=approver in OWNERS\n"
     "+ stated b-c.go I position:bo: reason=reviewer in OWNERS\n"},
    {"stages and channels of a matrix", EMPTY, "a.md",
     "| Stage | Touchpoint | Channel | Owner |\n|---|---|---|---|\n"
     "| Buy | Quote | Web | Sales |\n| Buy | Order | Web (own shop) or phone | Sales |\n"
     "| Use | Help | | Care |\n",
     "",
     "matrix: 4 rows, 3 used, 1 passed, 0 refused\ntaken --letters 'Owner=A'\n"
     "taken --column 'Owner=units'\nnoted 4:43\n"
     "+ positions care: title=Care\n+ positions sales: title=Sales\n"
     "+ stages buy: name=Buy order=1\n+ stages use: name=Use order=2\n"
     "+ touchpoints help: name=Help stage=use\n"
     "+ touchpoints order: name=Order stage=buy channel=web channels=Web (own shop) or phone\n"
     "+ touchpoints quote: name=Quote stage=buy channel=web\n"
     "+ stated help A position:care\n+ stated order A position:sales\n"
     "+ stated quote A position:sales\n"},
    {"stages that every activity has its own of", EMPTY, "a.csv",
     "Stage,Activity,Sales\nOne,Quote,A\nTwo,Order,A\n", "",
     "matrix: 3 rows, 2 used, 1 passed, 0 refused\n+ positions sales: title=Sales\n"
     "+ touchpoints order: name=Order section=Two\n+ touchpoints quote: name=Quote section=One\n"
     "+ stated order A position:sales\n+ stated quote A position:sales\n"},
    {"names on several lines", EMPTY, "a.csv",
     "Phase,Task,\"Head\nof Care\"\n\"One,\n here\",\"Build\n\n(all)\",A\n\"One,\n here\",Run,A\n",
     "",
     "matrix: 3 rows, 2 used, 1 passed, 0 refused\n"
     "+ positions head-of-care: title=Head of Care\n+ stages one-here: name=One, here order=1\n"
     "+ touchpoints build-all: name=Build (all) stage=one-here\n"
     "+ touchpoints run: name=Run stage=one-here\n+ stated build-all A position:head-of-care\n"
     "+ stated run A position:head-of-care\n"},
    {"activities that nobody has", EMPTY, "a.csv",
     "Task,Dev,Ops\nBuild,A,R\nLost,-,TBD\nRun,A,R\nGone,,\n", "",
     "matrix: 5 rows, 4 used, 1 passed, 0 refused\ntaken --headings yes|no\nnoted 3:8\nnoted 5:1\n+ positions dev: title=Dev\n"
     "+ positions ops: title=Ops\n+ touchpoints build: name=Build\n+ touchpoints gone: name=Gone\n"
     "+ touchpoints lost: name=Lost\n+ touchpoints run: name=Run\n+ stated build A position:dev\n"
     "+ stated build R position:ops\n+ stated run A position:dev\n+ stated run R position:ops\n"},
    {"and stand above a column", EMPTY, "a.csv", "Role,Build,Lost,Run\nDev,A,,R\nOps,R,-,A\n", "",
     "matrix: 3 rows, 2 used, 1 passed, 0 refused\n+ positions dev: title=Dev\n"
     "+ positions ops: title=Ops\n+ touchpoints build: name=Build\n+ touchpoints lost: name=Lost\n"
     "+ touchpoints run: name=Run\n+ stated build A position:dev\n+ stated build R position:ops\n"
     "+ stated run A position:ops\n+ stated run R position:dev\n"},
    {"journeys of a matrix",
     "== stages.csv\nkey\nbuy\n== touchpoints.csv\nkey,name,stage\nq,Quote,buy\n", "a.csv",
     "Journey,Step,Sales\nBuying,Quote,A\nBuying,Order,A\nMoving,Call,A\n", "",
     "matrix: 4 rows, 3 used, 1 passed, 0 refused\n- touchpoints q\n"
     "+ positions sales: title=Sales\n+ journeys buying: name=Buying\n+ journeys moving: name=Moving\n"
     "+ touchpoints call: name=Call journey=moving order=3\n"
     "+ touchpoints order: name=Order journey=buying order=2\n"
     "+ touchpoints q: name=Quote journey=buying stage=buy order=1\n"
     "+ stated call A position:sales\n+ stated order A position:sales\n"
     "+ stated q A position:sales\n"},
    {"tables that say different things of positions",
     "== positions.csv\nkey,title,room\ncare,Care,9\n1001,Boss,7\n", "a.md",
     "| PersonID | SupervisorID | Name | Title | Floor |\n|---|---|---|---|---|\n"
     "| 1001 | | Ann | Chief | 3 |\n| 1002 | 1001 | Bo | Head | 4 |\n\n"
     "# More\n\n| Activity | Sales | Care |\n|---|---|---|\n| Sign | A | C |\n\n"
     "# Others\n\n| PersonID | SupervisorID | Name | Title | Room |\n|---|---|---|---|---|\n"
     "| 1003 | 1001 | Cy | Rep | 31 |\n| 1004 | 1001 | Di | Rep | \"4\" |\n",
     "lines = keep\n",
     "hr: 3 rows, 2 used, 1 passed, 0 refused\nmatrix: 2 rows, 1 used, 1 passed, 0 refused\n"
     "hr: 3 rows, 2 used, 1 passed, 0 refused\n"
     "- positions 1001\n+ positions 1001: title=Chief room=7\n"
     "+ positions 1002: title=Head reports_to=1001\n+ positions 1003: title=Rep reports_to=1001\n"
     "+ positions 1004: title=Rep reports_to=1001\n+ positions sales: title=Sales\n"
     "+ people 1001: name=Ann floor=3\n+ people 1002: name=Bo floor=4\n"
     "+ people 1003: name=Cy room=31\n+ people 1004: name=Di room=\"4\"\n"
     "+ seats 1001 1001 holder\n+ seats 1002 1002 holder\n+ seats 1003 1003 holder\n"
     "+ seats 1004 1004 holder\n+ touchpoints sign: name=Sign section=More\n"
     "+ stated sign A position:sales\n+ stated sign C position:care\n"},
    {"an inventory", "== units.csv\nkey,name\nsl,Sales\n== stages.csv\nkey,name\nbuy,Buying\n",
     "a.csv",
     "Journey,Stage,Touchpoint,Channel,Department,Business owner,Criticality,Mood\n"
     "Order,Buying,Quote,Web,Sales,Head of Sales,high,fine\n"
     "Order,Buying,Quote,Phone,Sales; Care,Head of Sales,4,\n"
     "Move,Use,Call,Phone,Care,,,\nOrder,Use,Call,Phone,Care,,,\n",
     "",
     "inventory: 5 rows, 4 used, 1 passed, 0 refused\nnoted \n"
     "+ units care: name=Care\n+ positions head-of-sales: title=Head of Sales\n"
     "+ stages use: name=Use order=1\n+ channels phone: name=Phone\n+ channels web: name=Web\n"
     "+ journeys move: name=Move\n+ journeys order: name=Order\n"
     "+ touchpoints call-phone: name=Call (Phone) journey=move stage=use channel=phone order=1 "
     "units=care tags=call\n"
     "+ touchpoints quote-phone: name=Quote (Phone) journey=order stage=buy channel=phone "
     "criticality=4 order=2 units=sl;care tags=quote\n"
     "+ touchpoints quote-web: name=Quote (Web) journey=order stage=buy channel=web criticality=4 "
     "order=1 units=sl tags=quote mood=fine\n"
     "+ journey_steps order call-phone: order=3\n"
     "+ stated quote-phone A position:head-of-sales\n"
     "+ stated quote-web A position:head-of-sales\n"},
    {"an inventory of what is known",
     "== touchpoints.csv\nkey,name,stage\nq,Quote,\nx,Other,\n"
     "== units.csv\nkey,name\nsl,Sales\n",
     "a.csv", "Touchpoint,Channel,Department\nQUOTE,Web,sales\nOrder,Web (new) or app,sales\n", "",
     "inventory: 3 rows, 2 used, 1 passed, 0 refused\nnoted 3:1\n"
     "- touchpoints q\n+ channels web: name=Web\n"
     "+ touchpoints order: name=Order channel=web units=sl channels=Web (new) or app\n"
     "+ touchpoints q: name=QUOTE channel=web units=sl\n"},
    {"ids of an inventory", EMPTY, "a.csv",
     "Service ID,Service,Delivery channel,Department\nS-1,Permit,Web,Planning\n"
     "S-1,Permit,Phone,Planning\nS-2,Permit,Web,Roads\n",
     "",
     "inventory: 4 rows, 3 used, 1 passed, 0 refused\n"
     "+ units planning: name=Planning\n+ units roads: name=Roads\n"
     "+ channels phone: name=Phone\n"
     "+ touchpoints s-1-phone: name=Permit (Phone) channel=phone units=planning tags=permit\n"
     "+ touchpoints s-1-web: name=Permit (Web) channel=web units=planning tags=permit\n"
     "+ touchpoints s-2-web: name=Permit (Web) channel=web units=roads tags=permit\n"},
    {"owners of an inventory that says more", EMPTY, "a.csv",
     "Touchpoint,Channel,Owner,Importance\nQuote,Web,CMO,3\n", "",
     "inventory: 2 rows, 1 used, 1 passed, 0 refused\ntaken --column 'Owner=units'\n"
     "+ positions cmo: title=CMO\n+ touchpoints quote: name=Quote channel=web criticality=3\n"
     "+ stated quote A position:cmo\n"},
    {"owners that are said to be units", EMPTY, "a.csv",
     "Touchpoint,Channel,Owner\nQuote,Web,Sales\n", "column = Owner=units\n",
     "inventory: 2 rows, 1 used, 1 passed, 0 refused\n"
     "+ units sales: name=Sales\n+ touchpoints quote: name=Quote channel=web units=sales\n"},
    {"a matrix with a column of units", EMPTY, "a.csv",
     "Touchpoint,Department,Channel,Sales,Care\nQuote,Front,Web,A,C\nOrder,Front,Web,R,A\n", "",
     "matrix: 3 rows, 2 used, 1 passed, 0 refused\n"
     "+ positions care: title=Care\n+ positions sales: title=Sales\n"
     "+ touchpoints order: name=Order channel=web\n"
     "+ touchpoints quote: name=Quote channel=web\n"
     "+ stated order A position:care\n+ stated order R position:sales\n"
     "+ stated quote A position:sales\n+ stated quote C position:care\n"},
    {"an export with a column of services", EMPTY, "a.csv",
     "Employee ID,Name,Title,Service,Channel,Manager ID\n1,Ann,Chief,Front,x,\n"
     "2,Bo,Head,Back,y,1\n",
     "",
     "hr: 3 rows, 2 used, 1 passed, 0 refused\n"
     "+ positions 1: title=Chief\n+ positions 2: title=Head reports_to=1\n"
     "+ people 1: name=Ann channel=x service=Front\n+ people 2: name=Bo channel=y service=Back\n"
     "+ seats 1 1 holder\n+ seats 2 2 holder\n"},
    {"nothing that is known", EMPTY, "x.csv", "a,b\n1,2\n3,4\n", "",
     "unknown: 3 rows, 0 used, 0 passed, 3 refused\nrefused \n"},
};

static void takes_files(void **state)
{
    const row *x = *state;
    char path[SCRATCH_PATH];
    char map[SCRATCH_PATH];
    raci_intake *intake = NULL;
    raci_error err = {0};
    ri_text told = RI_TEXT_INIT;
    const changing c = changing_begin(x->organization);
    ri_text before = changing_rows(c.model);
    scratch_write(&c.s, x->file, x->text, strlen(x->text));
    scratch_write(&c.s, "a.map", x->map, strlen(x->map));
    raci_intake_options how = {.date = DAY, .map = scratch_path(&c.s, "a.map", map), .dry_run = 1};
    char list[SCRATCH_PATH];
    const raci_intake_answer paths = {"paths", scratch_path(&c.s, "files", list)};
    const char *listed = strstr(x->text, "== paths\n");
    if (listed != NULL) {
        scratch_write(&c.s, x->file, x->text, (size_t)(listed - x->text));
        listed += strlen("== paths\n");
        scratch_write(&c.s, "files", listed, strlen(listed));
        how.answers = &paths;
        how.n_answers = 1;
    }
    scratch_path(&c.s, x->file, path);
    /* A dry run says the same, and keeps nothing. */
    for (int i = 0; i < 2; i++) {
        raci_intake_free(intake);
        intake = NULL;
        if (raci_intake_read(&intake, c.model, (const char *[]){path}, 1, &how, NULL, NULL, &err) !=
            RACI_OK) {
            fail_msg("%s:%d: %s", err.file, err.line, err.message);
        }
        if (how.dry_run) {
            ri_text same = changing_rows(c.model);
            assert_string_equal(ri_text_string(&same), ri_text_string(&before));
            ri_text_free(&same);
        }
        how.dry_run = 0;
    }
    ri_text after = changing_rows(c.model);
    describe(&told, intake);
    changing_compare(&told, &before, &after);
    assert_string_equal(ri_text_string(&told), x->expected);
    /* Once more, and nothing is new. */
    raci_intake_free(intake);
    assert_int_equal(
        raci_intake_read(&intake, c.model, (const char *[]){path}, 1, &how, NULL, NULL, &err),
        RACI_OK);
    assert_int_equal(intake->counts.added + intake->counts.updated, 0);
    raci_intake_free(intake);
    ri_text_free(&told);
    ri_text_free(&before);
    ri_text_free(&after);
    changing_end(&c);
}

/* ---- what must be answered ---- */

static void asks_first(void **state)
{
    static const char file[] = "Position ID,Manager's Position ID,Job Title\np1,p9,Chief\n"
                               "p2,p1,Head\n";
    static const raci_intake_answer keep[] = {{"lines", "keep"}};
    const changing c = changing_begin(EMPTY);
    const char *option = NULL;
    char path[SCRATCH_PATH];
    raci_intake *intake = NULL;
    raci_error err = {0};
    raci_intake_options how = {.date = DAY};
    (void)state;
    scratch_write(&c.s, "hr.csv", file, strlen(file));
    scratch_path(&c.s, "hr.csv", path);
    assert_int_equal(
        raci_intake_read(&intake, c.model, (const char *[]){path}, 1, &how, NULL, NULL, &err),
        RACI_OK);
    assert_int_equal(raci_intake_open(intake), 1);
    assert_non_null(raci_intake_question(intake, 0, &option));
    assert_string_equal(option, "--lines keep|strict");
    assert_null(raci_intake_question(intake, 1, &option));
    assert_false(intake->imported);
    raci_intake_free(intake);
    how.answers = keep;
    how.n_answers = 1;
    assert_int_equal(
        raci_intake_read(&intake, c.model, (const char *[]){path}, 1, &how, NULL, NULL, &err),
        RACI_OK);
    assert_int_equal(raci_intake_open(intake), 0);
    assert_true(intake->imported);
    assert_string_equal(raci_intake_map(intake), "lines = keep\n");
    raci_intake_free(intake);
    changing_end(&c);
}

/* That a sheet is hidden, and what of the file is not there, is known of what is told. */
static void tells_of_workbooks(void **state)
{
    static const workbook_part parts[] = {
        {"xl/workbook.xml",
         "<workbook><sheets><sheet name='S' r:id='r1' state='hidden'/></sheets></workbook>", 0},
        {"xl/worksheets/sheet1.xml",
         "<worksheet><sheetData>"
         "<row><c t='inlineStr'><is><t>Task</t></is></c><c t='inlineStr'><is><t>Dev</t></is></c></row>"
         "<row><c t='inlineStr'><is><t>Build</t></is></c><c t='inlineStr'><is><t>A</t></is></c></row>"
         "<row><c t='inlineStr'><is><t>Run</t></is></c><c r='B3'><f>B2</f></c></row>"
         "</sheetData></worksheet>",
         0}};
    const changing c = changing_begin(EMPTY);
    char path[SCRATCH_PATH];
    raci_intake *intake = NULL;
    raci_error err = {0};
    const raci_intake_options how = {.date = DAY};
    (void)state;
    workbook_make(scratch_path(&c.s, "a.xlsx", path), parts, COUNT(parts));
    assert_int_equal(
        raci_intake_read(&intake, c.model, (const char *[]){path}, 1, &how, NULL, NULL, &err),
        RACI_OK);
    assert_int_equal(intake->n_sheets, 1);
    assert_true(intake->sheets[0].hidden);
    assert_int_equal(intake->files[0].notes.n, 1);
    assert_string_equal(intake->files[0].notes.items[0].place, "");
    assert_non_null(
        strstr(intake->files[0].notes.items[0].text, "S!B3: the formula here was never"));
    raci_intake_free(intake);
    changing_end(&c);
}

static void says_what_is_wrong(void **state)
{
    static const raci_intake_answer wrong[] = {{"lnes", "keep"}};
    const changing c = changing_begin(EMPTY);
    char path[SCRATCH_PATH];
    raci_intake *intake = NULL;
    raci_error err = {0};
    raci_intake_options how = {.date = DAY};
    (void)state;
    assert_int_equal(raci_intake_read(&intake, c.model,
                                      (const char *[]){scratch_path(&c.s, "no.csv", path)}, 1, &how,
                                      NULL, NULL, &err),
                     RACI_NOTFOUND);
    err = (raci_error){0};
    how.answers = wrong;
    how.n_answers = 1;
    assert_int_equal(
        raci_intake_read(&intake, c.model, (const char *[]){path}, 1, &how, NULL, NULL, &err),
        RACI_INVALID);
    assert_non_null(strstr(err.message, "did you mean 'lines'?"));
    err = (raci_error){0};
    how = (raci_intake_options){.date = "today"};
    assert_int_equal(
        raci_intake_read(&intake, c.model, (const char *[]){path}, 1, &how, NULL, NULL, &err),
        RACI_INVALID);
    assert_null(intake);
    changing_end(&c);
}

/* ---- memory ---- */

static void survives_want_of_memory(void **state)
{
    static const char *const files[] = {
        "PersonID,SupervisorID,Name,Title\n1001,,Ann Ito,Chief\n1002,1001,Bo Ruiz,Head\n",
        "Activity,Sales,Care\nSign,A,C (if large)\nCall,I,A/R\n",
        "[S] @s\n/a @acme/sales b@x.example\n/a @saless\n/c\n",
        "approvers: [s]\nfilters: {x: {reviewers: [b]}}\n",
        "Journey,Touchpoint,Channel,Department,Owner\nBuying,Quote,Web or app,Sales,CMO\n"
        "Moving,Quote,Web or app,Care,\n"};
    static const char *const names[] = {"a.csv", "a.csv", "CODEOWNERS", "OWNERS", "a.csv"};
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        const changing c = changing_begin("== units.csv\nkey,name\nsales,Sales\n");
        assert_true(changing_read_with_every_failure(&c, names[i], files[i], DAY) > 100);
        changing_end(&c);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(asks_first), cmocka_unit_test(tells_of_workbooks),
        cmocka_unit_test(says_what_is_wrong), cmocka_unit_test(survives_want_of_memory)};
    const int failed = RUN_ROWS("files", rows, takes_files);
    return failed + cmocka_run_group_tests_name("intake", tests, NULL, NULL);
}
