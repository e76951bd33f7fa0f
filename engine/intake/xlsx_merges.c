#include "intake/xlsx_merges.h"

#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/memory.h"
#include "intake/xlsx_xml.h"

#define ROWS_MAX 1048576
#define COLUMNS_MAX 16384
#define PIECE 65536

const char *ri_xlsx_address(const char *at, uint32_t *row, uint32_t *column)
{
    *row = 0;
    *column = 0;
    at += *at == '$';
    for (; (*at >= 'A' && *at <= 'Z') || (*at >= 'a' && *at <= 'z'); at++) {
        *column = *column * 26 + (uint32_t)((*at | 0x20) - 'a') + 1;
        if (*column > COLUMNS_MAX) {
            return NULL;
        }
    }
    at += *at == '$';
    for (; *at >= '0' && *at <= '9'; at++) {
        *row = *row * 10 + (uint32_t)(*at - '0');
        if (*row > ROWS_MAX) {
            return NULL;
        }
    }
    return *row > 0 && *column > 0 ? at : NULL;
}

static void start_element(ri_xlsx_xml *xml, const char *name, const char **attributes,
                          void *payload)
{
    ri_xlsx_merges *merges = payload;
    const char *reference =
        strcmp(name, "mergeCell") == 0 ? ri_xlsx_attribute(attributes, "ref") : NULL;
    ri_xlsx_merge merge;
    if (reference == NULL) {
        return;
    }
    const char *colon = ri_xlsx_address(reference, &merge.top, &merge.left);
    const char *end = colon != NULL && *colon == ':'
                          ? ri_xlsx_address(colon + 1, &merge.bottom, &merge.right)
                          : NULL;
    if (end == NULL || *end != '\0' || merge.bottom < merge.top || merge.right < merge.left ||
        (merge.bottom == merge.top && merge.right == merge.left)) {
        return;
    }
    if (merges->n == RI_XLSX_MERGES_MAX) {
        ri_xlsx_xml_limit(xml, "it has too many merged ranges");
    } else if (!RI_PUSH(merges->all, merges->n, merges->capacity, merge)) {
        ri_xlsx_xml_nomem(xml);
    }
}

static void end_element(ri_xlsx_xml *xml, const char *name, void *payload)
{
    (void)xml;
    (void)name;
    (void)payload;
}

static int by_place(const void *a, const void *b)
{
    const ri_xlsx_merge *x = a;
    const ri_xlsx_merge *y = b;
    if (x->top != y->top) {
        return x->top < y->top ? -1 : 1;
    }
    return (x->left > y->left) - (x->left < y->left);
}

/* Whether the part speaks of merged ranges at all: looking for the word is quicker than reading
   the elements, behind all of which the ranges stand. In UTF-16 it is taken for granted. */
static raci_status speaks_of_merges(bool *out, ri_xlsx_part *part, char *buffer, raci_error *err)
{
    static const char word[] = "mergeCell";
    const size_t length = sizeof word - 1;
    size_t kept = 0;
    size_t got = 0;
    raci_status status = RACI_OK;
    *out = false;
    while (!*out &&
           (status = ri_xlsx_part_read(part, buffer + kept, PIECE, &got, err)) == RACI_OK &&
           got > 0) {
        const size_t n = kept + got;
        *out = memchr(buffer, '\0', n) != NULL;
        for (const char *at = buffer; !*out && at + length <= buffer + n; at++) {
            at = memchr(at, word[0], (size_t)(buffer + n - at) - length + 1);
            if (at == NULL) {
                break;
            }
            *out = memcmp(at, word, length) == 0;
        }
        kept = n < length - 1 ? n : length - 1;
        memmove(buffer, buffer + n - kept, kept);
    }
    return status;
}

raci_status ri_xlsx_merges_read(ri_xlsx_merges *merges, ri_xlsx_package *package, const char *part,
                                raci_error *err)
{
    static const ri_xlsx_handlers handlers = {start_element, end_element, NULL};
    ri_xlsx_part *bytes = NULL;
    bool any = false;
    raci_status status = ri_xlsx_part_open(&bytes, package, part, err);
    if (status != RACI_OK) {
        return status;
    }
    char *buffer = ri_alloc(PIECE + 16);
    status = buffer != NULL ? speaks_of_merges(&any, bytes, buffer, err) : ri_fail_nomem(err);
    ri_free(buffer);
    ri_xlsx_part_close(bytes);
    merges->n = 0;
    if (status == RACI_OK && any) {
        status = ri_xlsx_xml_read(package, part, &handlers, merges, err);
    }
    if (merges->n > 0) {
        qsort(merges->all, merges->n, sizeof *merges->all, by_place);
    }
    return status;
}

void ri_xlsx_merges_begin(ri_xlsx_merges *merges)
{
    for (size_t i = 0; i < merges->n_standing; i++) {
        ri_text_free(&merges->standing[i].text);
    }
    merges->n_standing = 0;
    merges->upcoming = 0;
    merges->at = 0;
}

/* Puts a range among those that stand, unless it overlaps one. */
static bool stand(ri_xlsx_merges *merges, const ri_xlsx_merge *range)
{
    size_t place = merges->n_standing;
    while (place > 0 && merges->standing[place - 1].range.left > range->left) {
        place--;
    }
    if ((place > 0 && merges->standing[place - 1].range.right >= range->left) ||
        (place < merges->n_standing && merges->standing[place].range.left <= range->right)) {
        return true;
    }
    const ri_xlsx_standing fresh = {*range, RI_TEXT_INIT};
    if (!RI_PUSH(merges->standing, merges->n_standing, merges->standing_capacity, fresh)) {
        return false;
    }
    memmove(merges->standing + place + 1, merges->standing + place,
            (merges->n_standing - 1 - place) * sizeof *merges->standing);
    merges->standing[place] = fresh;
    return true;
}

bool ri_xlsx_merges_row(ri_xlsx_merges *merges, uint32_t row)
{
    size_t kept = 0;
    merges->at = 0;
    for (size_t i = 0; i < merges->n_standing; i++) {
        if (merges->standing[i].range.bottom >= row) {
            merges->standing[kept++] = merges->standing[i];
        } else {
            ri_text_free(&merges->standing[i].text);
        }
    }
    merges->n_standing = kept;
    for (; merges->upcoming < merges->n && merges->all[merges->upcoming].top <= row;
         merges->upcoming++) {
        const ri_xlsx_merge *range = &merges->all[merges->upcoming];
        if (range->bottom >= row && !stand(merges, range)) {
            return false;
        }
    }
    return true;
}

ri_xlsx_standing *ri_xlsx_merges_at(ri_xlsx_merges *merges, uint32_t column)
{
    while (merges->at < merges->n_standing && merges->standing[merges->at].range.right < column) {
        merges->at++;
    }
    ri_xlsx_standing *standing =
        merges->at < merges->n_standing ? &merges->standing[merges->at] : NULL;
    return standing != NULL && standing->range.left <= column ? standing : NULL;
}

uint32_t ri_xlsx_merges_right(const ri_xlsx_merges *merges)
{
    return merges->n_standing > 0 ? merges->standing[merges->n_standing - 1].range.right : 0;
}

void ri_xlsx_merges_free(ri_xlsx_merges *merges)
{
    ri_xlsx_merges_begin(merges);
    ri_free(merges->all);
    ri_free(merges->standing);
    *merges = (ri_xlsx_merges){0};
}
