/*
 * An inventory on paper (paper_book.h), read whole, as text that tests compare: how its columns
 * are read, what is asked, its touchpoints, what is noted, and what became of its rows.
 */
#ifndef TEST_INVENTORY_READING_H
#define TEST_INVENTORY_READING_H

#include "intake/inventory_read.h"
#include "paper_book.h"

typedef struct inventory_reading {
    const ri_inventory_told *told; /* may be NULL */
    bool columns;                  /* tell how they are read */
    const ri_inventory_columns *found;
    ri_text out;
    ri_inventory_counts counts;
    size_t given;
} inventory_reading;

static inline void inventory_word(ri_text *out, const char *label, const char *text)
{
    if (text[0] != '\0') {
        ri_text_format(out, " %s=", label);
        for (; *text != '\0'; text++) {
            ri_text_char(out, *text == '\n' ? '+' : *text);
        }
    }
}

static inline raci_status inventory_touchpoint(const ri_inventory_touchpoint *x, void *payload,
                                               raci_error *err)
{
    inventory_reading *reading = payload;
    ri_text *out = &reading->out;
    static const char *const flags[] = {"", "no", "yes"};
    static const char *const ratings[] = {"", "1", "2", "3", "4", "5"};
    (void)err;
    reading->given++;
    ri_text_format(out, "%u ", (unsigned)x->at.line);
    ri_text_add(out, x->name);
    inventory_word(out, "id", x->id);
    inventory_word(out, "stage", x->stage);
    inventory_word(out, "channel", x->channel);
    for (size_t i = 0; i < x->n_places; i++) {
        inventory_word(out, "on", x->places[i].journey);
        ri_text_format(out, "#%s", x->places[i].order);
    }
    inventory_word(out, "units", x->units);
    inventory_word(out, "accountable", x->accountable);
    inventory_word(out, "tags", x->tags);
    inventory_word(out, "criticality", ratings[x->criticality]);
    inventory_word(out, "truth", flags[x->truth + 1]);
    inventory_word(out, "managed", flags[x->managed + 1]);
    inventory_word(out, "reviewed", x->reviewed);
    for (size_t i = 0; i < reading->found->n; i++) {
        if (x->attributes[i] != NULL) {
            inventory_word(out, reading->found->columns[i].attribute, x->attributes[i]);
        }
    }
    ri_text_char(out, '\n');
    return RACI_OK;
}

static inline raci_status inventory_note(const ri_book_cell *cell, const char *text, void *payload,
                                         raci_error *err)
{
    inventory_reading *reading = payload;
    (void)err;
    ri_text_format(&reading->out, "noted %u:%u %s\n", (unsigned)cell->line, (unsigned)cell->column,
                   text);
    return RACI_OK;
}

static inline raci_status inventory_refused(const ri_book_cell *cell, const char *why,
                                            void *payload, raci_error *err)
{
    inventory_reading *reading = payload;
    (void)err;
    ri_text_format(&reading->out, "refused %u:%u %s\n", (unsigned)cell->line,
                   (unsigned)cell->column, why);
    return RACI_OK;
}

static inline void inventory_tell_columns(inventory_reading *reading)
{
    const ri_inventory_columns *found = reading->found;
    ri_text_format(&reading->out, "%s, line %u:", found->likely ? "likely" : "no",
                   (unsigned)found->line);
    for (size_t i = 0; i < found->n; i++) {
        ri_text_format(&reading->out, "%s%s", i > 0 ? ", " : " ",
                       ri_inventory_role_name(found->columns[i].role));
        ri_text_add(&reading->out, found->columns[i].fills ? "^" : "");
    }
    ri_text_char(&reading->out, '\n');
    for (size_t i = 0; i < found->n_questions; i++) {
        const ri_inventory_question *question = &found->questions[i];
        ri_text_format(&reading->out, "? %s [%s] %s\n", question->text, question->option,
                       question->taken != NULL ? question->taken : "open");
    }
}

/* Gives how reading ended; `out` is to be freed. */
static inline raci_status inventory_read(inventory_reading *reading, const char *text,
                                         raci_error *err)
{
    ri_book book = paper(text);
    ri_inventory_columns *found = NULL;
    const ri_inventory_calls calls = {inventory_touchpoint, inventory_note, inventory_refused,
                                      reading};
    raci_status status = ri_inventory_columns_find(&found, &book, 0, reading->told, err);
    if (status == RACI_OK && reading->columns) {
        reading->found = found;
        inventory_tell_columns(reading);
    }
    if (status == RACI_OK && ri_inventory_column_of(found, RI_INVENTORY_TOUCHPOINT) < found->n) {
        reading->found = found;
        status = ri_inventory_read(&book, found, &calls, &reading->counts, err);
    }
    ri_inventory_columns_free(found);
    paper_free(&book);
    return status;
}

#endif
