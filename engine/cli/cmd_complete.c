/* Completion of a command line: what is typed so far is read as options.c would, by
   the same table, and what may come next is offered. It never complains. */
#include <stdio.h>
#include <string.h>

#include "cli/candidates.h"
#include "cli/commands.h"
#include "cli/failure.h"
#include "cli/places.h"

/* A command line as far as it is typed. */
typedef struct typed {
    options o;
    size_t n_operands;
    const option *asks; /* for a value, which is being typed */
    bool ended;         /* by -- */
    bool lost;          /* a command that there is not */
} typed;

/* Takes the i-th of n words, and the next one when it is a value; the last one is being
   typed still. Gives the index of the next word. */
static size_t take_word(typed *t, const char **words, size_t i, size_t n)
{
    const char *word = words[i];
    raci_error ignored = {0};
    if (!t->ended && strcmp(word, "--") == 0) {
        t->ended = true;
        return i + 1;
    }
    if (!t->ended && word[0] == '-' && word[1] != '\0') {
        const char *equals = strchr(word, '=');
        size_t length = equals != NULL ? (size_t)(equals - word) : strlen(word);
        const option *found = option_find(t->o.command, word, length);
        bool apart = found != NULL && found->value != NULL && equals == NULL;
        if (apart && i + 2 == n) {
            t->asks = found;
        } else if (found != NULL && found->value != NULL) {
            (void)found->take(&t->o, apart ? words[i + 1] : equals + 1, &ignored);
        }
        return apart ? i + 2 : i + 1;
    }
    if (t->o.command == NULL) {
        t->o.command = command_find(word);
        t->lost = t->o.command == NULL;
    } else {
        t->n_operands++;
    }
    return i + 1;
}

static void offer_options(candidates *c, const option *list)
{
    char name[PLACE_SIZE];
    for (; list != NULL && list->name != NULL; list++) {
        (void)snprintf(name, sizeof name, "--%s", list->name);
        candidates_word(c, name, list->help);
    }
}

/* Offers what may stand where the last word is being typed. */
static void offer_last(candidates *c, const typed *t, const char *word)
{
    char expected[PLACE_SIZE];
    char lead[PLACE_SIZE];
    const char *equals = word[0] == '-' && !t->ended ? strchr(word, '=') : NULL;
    const option *found =
        equals != NULL ? option_find(t->o.command, word, (size_t)(equals - word)) : NULL;
    c->begun = word;
    if (t->asks != NULL) {
        candidates_place(c, t->asks->value);
    } else if (found != NULL && found->value != NULL && equals - word + 1 < PLACE_SIZE) {
        memcpy(lead, word, (size_t)(equals - word) + 1);
        lead[equals - word + 1] = '\0';
        c->lead = lead;
        c->begun = equals + 1;
        candidates_place(c, found->value);
    } else if (!t->ended && word[0] == '-') {
        offer_options(c, t->o.command != NULL ? t->o.command->options : NULL);
        offer_options(c, global_options);
    } else if (t->o.command == NULL) {
        for (const command *known = commands; !t->lost && known->name != NULL; known++) {
            if (!known->hidden) {
                candidates_word(c, known->name, known->summary);
            }
        }
    } else if (place_operand(expected, t->o.command->operands, t->n_operands)) {
        candidates_place(c, expected);
    }
}

/* Policies of the line stand for those of the environment, which come first. */
static void forget_policies(typed *t, size_t n)
{
    if (t->o.n_policies > n) {
        t->o.n_policies -= n;
        memmove(t->o.policies, t->o.policies + n, t->o.n_policies * sizeof t->o.policies[0]);
    }
}

int cmd_complete(const options *o)
{
    static typed t;
    raci_error err = {0};
    candidates c = {.o = &t.o, .lead = ""};
    if (output_begin(&c.out, &err) != RACI_OK) {
        return failure_tell(o, STAGE_ASKING, &err, NULL);
    }
    t.o = *o;
    t.o.command = NULL;
    for (size_t i = 0; i + 1 < o->n_operands;) {
        i = take_word(&t, o->operands, i, o->n_operands);
    }
    forget_policies(&t, o->n_policies);
    offer_last(&c, &t, o->n_operands > 0 ? o->operands[o->n_operands - 1] : "");
    return output_end(&c.out, o, EXIT_FINE);
}
