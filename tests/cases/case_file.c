#include "case_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct reader {
    const char *dir;
    const char *file;
    int line;
    case_block base;   /* what blocks begin with */
    case_block *block; /* where lines go: the base or a block */
    char *section;     /* whose lines are read, or NULL */
    char how;          /* '=', '+' or '-' */
} reader;

static void stop(const reader *r, const char *what)
{
    (void)fprintf(stderr, "%s:%d: %s\n", r->file, r->line, what);
    exit(EXIT_FAILURE);
}

static char *copy(const char *string, size_t length)
{
    char *out = malloc(length + 1);
    if (out == NULL) {
        exit(EXIT_FAILURE);
    }
    memcpy(out, string, length);
    out[length] = '\0';
    return out;
}

static char *read_whole(const char *dir, const char *file)
{
    char path[1024];
    (void)snprintf(path, sizeof path, "%s/%s", dir, file);
    FILE *in = fopen(path, "rb");
    size_t room = 1 << 20;
    char *text = malloc(room);
    if (in == NULL || text == NULL) {
        (void)fprintf(stderr, "%s: cannot be read\n", path);
        exit(EXIT_FAILURE);
    }
    size_t length = fread(text, 1, room - 1, in);
    (void)fclose(in);
    text[length] = '\0';
    return text;
}

static case_section *find_section(case_block *block, const char *name)
{
    for (size_t i = 0; i < block->n_sections; i++) {
        if (strcmp(block->sections[i].name, name) == 0) {
            return &block->sections[i];
        }
    }
    return NULL;
}

const char *case_section_text(const case_block *block, const char *name)
{
    for (size_t i = 0; i < block->n_sections; i++) {
        if (strcmp(block->sections[i].name, name) == 0) {
            return block->sections[i].text;
        }
    }
    return NULL;
}

/* ":: seats.csv +" */
static void begin_section(reader *r, const char *line)
{
    const char *name = line + 3;
    size_t length = strlen(name);
    r->how = '=';
    if (length > 2 && name[length - 2] == ' ') {
        r->how = name[length - 1];
        length -= 2;
    }
    free(r->section);
    r->section = copy(name, length);
    case_section *section = find_section(r->block, r->section);
    if (section == NULL && r->block->n_sections == CASE_SECTIONS) {
        stop(r, "too many sections");
    }
    if (section == NULL && r->how == '-') {
        stop(r, "nothing to leave lines out of");
    }
    if (section == NULL) {
        section = &r->block->sections[r->block->n_sections++];
        section->name = copy(r->section, length);
        section->text = copy("", 0);
    } else if (r->how == '=') {
        section->text[0] = '\0';
    }
}

static void add_line(reader *r, const char *line)
{
    case_section *section = find_section(r->block, r->section);
    size_t before = strlen(section->text);
    size_t length = strlen(line);
    if (r->how == '-') {
        for (char *at = section->text; at != NULL && *at != '\0'; at = strchr(at, '\n') + 1) {
            if (strncmp(at, line, length) == 0 && at[length] == '\n') {
                memmove(at, at + length + 1, strlen(at + length + 1) + 1);
                return;
            }
        }
        stop(r, "no such line to leave out");
    }
    char *text = realloc(section->text, before + length + 2);
    if (text == NULL) {
        exit(EXIT_FAILURE);
    }
    memcpy(text + before, line, length);
    memcpy(text + before + length, "\n", 2);
    section->text = text;
}

static void copy_sections(case_block *to, const case_block *from)
{
    for (size_t i = 0; i < from->n_sections; i++) {
        const case_section *section = &from->sections[i];
        to->sections[i].name = copy(section->name, strlen(section->name));
        to->sections[i].text = copy(section->text, strlen(section->text));
    }
    to->n_sections = from->n_sections;
}

/* "== no-accountable fires: words" */
static void begin_block(reader *r, const char *line, case_block **blocks, size_t *n)
{
    static const char *const words[] = {NULL, " fires: ", " silent: ", " near: "};
    case_block *larger = realloc(*blocks, (*n + 1) * sizeof *larger);
    if (larger == NULL) {
        exit(EXIT_FAILURE);
    }
    *blocks = larger;
    case_block *block = &larger[(*n)++];
    const char *title = line + 3;
    *block = (case_block){.date = copy("2026-07-01", 10)};
    for (int i = CASE_FIRES; i <= CASE_NEAR; i++) {
        const char *at = strstr(title, words[i]);
        if (at != NULL && memchr(title, ' ', (size_t)(at - title)) == NULL) {
            block->expects = (case_expects)i;
            block->code = copy(title, (size_t)(at - title));
        }
    }
    size_t stem = strcspn(r->file, ".");
    block->name = malloc(stem + strlen(title) + 3);
    if (block->name == NULL) {
        exit(EXIT_FAILURE);
    }
    (void)sprintf(block->name, "%.*s: %s", (int)stem, r->file, title);
    copy_sections(block, &r->base);
    r->block = block;
    free(r->section);
    r->section = NULL;
}

static void read_text(reader *r, char *text, case_block **blocks, size_t *n)
{
    for (char *line = text, *next = NULL; line != NULL; line = next) {
        next = strchr(line, '\n');
        if (next != NULL) {
            *next++ = '\0';
        }
        r->line++;
        if (strncmp(line, "== ", 3) == 0) {
            begin_block(r, line, blocks, n);
        } else if (strncmp(line, ":: ", 3) == 0) {
            begin_section(r, line);
        } else if (strncmp(line, "base ", 5) == 0 && r->section == NULL) {
            char *base = read_whole(r->dir, line + 5);
            read_text(r, base, blocks, n);
            free(base);
            free(r->section);
            r->section = NULL;
        } else if (strncmp(line, "at ", 3) == 0 && r->section == NULL) {
            free(r->block->date);
            r->block->date = copy(line + 3, strlen(line + 3));
        } else if (line[0] == '#' || line[0] == '\0') {
            continue;
        } else if (r->section == NULL) {
            stop(r, "expected a section (:: NAME) before this line");
        } else {
            add_line(r, line);
        }
    }
}

static void free_block(case_block *block)
{
    for (size_t i = 0; i < block->n_sections; i++) {
        free(block->sections[i].name);
        free(block->sections[i].text);
    }
    free(block->name);
    free(block->code);
    free(block->date);
}

void case_file_read(const char *dir, const char *file, case_block **blocks, size_t *n)
{
    reader r = {.dir = dir, .file = file};
    char *text = read_whole(dir, file);
    r.block = &r.base;
    read_text(&r, text, blocks, n);
    free(text);
    free(r.section);
    free_block(&r.base);
}

void case_blocks_free(case_block *blocks, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        free_block(&blocks[i]);
    }
    free(blocks);
}
