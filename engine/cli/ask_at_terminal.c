#define _POSIX_C_SOURCE 200809L

#include "cli/ask_at_terminal.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/failure.h"
#include "cli/output.h"

#define LINE_SIZE 1024
#define WORDS_MAX 16

bool terminal_can_answer(const options *o)
{
    return isatty(STDIN_FILENO) && isatty(STDERR_FILENO) && o->format == RACI_TEXT;
}

/* An option as it is told, "--dates day-first|month-first". */
typedef struct told_option {
    char name[LINE_SIZE];
    char value[LINE_SIZE];        /* without the quotes around it */
    const char *words[WORDS_MAX]; /* in it, where it is one of some */
    size_t n;
    char split[LINE_SIZE];
} told_option;

static void read_option(told_option *out, const char *text)
{
    const size_t length = strcspn(text + 2, " =");
    const char *value = text + 2 + length + (text[2 + length] != '\0');
    size_t end = strlen(value);
    if (end >= 2 && strchr("'\"", value[0]) != NULL && value[end - 1] == value[0]) {
        value++;
        end -= 2;
    }
    (void)snprintf(out->name, sizeof out->name, "%.*s", (int)length, text + 2);
    (void)snprintf(out->value, sizeof out->value, "%.*s", (int)end, value);
    (void)snprintf(out->split, sizeof out->split, "%s", out->value);
    out->n = 0;
    if (strchr(out->value, '|') == NULL || strpbrk(out->value, " ='") != NULL) {
        return;
    }
    for (char *at = out->split; at != NULL && out->n < WORDS_MAX;) {
        char *bar = strchr(at, '|');
        out->words[out->n++] = at;
        if (bar != NULL) {
            *bar++ = '\0';
        }
        at = bar;
    }
}

/* Words of the program's own. */
static void put(const char *words)
{
    (void)write_err(words, strlen(words), NULL);
}

static void put_question(const char *question, const told_option *way)
{
    char line[64];
    failure_note("", question);
    for (size_t i = 0; i < way->n; i++) {
        (void)snprintf(line, sizeof line, "  %zu  ", i + 1);
        put(line);
        (void)raci_text_show(way->words[i], write_err, NULL, NULL);
        put("\n");
    }
    if (way->n > 0) {
        (void)snprintf(line, sizeof line, "Which, 1 to %zu? ", way->n);
        put(line);
    } else {
        failure_note("say it for --", way->name);
        failure_note("such as ", way->value);
        put("? ");
    }
}

/* A line without its end. false: nothing was said. */
static bool read_answer(char line[LINE_SIZE])
{
    if (fgets(line, LINE_SIZE, stdin) == NULL) {
        return false;
    }
    line[strcspn(line, "\r\n")] = '\0';
    return line[0] != '\0';
}

bool terminal_confirms(const char *question)
{
    char line[LINE_SIZE];
    put(question);
    put(" Say yes or no: ");
    return read_answer(line) && strcmp(line, "yes") == 0;
}

/* "2" is the second of the words. */
static const char *meant(const told_option *way, const char *line)
{
    for (size_t i = 0; i < way->n; i++) {
        char number[24];
        (void)snprintf(number, sizeof number, "%zu", i + 1);
        if (strcmp(line, number) == 0) {
            return way->words[i];
        }
    }
    return line;
}

static bool ask(options *o, const char *question, const char *text)
{
    static char names[OPTION_VALUES_MAX][LINE_SIZE];
    static char values[OPTION_VALUES_MAX][LINE_SIZE];
    static told_option way;
    char line[LINE_SIZE];
    if (o->n_answers == OPTION_VALUES_MAX) {
        return false;
    }
    read_option(&way, text);
    for (;;) {
        raci_error err = {0};
        put_question(question, &way);
        if (!read_answer(line)) {
            return false;
        }
        char *name = names[o->n_answers];
        char *value = values[o->n_answers];
        (void)snprintf(name, LINE_SIZE, "%s", way.name);
        (void)snprintf(value, LINE_SIZE, "%s", meant(&way, line));
        o->answers[o->n_answers] = (raci_intake_answer){name, value};
        if (raci_intake_answer_check(&o->answers[o->n_answers], &err) == RACI_OK) {
            o->n_answers++;
            return true;
        }
        failure_note("", err.message);
    }
}

void terminal_ask(bool *answered, options *o, const raci_intake *intake)
{
    const char *way = NULL;
    const char *question = NULL;
    *answered = true;
    for (size_t i = 0; *answered && (question = raci_intake_question(intake, i, &way)) != NULL;
         i++) {
        *answered = ask(o, question, way);
    }
}
