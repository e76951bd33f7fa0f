/* What each kind of flaw means, and what can be done about it. */
#include "record/examination.h"

#define COPY "Restore it from a copy"
#define REPAIR                                                                                     \
    "'raci doctor --repair' writes the rows into a new file, and puts it there if all of it is "   \
    "proved"
#define EXPORT "'raci doctor --export DIR' writes what can still be read"

static const ri_flaw_words words[] = {
    [RACI_FLAW_FILE] = {"file",
                        "It is no file of a model, or was cut off, or damaged where it begins.",
                        COPY "; " EXPORT ", where anything can.", false},
    [RACI_FLAW_VERSION] = {"version",
                           "Which tables it has cannot be told from what it says, and a raci that "
                           "does not know them must not write it.",
                           "Install the newest raci. Where none has ever written it, " REPAIR ".",
                           false},
    [RACI_FLAW_FOREIGN] = {"foreign",
                           "Another program put it there. It might change what is read or "
                           "written, so raci reads nothing of a file that has such.",
                           REPAIR ", without what is foreign.", false},
    [RACI_FLAW_MISSING] = {"missing",
                           "Another program took it away or changed it; rows may have gone with "
                           "it.",
                           REPAIR "; else " EXPORT ".", false},
    [RACI_FLAW_PAGES] = {"pages",
                         "The disk, or another program, has damaged the file: what is read from "
                         "it may be wrong or missing.",
                         REPAIR "; else restore it from a copy, or " EXPORT ".", false},
    [RACI_FLAW_REFERENCES] = {"references",
                              "A row was damaged, or taken away by another program: what depends "
                              "on it is not answered rightly.",
                              COPY "; " EXPORT ".", false},
    [RACI_FLAW_VALUES] = {"values",
                          "It was damaged, or written by another program: raci writes no such "
                          "value.",
                          COPY "; " EXPORT ".", false},
    [RACI_FLAW_FACTS] = {"facts", "It was damaged, or written by another program.", REPAIR ".",
                         false},
    [RACI_FLAW_CONTENT] = {"content",
                           "A name, a date, a line or something else of the organization is not "
                           "what raci wrote: it was damaged, or another program changed it.",
                           COPY
                           ". 'raci doctor --export DIR' of both shows what differs. Where the "
                           "change was meant, 'raci doctor --repair --accept-content' takes it as "
                           "it is.",
                           false},
    [RACI_FLAW_NAMES] = {"names", "Who and what is asked for by name may not be found.",
                         REPAIR ", with the index made anew.", false},
    [RACI_FLAW_RECORD] = {"record",
                          "What was decided or found earlier is not what was recorded: it was "
                          "damaged, or another program changed it.",
                          COPY "; 'raci log --verify' tells the first entry that is not as it was.",
                          false},
    [RACI_FLAW_SIGNATURES] = {"signatures",
                              "Nobody vouches for the entry: the signature was damaged, or made of "
                              "something else.",
                              COPY ", or sign again: 'raci log --sign FILE'.", false},
    [RACI_FLAW_JOURNAL] = {"journal",
                           "A write was interrupted, or is going on. What was not finished is "
                           "undone by whoever opens the file next.",
                           "Leave it there: without it the file is damaged.", true},
    [RACI_FLAW_SWEEP] = {"sweep", "Bytes of it may still lie in the file.",
                         "Whoever writes the model next does it.", true},
};

const ri_flaw_words *ri_flaw_words_of(raci_flaw_kind kind)
{
    return &words[kind];
}
