#include "rows.h"

#include <stdio.h>

#include "intake/matrix_layout.h"
#include "paper_book.h"

/* "grid: activity, cells Dev, cells Ops? party"; then the questions, each with what is assumed. */
static void describe(ri_text *out, const ri_matrix_layout *layout)
{
    ri_text_format(out, "%s", ri_matrix_shape_name(layout->shape));
    if (layout->header > 0) {
        ri_text_format(out, " below %zu", layout->header);
    }
    for (size_t c = 0; c < layout->n; c++) {
        const ri_matrix_column *column = &layout->columns[c];
        ri_text_format(out, "%s%s", c > 0 ? ", " : ": ", ri_matrix_role_name(column->role));
        if (column->role == RI_ROLE_CELLS) {
            ri_text_format(out, " %s", column->name);
        }
        if (column->group != NULL) {
            ri_text_format(out, " (%s)", column->group);
        }
        if (column->role == RI_ROLE_NAMES) {
            ri_text_format(out, " %s%s", column->letter, column->also != NULL ? column->also : "");
        }
    }
    ri_text_add(out, layout->headings ? "; headings" : "");
    ri_text_add(out, layout->legend ? "; legend" : "");
    for (size_t i = 0; i < layout->n_questions; i++) {
        const ri_matrix_question *question = &layout->questions[i];
        ri_text_format(out, " ?%s", question->code);
        ri_text_format(out, "%s%s", question->fallback != NULL ? "=" : "",
                       question->fallback != NULL ? question->fallback : "");
    }
}

struct sheet {
    const char *name;
    const char *text;
    const char *expected;
    ri_matrix_options options;
    const char *letters; /* dictionary */
};

static const ri_matrix_choice chosen[] = {{"notes", RI_ROLE_CELLS, "Ops"},
                                          {"#4", RI_ROLE_OTHER, NULL}};
static const ri_matrix_choice left_out[] = {{"#4", RI_ROLE_OTHER, NULL}};
static const ri_matrix_choice asked[] = {{"who does it", RI_ROLE_NAMES, "R"},
                                         {"Who decides", RI_ROLE_NAMES, "A"}};
static const ri_matrix_choice missing[] = {{"Nothing", RI_ROLE_CELLS, NULL}};

static const struct sheet sheets[] = {
    {"wide grid",
     "Activity|Dev|Ops\nBuild|A/R|I\nRun|C|A\n",
     "grid: activity, cells Dev, cells Ops",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"unknown header of activities",
     "What we do|X1|Y1\nBuild|A/R|I\nRun|C|A\n",
     "grid: activity, cells X1, cells Y1 ?shape=grid",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"phase column",
     "Phase|Task|Dev|Ops\nOne|Build|A/R|I\n|Run|C|A\n",
     "grid: group, activity, cells Dev, cells Ops",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"phase rows",
     "Task|Dev|Ops\nOne||\nBuild|A/R|I\nTwo\nRun|C|A\n",
     "grid: activity, cells Dev, cells Ops; headings ?headings=yes",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"activity that nobody has",
     "Task|Dev|Ops\nBuild|A/R|I\nLost\nRun|C|A\n",
     "grid: activity, cells Dev, cells Ops ?headings=no",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"headings are answered",
     "Task|Dev|Ops\nBuild|A/R|I\nLost\nRun|C|A\n",
     "grid: activity, cells Dev, cells Ops; headings",
     {.headings = RI_ANSWER_YES},
     NULL},
    {"check columns",
     "Task|Dev|Ops|Total A|Check\nBuild|A/R|I|1|OK\nRun|C|A|1|OK\n",
     "grid: activity, cells Dev, cells Ops, check, check",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"title and blank columns",
     "RACI of the year\n\n|Task|Dev|Ops\n|Build|A|I\n|Run|C|A\n",
     "grid below 2: other, activity, cells Dev, cells Ops",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"an empty column of a party",
     "Activity|Customer|Provider\nChoose|RA|\nOrder|RA|\n",
     "grid: activity, cells Customer, cells Provider",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"an empty column of notes",
     "Activity|Customer|Notes\nChoose|RA|\nOrder|RA|\n",
     "grid: activity, cells Customer, remark",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"merged headers",
     "Task|Business|<|IT|<\n^|Lead|Analyst|Lead|Tester\nBuild|A|C|R|I\n"
     "Run|I|C|A|R\n",
     "grid below 1: activity, cells Business / Lead (Business), cells Analyst (Business), "
     "cells IT / Lead (IT), cells Tester (IT)",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"merged headers, blank",
     "|Business||IT|\nTask|Owner|Analyst|Dev|Tester\nBuild|A|C|R|I\n"
     "Run|I|C|A|R\n",
     "grid below 1: activity, cells Owner (Business), cells Analyst (Business), cells Dev (IT), "
     "cells Tester (IT)",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"long header",
     "Task|Dev team - the people of the first floor who write what others run|Ops\n"
     "Build|A/R|I\nRun|C|A\n",
     "grid: activity, cells Dev team, cells Ops",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"turned",
     "|Build|Run\nDev team|A/R|C\nOps team|I|A\n",
     "turned: party, cells Build, cells Run",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"turned by its header",
     "Role|Build|Run\nX1|A/R|C\nY1|I|A\n",
     "turned: party, cells Build, cells Run",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"turned by its single letters",
     "|Build|Run|Mend\nD1|A|A|C\nD2|C|I|A\nD3|I|I|I\n",
     "turned: party, cells Build, cells Run, cells Mend ?shape=turned",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"turned by answer",
     "What|Dev|Ops\nBuild|A/R|I\nRun|C|A\n",
     "turned: party, cells Dev, cells Ops",
     {.shape = RI_SHAPE_TURNED},
     NULL},
    {"column per letter",
     "Task|R|A|C|I\nBuild|Dana|Eli|Ops, Legal|\nRun|Ops|Eli||\n",
     "by-letter: activity, names R, names A, names C, names I",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"column per word",
     "Task|Owner|Responsible|Accountable|Consulted|Informed\n"
     "Build|x|Dana|Eli|Ops, Legal|\n",
     "by-letter: activity, other, names R, names A, names C, names I",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"column per letter, explained",
     "Task|R - Responsible|A (Accountable)\nBuild|Dana|Eli\n",
     "by-letter: activity, names R, names A",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"groups on a page",
     "== Billing\nResponsible|Accountable|Consulted|Informed\nDev|Eli|Ops|All\n",
     "by-letter: names R, names A, names C, names I ?shared=a party of that name ?activity=Billing",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"another scheme",
     "Task|Driver|Approver|Contributor|Informed\nBuild|Dana|Eli|Ops|Legal\n",
     "by-letter: activity, names D, names A, names C, names I",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"ticks",
     "Task|Role|R|A|C|I\nBuild|Dev|X||x|\nBuild|Ops||X||\n",
     "ticks: activity, party, names R, names A, names C, names I",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"long list",
     "group_id,group_title,action_id,action_name,role_id,role_name,raci",
     "none",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"list",
     "group_id|group_title|action_id|action_name|role_id|role_name|raci\n"
     "1|One|1.1|Build|dev|Dev|R\n1|One|1.1|Build|ops|Ops|A\n",
     "list: key, group, key, activity, key, party, letters",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"list by other names",
     "Task|Person|Letter\nBuild|Dana|R\nBuild|Eli|A\n",
     "list: activity, party, letters",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"owners",
     "Stage|Touchpoint|Channel|Owner(s)|Frequency\nOne|Call|Phone|AE + CSM|Once\n"
     "One|Mail|Mail|CSM|Once\n",
     "owners: group, activity, channel, names A, other ?owner=A",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"owners, answered",
     "Touchpoint|Owner\nCall|AE\nMail|CSM\n",
     "owners: activity, names R",
     {.shape = RI_SHAPE_NONE},
     "Owner=R"},
    {"responsibility",
     "Control|ID|What to do about it|Responsibility\nNet|1|Protect|Customer\n"
     "Net|2|Watch|Shared\nLog|3|Keep|Provider\n",
     "owners: activity, key, other, names R ?shared ?owner=R",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"participates",
     "Function|Sales|Legal\nOffer|X|A\nSign|R|X\n",
     "grid: activity, cells Sales, cells Legal ?letter",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"participates, answered",
     "Function|Sales|Legal\nOffer|X|A\nSign|R|X\n",
     "grid: activity, cells Sales, cells Legal",
     {.shape = RI_SHAPE_NONE},
     "X=C"},
    {"letters of nobody",
     "== TPM\nArea|Step|Role\nPlan|Refine|A\n|Specify|A/R\n|Sprint|R\n",
     "grid: group, activity, cells Role ?party",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"letters of somebody",
     "Area|Step|Role\nPlan|Refine|A\n|Specify|A/R\n",
     "grid: group, activity, cells TPM",
     {.party = "TPM"},
     NULL},
    {"letters without a name",
     "Task|Dev|Ops||\nBuild|A|I||C\nRun|C|A||C\n",
     "grid: activity, cells Dev, cells Ops, other, other ?nameless=it is left out",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"letters in part",
     "Task|Dev|Who else\nBuild|A|I\nRun|C|Dana, Eli\nMend|A|Eli\n",
     "grid: activity, cells Dev, other ?mixed=it is left out",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"legend below",
     "Task|Dev|Ops\nBuild|A|I\nRun|C|A\n\nR|Responsible\nA|Accountable\n"
     "C|Consulted\nI|Informed\n",
     "grid: activity, cells Dev, cells Ops; legend",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"legend beside",
     "Task|Dev|Ops||Legend|\nBuild|A|I||R|Responsible\nRun|C|A||A|Accountable\n",
     "grid: activity, cells Dev, cells Ops, other, legend, legend",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"legend of another meaning",
     "Task|Dev|Ops\nBuild|A|R\nRun|R|A\nR = Accountable\n"
     "A = Responsible\n",
     "grid: activity, cells Dev, cells Ops; legend ?swapped ?swapped",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"legend of another meaning, answered",
     "Task|Dev|Ops\nBuild|A|R\nRun|R|A\nR = Accountable\nA = Responsible\n",
     "grid: activity, cells Dev, cells Ops; legend",
     {.shape = RI_SHAPE_NONE},
     "R=A,A=R"},
    {"legend of a further letter",
     "Task|Dev|Ops\nBuild|A|S\nRun|R|A\nR = Responsible\n"
     "A = Accountable\nS = Support\n",
     "grid: activity, cells Dev, cells Ops; legend",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"a scheme's name",
     "RASCI matrix\nTask|Dev|Ops\nBuild|A|S\nRun|R|A\n",
     "grid below 1: activity, cells Dev, cells Ops",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"only a legend",
     "Roles\nR: Is in charge of carrying out the process\nA: Is Accountable for "
     "it\nC: Is Consulted on it\nI: Is Informed of it\n",
     "legend; legend",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"phases A, B and C",
     "Task|Dev|Ops\nA - Plan the work\nBuild|A|I\nB - Do the work\nRun|C|A\n"
     "C - Sum up the work\nTell|R|A\n",
     "grid: activity, cells Dev, cells Ops; headings ?headings=yes",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"what follows from it",
     "Team and key point|Dev team|Ops team|Deliverables\nBuild|A|I|plan\nRun|C|A|log\n",
     "grid: activity, cells Dev team, cells Ops team, other",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"turned, with what follows",
     "Role|Build|Run|Deliverables\nDev|A|I|plan\nOps|C|A|log\n",
     "turned: party, cells Build, cells Run, other",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"the title in the corner",
     "RACI|Dev|Ops\nBuild|A|I\nRun|C|A\n",
     "grid: activity, cells Dev, cells Ops",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"two letters above a column",
     "Task|A/R|C|I\nBuild|Dana|Eli|Finn\n",
     "by-letter: activity, names RA, names C, names I",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"two tables",
     "Task|Dev|Ops||Task|Law|Tax\nBuild|A|I||Sell|A|C\nRun|C|A||Buy|I|A\n",
     "grid: activity, cells Dev, cells Ops, other, other, other, other ?beside=it is left out",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"the second of two tables",
     "Task|Dev|Ops||Task|Law|Tax\nBuild|A|I||Sell|A|C\nRun|C|A||Buy|I|A\n",
     "grid: other, other, other, other, activity, cells Law, cells Tax",
     {.first_column = 5},
     NULL},
    {"letters with names",
     "Task|RACI\nBuild|R: Dana, Eli; A: Finn\nRun|R: Ops\n",
     "pairs: activity, pairs",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"letters with names, by another name",
     "Task|Who\nBuild|Responsible: Dana\\nA: Finn\nRun|A/R = Ops; C = Law\n",
     "pairs: activity, pairs",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"legend in one row",
     "Task|Dev|Ops|Law\nBuild|A|I|C\nRun|C|A|R\nR = Responsible|A = Accountable|C = "
     "Consulted|I = Informed\n",
     "grid: activity, cells Dev, cells Ops, cells Law; legend",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"a legend of three columns",
     "Letter|Name|Description\nR|Responsible|Does the work\nA|Accountable|Signs off\n"
     "C|Consulted|Is asked\nI|Informed|Is told\n-|Not involved|Nothing to do\n",
     "legend; legend",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"a legend in another language",
     "Symbole|Nom|Sens\nR|R\xc3\xa9"
     "alise|Fait le travail\nA|Approuve|R\xc3\xa9pond\n"
     "C|Consult\xc3\xa9|Donne son avis\n",
     "legend; legend",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"a legend with the words first",
     "Role|Letter|Meaning\nResponsible|R|Does the work\nAccountable|A|Signs off\n"
     "Consulted|C|Is asked\n",
     "legend; legend",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"a table below whose legend has a heading",
     "Task|Dev|Ops\nBuild|A|I\nRun|C|A\nSymbol|Meaning\nR|Responsible (does it)\n"
     "A|Accountable (owns it)\nC|Consulted (is asked)\n",
     "grid: activity, cells Dev, cells Ops; legend",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"definitions beside other texts",
     "The project|RESPONSIBLE|Who does the work of it\nThe manager|ACCOUNTABLE|Who answers for it"
     "\nThe plan|CONSULTED|Who is asked before\n",
     "none",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"stakeholders beside others",
     "Task|Dev|Ops|Stakeholders\nBuild|A|I|C\nRun|C|A|I\n",
     "grid: activity, cells Dev, cells Ops, cells Stakeholders",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"columns of one name",
     "Task|Sponsor|Dev|Sponsor\nBuild|A|R|I\nRun|I|A|C\n",
     "grid: activity, cells Sponsor, cells Dev, cells Sponsor ?same=they are of one party",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"a swapped legend beside the header",
     "Task|Dev|Ops|Law||R = Accountable\nBuild|R|A|I||A = Responsible\nRun|A|C|R||C = Consulted\n"
     "Tell|I|R|A||I = Informed\n",
     "grid: activity, cells Dev, cells Ops, cells Law, other, legend ?swapped ?swapped",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"everybody",
     "Task|R|A|C|I\nBuild|Dana|Eli|Finn|All\nRun|Finn|Eli|Dana|Everyone\n",
     "by-letter: activity, names R, names A, names C, names I ?shared=a party of that name "
     "?shared=a party of that name",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"everybody, by answer",
     "Task|R|A|C|I\nBuild|Dana|Eli|Finn|All\nRun|Finn|Eli|Dana|All\n",
     "by-letter: activity, names R, names A, names C, names I",
     {.shape = RI_SHAPE_NONE},
     "All=-"},
    {"columns that are merged in twos",
     "Task|Dev|<|Ops|<\nBuild|A|<|R|<\nRun|I|<|A|<\n",
     "grid: activity, cells Dev, other, cells Ops, other",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"a name that is merged over columns of its letters",
     "Task|Dev|<|Ops|<\nBuild|R|A||I\nRun||I|R|A\n",
     "grid: activity, cells Dev, cells Dev, cells Ops, cells Ops",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"words that may mean letters are no matrix",
     "Touchpoint|Need|Provider\nhmrc.notify|notify_state|HMRC\ndvla.notify|notify|DVLA\n",
     "none",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"a cross is no matrix",
     "Stage|Touchpoint|Channel|What happens\nOne|Call|Phone|talk\nOne|Visit|Shop|x\n",
     "none",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"an empty column with a word",
     "Task|Dev|Ops\nA1|A|-\nA2|R|-\nA3|A|-\nA4|A|-\nA5|A|-\nA6|A|-\nA7|A|-\nA8|A|-\nA9|A|-\n"
     "B1|A|so\n",
     "grid: activity, cells Dev, cells Ops",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"a code above several columns is no letter",
     "4|Common Room|(AC)|Common Room|(AC)|Services|(VPA)\n4|Careers|(TA)|Careers|(TA)|Services|"
     "(VPA)\n4|Chemistry|(CH)|Chemistry|(CH)|Services|(VPA)\n",
     "none",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"headings that are merged over all columns",
     "Task|Dana|<|Eli\n^|Sponsor|User|Lead\nPhase 1|<|<|<\nBuild|A||R\nPhase 2|<|<|<\n"
     "Stock|<|<|<\nRun||R|A\nPhase 3|<|<|<\nTell|I||A\n",
     "grid below 1: activity, cells Sponsor (Dana), cells User (Dana), cells Lead (Eli); headings "
     "?headings=yes",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"two columns of activities",
     "Process|Task|Dev|Ops\nOne|Build|A|I\n|Run|C|A\nTwo|Mend|R|A\n",
     "grid: group, activity, cells Dev, cells Ops",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"steps that are numbers",
     "Step|Task|Dev|Ops\n1|Build|A|I\n2|Run|C|A\n",
     "grid: key, activity, cells Dev, cells Ops",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"tasks and what follows",
     "Task|Deliverable|Dev|Ops\nBuild|plan|A|I\nRun|log|C|A\n",
     "grid: activity, other, cells Dev, cells Ops",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"a form",
     "Capability|Accountable team\nBuild|\nRun|\nMend|\nTell|\nSell|\nPay|Dana\n",
     "none",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"no matrix",
     "Name|Mail|Phone\nDana|dana@example.org|12\nEli|eli@example.org|13\n",
     "none",
     {.shape = RI_SHAPE_NONE},
     NULL},
    {"nothing", "", "none", {.shape = RI_SHAPE_NONE}, NULL},
    {"one row", "Task|Dev|Ops\n", "none", {.shape = RI_SHAPE_NONE}, NULL},
    {"no header", "Build|A|R\nRun|C|A\n", "none", {.shape = RI_SHAPE_NONE}, NULL},
    {"what was said is not asked",
     "Task|Dev|Ops|Misc\nBuild|A|I|R\nRun|C|A|see there\nTell|A|I|see there\nSell|A|I|as then\n",
     "grid: activity, cells Dev, cells Ops, other",
     {.choices = left_out, .n_choices = COUNT(left_out)},
     NULL},
    {"nothing but what was said",
     "Task|Who does it|Who decides\nBuild|Dana|Eli\nRun|Finn|Dana\n",
     "by-letter: activity, names R, names A",
     {.choices = asked, .n_choices = COUNT(asked)},
     NULL},
    {"columns by answer",
     "Task|Dev|Notes|Ops\nBuild|A|I|R\nRun|C|A|A\n",
     "grid: activity, cells Dev, cells Ops, other",
     {.choices = chosen, .n_choices = COUNT(chosen)},
     NULL},
};

static raci_status recognize(const struct sheet *row, ri_text *out, raci_error *err)
{
    ri_letters *letters = NULL;
    ri_matrix_layout *layout = NULL;
    ri_book book = paper(row->text);
    raci_status status = ri_letters_new(&letters, NULL, err);
    if (status == RACI_OK && row->letters != NULL) {
        status = ri_letters_learn(letters, row->letters, err);
    }
    if (status == RACI_OK) {
        status = ri_matrix_recognize(&layout, &book, 0, letters, &row->options, err);
    }
    if (status == RACI_OK) {
        describe(out, layout);
        status = out->failed ? RACI_NOMEM : RACI_OK;
    }
    ri_matrix_layout_free(layout);
    ri_letters_free(letters);
    paper_free(&book);
    return status;
}

static void recognizes(void **state)
{
    const struct sheet *row = *state;
    ri_text out = RI_TEXT_INIT;
    raci_error err = {.status = RACI_OK};
    assert_int_equal(recognize(row, &out, &err), RACI_OK);
    assert_string_equal(ri_text_string(&out), row->expected);
    ri_text_free(&out);
}

static bool attempt(void *payload)
{
    ri_text out = RI_TEXT_INIT;
    raci_status status = recognize(payload, &out, NULL);
    assert_true(status == RACI_OK || status == RACI_NOMEM);
    ri_text_free(&out);
    return status == RACI_OK;
}

static void survives_without_memory(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(sheets); i++) {
        (void)with_every_failure(attempt, (void *)&sheets[i]);
        (void)with_each_failure(attempt, (void *)&sheets[i]);
    }
}

static void refuses_choices(void **state)
{
    (void)state;
    raci_error err = {.status = RACI_OK};
    ri_text out = RI_TEXT_INIT;
    const struct sheet row = {
        "missing", "== One\nTask|Dev\nBuild|A\n", NULL, {.choices = missing, .n_choices = 1}, NULL};
    assert_int_equal(recognize(&row, &out, &err), RACI_INVALID);
    assert_string_equal(err.message, "expected a column of the sheet 'One', found 'Nothing'");
    ri_text_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refuses_choices),
        cmocka_unit_test(survives_without_memory),
    };
    int failed = RUN_ROWS("layouts", sheets, recognizes);
    return failed + cmocka_run_group_tests_name("layout", tests, NULL, NULL);
}
