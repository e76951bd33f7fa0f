#define _POSIX_C_SOURCE 200809L
#include "hr_reading.h"

#include "base/fail.h"

#define KEEP RI_HR_LINES_KEEP

struct export
{
    const char *name;
    const char *given;
    const char *expected;
};

#define BY_PERSON "ID,Name,Title,Manager ID\n"
#define PERSONS "unknown: likely, by person, line 1\n"
#define BY_POST "Position ID,Title,Name,Reports to position\n"
#define POSTS "unknown: likely, by position, line 1\n"
#define BROKEN(lines) "? " lines " [--lines keep|strict]\n"

static const struct export exports[] = {
    {"a header and nothing below", BY_PERSON, PERSONS},
    {"the top reports to nobody, to 0, to -1, to XX, to itself",
     BY_POST "a,A,Ann,\nb,B,Bo,0\nc,C,Cy,-1\nd,D,Di,XX\ne,E,Ed,e\nf,F,Flo,N/A\n",
     POSTS "position a 'A'\nperson ann 'Ann'\nseat a: ann\n"
           "position b 'B'\nperson bo 'Bo'\nseat b: bo\n"
           "position c 'C'\nperson cy 'Cy'\nseat c: cy\n"
           "position d 'D'\nperson di 'Di'\nseat d: di\n"
           "position e 'E'\nperson ed 'Ed'\nseat e: ed\n"
           "position f 'F'\nperson flo 'Flo'\nseat f: flo\n"},
    {"0 is a position where one is called so", BY_POST "0,A,Ann,XX\n1,B,Bo,0\n",
     POSTS "position 0 'A'\nperson ann 'Ann'\nseat 0: ann\n"
           "position 1 'B' under 0\nperson bo 'Bo'\nseat 1: bo\n"},
    {"names that say nobody is there",
     BY_POST "a,A,Vacant,\nb,B,TBH,a\nc,C,,a\nd,D,vacant 2,a\ne,E,To be hired,a\n"
             "f,F,Vacant - Bo from May,a\ng,G,(Vacant),a\nh,H,TBD,a\n",
     POSTS "position a 'A' vacant\nposition b 'B' vacant under a\nposition c 'C' vacant under a\n"
           "position d 'D' vacant under a\nposition e 'E' vacant under a\n"
           "position f 'F' vacant under a\nposition g 'G' vacant under a\n"
           "position h 'H' vacant under a\n"},
    {"cells right of the headings", BY_POST "a,A,Ann,\nb,B,Bo,a,,c\n",
     POSTS "position a 'A'\nperson ann 'Ann'\nseat a: ann\n"
           "note x.csv:3:11 'c' stands below no heading: it is not read\n"
           "position b 'B' under a\nperson bo 'Bo'\nseat b: bo\n"},
    {"places for names", BY_POST "a,A,[Name],\nb,B,{{head of B}},a\nc,C,<Cy>,a\n",
     POSTS "position a 'A' vacant\nposition b 'B' vacant under a\n"
           "position c 'C' vacant under a\n"},
    {"and names that do not", BY_POST "a,A,Vacantia Smith,\nb,B,Open Sesame,a\nc,C,Nd Ray,a\n",
     POSTS "position a 'A'\nperson vacantia-smith 'Vacantia Smith'\nseat a: vacantia-smith\n"
           "position b 'B' under a\nperson open-sesame 'Open Sesame'\nseat b: open-sesame\n"
           "position c 'C' under a\nperson nd-ray 'Nd Ray'\nseat c: nd-ray\n"},
    {"a name that is withheld is no vacancy", BY_POST "a,A,N/D,\na,A,N/D,\nb,B,redacted,a\n",
     POSTS "position a 'A'\nperson a-holder 'N/D' withheld\nseat a: a-holder\n"
           "person a-holder-2 'N/D' withheld\nseat a: a-holder-2\n"
           "position b 'B' under a\nperson b-holder 'redacted' withheld\nseat b: b-holder\n"},
    {"an eliminated position is there for its lines", BY_POST "a,A,Eliminated,\nb,B,Bo,a\n",
     POSTS "position a 'A' eliminated\n"
           "position b 'B' under a\nperson bo 'Bo'\nseat b: bo\n"},
    {"a job share, and what its rows do not agree on",
     BY_POST "a,A,Ann,\nb,B,Bo,a\nb,Bee,Cy,a\nb,B,Di,c\nc,C,Ed,a\nb,B,bo,a\nb,B,,a\n",
     POSTS "position a 'A'\nperson ann 'Ann'\nseat a: ann\n"
           "position b 'B' under a\nperson bo 'Bo'\nseat b: bo\n"
           "note x.csv:4:3 the position has another title in line 3, which is taken\n"
           "person cy 'Cy'\nseat b: cy\n"
           "note x.csv:5:8 the position has another superior in line 3, which is taken\n"
           "person di 'Di'\nseat b: di\n"
           "position c 'C' under a\nperson ed 'Ed'\nseat c: ed\n"
           "refused 7: has the person of line 3 in the same position again\n"
           "refused 8: the position is in line 3 already, and this row has nobody in it\n"},
    {"a vacant row first, a holder later", BY_POST "a,A,Ann,\nb,B,Vacant,\nb,B,Bo,a\n",
     POSTS "position a 'A'\nperson ann 'Ann'\nseat a: ann\n"
           "position b 'B' under a\nperson bo 'Bo'\nseat b: bo\n"},
    {"a person with several positions, by id",
     "Position ID,Title,User ID,Name,Reports to position\na,A,1,Ann,\nb,B,1,Ann A.,a\n",
     POSTS "position a 'A'\nperson 1 'Ann'\nseat a: 1\n"
           "note x.csv:3:7 has another name in line 2, under the same id: that one is taken\n"
           "position b 'B' under a\nseat b: 1\n"},
    {"an id beside a position's is a person's, whatever the name",
     "ID,Position ID,Name,Manager\n1,a,Ann,\n1,b,Bo,a\n",
     POSTS "position a ''\nperson 1 'Ann'\nseat a: 1\n"
           "note x.csv:3:5 has another name in line 2, under the same id: that one is taken\n"
           "position b '' under a\nseat b: 1\n"},
    {"the same name without an id is somebody else", BY_POST "a,A,Ann,\nb,B,ANN,a\n",
     POSTS "position a 'A'\nperson ann 'Ann'\nseat a: ann\n"
           "note x.csv:3:5 has the name of somebody in line 2, and no id or e-mail tells whether "
           "they are one: taken as two\n"
           "position b 'B' under a\nperson ann-2 'ANN'\nseat b: ann-2\n"},
    {"acting", BY_POST "a,A,Ann (Acting),\nb,B,(acting),a\n",
     POSTS "position a 'A'\nperson ann 'Ann'\nseat a: ann acting\n"
           "position b 'B' under a\nperson acting '(acting)'\nseat b: acting\n"},
    {"called vacant, with a name",
     "Position ID,Title,Name,Manager,Vacant?\na,A,Ann,,yes\nb,B,Bo,"
     "a,no\n",
     POSTS "note x.csv:2:10 is called vacant, and has a name: taken as vacant\n"
           "position a 'A' vacant\nposition b 'B' under a\nperson bo 'Bo'\nseat b: bo\n"},
    {"missing superiors, and zeros that were lost", BY_POST "7,A,Ann,\n8,B,Bo,0007\n9,C,Cy,77\n",
     POSTS BROKEN(
         "reporting lines: 2 to nobody in the file") "position 7 'A'\nperson ann 'Ann'\nseat 7: ann\n"
                                                     "broken x.csv:3:8 reports to '0007', who is nowhere in the file (there is 7, without zeros): "
                                                     "left without a superior\nposition 8 'B'\nperson bo 'Bo'\nseat 8: bo\n"
                                                     "broken x.csv:4:8 reports to '77', who is nowhere in the file: left without a superior\n"
                                                     "position 9 'C'\nperson cy 'Cy'\nseat 9: cy\n"},
    {"circles, and who stands below them", BY_POST "a,A,Ann,b\nb,B,Bo,a\nc,C,Cy,a\nd,D,Di,\n",
     POSTS BROKEN(
         "reporting lines: 2 in a circle") "broken x.csv:2:9 the line goes in a circle: a, b, a; all of them are left without a superior\n"
                                           "position a 'A'\nperson ann 'Ann'\nseat a: ann\n"
                                           "broken x.csv:3:8 the line goes in a circle: b, a, b; all of them are left without a superior\n"
                                           "position b 'B'\nperson bo 'Bo'\nseat b: bo\n"
                                           "position c 'C' under a\nperson cy 'Cy'\nseat c: cy\n"
                                           "position d 'D'\nperson di 'Di'\nseat d: di\n"},
    {"other letter case leads there when it leads to one",
     BY_POST "Ab,A,Ann,\nc,C,Cy,AB\nd,D,Di,X\nx1,E,Ed,Ab\nX1,F,Flo,Ab\ne,G,Gus,x1\nf,H,Hal,X1\n",
     POSTS BROKEN(
         "reporting lines: 1 to nobody in the file, 1 in other letter case") "position ab 'A'\nperson ann 'Ann'\nseat ab: ann\n"
                                                                             "broken x.csv:3:8 reports to 'AB', who is in the file in other letter case\n"
                                                                             "position c 'C' under ab\nperson cy 'Cy'\nseat c: cy\n"
                                                                             "broken x.csv:4:8 reports to 'X', who is nowhere in the file: left without a superior\n"
                                                                             "position d 'D'\nperson di 'Di'\nseat d: di\n"
                                                                             "position x1 'E' under ab\nperson ed 'Ed'\nseat x1: ed\n"
                                                                             "position x1-2 'F' under ab\nperson flo 'Flo'\nseat x1-2: flo\n"
                                                                             "position e 'G' under x1\nperson gus 'Gus'\nseat e: gus\n"
                                                                             "position f 'H' under x1-2\nperson hal 'Hal'\nseat f: hal\n"},
    {"dotted lines",
     "Position ID,Title,Name,Manager,Matrix Manager\n"
     "a,A,Ann,,\nb,B,Bo,a,\nc,C,Cy,a,b ; a;c;;b;zz\nd,D,Di,a,Bo\ne,E,Bo,a,\n",
     POSTS BROKEN(
         "dotted lines: 2 to nobody in the file") "position a 'A'\nperson ann 'Ann'\nseat a: ann\n"
                                                  "position b 'B' under a\nperson bo 'Bo'\nseat b: bo\n"
                                                  "broken x.csv:4:10 the dotted line to 'zz' leads to nobody in the file: left out\n"
                                                  "position c 'C' under a dotted b dotted a\nperson cy 'Cy'\nseat c: cy\n"
                                                  "broken x.csv:5:10 the dotted line to 'Bo' may be to several: left out\n"
                                                  "position d 'D' under a\nperson di 'Di'\nseat d: di\n"
                                                  "note x.csv:6:5 has the name of somebody in line 3, and no id or e-mail tells whether they "
                                                  "are one: taken as two\n"
                                                  "position e 'E' under a\nperson bo-2 'Bo'\nseat e: bo-2\n"},
    {"columns of superiors that disagree",
     "Position ID,Title,Name,Manager Position ID,Manager Name\n"
     "a,A,Ann,,\nb,B,Bo,a,Ann\nc,C,Cy,a,Bo\nd,D,Di,zz,Bo\n",
     POSTS "position a 'A'\nperson ann 'Ann'\nseat a: ann\n"
           "position b 'B' under a\nperson bo 'Bo'\nseat b: bo\n"
           "note x.csv:4:8 the columns of superiors disagree: 'a' is taken\n"
           "position c 'C' under a\nperson cy 'Cy'\nseat c: cy\n"
           "note x.csv:5:11 the columns of superiors disagree: 'Bo' is taken\n"
           "position d 'D' under b\nperson di 'Di'\nseat d: di\n"},
    {"names in any order, preferred ones, and without accents",
     "First Name,Last Name,Preferred Name,Title,Manager\nAna,P\xc3\xa9rez,,A,\n"
     "William,Gray,Bill,B,\"Perez, Ana\"\nCy,Ott,,C,Bill Gray\nDi,Orr,,D,gray william\n",
     PERSONS "position ana-perez 'A'\nperson ana-perez 'Ana P\xc3\xa9rez'\n"
             "seat ana-perez: ana-perez\n"
             "position william-gray 'B' under ana-perez\n"
             "person william-gray 'William Gray' preferred-name=Bill\n"
             "seat william-gray: william-gray\n"
             "position cy-ott 'C' under william-gray\nperson cy-ott 'Cy Ott'\n"
             "seat cy-ott: cy-ott\n"
             "position di-orr 'D' under william-gray\nperson di-orr 'Di Orr'\n"
             "seat di-orr: di-orr\n"},
    {"superiors by a column that nobody knows",
     "Badge,Name,Desk,Manager,Chief\nb1,Ann,1,,\nb2,Bo,2,b1,b1\nb3,Cy,3,b1,b1\nb4,Di,4,b3,b3\n",
     PERSONS
     "? most superiors that are nowhere stand in the column Badge "
     "[--column 'Badge=person-id']\n" BROKEN(
         "reporting lines: 3 to nobody in the file") "position ann ''\nperson ann 'Ann' badge=b1 desk=1\nseat ann: ann\n"
                                                     "broken x.csv:3:9 reports to 'b1', who is nowhere in the file: left without a superior\n"
                                                     "position bo ''\nperson bo 'Bo' badge=b2 desk=2 chief=b1\nseat bo: bo\n"
                                                     "broken x.csv:4:9 reports to 'b1', who is nowhere in the file: left without a superior\n"
                                                     "position cy ''\nperson cy 'Cy' badge=b3 desk=3 chief=b1\nseat cy: cy\n"
                                                     "broken x.csv:5:9 reports to 'b3', who is nowhere in the file: left without a superior\n"
                                                     "position di ''\nperson di 'Di' badge=b4 desk=4 chief=b3\nseat di: di\n"},
    {"superiors by title, when it is one",
     "Name,Title,Reports to\nAnn,Head,\nBo,Agent,Head\nCy,Agent,Head\nDi,Help,Agent\n",
     "the Visio organization chart wizard: certain, by person, line 1\n" BROKEN(
         "reporting lines: 1 to nobody in the file") "position ann 'Head'\nperson ann 'Ann'\nseat ann: ann\n"
                                                     "position bo 'Agent' under ann\nperson bo 'Bo'\nseat bo: bo\n"
                                                     "position cy 'Agent' under ann\nperson cy 'Cy'\nseat cy: cy\n"
                                                     "broken x.csv:5:9 reports to 'Agent', who may be several: left without a superior\n"
                                                     "position di 'Help'\nperson di 'Di'\nseat di: di\n"},
    {"ids of people, where positions have others",
     "Position ID,Employee ID,Name,Manager ID\np1,1,Ann,\np2,2,Bo,1\np3,3,Cy,2\n",
     POSTS "position p1 ''\nperson 1 'Ann'\nseat p1: 1\n"
           "position p2 '' under p1\nperson 2 'Bo'\nseat p2: 2\n"
           "position p3 '' under p2\nperson 3 'Cy'\nseat p3: 3\n"},
    {"ids that may be of either are asked about",
     "Position ID,Employee ID,Name,Manager ID\n1,3,Ann,\n2,1,Bo,1\n3,2,Cy,1\n",
     POSTS "? Manager ID may be ids of people or of positions, and they are not the same: people "
           "are taken [--column 'Manager ID=superior-position']\n"
           "position 1 ''\nperson 3 'Ann'\nseat 1: 3\n"
           "position 2 ''\nperson 1 'Bo'\nseat 2: 1\n"
           "position 3 '' under 2\nperson 2 'Cy'\nseat 3: 2\n"},
    {"ids of positions, as more of them lead somewhere",
     "Position ID,Employee ID,Name,Manager ID\n1,3,Ann,\n2,1,Bo,1\n4,2,Cy,4\n5,5,Di,4\n",
     POSTS "position 1 ''\nperson 3 'Ann'\nseat 1: 3\n"
           "position 2 '' under 1\nperson 1 'Bo'\nseat 2: 1\n"
           "position 4 ''\nperson 2 'Cy'\nseat 4: 2\n"
           "position 5 '' under 4\nperson 5 'Di'\nseat 5: 5\n"},
    {"rows that are refused",
     BY_PERSON "1,Ann,A,\n,,,\"\"\nID,Name,Title,Manager ID\n,,-,1\n,Total,,\n1,Ann,A,\n",
     PERSONS "position 1 'A'\nperson 1 'Ann'\nseat 1: 1\n"
             "refused 4: repeats the header\n"
             "refused 5: names neither a person nor a position\n"
             "refused 6: is a total\n"
             "refused 7: has the person of line 2 in the same position again\n"},
    {"vacancies in a list of people", BY_PERSON "1,Ann,A,\n2,,B,1\n,Vacant,C,2\n3,Di,D,2\n",
     PERSONS "position 1 'A'\nperson 1 'Ann'\nseat 1: 1\n"
             "position 2 'B' vacant under 1\n"
             "position c 'C' vacant under 2\n"
             "position 3 'D' under 2\nperson 3 'Di'\nseat 3: 3\n"},
    {"a vacancy under the id of somebody, before and after them",
     BY_PERSON "1,Ann,A,\n1,Vacant,B,\n2,,C,1\n2,Bo,C,1\n3,Cy,D,2\n",
     PERSONS "position 1 'A'\nperson 1 'Ann'\nseat 1: 1\n"
             "refused 3: the position is in line 2 already, and this row has nobody in it\n"
             "position 2 'C' under 1\nperson 2 'Bo'\nseat 2: 2\n"
             "position 3 'D' under 2\nperson 3 'Cy'\nseat 3: 3\n"},
    {"people who left", "Employee ID,Name,Manager ID,Active\n1,Ann,,true\n2,Bo,1,FALSE\n3,Cy,2,\n",
     PERSONS BROKEN(
         "reporting lines: 1 to nobody in the file") "position 1 ''\nperson 1 'Ann'\nseat 1: 1\n"
                                                     "refused 3: the person is not active\n"
                                                     "broken x.csv:4:6 reports to '2', who is nowhere in the file: left "
                                                     "without a superior\nposition 3 ''\nperson 3 'Cy'\nseat 3: 3\n"},
    {"units within units",
     "Position ID,Title,Manager,Company,Division,Department\n"
     "1,A,,Acme,,\n2,B,1,Acme,Retail,HR\n3,C,1,ACME,Online,HR\n4,D,1,Acme,Online,online\n"
     "5,E,1,,,HR\n6,F,1,n/a,-,NaN\n",
     POSTS "unit acme 'Acme' company\nunit retail 'Retail' division in acme\n"
           "unit hr 'HR' department in retail\nunit online 'Online' division in acme\n"
           "unit hr-2 'HR' department in online\nunit hr-3 'HR' department\n"
           "position 1 'A' untold in acme\nposition 2 'B' untold in hr under 1\n"
           "position 3 'C' untold in hr-2 under 1\nposition 4 'D' untold in online under 1\n"
           "position 5 'E' untold in hr-3 under 1\nposition 6 'F' untold under 1\n"},
    {"attributes, of the person and of the position",
     "Position ID,Name,Manager,Phone,Cost Center,Location,Grade\na,Ann,,1,CC1,Ulm,G1\n"
     "b,Bo,a,2,,,\n",
     POSTS "position a '' grade G1 cost-center=CC1 location=Ulm\nperson ann 'Ann' phone=1\n"
           "seat a: ann\nposition b '' under a\nperson bo 'Bo' phone=2\nseat b: bo\n"},
    {"what else the rows of one position, of one person, do not agree on",
     "Position ID,Employee ID,Name,Work email,Manager,Phone,Cost Center\n"
     "a,1,Ann,ann@x.example,,1,N/A\nb,2,Bo,,a,2,CC2\nb,1,Ann,ann@x.example,a,1,CC2\n"
     "b,3,Cy,,a,3,CC3\nc,1,Ann,ann@y.example,a,1,-\n",
     POSTS "position a ''\nperson 1 'Ann' ann@x.example phone=1\nseat a: 1\n"
           "position b '' under a cost-center=CC2\nperson 2 'Bo' phone=2\nseat b: 2\n"
           "seat b: 1\n"
           "note x.csv:5:1 other columns of the position differ from line 3, which is taken\n"
           "person 3 'Cy' phone=3\nseat b: 3\n"
           "note x.csv:6:3 other columns of the person differ from line 2, which is taken\n"
           "position c '' under a\nseat c: 1\n"},
    {"one e-mail address under two ids",
     "Employee ID,Name,Work email,Manager\n1,Ann,team@x.example,\n2,Bo,Team@x.example,1\n"
     "3,Cy,,team@x.example\n",
     PERSONS BROKEN(
         "reporting lines: 1 to nobody in the file") "position 1 ''\nperson 1 'Ann' team@x.example\nseat 1: 1\n"
                                                     "note x.csv:3:6 somebody else has this e-mail address, too: nothing can refer to either by "
                                                     "it\nposition 2 '' under 1\nperson 2 'Bo' Team@x.example\nseat 2: 2\n"
                                                     "broken x.csv:4:7 reports to 'team@x.example', who may be several: left without a superior\n"
                                                     "position 3 ''\nperson 3 'Cy'\nseat 3: 3\n"},
    {"a person with several positions is there from first to last",
     "Employee ID,Name,Title,Manager ID,Start date,End date\n"
     "1,Ann,A,,2020-01-01,2020-12-31\n1,Ann,B,,2018-01-01,2022-06-30\n",
     PERSONS "position 1 'A'\nperson 1 'Ann' from 2018-01-01 to 2022-07-01\n"
             "seat 1: 1 from 2020-01-01 to 2021-01-01\n"
             "position 1-2 'B'\nseat 1-2: 1 from 2018-01-01 to 2022-07-01\n"},
    {"short and long rows", BY_PERSON "1\n2,Bo,B,1,extra,cells\n",
     PERSONS "position 1 '' vacant\n"
             "note x.csv:3:10 'extra' stands below no heading: it is not read\n"
             "note x.csv:3:16 'cells' stands below no heading: it is not read\n"
             "position 2 'B' under 1\nperson 2 'Bo'\nseat 2: 2\n"},
};

static void reads(void **state)
{
    const struct export *row = *state;
    hr_reading reading = {.options = {RI_DATES_OPEN, KEEP}};
    assert_int_equal(hr_read_bytes(&reading, row->given, strlen(row->given)), RACI_OK);
    hr_adds_up(&reading);
    assert_string_equal(ri_text_string(&reading.out), row->expected);
    ri_text_free(&reading.out);
}

/* Reads with options, and gives what was told. */
static void read_with(const char *given, ri_date_order dates, ri_hr_lines lines,
                      raci_status expected, const char *told)
{
    hr_reading reading = {.options = {dates, lines}};
    assert_int_equal(hr_read_bytes(&reading, given, strlen(given)), expected);
    assert_string_equal(ri_text_string(&reading.out), told);
    assert_true(expected == RACI_OK || reading.positions + reading.units + reading.seats == 0);
    ri_text_free(&reading.out);
}

static void asks_for_dates(void **state)
{
    static const char open[] = "Employee ID,Name,Manager ID,Start date,End date\n"
                               "1,Ann,,01/02/2020,12/11/2024\n";
    static const char decided[] = "Employee ID,Name,Manager ID,Start date,End date\n"
                                  "1,Ann,,01/02/2020,\n2,Bo,1,,13/11/2024\n";
    static const char mixed[] = "Employee ID,Name,Manager ID,Start date\n"
                                "1,Ann,,01/13/2020\n2,Bo,1,13/11/2024\n";
    static const char apart[] = "Employee ID,Name,Manager ID,Start date,End date\n"
                                "1,Ann,,01/13/2020,\n2,Bo,1,,13/11/2024\n";
    (void)state;
    read_with(open, RI_DATES_OPEN, KEEP, RACI_INVALID,
              PERSONS
              "? Start date can be read with the day or with the month first "
              "[--dates day-first|month-first]\n"
              "failed: invalid argument: dates can be read with the day or with the month first: "
              "say --dates day-first or --dates month-first\n");
    read_with(open, RI_DATES_DAY_FIRST, KEEP, RACI_OK,
              PERSONS "? Start date can be read with the day or with the month first "
                      "[--dates day-first|month-first]\n"
                      "position 1 ''\nperson 1 'Ann' from 2020-02-01 to 2024-11-13\n"
                      "seat 1: 1 from 2020-02-01 to 2024-11-13\n");
    read_with(open, RI_DATES_MONTH_FIRST, KEEP, RACI_OK,
              PERSONS "? Start date can be read with the day or with the month first "
                      "[--dates day-first|month-first]\n"
                      "position 1 ''\nperson 1 'Ann' from 2020-01-02 to 2024-12-12\n"
                      "seat 1: 1 from 2020-01-02 to 2024-12-12\n");
    read_with(decided, RI_DATES_OPEN, KEEP, RACI_OK,
              PERSONS "position 1 ''\nperson 1 'Ann' from 2020-02-01\n"
                      "seat 1: 1 from 2020-02-01\n"
                      "position 2 '' under 1\nperson 2 'Bo' to 2024-11-14\n"
                      "seat 2: 2 to 2024-11-14\n");
    read_with(mixed, RI_DATES_DAY_FIRST, KEEP, RACI_OK,
              PERSONS "? Start date has days before months and months before days "
                      "[--dates day-first|month-first]\n"
                      "note x.csv:2:8 there is no such day in the order of the others: left out\n"
                      "position 1 ''\nperson 1 'Ann'\nseat 1: 1\n"
                      "position 2 '' under 1\nperson 2 'Bo' from 2024-11-13\n"
                      "seat 2: 2 from 2024-11-13\n");
    read_with(apart, RI_DATES_OPEN, KEEP, RACI_INVALID,
              PERSONS
              "? the columns of dates disagree on what comes first, the day or the month "
              "[--dates day-first|month-first]\n"
              "failed: invalid argument: dates can be read with the day or with the month first: "
              "say --dates day-first or --dates month-first\n");
}

/* What is no date, and what ends before it begins. */
static void leaves_bad_dates_out(void **state)
{
    (void)state;
    read_with("Employee ID,Name,Manager ID,Start date,End date\n"
              "1,Ann,,2020-01-01,2019-01-01\n2,Bo,1,soon,31.12.9999\n3,Cy,1,1.2.20,45322\n",
              RI_DATES_OPEN, KEEP, RACI_OK,
              PERSONS "position 1 ''\nperson 1 'Ann' from 2020-01-01\n"
                      "note x.csv:2:19 ends before it begins: the end is left out\n"
                      "seat 1: 1 from 2020-01-01\n"
                      "note x.csv:3:8 expected a date such as 2024-01-31: left out\n"
                      "position 2 '' under 1\nperson 2 'Bo'\nseat 2: 2\n"
                      "note x.csv:4:8 expected four digits of the year: left out\n"
                      "position 3 '' under 1\nperson 3 'Cy' to 2024-02-01\n"
                      "seat 3: 3 to 2024-02-01\n");
}

static void keeps_lines_or_stops(void **state)
{
    static const char broken[] = BY_POST "a,A,Ann,\nb,B,Bo,A\nc,C,Cy,zz\n";
    static const char whole[] = BY_POST "a,A,Ann,\nb,B,Bo,a\n";
    (void)state;
    read_with(
        broken, RI_DATES_OPEN, RI_HR_LINES_ASK, RACI_INVALID,
        POSTS BROKEN(
            "reporting lines: 1 to nobody in the file, 1 in other letter case") "failed: invalid argument: reporting lines are broken: say --lines "
                                                                                "keep to leave them unset, or --lines strict to stop\n");
    read_with(
        broken, RI_DATES_OPEN, RI_HR_LINES_STRICT, RACI_INPUT,
        POSTS BROKEN(
            "reporting lines: 1 to nobody in the file, 1 in other letter case") "broken x.csv:3:8 reports to 'A', who is in the file in other letter case\n"
                                                                                "broken x.csv:4:8 reports to 'zz', who is nowhere in the file\n"
                                                                                "failed: invalid input: reporting lines: 1 to nobody in the file, 1 in other "
                                                                                "letter case\n");
    read_with(whole, RI_DATES_OPEN, RI_HR_LINES_STRICT, RACI_OK,
              POSTS "position a 'A'\nperson ann 'Ann'\nseat a: ann\n"
                    "position b 'B' under a\nperson bo 'Bo'\nseat b: bo\n");
}

static const char *known_beside(const char *reference, void *payload)
{
    ri_text *asked = payload;
    ri_text_format(asked, "%s;", reference);
    return strcmp(reference, "ruth@acme.example") == 0 ? "coo" : NULL;
}

/* A part of an organization: who is not in the file may be known. */
static void looks_beside(void **state)
{
    static const char part[] = "Job title,Start date,Manager,Date,req\n"
                               "Head,2027-01-01,ruth@acme.example,2027-01-01,R1\n"
                               "Agent,2027-01-01,R1,2027-01-01,R2\n"
                               "Clerk,2027-01-01,R9,2027-01-01,R3\n";
    ri_text asked = RI_TEXT_INIT;
    const ri_hr_beside beside = {known_beside, &asked};
    hr_reading reading = {.options = {RI_DATES_OPEN, KEEP}, .beside = &beside};
    (void)state;
    assert_int_equal(hr_read_bytes(&reading, part, strlen(part)), RACI_OK);
    hr_adds_up(&reading);
    assert_int_equal(reading.summary.beside, 1);
    assert_string_equal(asked.bytes, "ruth@acme.example;R9;");
    assert_non_null(strstr(reading.out.bytes, "position r1 'Head' untold under coo from"));
    assert_non_null(strstr(reading.out.bytes, "position r2 'Agent' untold under r1 from"));
    assert_non_null(strstr(reading.out.bytes, "broken x.csv:4:18 reports to 'R9'"));
    ri_text_free(&reading.out);
    ri_text_free(&asked);
}

/* A file that is another one when it is gone through again. */
static void notices_changes(void **state)
{
    static const char before[] = BY_PERSON "1,Ann,A,\n2,Bo,B,1\n3,Cy,C,1\n";
    static const char *const after[] = {
        BY_PERSON "1,Ann,A,\n2,Bo,B,1\n",
        BY_PERSON "1,Ann,A,\n2,Bo,B,1\n3,Cy,C,1\n4,Di,D,1\n",
        BY_PERSON "1,Ann,A,\n\n2,Bo,B,1\n3,Cy,C,1\n",
    };
    const ri_hr_options options = {RI_DATES_OPEN, KEEP};
    const ri_hr_sink sink = {.payload = NULL};
    (void)state;
    for (size_t i = 0; i < COUNT(after); i++) {
        scratch s;
        char path[SCRATCH_PATH];
        raci_error err = {0};
        ri_book *book = NULL;
        ri_hr_columns *columns = NULL;
        ri_hr *hr = NULL;
        scratch_make_small(&s);
        scratch_write(&s, "x.csv", before, strlen(before));
        assert_int_equal(
            ri_book_open(&book, scratch_path(&s, "x.csv", path), NULL, NULL, NULL, &err), RACI_OK);
        assert_int_equal(ri_hr_columns_find(&columns, book, 0, NULL, &err), RACI_OK);
        assert_int_equal(ri_hr_gather(&hr, book, columns, NULL, &err), RACI_OK);
        assert_int_equal(ri_hr_give(hr, &options, &sink, &err), RACI_OK);
        scratch_write(&s, "x.csv", after[i], strlen(after[i]));
        assert_int_equal(ri_hr_give(hr, &options, &sink, &err), RACI_IO);
        assert_string_equal(err.message, "the file changed while it was read");
        ri_hr_free(hr);
        ri_hr_columns_free(columns);
        ri_book_close(book);
        scratch_remove(&s);
    }
}

/* What is no HR export is not read as one. */
static void wants_people_or_positions(void **state)
{
    (void)state;
    read_with("Colour,Weight\nred,1\n", RI_DATES_OPEN, KEEP, RACI_INVALID,
              "unknown: no, by position, line 0\n"
              "failed: invalid argument: expected columns of people or positions\n");
}

/* Names of 60 KB, ids that are too long, and control characters. */
static void bounds_texts(void **state)
{
    ri_text given = RI_TEXT_INIT;
    hr_reading reading = {.options = {RI_DATES_OPEN, KEEP}};
    (void)state;
    ri_text_add(&given, BY_PERSON "1,");
    for (int i = 0; i < 30000; i++) {
        ri_text_add(&given, "\xc3\xa9");
    }
    ri_text_add(&given, ",A,\n2,\x1b[0m,B,");
    for (int i = 0; i < 60000; i++) {
        ri_text_add(&given, "9");
    }
    ri_text_add(&given, "\n");
    for (int i = 0; i <= RI_HR_ID_MAX; i++) {
        ri_text_add(&given, "7");
    }
    ri_text_add(&given, ",Cy,C,1\n");
    assert_int_equal(hr_read_bytes(&reading, given.bytes, given.length), RACI_OK);
    hr_adds_up(&reading);
    assert_true(reading.out.length < 2000);
    assert_non_null(
        strstr(reading.out.bytes,
               "note x.csv:2:3 the name is longer than 500 bytes: the rest is left out"));
    assert_non_null(strstr(reading.out.bytes, "999\xe2\x80\xa6', who is nowhere in the file"));
    assert_non_null(strstr(reading.out.bytes,
                           "refused 4: an identifier or e-mail address is longer than 200 bytes"));
    ri_text_free(&given);
    ri_text_free(&reading.out);
}

/* 150 dotted lines, and 17 columns of units. */
static void bounds_lists(void **state)
{
    ri_text given = RI_TEXT_INIT;
    hr_reading reading = {.options = {RI_DATES_OPEN, KEEP}};
    (void)state;
    ri_text_add(&given, "Position ID,Title,Manager,Matrix Manager\n");
    for (int i = 0; i < 150; i++) {
        ri_text_format(&given, "p%d,T,,\n", i);
    }
    ri_text_add(&given, "x,X,p0,");
    for (int i = 0; i < 150; i++) {
        ri_text_format(&given, "p%d;", i);
    }
    assert_int_equal(hr_read_bytes(&reading, given.bytes, given.length), RACI_OK);
    hr_adds_up(&reading);
    assert_non_null(strstr(reading.out.bytes, "note x.csv:152:8 has more than 100 dotted lines: "
                                              "the others are left out\n"));
    assert_non_null(strstr(reading.out.bytes, " dotted p99\n"));
    ri_text_clear(&given);
    ri_text_clear(&reading.out);
    ri_text_add(&given, "Name,Manager");
    for (int i = 0; i < 17; i++) {
        ri_text_add(&given, ",Department");
    }
    assert_int_equal(hr_read_bytes(&reading, given.bytes, given.length), RACI_LIMIT);
    assert_non_null(strstr(reading.out.bytes, "more than 16 columns name units"));
    ri_text_free(&given);
    ri_text_free(&reading.out);
}

/* What was answered is not asked again. */
static void asks_nothing_that_was_told(void **state)
{
    static const char ids[] = "Position ID,Employee ID,Name,Manager ID\n1,3,A,\n2,1,B,1\n3,2,C,1\n";
    static const char two[] = "ID,Name,Manager ID\n1,A,\n1,B,\n";
    static const struct ri_hr_told_column columns[] = {{"Manager ID", RI_HR_SUPERIOR_POSITION}};
    static const ri_hr_told positions = {.columns = columns, .n = COUNT(columns)};
    static const ri_hr_told by_position = {.keying = RI_HR_BY_POSITION};
    static const ri_hr_told by_person = {.keying = RI_HR_BY_PERSON};
    const struct {
        const char *given;
        const ri_hr_told *told;
        const char *expected;
    } rows[] = {
        {ids, &positions,
         POSTS "position 1 ''\nperson 3 'A'\nseat 1: 3\nposition 2 '' under 1\nperson 1 'B'\n"
               "seat 2: 1\nposition 3 '' under 1\nperson 2 'C'\nseat 3: 2\n"},
        {two, NULL,
         PERSONS "? rows with the id of somebody with another name: 1; the ids may be of positions "
                 "[--keyed position]\nposition 1 ''\nperson 1 'A'\nseat 1: 1\n"
                 "refused 3: has the id of somebody with another name, in line 2\n"},
        {two, &by_person,
         PERSONS "position 1 ''\nperson 1 'A'\nseat 1: 1\n"
                 "refused 3: has the id of somebody with another name, in line 2\n"},
        {two, &by_position,
         POSTS "position 1 ''\nperson a 'A'\nseat 1: a\nperson b 'B'\nseat 1: b\n"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        hr_reading reading = {.told = rows[i].told, .options = {RI_DATES_OPEN, KEEP}};
        assert_int_equal(hr_read_bytes(&reading, rows[i].given, strlen(rows[i].given)), RACI_OK);
        hr_adds_up(&reading);
        assert_string_equal(ri_text_string(&reading.out), rows[i].expected);
        ri_text_free(&reading.out);
    }
}

/* What could cost the square of the number of rows: one name, one person, one chain, one circle. */
static void takes_many_rows(void **state)
{
    static const struct {
        const char *header;
        const char *row; /* with the row's number, and the one before */
        size_t tops, circular, people;
    } kinds[] = {
        {BY_POST, "%1$u,A,Ann,%2$u\n", 1, 0, 100000},
        {BY_PERSON, "7,Ann,T%1$u,\n", 100000, 0, 1},
        {BY_POST, "%1$u,A,N/D,%2$u\n", 1, 0, 100000},
        {BY_POST, "one,A,N/D,\n", 1, 0, 100000},
    };
    (void)state;
    for (size_t k = 0; k < COUNT(kinds); k++) {
        ri_text given = RI_TEXT_INIT;
        hr_reading reading = {.options = {RI_DATES_OPEN, KEEP}};
        ri_text_add(&given, kinds[k].header);
        for (unsigned i = 1; i <= 100000; i++) {
            char row[64];
            (void)snprintf(row, sizeof row, kinds[k].row, i, i - 1);
            ri_text_add(&given, row);
        }
        assert_int_equal(hr_read_bytes(&reading, given.bytes, given.length), RACI_OK);
        hr_adds_up(&reading);
        assert_int_equal(reading.summary.used, 100000);
        assert_int_equal(reading.summary.tops, kinds[k].tops);
        assert_int_equal(reading.summary.people, kinds[k].people);
        ri_text_free(&given);
        ri_text_free(&reading.out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(asks_for_dates),
        cmocka_unit_test(leaves_bad_dates_out),
        cmocka_unit_test(keeps_lines_or_stops),
        cmocka_unit_test(looks_beside),
        cmocka_unit_test(wants_people_or_positions),
        cmocka_unit_test(notices_changes),
        cmocka_unit_test(bounds_lists),
        cmocka_unit_test(asks_nothing_that_was_told),
        cmocka_unit_test(bounds_texts),
        cmocka_unit_test(takes_many_rows),
    };
    int failed = RUN_ROWS("exports", exports, reads);
    return failed + cmocka_run_group_tests(tests, NULL, NULL);
}
