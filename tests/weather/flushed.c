/* Keeps, beside a directory, what of its files a power cut would leave: nothing but the flushed.
 *
 * Preloaded into a process. Whatever it flushes under WATCHED is copied to FLUSHED: of a file its
 * bytes, of the directory its names. Nothing else is, so FLUSHED is the worst that a disk may do.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

static int path_of(int fd, char *path)
{
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length < 0)
        return 0;
    path[length] = 0;
    return 1;
}

/* Where the flushed copy of a path under WATCHED is; 0 for any other path. */
static int copy_of(const char *path, char *copy)
{
    const char *watched = getenv("WATCHED"), *flushed = getenv("FLUSHED");
    if (!watched || !flushed || strncmp(path, watched, strlen(watched)))
        return 0;
    snprintf(copy, PATH_MAX, "%s%s", flushed, path + strlen(watched));
    return 1;
}

static void copy_bytes(const char *path, const char *copy)
{
    char fresh[PATH_MAX + 16];
    snprintf(fresh, sizeof fresh, "%s.fresh-%d", copy, getpid());
    int from = open(path, O_RDONLY), to = open(fresh, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    struct stat state;
    if (from >= 0 && to >= 0 && !fstat(from, &state)) {
        off_t done = 0;
        while (done < state.st_size && sendfile(to, from, &done, state.st_size - done) > 0)
            ;
        rename(fresh, copy);
    }
    if (from >= 0)
        close(from);
    if (to >= 0)
        close(to);
}

/* A name that is there appears, empty until its file is flushed; one that is gone goes. */
static void copy_names(const char *path, const char *copy)
{
    char one[PATH_MAX * 2];
    struct dirent *entry;
    DIR *directory = opendir(copy);
    while (directory && (entry = readdir(directory))) {
        struct stat state;
        snprintf(one, sizeof one, "%s/%s", path, entry->d_name);
        if (entry->d_type == DT_REG && stat(one, &state)) {
            snprintf(one, sizeof one, "%s/%s", copy, entry->d_name);
            unlink(one);
        }
    }
    if (directory)
        closedir(directory);
    directory = opendir(path);
    while (directory && (entry = readdir(directory))) {
        struct stat state;
        snprintf(one, sizeof one, "%s/%s", copy, entry->d_name);
        if (entry->d_type == DT_REG && stat(one, &state)) {
            int made = open(one, O_WRONLY | O_CREAT, 0600);
            if (made >= 0)
                close(made);
        }
    }
    if (directory)
        closedir(directory);
}

static void flushed(int fd)
{
    char path[PATH_MAX], copy[PATH_MAX];
    struct stat state;
    if (!path_of(fd, path) || !copy_of(path, copy) || fstat(fd, &state))
        return;
    if (S_ISDIR(state.st_mode))
        copy_names(path, copy);
    else
        copy_bytes(path, copy);
}

int fsync(int fd)
{
    static int (*real)(int);
    if (!real)
        real = dlsym(RTLD_NEXT, "fsync");
    int result = real(fd);
    if (!result)
        flushed(fd);
    return result;
}

int fdatasync(int fd)
{
    static int (*real)(int);
    if (!real)
        real = dlsym(RTLD_NEXT, "fdatasync");
    int result = real(fd);
    if (!result)
        flushed(fd);
    return result;
}
