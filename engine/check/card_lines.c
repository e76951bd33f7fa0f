/*
 * What a card says, as lines, and the digest of that.
 */
#include <stdio.h>
#include <string.h>

#include "base/day.h"
#include "base/digest.h"
#include "base/memory.h"
#include "check/card.h"

#define RI_VIA_SIZE 32

/* ---- lines ---- */

typedef struct saying {
    ri_cards *cards;
    ri_text text;
    ri_card_line *lines;
    size_t n;
    size_t capacity;
    const char *via;
} saying;

/* A holder as a reference; of a person only that it is one. */
static void say_holder(saying *x, ri_ref holder)
{
    if (ri_ref_kind(holder) == RI_PERSON) {
        ri_text_add(&x->text, "person:");
    } else {
        ri_snapshot_reference(x->cards->s, holder, &x->text);
    }
}

static bool keep_line(saying *x)
{
    const char *said =
        x->text.failed ? NULL : ri_arena_string(x->cards->arena, ri_text_string(&x->text));
    ri_text_clear(&x->text);
    return said != NULL && RI_PUSH(x->lines, x->n, x->capacity, (ri_card_line){x->via, said});
}

static bool say_letter(saying *x, ri_ref subject, uint8_t letter)
{
    ri_text_format(&x->text, "%s ", x->cards->policy->scheme.letters[letter].letter);
    ri_snapshot_reference(x->cards->s, subject, &x->text);
    return keep_line(x);
}

static bool say_passage(saying *x, const ri_card_passage *passage)
{
    ri_text_add(&x->text, passage->arrives ? "from " : "to ");
    ri_snapshot_reference(x->cards->s, ri_ref_make(RI_HANDOFF, passage->handoff), &x->text);
    for (uint32_t i = 0; i < passage->n_with; i++) {
        ri_text_char(&x->text, ' ');
        say_holder(x, passage->with[i]);
    }
    return keep_line(x);
}

static bool say_passages(saying *x, ri_ref subject)
{
    const uint32_t t = ri_ref_index(subject);
    const ri_lists *passages = &x->cards->passages;
    for (uint32_t i = passages->first[t]; i < passages->first[t + 1]; i++) {
        const ri_card_passage passage = ri_card_passage_of(x->cards, t, passages->items[i]);
        if (!say_passage(x, &passage)) {
            return false;
        }
    }
    return true;
}

static bool say_rulings(saying *x, ri_ref subject)
{
    const ri_snapshot *s = x->cards->s;
    char to[11];
    for (uint32_t i = ri_stated_first(s->rulings, s->n_rulings, subject);
         i < s->n_rulings && s->rulings[i].subject == subject; i++) {
        const ri_stated *ruling = &s->rulings[i];
        ri_text_format(&x->text, "ruling %s ", ruling->letter);
        ri_snapshot_reference(s, subject, &x->text);
        ri_text_format(&x->text, " %s",
                       strncmp(ruling->holder_text, "person:", 7) == 0 ? "person:"
                                                                       : ruling->holder_text);
        ri_text_format(&x->text, " %s", ri_day_format(ruling->to, to));
        if (!keep_line(x)) {
            return false;
        }
    }
    return true;
}

/* The part of a card that is had through the holder at `h`. */
static bool say_section(saying *x, uint32_t h)
{
    const ri_held *held = &x->cards->held;
    ri_ref passed = RI_NONE; /* a touchpoint is passed on once, whatever letters are had */
    ri_ref before = RI_NONE;
    bool done = true;
    for (size_t i = held->first[h]; done && i < held->first[h + 1]; i++) {
        const ri_ref subject = held->subject[i];
        done = say_letter(x, subject, held->letter[i]);
        if (done && ri_ref_kind(subject) == RI_TOUCHPOINT && passed != subject &&
            ri_card_works(x->cards, held->letter[i])) {
            passed = subject;
            done = say_passages(x, subject);
        }
        if (done && before != subject) {
            before = subject;
            done = say_rulings(x, subject);
        }
    }
    return done;
}

static bool say_own(saying *x, const ri_ref *escalates, size_t n)
{
    x->via = "";
    for (size_t i = 0; i < n; i++) {
        ri_text_add(&x->text, "escalates ");
        ri_snapshot_reference(x->cards->s, escalates[i], &x->text);
        if (!keep_line(x)) {
            return false;
        }
    }
    return true;
}

/* ---- digests ---- */

/* Of lines of one `via`. */
static void section_digest(char out[65], const ri_card_line *lines, size_t n)
{
    ri_digest digest;
    ri_digest_begin(&digest);
    for (size_t i = 0; i < n; i++) {
        ri_digest_line(&digest, lines[i].said);
    }
    ri_digest_end(&digest, out, 64);
}

static void add_section(ri_digest *digest, const char *via, const char *section)
{
    ri_digest_line(digest, via);
    ri_digest_line(digest, section);
}

void ri_card_lines_digest(char out[65], const ri_card_line *lines, size_t n)
{
    ri_digest digest;
    char section[65];
    ri_digest_begin(&digest);
    for (size_t i = 0, next = 0; i < n; i = next) {
        for (next = i + 1; next < n && strcmp(lines[next].via, lines[i].via) == 0; next++) {
        }
        section_digest(section, lines + i, next - i);
        add_section(&digest, lines[i].via, section);
    }
    ri_digest_end(&digest, out, 64);
}

/* What the holder at `h` is called in lines: its reference. People are only counted, in `counted`,
   so that a card stays the same when somebody is forgotten. NULL: memory is exhausted. */
static const char *name_via(char counted[RI_VIA_SIZE], ri_cards *cards, uint32_t h, size_t *people)
{
    const ri_ref holder = cards->held.holder[h];
    const char **via = &cards->sections[h].via;
    if (ri_ref_kind(holder) == RI_PERSON) {
        (void)snprintf(counted, RI_VIA_SIZE, "person:%zu", ++*people);
        return counted;
    }
    if (*via == NULL) {
        ri_text text = RI_TEXT_INIT;
        ri_snapshot_reference(cards->s, holder, &text);
        *via = text.failed ? NULL : ri_arena_string(cards->arena, ri_text_string(&text));
        ri_text_free(&text);
    }
    return *via;
}

/* The digest of the part that is had through the holder at `h`. NULL: memory is exhausted. */
static const char *section_of(ri_cards *cards, uint32_t h)
{
    char *digest = cards->sections[h].digest;
    saying x = {.cards = cards};
    bool done = true;
    if (digest[0] == '\0') {
        done = say_section(&x, h);
        if (done) {
            section_digest(digest, x.lines, x.n);
        }
    }
    ri_text_free(&x.text);
    ri_free(x.lines);
    return done ? digest : NULL;
}

/* The part that is had through nobody. */
static bool add_own(ri_digest *digest, ri_cards *cards, ri_ref holder)
{
    saying x = {.cards = cards};
    ri_ref *escalates = NULL;
    size_t n = 0;
    char section[65];
    const bool done =
        ri_card_escalates(&escalates, &n, cards, ri_holder_position(cards->s, holder)) &&
        say_own(&x, escalates, n);
    if (done && x.n > 0) {
        section_digest(section, x.lines, x.n);
        add_section(digest, "", section);
    }
    ri_text_free(&x.text);
    ri_free(x.lines);
    return done;
}

bool ri_card_digest(char out[65], ri_cards *cards, ri_ref holder)
{
    char counted[RI_VIA_SIZE];
    size_t people = 0;
    ri_digest digest;
    bool done = true;
    ri_digest_begin(&digest);
    for (uint32_t h = 0; done && h < cards->held.n; h++) {
        if (ri_held_reaches(cards->s, cards->held.holder[h], holder)) {
            const char *via = name_via(counted, cards, h, &people);
            const char *section = section_of(cards, h);
            done = via != NULL && section != NULL;
            if (done) {
                add_section(&digest, via, section);
            }
        }
    }
    done = done && add_own(&digest, cards, holder);
    ri_digest_end(&digest, out, 64);
    return done;
}

/* ---- the lines of a card ---- */

static bool say_all(saying *x, const ri_card *card)
{
    ri_cards *cards = x->cards;
    char counted[RI_VIA_SIZE];
    size_t people = 0;
    bool done = true;
    for (uint32_t h = 0; done && h < cards->held.n; h++) {
        if (ri_held_reaches(cards->s, cards->held.holder[h], card->holder)) {
            const char *via = name_via(counted, cards, h, &people);
            x->via = via == counted ? ri_arena_string(cards->arena, counted) : via;
            done = x->via != NULL && say_section(x, h);
        }
    }
    return done && say_own(x, card->escalates, card->n_escalates);
}

bool ri_card_lines_make(ri_card *card, ri_cards *cards)
{
    saying x = {.cards = cards};
    const bool done = say_all(&x, card);
    card->n_lines = x.n;
    card->lines = done ? ri_arena_keep(cards->arena, x.lines, x.n, sizeof *x.lines) : NULL;
    ri_text_free(&x.text);
    ri_free(x.lines);
    if (card->lines != NULL) {
        ri_card_lines_digest(card->digest, card->lines, card->n_lines);
    }
    return card->lines != NULL;
}

size_t ri_card_line_about(const char *said)
{
    const int words = strncmp(said, "ruling ", 7) == 0 ? 3 : 2;
    size_t length = 0;
    for (int i = 0; i < words; i++) {
        length += strcspn(said + length, " ");
        length += i + 1 < words && said[length] != '\0';
    }
    return length;
}
