#include <string.h>

#include "base/fail.h"
#include "intake/inventory_inside.h"

/* What a touchpoint's rows say in a column, the parts of a list on lines of their own. */
static const char *value_of(const ri_inventory_entry *entry, size_t column)
{
    const ri_inventory_value *value = &entry->values[column];
    return value->many != NULL ? ri_text_string(value->many) : value->text;
}

static const char *of_role(const ri_inventory_gathering *g, const ri_inventory_entry *entry,
                           ri_inventory_role role)
{
    const size_t column = g->of_role[role];
    return column < g->columns->n ? value_of(entry, column) : "";
}

/* All that columns of a role say: there may be several. NULL when memory is exhausted. */
static const char *all_of(const ri_inventory_gathering *g, const ri_inventory_entry *entry,
                          ri_inventory_role role)
{
    const char *all = "";
    for (size_t i = 0; all != NULL && i < g->columns->n; i++) {
        const char *said = g->columns->columns[i].role == role ? value_of(entry, i) : "";
        if (said[0] != '\0') {
            all = all[0] == '\0' ? said : ri_arena_format(g->arena, "%s\n%s", all, said);
        }
    }
    return all;
}

/* The name with what tells it from others of that name. NULL when memory is exhausted. */
static const char *name_of(const ri_inventory_gathering *g, const ri_inventory_entry *entry,
                           const ri_inventory_touchpoint *made)
{
    const bool channel = g->parted && made->channel[0] != '\0';
    const bool stage = g->bases[entry->base].staged && made->stage[0] != '\0';
    return channel && stage
               ? ri_arena_format(g->arena, "%s (%s, %s)", entry->name, made->channel, made->stage)
           : channel ? ri_arena_format(g->arena, "%s (%s)", entry->name, made->channel)
           : stage   ? ri_arena_format(g->arena, "%s (%s)", entry->name, made->stage)
                     : entry->name;
}

/* "a\nb" as "a; b". NULL when memory is exhausted. */
static const char *joined(const ri_inventory_gathering *g, const char *lines)
{
    ri_text text = RI_TEXT_INIT;
    for (const char *at = lines; *at != '\0'; at++) {
        ri_text_bytes(&text, *at == '\n' ? "; " : at, *at == '\n' ? 2 : 1);
    }
    const char *kept = text.failed ? NULL : ri_arena_string(g->arena, ri_text_string(&text));
    ri_text_free(&text);
    return kept;
}

static bool take_attributes(const char **attributes, const ri_inventory_gathering *g,
                            const ri_inventory_entry *entry)
{
    for (size_t i = 0; i < g->columns->n; i++) {
        const ri_inventory_role role = g->columns->columns[i].role;
        attributes[i] = NULL;
        if (role == RI_INVENTORY_ATTRIBUTE || role == RI_INVENTORY_COUNT) {
            const ri_inventory_value *value = &entry->values[i];
            attributes[i] = value->many != NULL ? joined(g, value_of(entry, i)) : value->text;
            if (attributes[i] == NULL) {
                return false;
            }
        }
    }
    return true;
}

static int flag_of(const char *word)
{
    return word[0] == '\0' ? -1 : strcmp(word, "yes") == 0 ? 1 : 0;
}

static raci_status give(ri_inventory_gathering *g, const ri_inventory_entry *entry,
                        const char **attributes)
{
    const size_t stage = g->of_role[RI_INVENTORY_STAGE];
    const char *critical = of_role(g, entry, RI_INVENTORY_CRITICALITY);
    if (critical[0] == '\0') {
        critical = of_role(g, entry, RI_INVENTORY_PRIORITY);
    }
    ri_inventory_touchpoint made = {
        .own = entry->name,
        .id = of_role(g, entry, RI_INVENTORY_ID),
        .parted = g->parted,
        .stage = stage < g->columns->n ? value_of(entry, stage) : entry->heading,
        .channel = of_role(g, entry, RI_INVENTORY_CHANNEL),
        .places = entry->places,
        .n_places = entry->n_places,
        .units = all_of(g, entry, RI_INVENTORY_UNITS),
        .accountable = all_of(g, entry, RI_INVENTORY_ACCOUNTABLE),
        .tags = all_of(g, entry, RI_INVENTORY_TAGS),
        .criticality = critical[0] != '\0' ? critical[0] - '0' : 0,
        .truth = flag_of(of_role(g, entry, RI_INVENTORY_TRUTH)),
        .managed = flag_of(of_role(g, entry, RI_INVENTORY_MANAGED)),
        .reviewed = of_role(g, entry, RI_INVENTORY_REVIEWED),
        .attributes = attributes,
        .at = entry->at,
    };
    made.name = name_of(g, entry, &made);
    if (made.name == NULL || made.units == NULL || made.accountable == NULL || made.tags == NULL ||
        !take_attributes(attributes, g, entry)) {
        return ri_fail_nomem(g->err);
    }
    return g->calls->touchpoint != NULL ? g->calls->touchpoint(&made, g->calls->payload, g->err)
                                        : RACI_OK;
}

raci_status ri_inventory_give(ri_inventory_gathering *g)
{
    const char **attributes = ri_arena_array(g->arena, g->columns->n, sizeof *attributes);
    raci_status status = attributes != NULL ? RACI_OK : ri_fail_nomem(g->err);
    for (size_t i = 0; status == RACI_OK && i < g->n; i++) {
        status = give(g, &g->entries[i], attributes);
    }
    return status;
}
