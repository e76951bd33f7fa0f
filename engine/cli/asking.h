/*
 * Questions about one subject: what `who` and `why` share.
 */
#ifndef CLI_ASKING_H
#define CLI_ASKING_H

#include "cli/options.h"

typedef raci_status (*answer_report)(const raci_answer *answer, const char *letter,
                                     raci_format format, const raci_look *look,
                                     raci_write_fn write, void *payload, raci_error *err);

/* Asks about the first operand and prints the answer. Gives the exit status. */
int ask_and_tell(const options *o, const char *letter, answer_report report);

#endif
