/* What is new on a role card since it was acknowledged. */
#include "report/report_brief.h"

#include <string.h>

#include "report/sentences.h"

#define TOLD 20 /* of many changes so many are told */

typedef struct telling {
    ri_outline *out;
    ri_view *view;
    ri_text line;
    ri_text word; /* scratch */
} telling;

/* Takes the word at `at`, which it passes; "" at the end. */
static const char *take_word(telling *t, const char **at)
{
    const size_t length = strcspn(*at, " ");
    ri_text_clear(&t->word);
    ri_text_bytes(&t->word, *at, length);
    *at += length + ((*at)[length] != '\0');
    return ri_text_string(&t->word);
}

/* Cards say of a person only that it is one. */
static void say_thing(telling *t, const char *reference)
{
    if (strncmp(reference, "person:", 7) == 0) {
        ri_text_add(&t->line, "somebody by name");
    } else {
        ri_say_judge(&t->line, t->view, reference);
    }
}

/* The rest of a line: who has the other side, or whom a ruling names and until when. */
static void say_rest(telling *t, const char *rest)
{
    if (*rest == '\0') {
        ri_text_add(&t->line, "nobody");
    }
    for (bool any = false; *rest != '\0'; any = true) {
        ri_text_add(&t->line, any ? ", " : "");
        say_thing(t, take_word(t, &rest));
    }
}

/* "A on Monthly bill", "passing to you: Call → Bill", "where you cannot agree: CXO", "ruling: A
   of Call". */
static void say_about(telling *t, const char *line)
{
    const char *what = take_word(t, &line);
    if (strcmp(what, "from") == 0 || strcmp(what, "to") == 0) {
        ri_text_format(&t->line, "passing %s you: ", strcmp(what, "to") == 0 ? "from" : "to");
    } else if (strcmp(what, "escalates") == 0) {
        ri_text_add(&t->line, "where you cannot agree: ");
    } else if (strcmp(what, "ruling") == 0) {
        ri_text_add(&t->line, "ruling: ");
        ri_say(&t->line, take_word(t, &line));
        ri_text_add(&t->line, " of ");
    } else {
        ri_say(&t->line, what);
        ri_text_add(&t->line, " on ");
    }
    say_thing(t, take_word(t, &line));
}

/* What stands behind that in a line. */
static const char *rest_of(const char *line)
{
    line += ri_card_line_about(line);
    return line + (*line == ' ');
}

static void put_change(telling *t, const ri_card_change *change, const char *holder)
{
    const bool both = change->said != NULL && change->was != NULL;
    const char *line = change->said != NULL ? change->said : change->was;
    ri_text_add(&t->line, both ? "other: " : change->said != NULL ? "new: " : "gone: ");
    say_about(t, line);
    if (both) {
        ri_text_add(&t->line, ", now ");
        say_rest(t, rest_of(change->said));
        ri_text_add(&t->line, ", before ");
        say_rest(t, rest_of(change->was));
    } else if (*rest_of(line) != '\0') {
        ri_text_add(&t->line, ", ");
        say_rest(t, rest_of(line));
    }
    if (change->via[0] != '\0' && strcmp(change->via, holder) != 0) {
        ri_text_add(&t->line, ", through ");
        say_thing(t, change->via);
    }
    ri_outline_detail(t->out, &t->line);
}

static void put_never(telling *t, const char *holder)
{
    ri_text_add(&t->line, "Nobody has acknowledged this card yet. Once it is read: raci "
                          "acknowledge ");
    ri_say(&t->line, holder);
    ri_text_add(&t->line, " --by PERSON");
    ri_outline_item(t->out, 0, &t->line);
}

void ri_brief_changes(ri_outline *outline, ri_brief_report *report)
{
    const raci_brief *brief = report->brief;
    const size_t n = brief->n_changes;
    const size_t told = n > TOLD + 1 ? TOLD : n;
    telling t = {.out = outline, .view = &report->view, .line = RI_TEXT_INIT, .word = RI_TEXT_INIT};
    ri_outline_heading(outline, "What is new");
    if (brief->last.entry == 0) {
        put_never(&t, brief->reference);
    } else {
        ri_say_judge(&t.line, t.view, brief->last.person);
        ri_text_add(&t.line, " acknowledged this card as of ");
        ri_say(&t.line, brief->last.date);
        ri_text_add(&t.line, brief->stands ? "" : ", and does not sit here any more");
        ri_text_add(&t.line, n == 0 ? "; nothing has changed since." : ". Since then:");
        ri_outline_item(outline, 0, &t.line);
    }
    for (size_t i = 0; i < told; i++) {
        put_change(&t, &brief->changes[i], brief->reference);
    }
    if (told < n) {
        ri_text_format(&t.line, "and %zu more, which --format json lists", n - told);
        ri_outline_detail(outline, &t.line);
    }
    outline->failed = outline->failed || t.line.failed || t.word.failed;
    ri_text_free(&t.line);
    ri_text_free(&t.word);
}
