#include "intake/header_words.h"

#include <string.h>

#include "base/words.h"

static const char *const role_names[] = {"other",   "group",  "activity", "key",   "channel",
                                         "remark",  "check",  "cells",    "names", "party",
                                         "letters", "legend", "pairs"};

const char *ri_matrix_role_name(ri_matrix_role role)
{
    return role_names[role];
}

bool ri_matrix_role_named(const char *name, ri_matrix_role *out)
{
    for (size_t i = 0; i < sizeof role_names / sizeof role_names[0]; i++) {
        if (strcmp(role_names[i], name) == 0) {
            *out = (ri_matrix_role)i;
            return true;
        }
    }
    return false;
}

/* Headers as words with one blank between them, in their order of roles. A list ends with NULL. */
static const char *const activity[] = {"sub activity",
                                       "sub process",
                                       "sub step",
                                       "sub task",
                                       "subactivity",
                                       "subprocess",
                                       "substep",
                                       "subtask",
                                       "subtasks",
                                       "activities roles",
                                       "activity role",
                                       "activity roles",
                                       "deliverable role",
                                       "process role",
                                       "task role",
                                       "tasks roles",
                                       "action",
                                       "action name",
                                       "action title",
                                       "actions",
                                       "activities",
                                       "activity",
                                       "activity deliverable",
                                       "activity description",
                                       "activity name",
                                       "activity task",
                                       "activity title",
                                       "capability",
                                       "control",
                                       "decision",
                                       "decisions",
                                       "deliverable",
                                       "deliverable task",
                                       "deliverables",
                                       "function",
                                       "interaction",
                                       "milestone",
                                       "moment",
                                       "process",
                                       "process activity",
                                       "process step",
                                       "requirement",
                                       "responsibilities",
                                       "step",
                                       "step name",
                                       "steps",
                                       "task",
                                       "task activity",
                                       "task deliverable",
                                       "task description",
                                       "task name",
                                       "task title",
                                       "tasks",
                                       "tasks activities",
                                       "touch point",
                                       "touchpoint",
                                       "touchpoint name",
                                       "touchpoints",
                                       "work item",
                                       "work package",
                                       NULL};
static const char *const weak_activity[] = {"description", "item",  "name", "recommendation",
                                            "title",       "topic", "what", NULL};
static const char *const group[] = {"area",
                                    "category",
                                    "domain",
                                    "epic",
                                    "group",
                                    "group name",
                                    "group title",
                                    "customer journey",
                                    "customer journey phase",
                                    "customer journey stage",
                                    "journey",
                                    "journey name",
                                    "journey phase",
                                    "journey stage",
                                    "key management area",
                                    "life cycle stage",
                                    "lifecycle stage",
                                    "module",
                                    "phase",
                                    "phase name",
                                    "process area",
                                    "process group",
                                    "process name",
                                    "project phase",
                                    "section",
                                    "stage",
                                    "stage name",
                                    "stream",
                                    "theme",
                                    "work stream",
                                    "workstream",
                                    NULL};
static const char *const key[] = {
    "#",     "code",    "id",          "item no", "item number", "key",  "line", "nr",
    "no",    "number",  "order",       "ref",     "reference",   "s no", "seq",  "sl no",
    "sr no", "step no", "step number", "task no", "task number", "wbs",  NULL};
static const char *const channel[] = {"channel", "channels", "medium", NULL};
static const char *const remark[] = {"comment", "comments", "condition", "conditions",
                                     "note",    "notes",    "rationale", "reason",
                                     "remark",  "remarks",  NULL};
static const char *const check[] = {
    "a count",     "check", "checks", "count",   "count of a", "counts", "no of a",    "ok",
    "number of a", "of a",  "total",  "total a", "totals",     "valid",  "validation", NULL};
static const char *const party[] = {
    "actor",     "department",  "function name", "holder",    "involved party",
    "parties",   "party",       "people",        "person",    "person name",
    "position",  "resource",    "role",          "role name", "role title",
    "roles",     "stakeholder", "stakeholders",  "team",      "team member",
    "team name", "teams",       "unit",          "who",       NULL};
static const char *const letters[] = {"assignment",
                                      "assignment type",
                                      "code raci",
                                      "involvement",
                                      "letter",
                                      "letters",
                                      "raci",
                                      "raci assignment",
                                      "raci code",
                                      "raci letter",
                                      "raci role",
                                      "raci type",
                                      "raci value",
                                      "racivs",
                                      "rasci",
                                      "rasic",
                                      "responsibility type",
                                      "role type",
                                      NULL};
static const char *const legend[] = {"explanation of letters", "legend", "raci key", "raci legend",
                                     NULL};
/* Columns that are no party's, though nothing, marks or letters may stand in them. */
static const char *const other[] = {
    "criticality", "impact",     "importance",  "managed",  "moment of truth", "moments of truth",
    "mot",         "pain point", "pain points", "severity", "content",         "content purpose",
    "date",        "deadline",   "details",     "due",      "due date",        "duration",
    "effort",      "end",        "end date",    "evidence", "frequency",       "link",
    "links",       "priority",   "progress",    "purpose",  "start",           "start date",
    "status",      "tool",       "tools",       NULL};

/* Last words of columns with marks, which may be letters as those of a scheme are. */
static const char *const marks[] = {"grade", "grades", "rating", "ratings",
                                    "score", "scores", NULL};

static const struct {
    const char *const *list;
    ri_matrix_role role;
    bool weak;
} lists[] = {{activity, RI_ROLE_ACTIVITY, false}, {weak_activity, RI_ROLE_ACTIVITY, true},
             {group, RI_ROLE_GROUP, false},       {key, RI_ROLE_KEY, false},
             {channel, RI_ROLE_CHANNEL, false},   {remark, RI_ROLE_REMARK, false},
             {check, RI_ROLE_CHECK, false},       {party, RI_ROLE_PARTY, false},
             {letters, RI_ROLE_LETTERS, false},   {legend, RI_ROLE_LEGEND, false},
             {other, RI_ROLE_OTHER, false}};

static bool is_one_of(const char *text, const char *const *list)
{
    for (; *list != NULL; list++) {
        if (strcmp(text, *list) == 0) {
            return true;
        }
    }
    return false;
}

/* What groups are by the last word of their column's header; phases of a project are none that
   customers are in. */
static ri_groups groups_of(const ri_words *words)
{
    static const char *const stages[] = {"phase", "phases", "stage", "stages", NULL};
    static const char *const journeys[] = {"journey", "journeys", NULL};
    const bool named = words->n > 1 && strcmp(ri_words_get(words, words->n - 1), "name") == 0;
    const char *last = ri_words_get(words, words->n - (named ? 2 : 1));
    const bool project = strcmp(ri_words_get(words, 0), "project") == 0;
    return project                     ? RI_GROUPS_SECTIONS
           : is_one_of(last, stages)   ? RI_GROUPS_STAGES
           : is_one_of(last, journeys) ? RI_GROUPS_JOURNEYS
                                       : RI_GROUPS_SECTIONS;
}

static bool begins(const char *word, const char *beginning)
{
    return strncmp(word, beginning, strlen(beginning)) == 0;
}

/* "Backup owner", "Deputy product owner": who stands in, or did, does not answer. */
static bool stands_in(const char *word)
{
    static const char *const words[] = {"alternate", "backup",    "deputy",     "former", "old",
                                        "previous",  "secondary", "substitute", NULL};
    return is_one_of(word, words);
}

/* "Owner(s)", "Accountable team", "Responsible Party", "DRI": names of those who answer. */
static const char *letter_of_names(const ri_words *words)
{
    const char *first = ri_words_get(words, 0);
    const char *last = ri_words_get(words, words->n - 1);
    if (words->n > 3 || stands_in(first)) {
        return NULL;
    }
    if (begins(first, "accountab")) {
        return "A";
    }
    if (begins(first, "responsib") || strcmp(first, "assignee") == 0 ||
        (strcmp(first, "person") == 0 && strcmp(last, "charge") == 0) ||
        (strcmp(first, "assigned") == 0 && strcmp(last, "to") == 0)) {
        return "R";
    }
    for (size_t i = 0; i < words->n; i++) {
        const char *word = ri_words_get(words, i);
        if (strcmp(word, "owner") == 0 || strcmp(word, "owners") == 0 || strcmp(word, "dri") == 0) {
            return "A";
        }
    }
    return NULL;
}

static void judge(const ri_words *words, const char *text, ri_header *out)
{
    const char *last = ri_words_get(words, words->n - 1);
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        if (is_one_of(text, lists[i].list)) {
            *out = (ri_header){.role = lists[i].role, .known = true, .weak = lists[i].weak};
            out->groups = out->role == RI_ROLE_GROUP ? groups_of(words) : RI_GROUPS_SECTIONS;
            return;
        }
    }
    if (words->n <= 3 && (strcmp(last, "id") == 0 || strcmp(last, "ids") == 0)) {
        *out = (ri_header){.role = RI_ROLE_KEY, .known = true};
        return;
    }
    if (words->n <= 3 && is_one_of(last, check)) {
        *out = (ri_header){.role = RI_ROLE_CHECK, .known = true};
        return;
    }
    if (is_one_of(last, marks)) {
        *out = (ri_header){.role = RI_ROLE_OTHER, .known = true};
        return;
    }
    const char *letter = letter_of_names(words);
    if (letter != NULL) {
        *out = (ri_header){.role = RI_ROLE_NAMES, .known = true, .letter = letter};
    }
}

bool ri_header_read(const char *text, ri_header *out)
{
    ri_words words = {.n = 0};
    ri_text joined = RI_TEXT_INIT;
    *out = (ri_header){.role = RI_ROLE_OTHER};
    if (text[0] == '\0') {
        return true;
    }
    (void)ri_words_add(&words, text);
    ri_words_write(&joined, &words);
    bool done = !joined.failed;
    if (done && words.n > 0) {
        judge(&words, ri_text_string(&joined), out);
    }
    ri_text_free(&joined);
    ri_words_free(&words);
    return done;
}

static const char *const jobs[] = {"admin",
                                   "administrator",
                                   "agency",
                                   "agent",
                                   "analyst",
                                   "architect",
                                   "board",
                                   "business",
                                   "ceo",
                                   "cfo",
                                   "chief",
                                   "cio",
                                   "client",
                                   "cmo",
                                   "committee",
                                   "consultant",
                                   "contractor",
                                   "controller",
                                   "coo",
                                   "coordinator",
                                   "council",
                                   "csm",
                                   "cto",
                                   "customer",
                                   "cxo",
                                   "department",
                                   "dept",
                                   "designer",
                                   "dev",
                                   "developer",
                                   "developers",
                                   "director",
                                   "division",
                                   "engineer",
                                   "engineering",
                                   "engineers",
                                   "executive",
                                   "finance",
                                   "head",
                                   "hr",
                                   "it",
                                   "lead",
                                   "leader",
                                   "leadership",
                                   "legal",
                                   "manager",
                                   "managers",
                                   "marketing",
                                   "office",
                                   "officer",
                                   "owner",
                                   "partner",
                                   "pm",
                                   "pmo",
                                   "po",
                                   "president",
                                   "procurement",
                                   "qa",
                                   "representative",
                                   "sales",
                                   "scrum",
                                   "specialist",
                                   "sponsor",
                                   "squad",
                                   "stakeholder",
                                   "supervisor",
                                   "supplier",
                                   "team",
                                   "teams",
                                   "tech",
                                   "user",
                                   "users",
                                   "vendor",
                                   "vp",
                                   NULL};

bool ri_names_party(const char *name, bool *failed)
{
    ri_words words = {.n = 0};
    bool found = false;
    (void)ri_words_add(&words, name);
    /* Of a long text the beginning is the name. */
    for (size_t i = 0; i < words.n && i < 4; i++) {
        found = found || is_one_of(ri_words_get(&words, i), jobs);
    }
    *failed = *failed || words.failed;
    ri_words_free(&words);
    return found;
}

const char *ri_scheme_in(const char *text, bool *failed)
{
    static const struct {
        const char *name;
        const char *letters;
    } schemes[] = {{"rasci", "S"}, {"rasic", "S"}, {"raciq", "Q"},   {"racivs", "V S"},
                   {"daci", "D"},  {"cairo", "O"}, {"rapid", "P D"}, {"raciqs", "Q S"},
                   {"arci", NULL}, {"raciv", "V"}, {"racio", "O"}};
    ri_words words = {.n = 0};
    const char *found = NULL;
    (void)ri_words_add(&words, text);
    ri_words_join(&words, text);
    for (size_t i = 0; i < words.n && found == NULL; i++) {
        for (size_t j = 0; j < sizeof schemes / sizeof schemes[0]; j++) {
            if (strcmp(ri_words_get(&words, i), schemes[j].name) == 0) {
                found = schemes[j].letters;
            }
        }
    }
    *failed = *failed || words.failed;
    ri_words_free(&words);
    return found;
}
