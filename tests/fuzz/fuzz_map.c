/* Any bytes as a map file: it is refused, or what it says can be said again. */
#define _POSIX_C_SOURCE 200809L

#include "fuzz_book.h"
#include "intake/answers.h"

/* What a map says, or NULL when it is refused; to be freed. */
static ri_answers *read_map(const uint8_t *bytes, size_t n)
{
    const char *path = fuzz_path(".map");
    ri_answers *answers = NULL;
    raci_error err = {.status = RACI_OK};
    REQUIRE(ri_answers_new(&answers, NULL) == RACI_OK);
    fuzz_write(path, bytes, n);
    const raci_status status = ri_answers_read(answers, path, &err);
    (void)unlink(path);
    if (status == RACI_OK) {
        return answers;
    }
    REQUIRE(status == RACI_INPUT || status == RACI_LIMIT);
    REQUIRE(err.message[0] != '\0');
    ri_answers_free(answers);
    return NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    ri_answers *first = read_map(bytes, n);
    if (first == NULL) {
        return 0;
    }
    ri_text said = RI_TEXT_INIT;
    ri_text again = RI_TEXT_INIT;
    ri_answers_say(first, &said);
    ri_answers *second = read_map((const uint8_t *)ri_text_string(&said), said.length);
    REQUIRE(second != NULL);
    ri_answers_say(second, &again);
    REQUIRE(strcmp(ri_text_string(&said), ri_text_string(&again)) == 0);
    ri_text_free(&said);
    ri_text_free(&again);
    ri_answers_free(first);
    ri_answers_free(second);
    return 0;
}
