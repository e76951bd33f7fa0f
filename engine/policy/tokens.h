/*
 * The tokens of a Lua source text, cut exactly as Lua's own lexer cuts them. What
 * that one refuses ends the text here: the compiler then says what is wrong.
 */
#ifndef RI_TOKENS_H
#define RI_TOKENS_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

typedef enum ri_token_kind {
    RI_TOKEN_END,
    RI_TOKEN_NAME, /* also a keyword */
    RI_TOKEN_NUMBER,
    RI_TOKEN_STRING,
    RI_TOKEN_SYMBOL
} ri_token_kind;

typedef struct ri_token {
    ri_token_kind kind;
    const char *bytes; /* in the text */
    size_t length;
    int line; /* where it begins, from 1 */
} ri_token;

typedef struct ri_tokens {
    const char *at;
    const char *end;
    int line;
} ri_tokens;

void ri_tokens_begin(ri_tokens *tokens, const char *bytes, size_t length);
ri_token ri_tokens_next(ri_tokens *tokens);

/* Whether the token is this name, keyword or symbol. The first byte decides nearly
   always, and the gate asks it of every token many times. An empty token is the end. */
static inline bool ri_token_is(const ri_token *token, const char *text)
{
    return token->length > 0 && token->bytes[0] == text[0] &&
           (token->kind == RI_TOKEN_NAME || token->kind == RI_TOKEN_SYMBOL) &&
           strncmp(text, token->bytes, token->length) == 0 && text[token->length] == '\0';
}

#endif
