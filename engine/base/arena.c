#include "base/arena.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"

/* Under AddressSanitizer what was not taken stays poisoned, and a gap follows
   each piece, so that running over one piece into the next is found. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_SANITIZED 1
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define ARENA_SANITIZED 1
#endif

/* A tool that only reads the source may be without the compiler's own headers. */
#if defined(ARENA_SANITIZED) && defined(__has_include)
#if __has_include(<sanitizer/asan_interface.h>)
#define ARENA_POISON 1
#endif
#endif

#ifdef ARENA_POISON
#include <sanitizer/asan_interface.h>
#define ARENA_GAP ALIGNMENT
#else
#define ASAN_POISON_MEMORY_REGION(address, size) ((void)(address), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(address, size) ((void)(address), (void)(size))
#define ARENA_GAP ((size_t)0)
#endif

#define ALIGNMENT _Alignof(max_align_t)
#define FIRST_BLOCK ((size_t)2048)
#define LARGEST_BLOCK ((size_t)1 << 16)

typedef struct block {
    struct block *older;
    max_align_t bytes[];
} block;

struct ri_arena {
    block *newest;
    unsigned char *next; /* free space of the newest block */
    size_t left;
    size_t step; /* size of the next block */
    size_t size;
};

ri_arena *ri_arena_new(void)
{
    ri_arena *arena = ri_alloc(sizeof *arena);
    if (arena == NULL) {
        return NULL;
    }
    *arena = (ri_arena){.step = FIRST_BLOCK, .size = sizeof *arena};
    return arena;
}

void ri_arena_free(ri_arena *arena)
{
    if (arena == NULL) {
        return;
    }
    while (arena->newest != NULL) {
        block *older = arena->newest->older;
        ri_free(arena->newest);
        arena->newest = older;
    }
    ri_free(arena);
}

/* Gives a block with room for `size` bytes, chained into the arena. */
static block *add_block(ri_arena *arena, size_t size, void *(*allocate)(size_t))
{
    block *fresh = allocate(sizeof *fresh + size);
    if (fresh == NULL) {
        return NULL;
    }
    fresh->older = arena->newest;
    arena->newest = fresh;
    arena->size += sizeof *fresh + size;
    ASAN_POISON_MEMORY_REGION(fresh->bytes, size);
    return fresh;
}

/* Takes a large piece as a block of its own, zeroed, behind the newest one, whose free
   space stays in use. */
static void *take_alone(ri_arena *arena, size_t size)
{
    block *newest = arena->newest;
    block *alone = add_block(arena, size, ri_alloc_zeroed);
    if (alone == NULL) {
        return NULL;
    }
    if (newest != NULL) {
        arena->newest = newest;
        alone->older = newest->older;
        newest->older = alone;
    }
    return alone->bytes;
}

void *ri_arena_take(ri_arena *arena, size_t size)
{
    if (size > SIZE_MAX / 2 || ri_piece_fails()) {
        return NULL;
    }
    size = size > 0 ? size : 1;
    size_t whole = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT + ARENA_GAP;
    void *piece = NULL;
    bool zeroed = false;
    if (whole > arena->left && whole > arena->step / 4) {
        piece = take_alone(arena, whole);
        zeroed = true;
    } else {
        if (whole > arena->left) {
            block *fresh = add_block(arena, arena->step, ri_alloc);
            if (fresh == NULL) {
                return NULL;
            }
            arena->next = (unsigned char *)fresh->bytes;
            arena->left = arena->step;
            arena->step = arena->step < LARGEST_BLOCK ? arena->step * 2 : LARGEST_BLOCK;
        }
        piece = arena->next;
        arena->next += whole;
        arena->left -= whole;
    }
    if (piece != NULL) {
        ASAN_UNPOISON_MEMORY_REGION(piece, size);
        if (!zeroed) {
            memset(piece, 0, size);
        }
    }
    return piece;
}

#ifdef ARENA_POISON
/* Each piece apart, so that running over it is found. */
char *ri_arena_pack(ri_arena *arena, size_t size)
{
    return ri_arena_take(arena, size);
}
#else
/* From the end of the free space: what is taken at its beginning stays aligned. */
char *ri_arena_pack(ri_arena *arena, size_t size)
{
    if (size > arena->left || arena->next == NULL) {
        return ri_arena_take(arena, size);
    }
    if (ri_piece_fails()) {
        return NULL;
    }
    arena->left -= size;
    return (char *)arena->next + arena->left;
}
#endif

void *ri_arena_array(ri_arena *arena, size_t n, size_t size)
{
    if (size > 0 && n > SIZE_MAX / size) {
        return NULL;
    }
    return ri_arena_take(arena, n * size);
}

void *ri_arena_keep(ri_arena *arena, const void *items, size_t n, size_t size)
{
    void *copy = ri_arena_array(arena, n, size);
    if (copy != NULL && n > 0) {
        memcpy(copy, items, n * size);
    }
    return copy;
}

char *ri_arena_copy(ri_arena *arena, const char *bytes, size_t length)
{
    if (length == SIZE_MAX) {
        return NULL;
    }
    char *copy = ri_arena_take(arena, length + 1);
    if (copy != NULL && length > 0) {
        memcpy(copy, bytes, length);
    }
    return copy;
}

char *ri_arena_string(ri_arena *arena, const char *string)
{
    return ri_arena_copy(arena, string, strlen(string));
}

char *ri_arena_format(ri_arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length < 0) {
        return NULL;
    }
    char *string = ri_arena_take(arena, (size_t)length + 1);
    if (string == NULL) {
        return NULL;
    }
    va_start(arguments, format);
    (void)vsnprintf(string, (size_t)length + 1, format, arguments);
    va_end(arguments);
    return string;
}

size_t ri_arena_size(const ri_arena *arena)
{
    return arena->size;
}
