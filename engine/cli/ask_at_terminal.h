/*
 * Questions about a file that is imported, put to whoever sits at the terminal.
 */
#ifndef CLI_ASK_AT_TERMINAL_H
#define CLI_ASK_AT_TERMINAL_H

#include "cli/options.h"

/* Whether anybody can be asked: input and errors are a terminal, and text is asked for. */
bool terminal_can_answer(const options *o);
/* Puts the questions that are open and adds the answers to the options; *answered is false when
   somebody would not say more. The answers live as long as the program. */
void terminal_ask(bool *answered, options *o, const raci_intake *intake);
/* Puts a question and gives whether the answer is yes, written out. */
bool terminal_confirms(const char *question);

#endif
