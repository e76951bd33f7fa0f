#include "base/arena.h"

#include "rows.h"

struct row {
    const char *name;
    size_t size;
    size_t times;
};

static const struct row rows[] = {
    {"nothing", 0, 3},      {"one byte", 1, 5000},
    {"odd sizes", 33, 500}, {"a block's size", 2048, 20},
    {"large", 100000, 5},   {"above the largest block", 3000000, 2},
};

static void pieces_are_zeroed_aligned_and_apart(void **state)
{
    const struct row *row = *state;
    ri_arena *arena = ri_arena_new();
    assert_non_null(arena);
    unsigned char *before = NULL;
    for (size_t i = 0; i < row->times; i++) {
        unsigned char *piece = ri_arena_take(arena, row->size);
        assert_non_null(piece);
        assert_ptr_not_equal(piece, before);
        assert_int_equal((uintptr_t)piece % _Alignof(max_align_t), 0);
        for (size_t j = 0; j < row->size; j++) {
            assert_int_equal(piece[j], 0);
        }
        memset(piece, 0xff, row->size);
        before = piece;
    }
    assert_true(ri_arena_size(arena) >= row->size * row->times);
    ri_arena_free(arena);
}

/* What is packed lies between pieces that stay aligned, and costs no more than its bytes. */
static void packs_bytes(void **state)
{
    (void)state;
    ri_arena *arena = ri_arena_new();
    for (size_t i = 0; i < 20000; i++) {
        const size_t size = 1 + i % 13;
        char *bytes = ri_arena_pack(arena, size);
        assert_non_null(bytes);
        memset(bytes, 0xff, size);
        if (i % 50 == 0) {
            uint64_t *piece = ri_arena_take(arena, sizeof *piece);
            assert_int_equal((uintptr_t)piece % _Alignof(max_align_t), 0);
            assert_int_equal(*piece, 0);
        }
    }
#if !defined(__SANITIZE_ADDRESS__)
    assert_true(ri_arena_size(arena) < (size_t)20000 * 7 + 400 * 32 + 65536 + 4096);
#endif
    assert_null(ri_arena_pack(arena, SIZE_MAX));
    ri_arena_free(arena);
}

static void copies(void **state)
{
    (void)state;
    ri_arena *arena = ri_arena_new();
    char source[] = "touch\0point";
    char *bytes = ri_arena_copy(arena, source, sizeof source - 1);
    char *string = ri_arena_string(arena, source);
    source[0] = '?';
    assert_memory_equal(bytes, "touch\0point", sizeof source);
    assert_string_equal(string, "touch");
    assert_string_equal(ri_arena_copy(arena, NULL, 0), "");
    assert_string_equal(ri_arena_format(arena, "%s:%d", "unit", 7), "unit:7");
    char *large = ri_arena_format(arena, "%05000d", 1);
    assert_int_equal(strlen(large), 5000);
    ri_arena_free(arena);
}

static void impossible_sizes_give_nothing(void **state)
{
    (void)state;
    ri_arena *arena = ri_arena_new();
    assert_null(ri_arena_take(arena, SIZE_MAX));
    assert_null(ri_arena_take(arena, SIZE_MAX - 64));
    assert_null(ri_arena_array(arena, SIZE_MAX / 2, 3));
    assert_null(ri_arena_copy(arena, "", SIZE_MAX));
    assert_non_null(ri_arena_array(arena, 0, 8));
    assert_non_null(ri_arena_array(arena, 8, 0));
    ri_arena_free(arena);
    ri_arena_free(NULL);
}

static void size_counts_what_was_taken(void **state)
{
    (void)state;
    ri_arena *arena = ri_arena_new();
    size_t empty = ri_arena_size(arena);
    assert_true(empty > 0 && empty < 1024);
    assert_non_null(ri_arena_take(arena, 1));
    size_t one = ri_arena_size(arena);
    assert_non_null(ri_arena_take(arena, 1));
    assert_int_equal(ri_arena_size(arena), one);
    assert_true(one > empty);
    ri_arena_free(arena);
}

static bool fill_arena(void *payload)
{
    (void)payload;
    ri_arena *arena = ri_arena_new();
    if (arena == NULL) {
        return false;
    }
    bool done = true;
    for (int i = 0; i < 300 && done; i++) {
        done = ri_arena_format(arena, "position:%d", i) != NULL;
    }
    done = done && ri_arena_pack(arena, 3) != NULL && ri_arena_take(arena, 100000) != NULL;
    ri_arena_free(arena);
    return done;
}

static void survives_want_of_memory(void **state)
{
    (void)state;
    assert_true(with_every_failure(fill_arena, NULL) > 3);
    assert_int_equal(with_each_of(ri_alloc_fail_piece, fill_arena, NULL), 302);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(copies),
        cmocka_unit_test(packs_bytes),
        cmocka_unit_test(impossible_sizes_give_nothing),
        cmocka_unit_test(size_counts_what_was_taken),
        cmocka_unit_test(survives_want_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL) +
           RUN_ROWS("take", rows, pieces_are_zeroed_aligned_and_apart);
}
