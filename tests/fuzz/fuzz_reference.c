/*
 * Bytes as the choices that make an organization and a policy for it, as tests/reference makes
 * them of seeds: what the engine finds is what the reference expects, which is evaluated in the
 * same process.
 */
#define _POSIX_C_SOURCE 200809L

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>

#include "fuzz_ground.h"

#define REFERENCE RACI_TREE "/tests/reference"

static lua_State *reference; /* its module lies on the stack */
static scratch folder;

static void end(void)
{
    lua_close(reference);
    scratch_remove(&folder);
}

/* Calls what is on the stack with its n arguments, for one result. */
static void call(int n)
{
    if (lua_pcall(reference, n, 1, 0) != LUA_OK) {
        (void)fprintf(stderr, "%s\n", lua_tostring(reference, -1));
        abort();
    }
}

static void begin(void)
{
    if (reference != NULL) {
        return;
    }
    reference = luaL_newstate();
    REQUIRE(reference != NULL);
    luaL_openlibs(reference);
    REQUIRE(luaL_loadstring(reference, "package.path = '" REFERENCE "/?.lua'\n"
                                       "return (require 'in_process')") == LUA_OK);
    call(0);
    scratch_make_small(&folder);
    REQUIRE(atexit(end) == 0);
}

/* What a command would give: its exit status, and its document. */
typedef struct given {
    int status;
    ri_text document;
} given;

static void evaluate(raci_model *model, const char *date, given *matrix, given *check)
{
    char path[SCRATCH_PATH];
    raci_error err = {0};
    raci_policy *policy = NULL;
    raci_result *result = NULL;
    const char *paths[] = {scratch_path(&folder, "p1.lua", path)};
    const raci_check_options options = {.date = date, .whole = 1};
    const raci_look look = {.columns = 80};
    const raci_status status = raci_policy_load(&policy, model, paths, 1, NULL, NULL, &err);
    if (status != RACI_OK) {
        ground_refused(status, &err);
        ri_text_add(&matrix->document, err.message);
        matrix->status = check->status = 3;
        return;
    }
    REQUIRE(raci_check(&result, model, policy, &options, &err) == RACI_OK);
    REQUIRE(raci_report_matrix(result, NULL, RACI_BY_HOLDER, RACI_JSON, &look, ground_add,
                               &matrix->document, &err) == RACI_OK);
    REQUIRE(raci_report_check(result, RACI_JSON, &look, ground_add, &check->document, &err) ==
            RACI_OK);
    const bool failed = raci_result_failed(result, NULL) != 0;
    matrix->status = failed ? 3 : 0;
    check->status = failed ? 3 : raci_result_count(result, RACI_ERROR) > 0;
    raci_result_free(result);
    raci_policy_free(policy);
}

/* Writes the case into the folder; gives its date, until the next call. */
static const char *write_case(const uint8_t *bytes, size_t n)
{
    static char date[16];
    char path[SCRATCH_PATH];
    scratch_empty(folder.dir);
    REQUIRE(mkdir(scratch_path(&folder, "organization", path), 0777) == 0);
    lua_getfield(reference, 1, "write");
    lua_pushlstring(reference, (const char *)bytes, n);
    lua_pushstring(reference, folder.dir);
    call(2);
    (void)snprintf(date, sizeof date, "%s", lua_tostring(reference, -1));
    lua_settop(reference, 1);
    return date;
}

static void compare(const char *date, const given *matrix, const given *check)
{
    lua_getfield(reference, 1, "differences");
    lua_pushstring(reference, folder.dir);
    lua_pushstring(reference, date);
    lua_pushinteger(reference, matrix->status);
    lua_pushlstring(reference, ri_text_string(&matrix->document), matrix->document.length);
    lua_pushinteger(reference, check->status);
    lua_pushlstring(reference, ri_text_string(&check->document), check->document.length);
    call(6);
    if (lua_tostring(reference, -1)[0] != '\0') {
        (void)fprintf(stderr, "on %s\n%s\n", date, lua_tostring(reference, -1));
        abort();
    }
    lua_settop(reference, 1);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    char path[SCRATCH_PATH];
    raci_error err = {0};
    given matrix = {0, RI_TEXT_INIT};
    given check = {0, RI_TEXT_INIT};
    begin();
    const char *date = write_case(bytes, n);
    raci_model *model = folder_model(&folder, "raci.db");
    const raci_status status = raci_model_import(model, scratch_path(&folder, "organization", path),
                                                 0, NULL, NULL, NULL, &err);
    if (status == RACI_OK) {
        evaluate(model, date, &matrix, &check);
        compare(date, &matrix, &check);
    } else {
        (void)fprintf(stderr, "%s\n", err.message);
        abort(); /* what is made is such that it is taken */
    }
    raci_model_close(model);
    ri_text_free(&matrix.document);
    ri_text_free(&check.document);
    return 0;
}
