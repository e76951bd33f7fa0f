/* What the cells of a workbook look like: letters by colour, findings by severity. */
#include "report/workbook.h"

typedef struct colours {
    lxw_color_t fill;
    lxw_color_t ink;
} colours;

#define INK 0x1f2933
#define PALE 0x7b8794
#define LINE 0xcbd2d9

/* In the order in which letters are told: the accountable one stands out. */
static const colours letter_colours[] = {
    {0x1f4e79, 0xffffff}, {0x9dc3e6, INK}, {0xd9d2e9, INK}, {0xe4e7eb, INK},
    {0xa2d9ce, INK},      {0xdde5b6, INK}, {0xf4cce0, INK}, {0xe6d5b8, INK},
};

static const colours severity_colours[RI_WORKBOOK_SEVERITIES] = {
    [0] = {0xffffff, INK},
    [RACI_INFO] = {0xeaf2fb, INK},
    [RACI_WARNING] = {0xfce4b8, INK},
    [RACI_ERROR] = {0xc0392b, 0xffffff},
};

/* The edge of a letter's cell with which something is wrong. */
static const lxw_color_t edges[RI_WORKBOOK_SEVERITIES] = {
    [0] = LINE, [RACI_INFO] = 0x5b8ec9, [RACI_WARNING] = 0xe08e0b, [RACI_ERROR] = 0xc0392b};

static lxw_format *plain(ri_workbook *w)
{
    lxw_format *format = workbook_add_format(w->book);
    if (format == NULL) {
        w->failed = true;
        return NULL;
    }
    format_set_font_name(format, "Calibri");
    format_set_font_size(format, 10);
    format_set_font_color(format, INK);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    return format;
}

static lxw_format *filled(ri_workbook *w, colours of)
{
    lxw_format *format = plain(w);
    if (format != NULL) {
        format_set_pattern(format, LXW_PATTERN_SOLID);
        format_set_bg_color(format, of.fill);
        format_set_font_color(format, of.ink);
    }
    return format;
}

static lxw_format *centred(lxw_format *format)
{
    if (format != NULL) {
        format_set_align(format, LXW_ALIGN_CENTER);
        format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    }
    return format;
}

static lxw_format *edged(lxw_format *format, unsigned severity)
{
    if (format != NULL) {
        format_set_border(format, severity > 0 ? LXW_BORDER_MEDIUM : LXW_BORDER_THIN);
        format_set_border_color(format, edges[severity]);
    }
    return format;
}

static lxw_format *bold(lxw_format *format)
{
    if (format != NULL) {
        format_set_bold(format);
    }
    return format;
}

static lxw_format *wrapped(lxw_format *format)
{
    if (format != NULL) {
        format_set_text_wrap(format);
    }
    return format;
}

/* A holder above their column, to be read from below. */
static lxw_format *upright(ri_workbook *w, lxw_color_t ink)
{
    lxw_format *format = wrapped(edged(filled(w, (colours){0xf5f7fa, ink}), 0));
    if (format != NULL) {
        format_set_rotation(format, 90);
        format_set_align(format, LXW_ALIGN_VERTICAL_BOTTOM);
        format_set_align(format, LXW_ALIGN_CENTER);
        format_set_font_size(format, 9);
    }
    return format;
}

static void dress_letters(ri_workbook *w)
{
    const size_t n = sizeof letter_colours / sizeof letter_colours[0];
    for (uint32_t i = 0; i < w->n_letters; i++) {
        const colours of = letter_colours[i < n ? i : n - 1];
        for (unsigned severity = 0; severity < RI_WORKBOOK_SEVERITIES; severity++) {
            w->looks.letter[w->letters[i]][severity] =
                edged(bold(centred(filled(w, of))), severity);
        }
        lxw_format *fill = workbook_add_format(w->book);
        w->failed = w->failed || fill == NULL;
        if (fill != NULL) {
            format_set_bg_color(fill, of.fill);
            format_set_font_color(fill, of.ink);
        }
        w->looks.fill[w->letters[i]] = fill;
    }
}

void ri_workbook_dress(ri_workbook *w)
{
    ri_workbook_looks *looks = &w->looks;
    looks->title = bold(plain(w));
    looks->text = plain(w);
    looks->band = bold(edged(filled(w, (colours){0x3e4c59, 0xffffff}), 0));
    looks->other_band = bold(edged(filled(w, (colours){0x616e7c, 0xffffff}), 0));
    looks->head = bold(wrapped(edged(filled(w, (colours){0xe4e7eb, INK}), 0)));
    looks->party = upright(w, INK);
    looks->vacant_party = upright(w, 0xb44d12);
    looks->reference = edged(filled(w, (colours){0xf5f7fa, PALE}), 0);
    looks->label = edged(plain(w), 0);
    looks->shaded = edged(filled(w, (colours){0xf5f7fa, INK}), 0);
    looks->key = edged(filled(w, (colours){0xffffff, PALE}), 0);
    looks->cell = bold(centred(plain(w)));
    looks->wrapped = wrapped(edged(plain(w), 0));
    looks->number = centred(edged(plain(w), 0));
    looks->figure = centred(edged(plain(w), 0));
    looks->share = centred(edged(plain(w), 0));
    looks->empty = filled(w, severity_colours[0]);
    for (unsigned severity = 0; severity < RI_WORKBOOK_SEVERITIES; severity++) {
        looks->severity[severity] = edged(filled(w, severity_colours[severity]), 0);
    }
    if (w->failed) {
        return;
    }
    format_set_font_size(looks->title, 15);
    format_set_font_size(looks->reference, 7);
    format_set_font_size(looks->key, 8);
    format_set_num_format(looks->number, "0;-0;;@"); /* nothing is no number */
    format_set_num_format(looks->share, "0%");
    dress_letters(w);
}
