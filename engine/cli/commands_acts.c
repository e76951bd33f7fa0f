/* Options and help of what waits for a decision, what is contested, decided and accepted, and of
   the record. */
#include "cli/command_words.h"

#define ACT_BY                                                                                     \
    {                                                                                              \
        "by", "HOLDER", "who does it: a position, its office or a person, as the user says",       \
            take_actor                                                                             \
    }
#define ACT_BECAUSE                                                                                \
    {                                                                                              \
        "because", "TEXT", "why; kept in the record", take_because                                 \
    }
#define ACT_RECORDED                                                                               \
    {                                                                                              \
        "recorded-at", "TIME", "when it is recorded, as 2026-11-22T10:30:00Z; else now",           \
            take_recorded_at                                                                       \
    }

const option escalations_options[] = {
    {"to", "cxo|ceo", "what goes to whoever has that office", take_to},
    {"open", NULL, "what waits for a decision; so it is unless said", take_inbox_open},
    {"overdue", NULL, "of that, what has waited longer than the policy allows", take_inbox_overdue},
    {"all", NULL, "what is settled, too: accepted or ruled, by whom and until when",
     take_inbox_all},
    {NULL, NULL, NULL, NULL},
};

const option contest_options[] = {
    ACT_BY,
    ACT_BECAUSE,
    {"claims", "HOLDER", "whom the letter should go to instead", take_claims},
    ACT_RECORDED,
    {NULL, NULL, NULL, NULL},
};

const option withdraw_options[] = {
    ACT_BY,
    ACT_BECAUSE,
    ACT_RECORDED,
    {NULL, NULL, NULL, NULL},
};

const option decide_options[] = {
    ACT_BY,
    {"accountable", "HOLDER", "who is to be accountable", take_accountable},
    {"option", "NUMBER", "or which of the options of the finding is taken", take_choice},
    ACT_BECAUSE,
    {"until", "DATE", "the first day on which it no longer holds", take_until},
    ACT_RECORDED,
    {NULL, NULL, NULL, NULL},
};

const option accept_options[] = {
    ACT_BY,
    ACT_BECAUSE,
    {"until", "DATE", "the first day on which it no longer holds", take_until},
    ACT_RECORDED,
    {NULL, NULL, NULL, NULL},
};

const option log_options[] = {
    {"verify", NULL, "prove that the record is as it was written; exit status 1 if it is not",
     take_verify},
    {"head", "HEX", "with --verify: an entry has this digest, noted earlier", take_head},
    {"signed-by", "HEX", "with --verify: what this public key signed is as it was", take_signed_by},
    {"sign", "FILE", "sign the newest entry, and so all before it, with the key of this file",
     take_sign},
    {"new-key", "FILE", "make such a file, with a new key", take_new_key},
    {NULL, NULL, NULL, NULL},
};

const char escalations_help[] =
    "Lists what waits for a decision, by who decides, the most urgent first: what is the "
    "matter, since when, until when its addressee has time, and which touchpoints, "
    "moments of truth and journeys hang on it. A cause and all that follows from it are "
    "one item.\n\n"
    "Ages count from the recorded runs ('raci check --record') of the unbroken series "
    "that shows a finding; what no run has shown has no age. What its addressee has not "
    "settled within the days of the policy's escalation { days = 30 } goes to the CEO, "
    "who is told so.\n\n"
    "KEY is a key, a beginning of one, as the list tells it, or a subject on which one "
    "thing waits, named as in 'who'. Then all is told that a decision needs: who claims "
    "what, by which rules and whose; who is above them; what comes before and after; how "
    "long it is open and what was tried; and the options, each with what 'raci whatif' "
    "finds of it. Nothing is written.";

const char contest_help[] =
    "From --at on --by contests who has the LETTER on SUBJECT (named as in 'who'): the "
    "finding 'disputed', which goes to the CXO, or to the CEO where the CXO is a party. "
    "It stays until 'raci withdraw', or until it is decided.\n\n"
    "--by is what the user says: the program cannot know who is at the keyboard.";

const char withdraw_help[] =
    "Ends on --at what --by contested about the LETTER of SUBJECT. That it was contested "
    "is kept.";

const char decide_help[] =
    "KEY is the key of a finding, as 'raci check' has it, four or more of its first "
    "digits, or the subject when one finding about it waits for a decision. The letter "
    "goes to --accountable, or to whom the --option says: each of those in contention, "
    "whoever is above them all, all of them on purpose, somebody who acts in a vacant "
    "seat. It holds from --at until --until, in every evaluation and scenario, over "
    "every rule but a law, and reports itself when it ends or its facts change. Earlier "
    "rulings and disputes about the letter end. A ruling that begins before --until "
    "stays: this one ends there, and says so.\n\n"
    "--by must be whom the finding goes to, or a position above, and somebody must sit "
    "there; whoever sits there may be named, too. That is what the user says: the "
    "program cannot know who is at the keyboard.";

const char accept_help[] =
    "KEY as in 'decide'. From --at until --until the finding is shown apart and fails no "
    "run, as long as it looks as it does now: other people or rules in it bring it back. "
    "What goes to somebody for a decision is accepted by them, or whoever is above; "
    "anything else by whoever is named.";

const char reopen_help[] =
    "KEY is that of a finding that was accepted or decided, some of its first digits, or "
    "the subject. The acceptance, or the ruling, ends on --at. --by is who made it, or "
    "whoever is above.";

const char log_help[] =
    "Lists the runs that 'raci check --record' kept, the newest first: their date, "
    "when they were recorded, the policy, the counts, and what differs from the "
    "run before; among them the changes that 'raci apply' and 'raci change' made, "
    "with their steps, what was contested, decided and accepted, and what 'raci undo' "
    "took back. At the end stands the head: the number and digest of the newest entry.\n\n"
    "With --verify it proves the whole: each entry has the digest of what it says and of "
    "the entry before, and rulings, acceptances and disputes are as the entries left "
    "them. What is broken first is named. That entries were cut off at the end, and the "
    "rest mended, shows only against a head that was noted earlier (--head), or a "
    "signature (--sign, --signed-by). A key file holds the secret that signs: keep it "
    "where the model's users cannot read it.";
