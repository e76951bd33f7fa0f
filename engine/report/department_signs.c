#include "report/department_signs.h"

#include <string.h>

#include "base/memory.h"
#include "base/order.h"
#include "base/text.h"
#include "base/utf8.h"

#define INITIALS 3 /* of a name with more words, the first ones */

bool ri_department_signs_begin(ri_department_signs *signs, const ri_snapshot *s)
{
    const size_t n = (size_t)s->units.rows.n + 1;
    *signs = (ri_department_signs){.codes = ri_intern_new()};
    signs->of = ri_alloc(n * sizeof *signs->of);
    signs->order = ri_alloc(n * sizeof *signs->order);
    if (signs->codes == NULL || signs->of == NULL || signs->order == NULL) {
        return false;
    }
    memset(signs->of, 0, n * sizeof *signs->of);
    return true;
}

void ri_department_signs_meet(ri_department_signs *signs, uint32_t unit)
{
    if (signs->of[unit].met++ == 0) {
        signs->order[signs->n++] = unit;
    }
}

/* ---- codes ---- */

static bool is_word(uint32_t c)
{
    return ri_utf8_class_of(c) != RI_UTF8_OTHER;
}

/* Whether a character is what folding makes of it: no capital. */
static bool is_small(const char *at, size_t length, uint32_t c)
{
    char folded[RI_UTF8_FOLDED];
    ri_utf8_fold_one(folded, c);
    return ri_utf8_class_of(c) == RI_UTF8_LETTER && strlen(folded) == length &&
           memcmp(folded, at, length) == 0;
}

/* The initials of a name's words, of all or of those with a capital; gives how many. */
static size_t add_initials(ri_text *out, const char *name, bool all)
{
    const size_t end = strlen(name);
    bool inside = false;
    size_t n = 0;
    for (size_t at = 0, step = 0; at < end && n < INITIALS; at += step) {
        uint32_t c = 0;
        step = ri_utf8_next(name + at, end - at, &c);
        if (is_word(c) && !inside && (all || !is_small(name + at, step, c))) {
            ri_text_bytes(out, name + at, step);
            n++;
        }
        inside = is_word(c);
    }
    return n;
}

/* The first letters of a name. */
static void add_letters(ri_text *out, const char *name, size_t n)
{
    const size_t end = strlen(name);
    for (size_t at = 0, step = 0; at < end && n > 0; at += step) {
        uint32_t c = 0;
        step = ri_utf8_next(name + at, end - at, &c);
        if (is_word(c)) {
            ri_text_bytes(out, name + at, step);
            n--;
        }
    }
}

/* What it is to be called, however many others are. */
static void say_code(ri_text *out, const char *name, size_t letters)
{
    ri_text_clear(out);
    size_t n = add_initials(out, name, false);
    if (n == 0) {
        n = add_initials(out, name, true);
    }
    if (n == 1 || letters > 2) {
        ri_text_clear(out);
        add_letters(out, name, letters);
    }
    if (out->length == 0) {
        ri_text_add(out, "?");
    }
}

/* Keeps it if no other one has it. */
static bool is_new(ri_department_signs *signs, const ri_text *code, uint32_t *number)
{
    const uint32_t before = ri_intern_count(signs->codes);
    *number = ri_intern_string(signs->codes, ri_text_string(code));
    return *number == RI_NONE || ri_intern_count(signs->codes) > before;
}

/* With a number behind it, the first that is left. */
static uint32_t with_number(ri_department_signs *signs, ri_text *code, uint32_t taken)
{
    const size_t length = code->length;
    uint32_t last = 1;
    uint32_t number = RI_NONE;
    (void)ri_map_get(&signs->numbers, taken, &last);
    do {
        code->length = length;
        ri_text_format(code, "%u", (unsigned)++last);
    } while (!code->failed && !is_new(signs, code, &number));
    return ri_map_put(&signs->numbers, taken, last) ? number : RI_NONE;
}

/* RI_NONE: memory is exhausted. */
static uint32_t give_code(ri_department_signs *signs, const char *name, ri_text *code)
{
    uint32_t number = RI_NONE;
    say_code(code, name, 2);
    if (is_new(signs, code, &number)) {
        return number;
    }
    say_code(code, name, 3);
    if (is_new(signs, code, &number)) {
        return number;
    }
    say_code(code, name, 2);
    return with_number(signs, code, ri_intern_find(signs->codes, ri_text_string(code)));
}

/* ---- the whole ---- */

static int most_met_first(const void *a, const void *b, const void *context)
{
    const ri_department_sign *of = context;
    const uint32_t x = *(const uint32_t *)a;
    const uint32_t y = *(const uint32_t *)b;
    return of[x].met != of[y].met ? (of[x].met < of[y].met) - (of[x].met > of[y].met)
                                  : (x > y) - (x < y);
}

bool ri_department_signs_end(ri_department_signs *signs, const ri_snapshot *s)
{
    ri_text code = RI_TEXT_INIT;
    bool done = ri_order(signs->order, signs->n, sizeof *signs->order, most_met_first, signs->of);
    for (uint32_t i = 0; done && i < signs->n; i++) {
        ri_department_sign *sign = &signs->of[signs->order[i]];
        sign->tone = i < RI_DEPARTMENT_TONES ? (uint8_t)(i + 1) : 0;
        sign->code = give_code(signs, s->units.rows.name[signs->order[i]], &code);
        done = sign->code != RI_NONE && !code.failed;
    }
    ri_text_free(&code);
    return done;
}

void ri_department_signs_free(ri_department_signs *signs)
{
    ri_free(signs->of);
    ri_free(signs->order);
    ri_intern_free(signs->codes);
    ri_map_free(&signs->numbers);
    *signs = (ri_department_signs){.of = NULL};
}

const char *ri_department_code(const ri_department_signs *signs, uint32_t unit)
{
    return ri_intern_get(signs->codes, signs->of[unit].code);
}
