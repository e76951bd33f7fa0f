#include "intake/xlsx_workbook.h"

#include <string.h>

#include "base/fail.h"
#include "base/memory.h"

#define RELATIONS_MAX 20000

/* A line of a part's list of what it is related to. */
typedef struct relation {
    const char *id;
    const char *kind; /* the last word of its type: "worksheet" */
    const char *part;
} relation;

typedef struct relations {
    ri_arena *arena;
    const char *from; /* the part that the list is about */
    relation *all;
    size_t n;
    size_t capacity;
} relations;

/* What is read of the workbook's own part. */
typedef struct reading {
    ri_book *book;
    ri_xlsx_workbook *workbook;
    const relations *related;
    bool met; /* it is a workbook */
    raci_status status;
    raci_error *err;
} reading;

bool ri_xlsx_target(const char **out, ri_arena *arena, const char *from, const char *target)
{
    char *name = ri_arena_take(arena, strlen(from) + strlen(target) + 2);
    size_t n = 0;
    *out = NULL;
    if (name == NULL) {
        return false;
    }
    const char *slash = strrchr(from, '/');
    if (target[0] != '/' && slash != NULL) {
        n = (size_t)(slash - from);
        memcpy(name, from, n);
    }
    while (*target != '\0') {
        const size_t length = strcspn(target, "/");
        if (length == 2 && memcmp(target, "..", 2) == 0) {
            if (n == 0) {
                return true;
            }
            while (n > 0 && name[--n] != '/') {
            }
        } else if (length > 0 && !(length == 1 && *target == '.')) {
            if (n > 0) {
                name[n++] = '/';
            }
            memcpy(name + n, target, length);
            n += length;
        }
        target += length;
        target += *target == '/';
    }
    name[n] = '\0';
    *out = name;
    return true;
}

static void take_relation(ri_xlsx_xml *xml, const char *name, const char **attributes,
                          void *payload)
{
    relations *list = payload;
    if (strcmp(name, "Relationship") != 0) {
        return;
    }
    const char *id = ri_xlsx_attribute(attributes, "Id");
    const char *type = ri_xlsx_attribute(attributes, "Type");
    const char *target = ri_xlsx_attribute(attributes, "Target");
    const char *mode = ri_xlsx_attribute(attributes, "TargetMode");
    if (id == NULL || type == NULL || target == NULL ||
        (mode != NULL && strcmp(mode, "External") == 0)) {
        return;
    }
    const char *slash = strrchr(type, '/');
    relation fresh = {
        .id = ri_arena_string(list->arena, id),
        .kind = ri_arena_string(list->arena, slash != NULL ? slash + 1 : type),
    };
    if (list->n == RELATIONS_MAX) {
        ri_xlsx_xml_limit(xml, "it has too many relations");
    } else if (fresh.id == NULL || fresh.kind == NULL ||
               !ri_xlsx_target(&fresh.part, list->arena, list->from, target) ||
               !RI_PUSH(list->all, list->n, list->capacity, fresh)) {
        ri_xlsx_xml_nomem(xml);
    }
}

static void end_element(ri_xlsx_xml *xml, const char *name, void *payload)
{
    (void)xml;
    (void)name;
    (void)payload;
}

/* Reads what a part is related to; "" is the package itself. */
static raci_status read_relations(relations *list, ri_xlsx_package *package, raci_error *err)
{
    static const ri_xlsx_handlers handlers = {take_relation, end_element, NULL};
    const char *slash = strrchr(list->from, '/');
    const size_t folder = slash != NULL ? (size_t)(slash - list->from) + 1 : 0;
    const char *part = ri_arena_format(list->arena, "%.*s_rels/%s.rels", (int)folder, list->from,
                                       list->from + folder);
    if (part == NULL) {
        return ri_fail_nomem(err);
    }
    return ri_xlsx_xml_read(package, part, &handlers, list, err);
}

/* The first part of a kind, or the one with an id; NULL when there is none. */
static const char *related(const relations *list, const char *kind, const char *id)
{
    for (size_t i = 0; i < list->n; i++) {
        const relation *one = &list->all[i];
        if (strcmp(one->kind, kind) == 0 && (id == NULL || strcmp(one->id, id) == 0)) {
            return one->part;
        }
    }
    return NULL;
}

/* A sheet of cells; others, such as charts, are passed over. */
static void take_sheet(ri_xlsx_xml *xml, const char **attributes, reading *r)
{
    ri_xlsx_workbook *workbook = r->workbook;
    const char *name = ri_xlsx_attribute(attributes, "name");
    const char *id = ri_xlsx_attribute(attributes, "id");
    const char *state = ri_xlsx_attribute(attributes, "state");
    const char *part = id != NULL ? related(r->related, "worksheet", id) : NULL;
    if (part == NULL) {
        return;
    }
    if (!RI_PUSH(workbook->parts, workbook->n_parts, workbook->capacity, part)) {
        ri_xlsx_xml_nomem(xml);
        return;
    }
    const bool hidden = state != NULL && strcmp(state, "visible") != 0;
    name = name != NULL ? name : "";
    r->status = ri_book_add_sheet(r->book, name, strlen(name), hidden, r->err);
    if (r->status == RACI_NOMEM) {
        ri_xlsx_xml_nomem(xml);
    } else if (r->status != RACI_OK) {
        ri_xlsx_xml_limit(xml, "there are too many sheets");
    }
}

static void take_workbook(ri_xlsx_xml *xml, const char *name, const char **attributes,
                          void *payload)
{
    reading *r = payload;
    if (strcmp(name, "workbook") == 0) {
        r->met = true;
    } else if (strcmp(name, "workbookPr") == 0) {
        r->workbook->from_1904 = ri_xlsx_yes(ri_xlsx_attribute(attributes, "date1904"));
    } else if (strcmp(name, "sheet") == 0) {
        take_sheet(xml, attributes, r);
    }
}

/* Where the workbook's own part is. */
static raci_status find_part(const char **out, ri_xlsx_workbook *workbook, const char *path,
                             ri_arena *arena, raci_error *err)
{
    if (ri_xlsx_package_has(workbook->package, "content.xml")) {
        return ri_fail_at(err, RACI_INPUT, path, 0, 0,
                          "expected a workbook (.xlsx), found an OpenDocument: save it as .xlsx");
    }
    if (!ri_xlsx_package_has(workbook->package, "_rels/.rels")) {
        return ri_fail_at(err, RACI_INPUT, path, 0, 0,
                          "expected a workbook (.xlsx), found another archive");
    }
    relations list = {.arena = arena, .from = ""};
    const raci_status status = read_relations(&list, workbook->package, err);
    *out = related(&list, "officeDocument", NULL);
    ri_free(list.all);
    if (status != RACI_OK) {
        return status;
    }
    if (*out != NULL && strlen(*out) > 4 && strcmp(*out + strlen(*out) - 4, ".bin") == 0) {
        return ri_fail_at(err, RACI_INPUT, path, 0, 0,
                          "expected a workbook (.xlsx), found a binary one (.xlsb): save it as "
                          ".xlsx");
    }
    if (*out == NULL) {
        return ri_fail_at(err, RACI_INPUT, path, 0, 0,
                          "expected a workbook (.xlsx), found another archive");
    }
    return RACI_OK;
}

static raci_status read_parts(reading *r, const char *part, const relations *list, raci_error *err)
{
    static const ri_xlsx_handlers handlers = {take_workbook, end_element, NULL};
    ri_xlsx_workbook *workbook = r->workbook;
    raci_status status = ri_xlsx_xml_read(workbook->package, part, &handlers, r, err);
    if (status == RACI_OK && !r->met) {
        status = ri_fail_at(err, RACI_INPUT, r->book->path, 0, 0,
                            "expected a workbook (.xlsx), found another document");
    }
    if (status == RACI_OK && workbook->n_parts == 0) {
        status =
            ri_fail_at(err, RACI_INPUT, r->book->path, 0, 0, "the workbook has no sheet of cells");
    }
    /* Some programs name parts that they do not write. */
    const char *strings = related(list, "sharedStrings", NULL);
    const char *styles = related(list, "styles", NULL);
    if (status == RACI_OK && strings != NULL && ri_xlsx_package_has(workbook->package, strings)) {
        status = ri_xlsx_strings_read(&workbook->strings, workbook->package, strings, err);
    }
    if (status == RACI_OK && styles != NULL && ri_xlsx_package_has(workbook->package, styles)) {
        status = ri_xlsx_styles_read(&workbook->styles, workbook->package, styles, err);
    }
    return status;
}

raci_status ri_xlsx_workbook_open(ri_xlsx_workbook *workbook, ri_book *book, raci_error *err)
{
    const char *part = NULL;
    raci_status status = ri_xlsx_package_open(&workbook->package, book->path, err);
    if (status == RACI_OK) {
        status = find_part(&part, workbook, book->path, book->arena, err);
    }
    if (status != RACI_OK || part == NULL) { /* it never fails with RACI_OK */
        return status;
    }
    relations list = {.arena = book->arena, .from = part};
    reading r = {.book = book, .workbook = workbook, .related = &list, .err = err};
    status = read_relations(&list, workbook->package, err);
    if (status == RACI_OK) {
        status = read_parts(&r, part, &list, err);
    }
    ri_free(list.all);
    return status;
}

void ri_xlsx_workbook_free(ri_xlsx_workbook *workbook)
{
    ri_xlsx_strings_free(&workbook->strings);
    ri_xlsx_styles_free(&workbook->styles);
    ri_free(workbook->parts);
    ri_xlsx_package_close(workbook->package);
    *workbook = (ri_xlsx_workbook){0};
}
