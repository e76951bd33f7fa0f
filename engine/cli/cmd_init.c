/* Makes a model and a folder for policies, or nothing: what was begun is taken
   back when something fails. The model gets its name last, once it has all that
   was asked for: where this is killed, no half of one is taken for a model. */
#define _POSIX_C_SOURCE 200809L

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/evaluate.h"
#include "cli/files.h"
#include "cli/output.h"

#define MADE_MAX 64

static const char example_name[] = "policy.lua.example";
static const char example[] =
    "-- A policy to begin with: rename it to policy.lua.\n"
    "-- Without a policy here, the shipped default policy holds, which says the same.\n"
    "\n"
    "policy { name = \"my-organization\", version = \"1\" }\n"
    "\n"
    "default \"the head of the delivering unit answers\" {\n"
    "  because = \"somebody must, until a rule says otherwise\",\n"
    "  assign  = { A = head_of_delivering_unit(), R = delivering_units() },\n"
    "}\n";

/* For an editor: the annotations of meta/, instead of Lua's own library. */
static const char settings_name[] = ".luarc.json";
static const char settings[] =
    "{\n"
    "  \"runtime.version\": \"Lua 5.4\",\n"
    "  \"runtime.builtin\": {\n"
    "    \"basic\": \"disable\", \"bit\": \"disable\", \"bit32\": \"disable\", "
    "\"coroutine\": \"disable\",\n"
    "    \"debug\": \"disable\", \"ffi\": \"disable\", \"io\": \"disable\", "
    "\"jit\": \"disable\", \"math\": \"disable\",\n"
    "    \"os\": \"disable\", \"package\": \"disable\", \"string\": \"disable\", "
    "\"table\": \"disable\", \"utf8\": \"disable\"\n"
    "  },\n"
    "  \"workspace.library\": [\"meta\"],\n"
    "  \"workspace.checkThirdParty\": false\n"
    "}\n";

typedef struct making {
    char folder[PATH_SIZE]; /* "" for the current one */
    char model_path[PATH_SIZE];
    replacing unnamed; /* where the model is until then */
    char policy[PATH_SIZE];
    char meta[PATH_SIZE];           /* beside it */
    char scenarios[PATH_SIZE];      /* likewise; only where the sample has some */
    char made[MADE_MAX][PATH_SIZE]; /* files, the model first */
    size_t n_made;
    bool named; /* the model */
    bool folder_made;
    bool policy_made;
    bool meta_made;
    bool scenarios_made;
    raci_model *model;
    const char *sample;
    const options *asked;
    problems found;
    raci_error err;
} making;

/* "scenarios" and "meta" beside "policy". */
static raci_status set_beside(making *m)
{
    char folder[PATH_SIZE];
    const char *slash = strrchr(m->policy, '/');
    (void)snprintf(folder, PATH_SIZE, "%.*s", (int)(slash != NULL ? slash - m->policy : 0),
                   m->policy);
    raci_status status = file_path(m->meta, folder, "meta", &m->err);
    return status == RACI_OK ? file_path(m->scenarios, folder, "scenarios", &m->err) : status;
}

static raci_status set_paths(making *m, const options *o)
{
    if (o->n_operands == 0) {
        const char *slash = strrchr(o->model, '/');
        size_t folder = slash != NULL ? (size_t)(slash - o->model) : 0;
        (void)snprintf(m->folder, PATH_SIZE, "%.*s", (int)(folder < PATH_SIZE ? folder : 0),
                       o->model);
        raci_status status = file_path(m->model_path, "", o->model, &m->err);
        return status == RACI_OK ? policy_beside(m->policy, o->model, &m->err) : status;
    }
    if (o->model_given) {
        return fail(&m->err, RACI_INVALID, "say where by DIR or by --model, not by both");
    }
    raci_status status = file_path(m->folder, "", o->operands[0], &m->err);
    if (status == RACI_OK) {
        status = file_path(m->model_path, m->folder, "raci.db", &m->err);
    }
    return status == RACI_OK ? policy_beside(m->policy, m->model_path, &m->err) : status;
}

/* Fails for a sample that there is not, listing those that there are. */
static raci_status look_for_sample(making *m)
{
    char names[512] = "";
    char name[RACI_SAMPLE_NAME];
    bool known = m->sample == NULL;
    for (size_t i = 0; raci_sample_name(name, i); i++) {
        size_t used = strlen(names);
        known = known || strcmp(name, m->sample) == 0;
        (void)snprintf(names + used, sizeof names - used, "%s%s", i > 0 ? ", " : "", name);
    }
    return known ? RACI_OK
                 : fail(&m->err, RACI_NOTFOUND, "there is no sample '%s'; there are: %s", m->sample,
                        names);
}

/* The folder that a file of a sample is written into, and its name there; NULL for tables
   and whatever else only the library reads. */
static const char *place_of(making *m, const char **inside)
{
    static const char policy[] = "policy/";
    static const char scenarios[] = "scenarios/";
    if (strncmp(*inside, policy, sizeof policy - 1) == 0) {
        *inside += sizeof policy - 1;
        return m->policy;
    }
    if (strncmp(*inside, scenarios, sizeof scenarios - 1) == 0) {
        *inside += sizeof scenarios - 1;
        return m->scenarios;
    }
    return NULL;
}

static bool is_table(const char *path)
{
    return file_ends_in(path, ".csv") && strchr(path, '/') == NULL;
}

/* The i-th file of the sample; false beyond the last. */
static bool sample_file(const making *m, size_t i, const char **path, const char **bytes,
                        size_t *length)
{
    return m->sample != NULL &&
           raci_sample_file(path, bytes, length, m->sample, i, NULL) == RACI_OK;
}

/* Fails when something stands where a file will be written. */
static raci_status look_for_room(making *m)
{
    char path[PATH_SIZE];
    const char *inside = NULL;
    const char *bytes = NULL;
    size_t length = 0;
    raci_status status = file_free(m->model_path, &m->err);
    for (size_t i = 0; status == RACI_OK && sample_file(m, i, &inside, &bytes, &length); i++) {
        const char *folder = place_of(m, &inside);
        if (folder != NULL) {
            status = file_path(path, folder, inside, &m->err);
            status = status == RACI_OK ? file_free(path, &m->err) : status;
        }
    }
    return status;
}

/* The path of the next file that is to be made; it counts once it is there. */
static raci_status next_path(making *m, const char *folder, const char *name)
{
    return m->n_made < MADE_MAX
               ? file_path(m->made[m->n_made], folder, name, &m->err)
               : fail(&m->err, RACI_LIMIT, "a sample has more than %d files", MADE_MAX);
}

/* Whether nothing has that path. */
static bool is_next_free(const making *m)
{
    raci_error there = {0};
    return file_free(m->made[m->n_made], &there) == RACI_OK;
}

static raci_status make_file(making *m, const char *folder, const char *name, const char *bytes,
                             size_t length)
{
    raci_status status = next_path(m, folder, name);
    if (status == RACI_OK) {
        status = file_write(m->made[m->n_made], bytes, length, &m->err);
    }
    m->n_made += status == RACI_OK;
    return status;
}

/* The same, unless something is there, which stays as it is. */
static raci_status make_where_free(making *m, const char *folder, const char *name,
                                   const char *bytes, size_t length)
{
    raci_status status = next_path(m, folder, name);
    return status == RACI_OK && is_next_free(m) ? make_file(m, folder, name, bytes, length)
                                                : status;
}

/* Writes the sample's tables into a passing folder and imports them from there. */
static raci_status import_sample(making *m)
{
    char folder[PATH_SIZE];
    char path[PATH_SIZE];
    const char *inside = NULL;
    const char *bytes = NULL;
    size_t length = 0;
    raci_status status = file_path(folder, m->folder, ".raci-sample-XXXXXX", &m->err);
    if (status != RACI_OK) {
        return status;
    }
    if (mkdtemp(folder) == NULL) {
        return fail(&m->err, RACI_IO, "no folder can be made in '%s'", m->folder);
    }
    for (size_t i = 0; status == RACI_OK && sample_file(m, i, &inside, &bytes, &length); i++) {
        if (is_table(inside)) {
            status = file_path(path, folder, inside, &m->err);
            status = status == RACI_OK ? file_write(path, bytes, length, &m->err) : status;
        }
    }
    if (status == RACI_OK) {
        status = imports_record(m->model, m->asked, &m->err);
    }
    if (status == RACI_OK) {
        status = raci_model_import(m->model, folder, 0, NULL, problems_note, &m->found, &m->err);
    }
    for (size_t i = 0; sample_file(m, i, &inside, &bytes, &length); i++) {
        if (is_table(inside) && file_path(path, folder, inside, &m->err) == RACI_OK) {
            (void)unlink(path);
        }
    }
    (void)rmdir(folder);
    return status;
}

static raci_status write_rest(making *m)
{
    const char *inside = NULL;
    const char *bytes = NULL;
    size_t length = 0;
    raci_status status = RACI_OK;
    if (m->sample == NULL) {
        return make_where_free(m, m->policy, example_name, example, sizeof example - 1);
    }
    for (size_t i = 0; status == RACI_OK && sample_file(m, i, &inside, &bytes, &length); i++) {
        const char *folder = place_of(m, &inside);
        if (folder == m->scenarios && !m->scenarios_made) {
            status = folder_make(m->scenarios, &m->scenarios_made, &m->err);
        }
        if (status == RACI_OK && folder != NULL) {
            status = make_file(m, folder, inside, bytes, length);
        }
    }
    return status;
}

/* The annotations of the model as it is now. */
static raci_status write_meta(making *m)
{
    replacing file;
    raci_status status = folder_make(m->meta, &m->meta_made, &m->err);
    if (status == RACI_OK) {
        status = next_path(m, m->meta, "raci.lua");
    }
    if (status != RACI_OK || !is_next_free(m)) {
        return status;
    }
    status = file_replace_begin(&file, m->made[m->n_made], &m->err);
    if (status == RACI_OK) {
        status = raci_report_meta(m->model, NULL, m->asked->at, 0, RACI_TEXT, NULL,
                                  file_replace_write, &file, &m->err);
        status = file_replace_end(&file, status, &m->err);
        m->n_made += status == RACI_OK;
    }
    return status;
}

/* What an editor reads; somebody's own settings stay as they are. */
static raci_status write_for_editor(making *m)
{
    raci_status status =
        make_where_free(m, m->folder, settings_name, settings, sizeof settings - 1);
    return status == RACI_OK ? write_meta(m) : status;
}

static raci_status make_model(making *m)
{
    raci_status status = file_replace_name(&m->unnamed, m->model_path, &m->err);
    if (status == RACI_OK) {
        (void)unlink(m->unnamed.beside); /* what a killed process of this number left */
        status = raci_model_create(&m->model, m->unnamed.beside, &m->err);
    }
    if (status == RACI_OK) {
        (void)snprintf(m->made[m->n_made++], PATH_SIZE, "%s", m->model_path);
        status = m->sample != NULL ? import_sample(m) : RACI_OK;
    }
    return status;
}

/* Gives the model its name. */
static raci_status name_model(making *m)
{
    raci_model_close(m->model);
    m->model = NULL;
    const raci_status status = file_name_new(&m->unnamed, &m->err);
    m->named = status == RACI_OK;
    return status;
}

static raci_status make_all(making *m)
{
    raci_status status = look_for_room(m);
    if (status == RACI_OK && m->folder[0] != '\0') {
        status = folder_make(m->folder, &m->folder_made, &m->err);
    }
    if (status == RACI_OK) {
        status = folder_make(m->policy, &m->policy_made, &m->err);
    }
    if (status == RACI_OK) {
        status = make_model(m);
    }
    if (status == RACI_OK) {
        status = write_rest(m);
    }
    if (status == RACI_OK) {
        status = write_for_editor(m);
    }
    return status == RACI_OK ? name_model(m) : status;
}

/* What SQLite keeps beside a model while it writes, and leaves where it cannot read it. */
static void take_back_journal(const making *m)
{
    char path[PATH_SIZE];
    const int length = snprintf(path, PATH_SIZE, "%s-journal", m->unnamed.beside);
    if (length > 0 && length < PATH_SIZE) {
        (void)unlink(path);
    }
}

static void take_back(making *m)
{
    for (size_t i = m->named ? 0 : 1; i < m->n_made; i++) {
        (void)unlink(m->made[i]);
    }
    if (m->n_made > 0 && !m->named) {
        (void)unlink(m->unnamed.beside);
        take_back_journal(m);
    }
    if (m->scenarios_made) {
        (void)rmdir(m->scenarios);
    }
    if (m->meta_made) {
        (void)rmdir(m->meta);
    }
    if (m->policy_made) {
        (void)rmdir(m->policy);
    }
    if (m->folder_made) {
        (void)rmdir(m->folder);
    }
}

int cmd_init(const options *o)
{
    static making m;
    const char *paths[MADE_MAX];
    output out = {0};
    m.sample = o->sample;
    m.asked = o;
    stage at = STAGE_USAGE;
    raci_status status = set_paths(&m, o);
    if (status == RACI_OK) {
        status = set_beside(&m);
    }
    if (status == RACI_OK) {
        status = look_for_sample(&m);
    }
    if (status == RACI_OK) {
        at = STAGE_ASKING;
        status = output_begin(&out, &m.err);
    }
    if (status == RACI_OK) {
        status = make_all(&m);
    }
    raci_model_close(m.model);
    for (size_t i = 0; i < m.n_made; i++) {
        paths[i] = m.made[i];
    }
    if (status == RACI_OK) {
        status = raci_report_written(paths, m.n_made, o->format, &out.look, raci_buffer_write,
                                     out.buffer, &m.err);
    }
    if (status != RACI_OK) {
        take_back(&m);
        output_drop(&out);
        return failure_tell(o, at, &m.err, &m.found);
    }
    return output_end(&out, o, EXIT_FINE);
}
