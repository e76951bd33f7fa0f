#include "intake/inventory_words.h"

#include <stddef.h>
#include <string.h>

#include "base/words.h"

static const char *const role_names[RI_INVENTORY_ROLES] = {
    [RI_INVENTORY_IGNORED] = "ignored",
    [RI_INVENTORY_ATTRIBUTE] = "attribute",
    [RI_INVENTORY_TOUCHPOINT] = "touchpoint",
    [RI_INVENTORY_ID] = "id",
    [RI_INVENTORY_JOURNEY] = "journey",
    [RI_INVENTORY_STAGE] = "stage",
    [RI_INVENTORY_CHANNEL] = "channel",
    [RI_INVENTORY_UNITS] = "units",
    [RI_INVENTORY_ACCOUNTABLE] = "accountable",
    [RI_INVENTORY_CRITICALITY] = "criticality",
    [RI_INVENTORY_PRIORITY] = "priority",
    [RI_INVENTORY_ORDER] = "order",
    [RI_INVENTORY_TRUTH] = "moment-of-truth",
    [RI_INVENTORY_MANAGED] = "managed",
    [RI_INVENTORY_REVIEWED] = "reviewed",
    [RI_INVENTORY_TAGS] = "tags",
    [RI_INVENTORY_COUNT] = "count",
};

const char *ri_inventory_role_name(ri_inventory_role role)
{
    return role_names[role];
}

bool ri_inventory_role_named(const char *name, ri_inventory_role *out)
{
    for (size_t i = 0; i < RI_INVENTORY_ROLES; i++) {
        if (strcmp(role_names[i], name) == 0) {
            *out = (ri_inventory_role)i;
            return true;
        }
    }
    return false;
}

bool ri_inventory_role_is_own(ri_inventory_role role)
{
    return role != RI_INVENTORY_IGNORED && role != RI_INVENTORY_ATTRIBUTE &&
           role != RI_INVENTORY_ID && role != RI_INVENTORY_CHANNEL;
}

/* Headings as their words with one blank between them. A list ends with NULL. */
static const char *const touchpoint[] = {
    "contact point",       "contact reason",   "customer interaction",
    "customer touchpoint", "interaction",      "interaction point",
    "interaction type",    "interactions",     "reason for contact",
    "touch point",         "touch point name", "touch points",
    "touchpoint",          "touchpoint name",  "touchpoint title",
    "touchpoints",         "touchpointname",   NULL};
static const char *const common_touchpoint[] = {
    "case type",     "complaint type", "enquiry type", "inquiry type",    "problem type",
    "request type",  "service",        "service name", "service offered", "service request type",
    "service title", "service type",   "services",     "ticket type",     NULL};
static const char *const weak_touchpoint[] = {"action",
                                              "activity",
                                              "customer action",
                                              "customer activity",
                                              "customer step",
                                              "event",
                                              "item",
                                              "journey step",
                                              "moment",
                                              "name",
                                              "process step",
                                              "step",
                                              "step name",
                                              "steps",
                                              "task",
                                              "title",
                                              "user action",
                                              NULL};
static const char *const id[] = {"code",
                                 "id",
                                 "identifier",
                                 "key",
                                 "ref",
                                 "reference",
                                 "service code",
                                 "service id",
                                 "touch point id",
                                 "touchpoint code",
                                 "touchpoint id",
                                 "touchpoint key",
                                 "touchpointid",
                                 NULL};
static const char *const journey[] = {
    "customer journey", "customer journey name", "journey", "journey name",
    "journeys",         "user journey",          NULL};
static const char *const stage[] = {"customer journey phase",
                                    "customer journey stage",
                                    "customer lifecycle stage",
                                    "customer phase",
                                    "customer stage",
                                    "funnel stage",
                                    "journey phase",
                                    "journey stage",
                                    "life cycle phase",
                                    "life cycle stage",
                                    "lifecycle",
                                    "lifecycle phase",
                                    "lifecycle stage",
                                    "phase",
                                    "phase name",
                                    "phase of journey",
                                    "stage",
                                    "stage name",
                                    "stage of journey",
                                    "stages",
                                    NULL};
static const char *const channel[] = {"channel",
                                      "channel name",
                                      "channel of delivery",
                                      "channel type",
                                      "channels",
                                      "channels of delivery",
                                      "contact channel",
                                      "delivery channel",
                                      "interaction channel",
                                      "medium",
                                      "open data channel type",
                                      "primary channel",
                                      "request channel",
                                      "service channel",
                                      "touchpoint channel",
                                      NULL};
static const char *const units[] = {"agencies",
                                    "agency",
                                    "agency name",
                                    "business area",
                                    "business unit",
                                    "bureau",
                                    "delivered by",
                                    "delivering department",
                                    "delivering team",
                                    "delivering unit",
                                    "delivering units",
                                    "delivery department",
                                    "delivery team",
                                    "delivery unit",
                                    "department",
                                    "department name",
                                    "department owner",
                                    "departments",
                                    "dept",
                                    "directorate",
                                    "division",
                                    "fulfilled by",
                                    "operated by",
                                    "org unit",
                                    "organisational unit",
                                    "organizational unit",
                                    "owner department",
                                    "owner dept",
                                    "owner team",
                                    "owner unit",
                                    "owning department",
                                    "owning team",
                                    "owning unit",
                                    "performed by",
                                    "provided by",
                                    "responsible agency",
                                    "responsible department",
                                    "responsible unit",
                                    "service provider",
                                    "team owner",
                                    "unit",
                                    "units",
                                    NULL};
static const char *const doubtful_units[] = {"function", "responsible team", "squad", "squads",
                                             "team",     "team name",        "teams", NULL};
static const char *const accountable[] = {"accountable",
                                          "accountable person",
                                          "business owner",
                                          "process owner",
                                          "service owner",
                                          "touchpoint owner",
                                          NULL};
static const char *const owner[] = {"owned by", "owner", "owners", NULL};
static const char *const criticality[] = {
    "business criticality",   "business impact", "criticality", "criticality level",
    "criticality rating",     "customer impact", "impact",      "importance",
    "importance to customer", "severity",        NULL};
static const char *const priority[] = {"criticality tier", "priority", "priority level", NULL};
static const char *const order[] = {"#",           "journey order",   "nr",         "no",
                                    "number",      "order",           "seq",        "sequence",
                                    "sequence no", "sequence number", "sort order", "step no",
                                    "step number", "step order",      NULL};
static const char *const truth[] = {
    "is moment of truth", "key moment", "moment of truth", "moment of truth y n",
    "moments of truth",   "mot",        "mot y n",         NULL};
static const char *const managed[] = {"managed", "managed by us", "managed y n", NULL};
static const char *const reviewed[] = {"last review",      "last review date", "last reviewed",
                                       "last reviewed on", "reviewed on",      NULL};
static const char *const tags[] = {"keywords", "labels", "tag", "tags", NULL};
static const char *const count[] = {
    "annual volume", "calls",        "cases",          "closed",        "complaints",    "contacts",
    "count",         "daily volume", "monthly volume", "open",          "requests",      "tickets",
    "transactions",  "visits",       "volume",         "weekly volume", "yearly volume", NULL};

static const struct {
    const char *const *list;
    ri_inventory_role role;
    ri_inventory_word word;
} lists[] = {
    {touchpoint, RI_INVENTORY_TOUCHPOINT, RI_WORD_SURE},
    {common_touchpoint, RI_INVENTORY_TOUCHPOINT, RI_WORD_COMMON},
    {weak_touchpoint, RI_INVENTORY_TOUCHPOINT, RI_WORD_WEAK},
    {id, RI_INVENTORY_ID, RI_WORD_SURE},
    {journey, RI_INVENTORY_JOURNEY, RI_WORD_SURE},
    {stage, RI_INVENTORY_STAGE, RI_WORD_SURE},
    {channel, RI_INVENTORY_CHANNEL, RI_WORD_SURE},
    {units, RI_INVENTORY_UNITS, RI_WORD_SURE},
    {doubtful_units, RI_INVENTORY_UNITS, RI_WORD_DOUBTFUL},
    {accountable, RI_INVENTORY_ACCOUNTABLE, RI_WORD_SURE},
    {owner, RI_INVENTORY_ACCOUNTABLE, RI_WORD_DOUBTFUL},
    {criticality, RI_INVENTORY_CRITICALITY, RI_WORD_SURE},
    {priority, RI_INVENTORY_PRIORITY, RI_WORD_DOUBTFUL},
    {order, RI_INVENTORY_ORDER, RI_WORD_SURE},
    {truth, RI_INVENTORY_TRUTH, RI_WORD_SURE},
    {managed, RI_INVENTORY_MANAGED, RI_WORD_SURE},
    {reviewed, RI_INVENTORY_REVIEWED, RI_WORD_SURE},
    {tags, RI_INVENTORY_TAGS, RI_WORD_SURE},
    {count, RI_INVENTORY_COUNT, RI_WORD_SURE},
};

void ri_inventory_normalize(ri_text *out, const char *heading)
{
    ri_words words = {.n = 0};
    (void)ri_words_add(&words, heading);
    ri_words_write(out, &words);
    ri_words_free(&words);
}

bool ri_inventory_heading(const char *normalized, ri_inventory_role *role, ri_inventory_word *word)
{
    static const char number_of[] = "number of ";
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        for (const char *const *at = lists[i].list; *at != NULL; at++) {
            if (strcmp(*at, normalized) == 0) {
                *role = lists[i].role;
                *word = lists[i].word;
                return true;
            }
        }
    }
    *role = RI_INVENTORY_COUNT;
    *word = RI_WORD_SURE;
    return strncmp(normalized, number_of, sizeof number_of - 1) == 0;
}
