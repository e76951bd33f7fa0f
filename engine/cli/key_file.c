#define _POSIX_C_SOURCE 200809L

#include "cli/key_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/failure.h"
#include "cli/files.h"

#define LEAD "raci signing key\n"
#define SECRET "secret: "
#define FILE_MAX 1024

raci_status key_file_new(const char *path, char public_key[RACI_KEY_SIZE], raci_error *err)
{
    char secret[RACI_KEY_SIZE];
    char text[FILE_MAX];
    raci_status status = raci_signing_key(secret, public_key, err);
    if (status != RACI_OK) {
        return status;
    }
    const int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file < 0) {
        return fail(err, errno == EEXIST ? RACI_EXISTS : RACI_IO, "'%s' cannot be made: %s", path,
                    strerror(errno));
    }
    const int length =
        snprintf(text, sizeof text, LEAD "public: %s\n" SECRET "%s\n", public_key, secret);
    return file_fill(file, path, true, text, (size_t)length, err);
}

static raci_status read_text(const char *path, char text[FILE_MAX], raci_error *err)
{
    struct stat about;
    const int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0 || fstat(file, &about) != 0) {
        const int number = errno;
        if (file >= 0) {
            (void)close(file);
        }
        return fail(err, number == ENOENT ? RACI_NOTFOUND : RACI_IO, "'%s' cannot be read: %s",
                    path, strerror(number));
    }
    const ssize_t got = S_ISREG(about.st_mode) ? read(file, text, FILE_MAX - 1) : -1;
    (void)close(file);
    if (got < 0) {
        return fail(err, RACI_IO, "'%s' cannot be read", path);
    }
    text[got] = '\0';
    if ((about.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        return fail(err, RACI_INVALID,
                    "'%s' may be read by others than its owner, so anybody could sign: take their "
                    "rights away (chmod 600)",
                    path);
    }
    return RACI_OK;
}

raci_status key_file_read(const char *path, char secret[RACI_KEY_SIZE], raci_error *err)
{
    char text[FILE_MAX];
    char public_key[RACI_KEY_SIZE];
    raci_status status = read_text(path, text, err);
    if (status != RACI_OK) {
        return status;
    }
    const char *at = strncmp(text, LEAD, strlen(LEAD)) == 0 ? strstr(text, "\n" SECRET) : NULL;
    const size_t length = at != NULL ? strcspn(at + 1 + strlen(SECRET), "\n") : 0;
    if (length == RACI_KEY_SIZE - 1) {
        memcpy(secret, at + 1 + strlen(SECRET), length);
        secret[length] = '\0';
    }
    if (length != RACI_KEY_SIZE - 1 || raci_signing_public(public_key, secret, NULL) != RACI_OK) {
        return fail(err, RACI_INVALID,
                    "'%s' is no key that signs; 'raci log --new-key FILE' makes one", path);
    }
    return RACI_OK;
}
