/* OWNERS files of a folder, their groups in the same file; who answers for some paths there. */
#define _POSIX_C_SOURCE 200809L

#include "fuzz_book.h"

#include "intake/owners_tree.h"

static int take_row(ri_owner_fate fate, const ri_book_cell *cell, const char *why, void *payload)
{
    REQUIRE(cell->line > 0 && cell->column > 0);
    REQUIRE(fate != RI_OWNER_REFUSED || why != NULL);
    ++*(size_t *)payload;
    return 0;
}

static void ask(ri_owners_tree *tree)
{
    static const char *const paths[] = {"a", "pkg/a.go", "pkg/b/c_test.go", "pkg/docs/\xc3\xa4.md"};
    ri_path_owners owners = {.n = 0};
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        owners.n = 0;
        REQUIRE(ri_owners_tree_find(tree, paths[i], &owners));
        for (size_t k = 0; k < owners.n; k++) {
            REQUIRE(owners.items[k].name[0] != '\0' && owners.items[k].line > 0);
            REQUIRE(k == 0 || owners.items[k].role >= owners.items[k - 1].role);
        }
    }
    for (size_t i = 0; ri_owners_tree_filter(tree, "pkg", i) != NULL; i++) {
        REQUIRE(ri_owners_tree_of(tree, "pkg", i, &owners));
    }
    free(owners.items);
}

static void read_tree(const char *path)
{
    size_t given = 0;
    size_t rows = 0;
    bool more = true;
    ri_book *book = NULL;
    ri_book_row row;
    const ri_owner_calls calls = {take_row, NULL, &given};
    ri_owners_tree *tree = ri_owners_tree_new();
    if (ri_book_open(&book, path, NULL, NULL, NULL, NULL) == RACI_OK) {
        REQUIRE(ri_book_begin(book, 0, NULL) == RACI_OK);
        while (ri_book_next(book, &row, &more, NULL) == RACI_OK && more) {
            rows++;
        }
        for (int twice = 0; twice < 2; twice++) {
            given = 0;
            REQUIRE(ri_owners_tree_add(tree, twice > 0 ? "pkg" : "", book, &calls, NULL) ==
                    RACI_OK);
            REQUIRE(given == rows);
        }
        ask(tree);
    }
    ri_book_close(book);
    ri_owners_tree_free(tree);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    const char *path = fuzz_path(".OWNERS");
    fuzz_write(path, bytes, n);
    fuzz_read(path);
    read_tree(path);
    (void)unlink(path);
    return 0;
}
