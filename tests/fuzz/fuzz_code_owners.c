/*
 * CODEOWNERS files, and behind a form feed a list of paths. Every row is accounted for, and each
 * path has the owners that comparing it with one pattern after the other gives.
 */
#define _POSIX_C_SOURCE 200809L

#include "fuzz_book.h"

#include "intake/code_owners.h"
#include "intake/path_list.h"

static int take_row(ri_owner_fate fate, const ri_book_cell *cell, const char *why, void *payload)
{
    REQUIRE(cell->line > 0 && cell->column > 0);
    REQUIRE(fate != RI_OWNER_REFUSED || why != NULL);
    ++*(size_t *)payload;
    return 0;
}

static int take_refused(const ri_book_cell *cell, const char *why, void *payload)
{
    (void)payload;
    REQUIRE(cell->line > 0 && why[0] != '\0');
    return 0;
}

static int refuse_path(uint32_t line, const char *why, void *payload)
{
    (void)payload;
    REQUIRE(line > 0 && why[0] != '\0');
    return 0;
}

/* The last rule that matches, of a file without sections; NULL: none does. */
static const ri_code_rule *last_of(const ri_code_owners *code, const char *path)
{
    const ri_code_rule *last = NULL;
    const ri_code_rule *rule = NULL;
    ri_arena *arena = ri_arena_new();
    uint64_t work = 0;
    for (size_t i = 0; (rule = ri_code_owners_rule(code, i)) != NULL; i++) {
        ri_path_pattern pattern;
        REQUIRE(ri_path_pattern_read(&pattern, arena, rule->pattern, RI_PATHS_GITHUB));
        last = ri_path_pattern_matches(&pattern, path, &work) ? rule : last;
    }
    ri_arena_free(arena);
    return last;
}

static void ask(ri_code_owners *code, const ri_path_list *list)
{
    const bool plain = ri_code_owners_dialect(code) == RI_PATHS_GITHUB;
    ri_path_owners owners = {.n = 0};
    for (size_t i = 0; i < list->n; i++) {
        owners.n = 0;
        REQUIRE(ri_code_owners_find(code, list->paths[i], &owners, NULL) == RACI_OK);
        const ri_code_rule *last = plain ? last_of(code, list->paths[i]) : NULL;
        REQUIRE(!plain || owners.n == (last != NULL ? last->n : 0));
        for (size_t k = 0; plain && k < owners.n; k++) {
            REQUIRE(strcmp(owners.items[k].name, last->owners[k]) == 0);
        }
    }
    free(owners.items);
}

static void read_code(const char *path, const ri_path_list *list)
{
    size_t given = 0;
    size_t rows = 0;
    bool more = true;
    ri_book *book = NULL;
    ri_book_row row;
    ri_code_owners *code = NULL;
    const ri_owner_calls calls = {take_row, take_refused, &given};
    if (ri_book_open(&book, path, NULL, NULL, NULL, NULL) != RACI_OK) {
        return;
    }
    REQUIRE(ri_code_owners_read(&code, book, path, &calls, NULL) == RACI_OK);
    REQUIRE(ri_book_begin(book, 0, NULL) == RACI_OK);
    while (ri_book_next(book, &row, &more, NULL) == RACI_OK && more) {
        rows++;
    }
    REQUIRE(rows == given);
    ask(code, list);
    ri_code_owners_free(code);
    ri_book_close(book);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    char file[160];
    const uint8_t *feed = n > 0 ? memchr(bytes, '\f', n) : NULL;
    const size_t length = feed != NULL ? (size_t)(feed - bytes) : n;
    ri_path_list list = {.n = 0};
    ri_arena *arena = ri_arena_new();
    const char *path = fuzz_path(".CODEOWNERS");
    (void)snprintf(file, sizeof file, "%s.paths", path);
    fuzz_write(file, feed != NULL ? feed + 1 : bytes, feed != NULL ? n - length - 1 : n);
    (void)ri_path_list_read(&list, arena, file, refuse_path, NULL, NULL);
    (void)unlink(file);
    fuzz_write(path, bytes, length);
    fuzz_read(path);
    read_code(path, &list);
    (void)unlink(path);
    free((void *)list.paths);
    ri_arena_free(arena);
    return 0;
}
