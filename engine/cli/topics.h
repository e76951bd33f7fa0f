/*
 * What is explained beside the commands: the rule language, and the model.
 */
#ifndef CLI_TOPICS_H
#define CLI_TOPICS_H

typedef struct topic {
    const char *name;
    const char *summary;
    const char *text; /* as manual_text takes it; a line "# Heading" begins a part */
} topic;

/* Ends with a NULL name. */
extern const topic topics[];

#endif
