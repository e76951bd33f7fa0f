#include "report/svg.h"

static void put_number(ri_html *html, const char *name, int value)
{
    ri_html_say(html, name, "%d", value);
}

void ri_svg_open(ri_html *html, const char *class, unsigned width, unsigned height,
                 const char *label)
{
    ri_html_open_as(html, "svg", class);
    ri_html_say(html, "viewBox", "0 0 %u %u", width, height);
    if (label != NULL) {
        ri_html_attribute(html, "role", "img");
        ri_html_attribute(html, "aria-label", label);
    } else {
        ri_html_attribute(html, "aria-hidden", "true");
    }
}

void ri_svg_close(ri_html *html)
{
    ri_html_close(html, "svg");
}

void ri_svg_group(ri_html *html, const char *class)
{
    ri_html_open_as(html, "g", class);
}

void ri_svg_group_end(ri_html *html)
{
    ri_html_close(html, "g");
}

static void open_rect(ri_html *html, const char *class, int x, int y, int width, int height)
{
    ri_html_open_as(html, "rect", class);
    put_number(html, "x", x);
    put_number(html, "y", y);
    put_number(html, "width", width);
    put_number(html, "height", height);
}

void ri_svg_rect(ri_html *html, const char *class, int x, int y, int width, int height)
{
    open_rect(html, class, x, y, width, height);
    ri_html_close(html, "rect");
}

void ri_svg_box(ri_html *html, const char *class, int x, int y, int width, int height, int radius)
{
    open_rect(html, class, x, y, width, height);
    put_number(html, "rx", radius);
    ri_html_close(html, "rect");
}

void ri_svg_line(ri_html *html, const char *class, int from_x, int from_y, int to_x, int to_y)
{
    ri_html_open_as(html, "line", class);
    put_number(html, "x1", from_x);
    put_number(html, "y1", from_y);
    put_number(html, "x2", to_x);
    put_number(html, "y2", to_y);
    ri_html_close(html, "line");
}

void ri_svg_circle(ri_html *html, const char *class, int x, int y, int radius)
{
    ri_html_open_as(html, "circle", class);
    put_number(html, "cx", x);
    put_number(html, "cy", y);
    put_number(html, "r", radius);
    ri_html_close(html, "circle");
}

void ri_svg_path(ri_html *html, const char *class, const char *path)
{
    ri_html_open_as(html, "path", class);
    ri_html_attribute(html, "d", path);
    ri_html_close(html, "path");
}

void ri_svg_text(ri_html *html, const char *class, int x, int y, const char *anchor,
                 const char *text)
{
    ri_html_open_as(html, "text", class);
    put_number(html, "x", x);
    put_number(html, "y", y);
    ri_html_attribute(html, "text-anchor", anchor);
    ri_html_text(html, text);
    ri_html_close(html, "text");
}
