#include "report/change_view.h"

#include <string.h>

#include "report/recorded_view.h"
#include "report/sentences.h"

static void emit_entry(const ri_emit *emit, const char *key, int64_t entry)
{
    ri_emit_compared(emit, key, entry != 0 ? entry : -1);
}

void ri_emit_change(const ri_emit *emit, const raci_change *change)
{
    ri_emit_count(emit, "entry", (size_t)change->entry);
    ri_emit_field(emit, "kind", change->kind);
    emit_entry(emit, "undoes", change->undoes);
    emit_entry(emit, "undone", change->undone);
    if (change->act) {
        ri_emit_field(emit, "by", change->by);
        ri_emit_field(emit, "finding", change->finding);
        ri_emit_field(emit, "fingerprint", change->fingerprint);
    }
    ri_emit_field(emit, "title", change->title);
    ri_emit_field(emit, "reason", change->reason);
    ri_emit_field(emit, "date", change->date);
    ri_emit_field(emit, "recorded_at", change->recorded_at);
    ri_emit_open_key(emit, "model", '{');
    ri_emit_field(emit, "before", change->before);
    ri_emit_field(emit, "after", change->after);
    ri_emit_close(emit, '}');
    ri_emit_open_key(emit, "steps", '[');
    for (size_t i = 0; i < change->n_steps; i++) {
        const ri_change_step *step = &change->steps[i];
        ri_emit_open(emit, '{');
        ri_emit_field(emit, "date", step->date);
        ri_emit_field(emit, "step", step->said);
        ri_emit_field(emit, "file", step->file);
        ri_emit_count(emit, "line", (size_t)step->line);
        ri_emit_close(emit, '}');
    }
    ri_emit_close(emit, ']');
}

void ri_put_steps(ri_page *page, const raci_change *change, ri_text *line)
{
    for (size_t i = 0; i < change->n_steps; i++) {
        ri_page_cut(line, change->steps[i].date, 10);
        ri_text_add(line, "  ");
        ri_say(line, change->steps[i].said);
        ri_page_take(page, "  ", "              ", line);
    }
}

/* "Decision", as the log begins what it tells. */
static const char *noun_of(const char *kind)
{
    static const struct {
        const char *kind;
        const char *noun;
    } nouns[] = {
        {"accept", "Acceptance"}, {"contest", "Contest"},     {"decide", "Decision"},
        {"forget", "Forgetting"}, {"import", "Import"},       {"reopen", "Reopening"},
        {"undo", "Undo"},         {"withdraw", "Withdrawal"},
    };
    for (size_t i = 0; i < sizeof nouns / sizeof nouns[0]; i++) {
        if (strcmp(nouns[i].kind, kind) == 0) {
            return nouns[i].noun;
        }
    }
    return "Change";
}

void ri_put_change(ri_page *page, const raci_change *change, ri_text *line)
{
    ri_text_format(line, RI_BOLD "%s %lld" RI_PLAIN "  ", noun_of(change->kind),
                   (long long)change->entry);
    ri_say(line, change->title);
    if (change->undoes != 0) {
        ri_text_format(line, " (change %lld) taken back", (long long)change->undoes);
    }
    ri_text_add(line, RI_DIM "  ");
    if (change->by != NULL) {
        ri_text_add(line, "on ");
        ri_page_cut(line, change->date, 10);
        ri_text_add(line, ", ");
    }
    ri_text_add(line, "recorded ");
    ri_page_cut(line, change->recorded_at, 20);
    if (change->undone != 0) {
        ri_text_format(line, ", taken back by %lld", (long long)change->undone);
    }
    ri_text_add(line, RI_PLAIN);
    ri_page_take(page, "", "       ", line);
    if (change->reason != NULL) {
        ri_say(line, change->reason);
        ri_page_take(page, "  ", "  ", line);
    }
    ri_put_steps(page, change, line);
}
