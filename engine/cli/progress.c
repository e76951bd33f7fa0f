#define _POSIX_C_SOURCE 200809L

#include "cli/progress.h"

#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/clock.h"
#include "cli/output.h"
#include "cli/terminal.h"

#define AFTER 1000 /* milliseconds before anything is shown */
#define EVERY 100  /* between two drawings */
#define BAR 30
#define WORDS 12 /* columns for what is being done */
#define ROOM (WORDS + BAR + 16)

static volatile sig_atomic_t interrupted;

/* There is one terminal. */
static struct {
    uint64_t begun;
    uint64_t drawn; /* 0: not yet */
    bool following;
    struct sigaction before;
} bar;

static void interrupt(int number)
{
    (void)number;
    interrupted = 1;
}

/* "reading      [#########---------------------]  31 %". Where there is no room for it, or it is
   not known how much there is to do, less. */
static void draw(const raci_progress *progress)
{
    char line[2 * ROOM];
    char marks[BAR + 1];
    const unsigned part = progress->whole == 0 ? 0
                          : progress->done >= progress->whole
                              ? 100
                              : (unsigned)((double)progress->done / (double)progress->whole * 100);
    const size_t n = (size_t)part * BAR / 100;
    memset(marks, '#', n);
    memset(marks + n, '-', BAR - n);
    marks[BAR] = '\0';
    if (progress->whole == 0) {
        (void)snprintf(line, sizeof line, "\r%s\x1b[K", progress->doing);
    } else if (terminal_width() <= ROOM) {
        (void)snprintf(line, sizeof line, "\r%u %%\x1b[K", part);
    } else {
        (void)snprintf(line, sizeof line, "\r%-*s [%s] %3u %%\x1b[K", WORDS, progress->doing, marks,
                       part);
    }
    (void)write_err(line, strlen(line), NULL);
}

static int follow(const raci_progress *progress, void *payload)
{
    const uint64_t now = milliseconds();
    (void)payload;
    if (bar.following && now - bar.begun >= AFTER && now - bar.drawn >= EVERY) {
        bar.drawn = now;
        draw(progress);
    }
    return interrupted;
}

void progress_begin(const options *o, raci_model *model)
{
    const struct sigaction stop = {.sa_handler = interrupt, .sa_flags = (int)SA_RESETHAND};
    if (o->format != RACI_TEXT || !terminal_redraws() ||
        sigaction(SIGINT, &stop, &bar.before) != 0) {
        return;
    }
    bar.begun = milliseconds();
    bar.drawn = 0;
    bar.following = true;
    raci_model_watch(model, follow, NULL);
}

void progress_end(void)
{
    static const char clear[] = "\r\x1b[K";
    if (bar.following && bar.drawn != 0) {
        (void)write_err(clear, sizeof clear - 1, NULL);
    }
    if (bar.following) {
        (void)sigaction(SIGINT, &bar.before, NULL);
    }
    bar.following = false;
}

void progress_leave(raci_status status)
{
    if (interrupted && status == RACI_STOPPED) {
        (void)signal(SIGINT, SIG_DFL);
        (void)raise(SIGINT);
    }
}
