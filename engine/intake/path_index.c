#include "intake/path_index.h"

#include <string.h>

#include "base/fail.h"
#include "base/intern.h"
#include "base/memory.h"
#include "base/order.h"
#include "base/text.h"

/* Kinds of what patterns lie by: the first byte of their keys. */
enum {
    BY_PLACE = 'p', /* "/docs/api": the folders it begins with; "" for the root */
    BY_NAME = 'n',  /* "Makefile": a part that stands anywhere */
    BY_END = 'e',   /* ".go": what the name of a part ends with */
    BY_NOTHING = 'x'
};

typedef struct bucket {
    uint32_t *numbers; /* ascending */
    size_t n;
    size_t capacity;
} bucket;

typedef struct entry {
    const ri_path_pattern *pattern;
    uint32_t group;
} entry;

struct ri_path_index {
    ri_intern *keys;
    bucket *buckets; /* by the number of a key */
    size_t n_buckets;
    size_t buckets_capacity;
    entry *entries;
    size_t n;
    size_t capacity;
    uint32_t *last; /* by group: the number after that of the pattern found, or 0 */
    size_t n_groups;
    size_t groups_capacity;
    uint32_t *found;
    size_t n_found;
    size_t found_capacity;
    ri_text key; /* scratch */
    uint64_t work;
    uint64_t work_max;
    bool failed;
};

ri_path_index *ri_path_index_new(uint64_t work)
{
    ri_path_index *index = ri_alloc(sizeof *index);
    if (index == NULL) {
        return NULL;
    }
    *index = (ri_path_index){.keys = ri_intern_new(), .work_max = work};
    if (index->keys == NULL) {
        ri_free(index);
        return NULL;
    }
    return index;
}

void ri_path_index_free(ri_path_index *index)
{
    if (index == NULL) {
        return;
    }
    for (size_t i = 0; i < index->n_buckets; i++) {
        ri_free(index->buckets[i].numbers);
    }
    ri_intern_free(index->keys);
    ri_free(index->buckets);
    ri_free(index->entries);
    ri_free(index->last);
    ri_free(index->found);
    ri_text_free(&index->key);
    ri_free(index);
}

/* ---- where a pattern lies ---- */

/* The end of names that a glob such as "*.go" asks for; NULL: it asks for more, or less. */
static const char *end_of(const ri_path_part *part)
{
    const bool plain = part->length > 2 && part->bytes[0] == '*' && part->bytes[1] == '.' &&
                       strpbrk(part->bytes + 1, "*?[\\") == NULL;
    return plain ? part->bytes + 1 : NULL;
}

static void make_key(ri_path_index *index, const ri_path_pattern *pattern)
{
    ri_text *key = &index->key;
    size_t i = 0;
    ri_text_clear(key);
    if (pattern->n == 0 || pattern->parts[0].kind != RI_PART_DEPTH) {
        ri_text_char(key, BY_PLACE);
        for (; i < pattern->n && pattern->parts[i].kind == RI_PART_LITERAL; i++) {
            ri_text_format(key, "/%s", pattern->parts[i].bytes);
        }
        return;
    }
    while (i < pattern->n && pattern->parts[i].kind == RI_PART_DEPTH) {
        i++;
    }
    const ri_path_part *part = i < pattern->n ? &pattern->parts[i] : NULL;
    if (part != NULL && part->kind == RI_PART_LITERAL) {
        ri_text_format(key, "%c%s", BY_NAME, part->bytes);
    } else if (part != NULL && end_of(part) != NULL) {
        ri_text_format(key, "%c%s", BY_END, end_of(part));
    } else {
        ri_text_char(key, BY_NOTHING);
    }
}

bool ri_path_index_add(ri_path_index *index, const ri_path_pattern *pattern, uint32_t group)
{
    make_key(index, pattern);
    const uint32_t key =
        index->key.failed ? RI_NONE : ri_intern_string(index->keys, ri_text_string(&index->key));
    if (key == RI_NONE) {
        return false;
    }
    while (index->n_buckets <= key) {
        if (!RI_PUSH(index->buckets, index->n_buckets, index->buckets_capacity,
                     ((bucket){.n = 0}))) {
            return false;
        }
    }
    while (index->n_groups <= group) {
        if (!RI_PUSH(index->last, index->n_groups, index->groups_capacity, 0)) {
            return false;
        }
    }
    bucket *in = &index->buckets[key];
    return RI_PUSH(in->numbers, in->n, in->capacity, (uint32_t)index->n) &&
           RI_PUSH(index->entries, index->n, index->capacity, ((entry){pattern, group}));
}

/* ---- what holds for a path ---- */

/* Tries the patterns of a key, the last one first, but those that come before what was found. */
static void try_bucket(ri_path_index *index, const char *key, const char *path)
{
    const uint32_t number = ri_intern_find(index->keys, key);
    index->work += strlen(key);
    if (number == RI_NONE) {
        return;
    }
    const bucket *in = &index->buckets[number];
    for (size_t i = in->n; i-- > 0 && index->work < index->work_max;) {
        const uint32_t one = in->numbers[i];
        uint32_t *last = &index->last[index->entries[one].group];
        if (one < *last) {
            if (index->n_groups == 1) {
                break;
            }
            index->work++;
            continue;
        }
        if (ri_path_pattern_matches(index->entries[one].pattern, path, &index->work)) {
            if (*last == 0 && !RI_PUSH(index->found, index->n_found, index->found_capacity,
                                       index->entries[one].group)) {
                index->failed = true;
                return;
            }
            *last = one + 1;
        }
    }
}

/* The folders that a path lies in, from the root on, and itself. */
static void try_places(ri_path_index *index, const char *path)
{
    ri_text *key = &index->key;
    ri_text_clear(key);
    ri_text_format(key, "%c/%s", BY_PLACE, path);
    if (key->failed) {
        index->failed = true;
        return;
    }
    for (size_t i = 1; i <= key->length; i++) {
        const char had = key->bytes[i];
        if (had == '/' || had == '\0') {
            key->bytes[i] = '\0';
            try_bucket(index, key->bytes, path);
            key->bytes[i] = had;
        }
    }
}

/* The names of its parts, and what these end with. */
static void try_names(ri_path_index *index, const char *path)
{
    ri_text *key = &index->key;
    for (const char *at = path; *at != '\0' && !index->failed;) {
        const size_t n = strcspn(at, "/");
        ri_text_clear(key);
        ri_text_char(key, BY_NAME);
        ri_text_bytes(key, at, n);
        if (key->failed) {
            index->failed = true;
            return;
        }
        try_bucket(index, key->bytes, path);
        for (size_t i = 1; i <= n; i++) {
            if (key->bytes[i] == '.') {
                const char had = key->bytes[i - 1];
                key->bytes[i - 1] = BY_END;
                try_bucket(index, key->bytes + i - 1, path);
                key->bytes[i - 1] = had;
            }
        }
        at += n + (at[n] == '/');
    }
}

raci_status ri_path_index_find(ri_path_index *index, const char *path, const uint32_t **out,
                               size_t *n, raci_error *err)
{
    static const char nothing[] = {BY_NOTHING, '\0'};
    index->n_found = 0;
    try_places(index, path);
    try_names(index, path);
    try_bucket(index, nothing, path);
    for (size_t i = 0; i < index->n_found; i++) {
        uint32_t *last = &index->last[index->found[i]];
        index->found[i] = *last - 1;
        *last = 0;
    }
    if (index->failed) {
        index->failed = false;
        return ri_fail_nomem(err);
    }
    if (index->work >= index->work_max) {
        return ri_fail(err, RACI_LIMIT,
                       "these patterns take too long to compare with these paths: most of them "
                       "begin with a wildcard");
    }
    *n = ri_order_unique(index->found, index->n_found);
    *out = index->found;
    return RACI_OK;
}
