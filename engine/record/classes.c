#include "record/classes.h"

#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "record/chain.h"

/* ---- what the file has ---- */

/* Notes the text that belongs to an id of the file. */
static bool note(ri_shared *shared, int64_t id, const ri_text *text)
{
    if (id <= 0 || text->failed) {
        return !text->failed;
    }
    uint32_t number = ri_intern_put(shared->texts, ri_text_string(text), text->length);
    while (number != RI_NONE && shared->n_ids <= number) {
        if (!RI_PUSH(shared->ids, shared->n_ids, shared->ids_capacity, 0)) {
            return false;
        }
    }
    if (number == RI_NONE || !ri_map_put(&shared->numbers, (uint64_t)id, number)) {
        return false;
    }
    if (shared->ids[number] == 0) {
        shared->ids[number] = id;
    }
    shared->last_id = id > shared->last_id ? id : shared->last_id;
    return true;
}

/* false: this is nothing that was written here. */
static bool add_holder(ri_text *text, ri_stmt *stmt)
{
    const char *letter = ri_column_needed(stmt, 1, NULL);
    const char *holder = ri_column_needed(stmt, 2, NULL);
    text->failed = text->failed || letter == NULL || holder == NULL;
    if (text->failed) {
        return true;
    }
    size_t length = strcspn(letter, " \n");
    ri_text_format(text, "%s %s\n", letter, holder);
    return letter[length] == '\0' && length < RI_LETTER_SIZE && length > 0 &&
           strcspn(holder, " \n") == strlen(holder);
}

static bool add_rule(ri_text *text, ri_stmt *stmt)
{
    const char *name = ri_column_needed(stmt, 1, NULL);
    const char *file = ri_column_null(stmt, 2) ? NULL : ri_column_text(stmt, 2, NULL);
    text->failed = text->failed || name == NULL;
    if (!text->failed) {
        ri_rule_text(text, name, file, (int)ri_column_int(stmt, 3));
    }
    return true;
}

/* Rows of one id stand together; each adds to its text. */
static raci_status read_all(ri_shared *out, ri_store *store, enum ri_query query,
                            bool (*add)(ri_text *text, ri_stmt *stmt), raci_error *err)
{
    ri_stmt *stmt = NULL;
    ri_text text = RI_TEXT_INIT;
    int64_t id = 0;
    bool row = false;
    *out = (ri_shared){.texts = ri_intern_new()};
    if (out->texts == NULL) {
        return ri_fail_nomem(err);
    }
    raci_status status = ri_store_stmt(&stmt, store, query, err);
    while (status == RACI_OK && (status = ri_step(stmt, &row, err)) == RACI_OK && row) {
        if (ri_column_int(stmt, 0) != id) {
            if (!note(out, id, &text)) {
                status = ri_fail_nomem(err);
            }
            id = ri_column_int(stmt, 0);
            ri_text_clear(&text);
            status = status == RACI_OK && id > RI_NUMBER_MAX ? ri_chain_far(id, err) : status;
        }
        if (status == RACI_OK && !add(&text, stmt)) {
            status = ri_chain_broken(err, "a holder of class %lld is none", (long long)id);
        }
    }
    if (status == RACI_OK && !note(out, id, &text)) {
        status = ri_fail_nomem(err);
    }
    if (stmt != NULL) {
        ri_reset(stmt);
    }
    ri_text_free(&text);
    return status;
}

raci_status ri_classes_read(ri_shared *out, ri_store *store, raci_error *err)
{
    return read_all(out, store, STMT_RUN_CLASSES, add_holder, err);
}

raci_status ri_rule_sets_read(ri_shared *out, ri_store *store, raci_error *err)
{
    return read_all(out, store, STMT_RUN_RULES, add_rule, err);
}

void ri_shared_free(ri_shared *shared)
{
    ri_intern_free(shared->texts);
    ri_free(shared->ids);
    ri_map_free(&shared->numbers);
    *shared = (ri_shared){0};
}

const char *ri_shared_text(const ri_shared *shared, int64_t id)
{
    uint32_t number = 0;
    if (id <= 0 || !ri_map_get(&shared->numbers, (uint64_t)id, &number)) {
        return NULL;
    }
    return ri_intern_get(shared->texts, number);
}

/* ---- finding and writing classes ---- */

raci_status ri_class_finder_init(ri_class_finder *finder, ri_shared *classes,
                                 const ri_snapshot *snapshot, const ri_scheme *scheme,
                                 raci_error *err)
{
    *finder = (ri_class_finder){
        .classes = classes, .snapshot = snapshot, .scheme = scheme, .raw = ri_intern_new()};
    return finder->raw != NULL ? RACI_OK : ri_fail_nomem(err);
}

void ri_class_finder_free(ri_class_finder *finder)
{
    ri_intern_free(finder->raw);
    ri_free(finder->known);
    ri_text_free(&finder->text);
    ri_text_free(&finder->bytes);
}

static uint32_t make_class(ri_class_finder *finder, const ri_row *row)
{
    ri_shared *classes = finder->classes;
    ri_text_clear(&finder->text);
    for (uint32_t i = 0; i < row->n; i++) {
        ri_text_add(&finder->text, finder->scheme->letters[row->letter[i]].letter);
        ri_text_char(&finder->text, ' ');
        ri_snapshot_reference(finder->snapshot, row->holder[i], &finder->text);
        ri_text_char(&finder->text, '\n');
    }
    if (finder->text.failed) {
        return RI_NONE;
    }
    uint32_t number =
        ri_intern_put(classes->texts, ri_text_string(&finder->text), finder->text.length);
    while (number != RI_NONE && classes->n_ids <= number) {
        if (!RI_PUSH(classes->ids, classes->n_ids, classes->ids_capacity, 0)) {
            return RI_NONE;
        }
    }
    return number;
}

uint32_t ri_class_find(ri_class_finder *finder, const ri_row *row)
{
    ri_text *bytes = &finder->bytes;
    bytes->length = 0;
    ri_text_bytes(bytes, (const char *)row->holder, row->n * sizeof *row->holder);
    ri_text_bytes(bytes, (const char *)row->letter, row->n);
    if (bytes->failed) {
        return RI_NONE;
    }
    uint32_t before = ri_intern_count(finder->raw);
    uint32_t raw = ri_intern_put(finder->raw, ri_text_string(bytes), bytes->length);
    if (raw == RI_NONE) {
        return RI_NONE;
    }
    if (raw == before) { /* met for the first time */
        uint32_t number = make_class(finder, row);
        if (number == RI_NONE ||
            !RI_PUSH(finder->known, finder->n_known, finder->known_capacity, number)) {
            return RI_NONE;
        }
    }
    return finder->known[raw];
}

static raci_status write_holders(ri_store *store, int64_t id, const char *text, raci_error *err)
{
    raci_status status = RACI_OK;
    while (*text != '\0' && status == RACI_OK) {
        const char *blank = strchr(text, ' ');
        const char *end = strchr(text, '\n');
        ri_stmt *stmt = NULL;
        status = ri_store_stmt(&stmt, store, STMT_RUN_HOLDER_ADD, err);
        if (status == RACI_OK) {
            ri_bind_int(stmt, 1, id);
            ri_bind_bytes(stmt, 2, text, (size_t)(blank - text));
            ri_bind_bytes(stmt, 3, blank + 1, (size_t)(end - blank - 1));
            status = ri_run(stmt, err);
        }
        text = end + 1;
    }
    return status;
}

raci_status ri_class_id(int64_t *out, ri_shared *classes, uint32_t number, ri_store *store,
                        raci_error *err)
{
    raci_status status = RACI_OK;
    if (classes->ids[number] == 0) {
        int64_t id = classes->last_id + 1;
        status = write_holders(store, id, ri_intern_get(classes->texts, number), err);
        classes->ids[number] = id;
        classes->last_id = id;
    }
    *out = classes->ids[number];
    return status;
}

/* ---- reading classes ---- */

/* Takes the next letter at *at, and moves on. false at the end. */
static bool take_letter(ri_class_letter *out, const char **at)
{
    const char *start = *at;
    size_t name = strcspn(start, " ");
    if (*start == '\0' || name >= sizeof out->letter) {
        return false;
    }
    memcpy(out->letter, start, name);
    out->letter[name] = '\0';
    out->lines = start;
    while (strncmp(*at, start, name + 1) == 0) { /* the letter and its blank */
        *at += strcspn(*at, "\n");
        *at += **at == '\n';
    }
    out->length = (size_t)(*at - start);
    return true;
}

ri_class_walk ri_class_walk_begin(const char *from, const char *to)
{
    return (ri_class_walk){.from = from != NULL ? from : "", .to = to != NULL ? to : ""};
}

bool ri_class_walk_next(ri_class_walk *w, const ri_class_letter **from, const ri_class_letter **to)
{
    bool same = true;
    while (same) {
        w->has_from = w->order <= 0 ? take_letter(&w->of_from, &w->from) : w->has_from;
        w->has_to = w->order >= 0 ? take_letter(&w->of_to, &w->to) : w->has_to;
        if (!w->has_from && !w->has_to) {
            return false;
        }
        w->order = !w->has_from ? 1 : !w->has_to ? -1 : strcmp(w->of_from.letter, w->of_to.letter);
        same = w->order == 0 && w->of_from.length == w->of_to.length &&
               memcmp(w->of_from.lines, w->of_to.lines, w->of_from.length) == 0;
    }
    *from = w->order <= 0 ? &w->of_from : NULL;
    *to = w->order >= 0 ? &w->of_to : NULL;
    return true;
}

size_t ri_class_moves(const char *from, const char *to)
{
    const ri_class_letter *left = NULL;
    const ri_class_letter *right = NULL;
    ri_class_walk walk = ri_class_walk_begin(from, to);
    size_t n = 0;
    while (ri_class_walk_next(&walk, &left, &right)) {
        n++;
    }
    return n;
}

void ri_rule_text(ri_text *out, const char *name, const char *file, int line)
{
    ri_text_format(out, "%zu:%s", strlen(name), name);
    if (file != NULL) {
        ri_text_format(out, " %zu:%s", strlen(file), file);
    }
    ri_text_format(out, " %d\n", line);
}
