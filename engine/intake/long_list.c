#include "intake/long_list.h"

#include <string.h>

#include "base/fail.h"
#include "base/text.h"

/* Whether at least one value in it is of a kind; or all are, and there are several. */
static bool has_some(const ri_value *value, ri_value_kind kind)
{
    for (const ri_value *child = value->first; child != NULL; child = child->next) {
        if (child->kind == kind) {
            return true;
        }
    }
    return false;
}

static bool has_only_objects(const ri_value *value)
{
    for (const ri_value *child = value->first; child != NULL; child = child->next) {
        if (child->kind != RI_VALUE_OBJECT) {
            return false;
        }
    }
    return value->first != NULL;
}

static bool has_activities(const ri_value *value)
{
    return ri_value_is(ri_value_get(value, "activities"), RI_VALUE_LIST);
}

/* Whether it is a list of groups of activities. */
static bool is_groups(const ri_value *value)
{
    bool some = false;
    if (!ri_value_is(value, RI_VALUE_LIST)) {
        return false;
    }
    for (const ri_value *child = value->first; child != NULL && !some; child = child->next) {
        some = has_activities(child);
    }
    return some;
}

/* What a value is as a table of its own; false when it is none. */
static bool is_table(const ri_value *value, ri_list *out)
{
    if (is_groups(value)) {
        *out = (ri_list){RI_LIST_ACTIVITIES, "", value};
    } else if (value->kind == RI_VALUE_LIST && has_some(value, RI_VALUE_OBJECT)) {
        *out = (ri_list){RI_LIST_OBJECTS, "", value};
    } else if (value->kind == RI_VALUE_OBJECT && has_only_objects(value) &&
               value->first->next != NULL) {
        *out = (ri_list){RI_LIST_NAMED, "", value};
    } else {
        return false;
    }
    return true;
}

/* The tables that an object has, each under a key; or that it is. */
static raci_status find_in_object(const ri_value *object, ri_list_fn found, void *payload,
                                  raci_error *err)
{
    raci_status status = RACI_OK;
    bool any = false;
    ri_list list = {RI_LIST_ONE, "", object};
    if (has_activities(object) || is_groups(ri_value_get(object, "activity_groups"))) {
        list.shape = RI_LIST_ACTIVITIES;
        return found(&list, payload, err);
    }
    for (const ri_value *child = object->first; child != NULL && status == RACI_OK;
         child = child->next) {
        ri_list one;
        if (is_table(child, &one)) {
            one.name = child->key;
            any = true;
            status = found(&one, payload, err);
        }
    }
    if (any || object->first == NULL) {
        return status;
    }
    list.shape = has_only_objects(object) ? RI_LIST_NAMED : RI_LIST_ONE;
    return found(&list, payload, err);
}

raci_status ri_lists_find(const ri_value *documents, ri_list_fn found, void *payload,
                          raci_error *err)
{
    const bool several = documents->first != NULL && documents->first->next != NULL;
    const ri_value *root = several ? documents : documents->first;
    ri_list list = {RI_LIST_ROWS, "", root};
    if (root == NULL || (root->kind != RI_VALUE_TEXT && root->first == NULL)) {
        return RACI_OK;
    }
    if (root->kind == RI_VALUE_OBJECT) {
        return find_in_object(root, found, payload, err);
    }
    if (root->kind == RI_VALUE_TEXT) {
        list.from = documents;
    } else {
        (void)is_table(root, &list);
    }
    return found(&list, payload, err);
}

const ri_value *ri_list_groups(const ri_list *list)
{
    const ri_value *groups = ri_value_get(list->from, "activity_groups");
    if (groups != NULL) {
        return groups->first;
    }
    return list->from->kind == RI_VALUE_LIST ? list->from->first : list->from;
}

const ri_value *ri_list_activities(const ri_value *group)
{
    const ri_value *activities = ri_value_get(group, "activities");
    return ri_value_is(activities, RI_VALUE_LIST) ? activities->first : NULL;
}

const ri_value *ri_list_text(const ri_value *object, const char *const keys[], size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const ri_value *value = ri_value_get(object, keys[i]);
        if (ri_value_is(value, RI_VALUE_TEXT)) {
            return value;
        }
    }
    return NULL;
}

/* Whether what stands within a key is the row's own: "raci: {responsible: Dana}". */
static bool is_scheme(const char *key)
{
    static const char *const names[] = {"raci", "RACI", "rasci", "RASCI", "daci", "DACI"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(key, names[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* Goes through an object whose keys follow what `path` has. */
static raci_status columns(const ri_value *object, ri_text *path, ri_column_fn each, void *payload,
                           raci_error *err)
{
    raci_status status = RACI_OK;
    const size_t length = path->length;
    for (const ri_value *child = object->first; child != NULL && status == RACI_OK;
         child = child->next) {
        const bool own = child->kind == RI_VALUE_OBJECT && is_scheme(child->key);
        ri_text_add(path, length > 0 && !own ? "." : "");
        ri_text_add(path, own ? "" : child->key);
        if (path->failed) {
            return ri_fail_nomem(err);
        }
        if (path->length > RI_VALUES_KEY_MAX) {
            return ri_fail(err, RACI_LIMIT, "line %u: keys within keys have more than %d bytes",
                           child->line, RI_VALUES_KEY_MAX);
        }
        status = child->kind == RI_VALUE_OBJECT ? columns(child, path, each, payload, err)
                                                : each(ri_text_string(path), child, payload, err);
        path->length = length;
        path->bytes[length] = '\0';
    }
    return status;
}

raci_status ri_list_columns(const ri_value *object, ri_column_fn each, void *payload,
                            raci_error *err)
{
    ri_text path = RI_TEXT_INIT;
    const raci_status status = columns(object, &path, each, payload, err);
    ri_text_free(&path);
    return status;
}
