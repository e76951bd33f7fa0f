#define _POSIX_C_SOURCE 200809L

#include "cli/terminal.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static int columns_of_environment(void)
{
    const char *text = getenv("COLUMNS");
    char *end = NULL;
    long columns = text != NULL ? strtol(text, &end, 10) : 0;
    return text != NULL && end != text && *end == '\0' && columns > 0 && columns < 10000
               ? (int)columns
               : 0;
}

static int columns_of_terminal(int descriptor)
{
    struct winsize size = {0};
    if (!isatty(descriptor) || ioctl(descriptor, TIOCGWINSZ, &size) != 0) {
        return 0;
    }
    return size.ws_col;
}

static bool is_dumb(void)
{
    const char *term = getenv("TERM");
    return term != NULL && strcmp(term, "dumb") == 0;
}

int terminal_redraws(void)
{
    return isatty(STDERR_FILENO) && !is_dumb();
}

int terminal_clears(void)
{
    return isatty(STDOUT_FILENO) && !is_dumb();
}

int terminal_shows(void)
{
    return isatty(STDOUT_FILENO);
}

int terminal_width(void)
{
    const int columns = columns_of_terminal(STDERR_FILENO);
    return columns > 0 ? columns : 80;
}

raci_look terminal_look(void)
{
    raci_look look = {0};
    const char *no_color = getenv("NO_COLOR");
    bool plain = (no_color != NULL && no_color[0] != '\0') || is_dumb();
    look.columns = columns_of_environment();
    if (look.columns == 0) {
        look.columns = columns_of_terminal(STDOUT_FILENO);
    }
    look.colour = !plain && isatty(STDOUT_FILENO);
    return look;
}
