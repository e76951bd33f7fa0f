#include "model/tables.h"

#include <string.h>

#define BIT(kind) (UINT32_C(1) << (kind))
#define HOLDERS (BIT(RI_POSITION) | BIT(RI_UNIT) | BIT(RI_TEAM) | BIT(RI_PERSON) | BIT(RI_OFFICE))
#define DECIDERS (BIT(RI_POSITION) | BIT(RI_PERSON) | BIT(RI_OFFICE))
#define SUBJECTS (BIT(RI_TOUCHPOINT) | BIT(RI_HANDOFF) | BIT(RI_JOURNEY) | BIT(RI_ENTERPRISE))
#define SCOPES                                                                                     \
    (BIT(RI_UNIT) | BIT(RI_JOURNEY) | BIT(RI_STAGE) | BIT(RI_CHANNEL) | BIT(RI_TOUCHPOINT))

/* Ways to write a column; what is not said is false or nothing. */
#define KEY                                                                                        \
    {                                                                                              \
        .name = "key", .type = RI_CELL_KEY, .required = true, .grouping = true                     \
    }
#define TEXT(title)                                                                                \
    {                                                                                              \
        .name = (title), .type = RI_CELL_TEXT                                                      \
    }
#define TAGS                                                                                       \
    {                                                                                              \
        .name = "tags", .type = RI_CELL_TAGS                                                       \
    }
#define FROM                                                                                       \
    {                                                                                              \
        .name = "from", .type = RI_CELL_FROM                                                       \
    }
#define TO                                                                                         \
    {                                                                                              \
        .name = "to", .type = RI_CELL_TO                                                           \
    }
#define ORDER                                                                                      \
    {                                                                                              \
        .name = "order", .type = RI_CELL_ORDER                                                     \
    }
#define FLAG(title)                                                                                \
    {                                                                                              \
        .name = (title), .type = RI_CELL_FLAG                                                      \
    }
#define LINK(title, of)                                                                            \
    {                                                                                              \
        .name = (title), .type = RI_CELL_LINK, .kinds = BIT(of)                                    \
    }
#define LINKS(title, of)                                                                           \
    {                                                                                              \
        .name = (title), .type = RI_CELL_LINKS, .kinds = BIT(of)                                   \
    }
/* Columns that with others say which row is meant. */
#define PART(title, what, mask)                                                                    \
    {                                                                                              \
        .name = (title), .type = (what), .required = true, .grouping = true, .kinds = (mask)       \
    }
#define NEEDED(title, what, mask)                                                                  \
    {                                                                                              \
        .name = (title), .type = (what), .required = true, .kinds = (mask)                         \
    }

static const char *const seat_kinds[] = {"holder", "acting", "delegate", NULL};
static const char *const link_kinds[] = {"handoff", "promise", "feedback", NULL};

static const ri_column units[] = {
    KEY,
    TEXT("name"),
    LINK("parent", RI_UNIT),
    LINK("head", RI_POSITION),
    TEXT("kind"),
    TEXT("function"),
    TAGS,
    FROM,
    TO,
};
static const ri_column positions[] = {
    KEY,
    TEXT("title"),
    LINK("unit", RI_UNIT),
    LINK("reports_to", RI_POSITION),
    {.name = "office", .type = RI_CELL_OFFICE},
    LINKS("dotted_to", RI_POSITION),
    TEXT("grade"),
    FROM,
    TO,
};
static const ri_column people[] = {KEY, TEXT("name"), TEXT("email"), FROM, TO};
static const ri_column seats[] = {
    PART("position", RI_CELL_LINK, BIT(RI_POSITION)),
    PART("person", RI_CELL_LINK, BIT(RI_PERSON)),
    {.name = "kind", .type = RI_CELL_WORD, .grouping = true, .words = seat_kinds},
    FROM,
    TO,
};
static const ri_column teams[] = {
    KEY, TEXT("name"), TEXT("kind"), LINK("lead", RI_POSITION), FROM, TO,
};
static const ri_column members[] = {
    PART("team", RI_CELL_LINK, BIT(RI_TEAM)),
    PART("position", RI_CELL_LINK, BIT(RI_POSITION)),
    FROM,
    TO,
};
static const ri_column stages[] = {KEY, TEXT("name"), ORDER};
static const ri_column channels[] = {KEY, TEXT("name")};
static const ri_column journeys[] = {
    KEY, TEXT("name"), LINK("lead", RI_POSITION), LINK("team", RI_TEAM), FROM, TO,
};
static const ri_column touchpoints[] = {
    KEY,
    TEXT("name"),
    LINK("journey", RI_JOURNEY),
    LINK("stage", RI_STAGE),
    LINK("channel", RI_CHANNEL),
    {.name = "criticality", .type = RI_CELL_RATING},
    ORDER,
    LINKS("units", RI_UNIT),
    TAGS,
    FLAG("managed"),
    FLAG("moment_of_truth"),
    {.name = "reviewed_on", .type = RI_CELL_DAY},
    FROM,
    TO,
};
static const ri_column steps[] = {
    PART("journey", RI_CELL_LINK, BIT(RI_JOURNEY)),
    PART("touchpoint", RI_CELL_LINK, BIT(RI_TOUCHPOINT)),
    ORDER,
};
static const ri_column links[] = {
    PART("from", RI_CELL_LINK, BIT(RI_TOUCHPOINT)),
    PART("to", RI_CELL_LINK, BIT(RI_TOUCHPOINT)),
    {.name = "kind", .type = RI_CELL_WORD, .required = true, .grouping = true, .words = link_kinds},
};
static const ri_column walks[] = {
    PART("position", RI_CELL_LINK, BIT(RI_POSITION)),
    PART("channel", RI_CELL_LINK, BIT(RI_CHANNEL)),
    PART("date", RI_CELL_DAY, 0),
};
static const ri_column mandates[] = {
    PART("position", RI_CELL_LINK, BIT(RI_POSITION)),
    PART("scope", RI_CELL_SCOPE, SCOPES),
    FROM,
    TO,
};
static const ri_column stated[] = {
    PART("touchpoint", RI_CELL_LINK, BIT(RI_TOUCHPOINT)),
    PART("letter", RI_CELL_LETTER, 0),
    PART("holder", RI_CELL_REFERENCE, HOLDERS),
    TEXT("reason"),
};
static const ri_column rulings[] = {
    PART("subject", RI_CELL_REFERENCE, SUBJECTS),
    PART("letter", RI_CELL_LETTER, 0),
    PART("holder", RI_CELL_REFERENCE, HOLDERS),
    NEEDED("by", RI_CELL_REFERENCE, DECIDERS),
    TEXT("reason"),
    FROM,
    TO,
};
static const ri_column acceptances[] = {
    PART("key", RI_CELL_DIGITS, 0),
    PART("fingerprint", RI_CELL_DIGITS, 0),
    NEEDED("by", RI_CELL_REFERENCE, DECIDERS),
    TEXT("reason"),
    FROM,
    TO,
};
static const ri_column disputes[] = {
    PART("subject", RI_CELL_REFERENCE, SUBJECTS),
    PART("letter", RI_CELL_LETTER, 0),
    PART("by", RI_CELL_REFERENCE, DECIDERS),
    {.name = "claims", .type = RI_CELL_REFERENCE, .kinds = HOLDERS},
    TEXT("reason"),
    FROM,
    TO,
};

#define COLUMNS(array) .columns = (array), .n = sizeof(array) / sizeof *(array)
#define STAYING(word)                                                                              \
    .find = STMT_##word##_FIND, .add = STMT_##word##_ADD, .set = STMT_##word##_SET,                \
    .drop = RI_QUERY_COUNT, .rows = STMT_##word##_ROWS
#define STATEMENTS(word)                                                                           \
    .find = STMT_##word##_FIND, .add = STMT_##word##_ADD, .set = STMT_##word##_SET,                \
    .drop = STMT_##word##_DROP, .rows = STMT_##word##_ROWS
#define LIST(word)                                                                                 \
    .items = STMT_##word##_ITEMS, .clear = STMT_##word##_CLEAR, .append = STMT_##word##_ADD
#define NO_LIST .items = RI_QUERY_COUNT, .clear = RI_QUERY_COUNT, .append = RI_QUERY_COUNT

const ri_table ri_tables[RI_TABLE_COUNT] = {
    {.name = "units",
     .owner = "unit",
     .kind = RI_UNIT,
     .periods = true,
     .dated = true,
     .noted = "parent",
     COLUMNS(units),
     STATEMENTS(UNIT),
     NO_LIST},
    {.name = "positions",
     .owner = "position",
     .kind = RI_POSITION,
     .periods = true,
     .dated = true,
     .noted = "reports_to",
     COLUMNS(positions),
     STATEMENTS(POSITION),
     LIST(DOTTED)},
    {.name = "people",
     .owner = "person",
     .kind = RI_PERSON,
     .periods = true,
     .dated = true,
     COLUMNS(people),
     STATEMENTS(PERSON),
     NO_LIST},
    {.name = "seats",
     .owner = "seat",
     .kind = RI_KIND_COUNT,
     .dated = true,
     COLUMNS(seats),
     STATEMENTS(SEAT),
     NO_LIST},
    {.name = "teams",
     .owner = "team",
     .kind = RI_TEAM,
     .periods = true,
     .dated = true,
     .noted = "lead",
     COLUMNS(teams),
     STATEMENTS(TEAM),
     NO_LIST},
    {.name = "team_members",
     .owner = "team_member",
     .kind = RI_KIND_COUNT,
     COLUMNS(members),
     STATEMENTS(MEMBER),
     NO_LIST},
    {.name = "stages",
     .owner = "stage",
     .kind = RI_STAGE,
     COLUMNS(stages),
     STAYING(STAGE),
     NO_LIST},
    {.name = "channels",
     .owner = "channel",
     .kind = RI_CHANNEL,
     COLUMNS(channels),
     STAYING(CHANNEL),
     NO_LIST},
    {.name = "journeys",
     .owner = "journey",
     .kind = RI_JOURNEY,
     .periods = true,
     .dated = true,
     COLUMNS(journeys),
     STATEMENTS(JOURNEY),
     NO_LIST},
    {.name = "touchpoints",
     .owner = "touchpoint",
     .kind = RI_TOUCHPOINT,
     .periods = true,
     .dated = true,
     COLUMNS(touchpoints),
     STATEMENTS(TOUCHPOINT),
     LIST(DELIVERED)},
    {.name = "journey_steps",
     .owner = "journey_step",
     .kind = RI_KIND_COUNT,
     COLUMNS(steps),
     STATEMENTS(STEP),
     NO_LIST},
    {.name = "links",
     .owner = "link",
     .kind = RI_KIND_COUNT,
     COLUMNS(links),
     STATEMENTS(LINK),
     NO_LIST},
    {.name = "walks",
     .owner = "walk",
     .kind = RI_KIND_COUNT,
     COLUMNS(walks),
     STATEMENTS(WALK),
     NO_LIST},
    {.name = "mandates",
     .owner = "mandate",
     .kind = RI_KIND_COUNT,
     .dated = true,
     COLUMNS(mandates),
     STATEMENTS(MANDATE),
     NO_LIST},
    {.name = "stated",
     .owner = "stated",
     .kind = RI_KIND_COUNT,
     COLUMNS(stated),
     STATEMENTS(STATED),
     NO_LIST},
    {.name = "rulings",
     .owner = "ruling",
     .kind = RI_KIND_COUNT,
     .dated = true,
     COLUMNS(rulings),
     STATEMENTS(RULING),
     NO_LIST},
    {.name = "acceptances",
     .owner = "acceptance",
     .kind = RI_KIND_COUNT,
     .dated = true,
     COLUMNS(acceptances),
     STATEMENTS(ACCEPTANCE),
     NO_LIST},
    {.name = "disputes",
     .owner = "dispute",
     .kind = RI_KIND_COUNT,
     .dated = true,
     COLUMNS(disputes),
     STATEMENTS(DISPUTE),
     NO_LIST},
};

int ri_table_column(const ri_table *table, const char *name, size_t length)
{
    for (size_t i = 0; i < table->n; i++) {
        const char *candidate = table->columns[i].name;
        if (strlen(candidate) == length && memcmp(candidate, name, length) == 0) {
            return (int)i;
        }
    }
    return -1;
}

int ri_table_column_of(const ri_table *table, ri_cell_type type)
{
    for (size_t i = 0; i < table->n; i++) {
        if (table->columns[i].type == type) {
            return (int)i;
        }
    }
    return -1;
}

const ri_table *ri_table_named(const char *name)
{
    for (int tab = 0; tab < RI_TABLE_COUNT; tab++) {
        if (strcmp(ri_tables[tab].name, name) == 0) {
            return &ri_tables[tab];
        }
    }
    return NULL;
}

ri_kind ri_column_kind(const ri_column *column)
{
    int kind = 0;
    while ((column->kinds >> kind & 1u) == 0) {
        kind++;
    }
    return (ri_kind)kind;
}

int ri_table_of_kind(ri_kind kind)
{
    for (int tab = 0; tab < RI_TABLE_COUNT; tab++) {
        if (ri_tables[tab].kind == kind) {
            return tab;
        }
    }
    return -1;
}
