/* What is said of a file that is imported. */
#include "cli/options.h"

#include "cli/failure.h"

raci_status take_map(options *o, const char *value, raci_error *err)
{
    return option_once(&o->map, "map", value, err);
}

raci_status take_save_map(options *o, const char *value, raci_error *err)
{
    return option_once(&o->save_map, "save-map", value, err);
}

static raci_status take_answer(options *o, const char *name, const char *value, raci_error *err)
{
    if (o->n_answers == OPTION_VALUES_MAX) {
        return fail(err, RACI_INVALID,
                    "more than %d things are said of the file; a map file may "
                    "say more",
                    OPTION_VALUES_MAX);
    }
    o->answers[o->n_answers] = (raci_intake_answer){name, value};
    return raci_intake_answer_check(&o->answers[o->n_answers++], err);
}

raci_status take_first_column(options *o, const char *value, raci_error *err)
{
    return take_answer(o, "first-column", value, err);
}

#define TAKES_ANSWER(name)                                                                         \
    raci_status take_##name(options *o, const char *value, raci_error *err)                        \
    {                                                                                              \
        return take_answer(o, #name, value, err);                                                  \
    }

TAKES_ANSWER(activity)
TAKES_ANSWER(column)
TAKES_ANSWER(dates)
TAKES_ANSWER(encoding)
TAKES_ANSWER(headings)
TAKES_ANSWER(name)
TAKES_ANSWER(keyed)
TAKES_ANSWER(layout)
TAKES_ANSWER(letters)
TAKES_ANSWER(lines)
TAKES_ANSWER(parties)
TAKES_ANSWER(party)
TAKES_ANSWER(paths)
