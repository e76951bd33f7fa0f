/* Options and help of forgetting people. */
#include "cli/command_words.h"

const option forget_options[] = {
    {"also", "TEXT", "a further text that means them: a former name, a nickname; repeatable",
     take_also},
    {"look", "PATH", "a file or folder in which to look for them, too; repeatable", take_look},
    {"by", "HOLDER", "who does it: a position, its office or a person, as the user says",
     take_actor},
    {"because", "TEXT", "why; kept in the record, without the name", take_because},
    {"dry-run", NULL, "say what would be done, and keep nothing", take_dry_run},
    {"yes", NULL, "do it without asking; needed where no terminal can answer", take_yes},
    {"recorded-at", "TIME", "when it is recorded, as 2026-11-22T10:30:00Z; else now",
     take_recorded_at},
    {NULL, NULL, NULL, NULL},
};

const char forget_help[] =
    "Gives PERSON (a key, a reference, or a name that nobody else has) a neutral key, person-1, "
    "and drops name, address and attributes, history and recorded runs included. Wherever a "
    "text of the model or its record has the name, the address or the key, as whole words and in "
    "any letter case, the neutral key stands in its place: so seats, letters and answers stay, "
    "and whoever asks about the past is told the same about somebody without a name. The file is "
    "then written anew and its bytes are searched.\n\n"
    "What may mean somebody else is left and listed: a name that two people have, a single word "
    "of a name, a name that is a word other things are called by or that raci itself uses, as a "
    "letter or an office. --also TEXT replaces it, then or later: raci forget person-1 --also "
    "TEXT. Letters, offices, dates and kinds stay where they are that. Names of others that have "
    "it within stay.\n\n"
    "The files of the policy, and those of --look, are searched, and the lines told that name "
    "the person; raci does not write them. Backups, copies, exports and reports made before are "
    "out of reach, and so are blocks of the disk that the file or its journal had earlier.\n\n"
    "The record's chain stays as it is. An entry says which entries were rewritten and what they "
    "say now; what they said before cannot be proved any more. The record must be whole for that. "
    "It cannot be taken back.";
