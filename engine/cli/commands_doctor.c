/* Options and help of examining a file. */
#include "cli/command_words.h"

const option doctor_options[] = {
    {"repair", NULL, "put what can be proved into a new file in its place; a copy is kept",
     take_repair},
    {"accept-content", NULL,
     "with --repair, take the organization as it is, though it is not what raci wrote",
     take_accept_content},
    {"export", "DIR", "write what can be read as canonical CSV, and tell what cannot",
     take_export_to},
    {NULL, NULL, NULL, NULL},
};

const char doctor_help[] =
    "Looks at all of the model's file and changes nothing: how it begins and ends, whether its "
    "tables are raci's and no others, every page, index and reference, every text, day and time, "
    "the digest of the organization, the index of names, the record with its chain, and all "
    "signatures. It says what is wrong, what that means, and what can be done. A disk that flips "
    "a single bit of a name is found out that way, which SQLite alone does not see.\n\n"
    "With --repair all rows are written into a new file, which is examined in turn. Only where "
    "nothing is wrong with it does it take the old file's place, of which a copy stays beside it "
    "(raci.db.before-repair). So damaged indexes are made anew, and tables, views and triggers "
    "of others are left behind, while nothing that is not proved passes as whole. Where the "
    "organization was changed by another program, and that was meant, --accept-content takes it "
    "as it is. A record that is not as it was written is not repaired: restore a copy.\n\n"
    "With --export what can be read is written into the folder DIR as 'raci export' does, and "
    "what cannot is listed.\n\n"
    "The exit status is 3 where something is wrong.";
