/*
 * Small drawings inside a web page. Lengths are in the drawing's own unit; how wide one of these
 * is on paper or screen, and what has which colour, says the style by classes.
 */
#ifndef RI_SVG_H
#define RI_SVG_H

#include "report/html.h"

/* Begins a drawing that says `label` to those who do not see it; NULL: all that it shows is said
   beside it. */
void ri_svg_open(ri_html *html, const char *class, unsigned width, unsigned height,
                 const char *label);
void ri_svg_close(ri_html *html);

/* Things that belong together. */
void ri_svg_group(ri_html *html, const char *class);
void ri_svg_group_end(ri_html *html);

void ri_svg_rect(ri_html *html, const char *class, int x, int y, int width, int height);
/* The same with round corners. */
void ri_svg_box(ri_html *html, const char *class, int x, int y, int width, int height, int radius);
void ri_svg_line(ri_html *html, const char *class, int from_x, int from_y, int to_x, int to_y);
void ri_svg_circle(ri_html *html, const char *class, int x, int y, int radius);
/* Any shape, as SVG writes it down: a literal. */
void ri_svg_path(ri_html *html, const char *class, const char *path);
/* A text that begins ("start"), is centred ("middle") or ends ("end") at a point. */
void ri_svg_text(ri_html *html, const char *class, int x, int y, const char *anchor,
                 const char *text);

#endif
