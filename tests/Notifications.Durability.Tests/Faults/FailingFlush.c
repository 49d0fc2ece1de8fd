/* Preloaded into a process: while the file named by FAIL_FLUSH exists, fsync and fdatasync answer EIO, as a disk does that cannot write.
   Each such answer is noted in the file named by FAIL_FLUSH_LOG with the path of what was to be flushed; each flush at all in the one named by FLUSH_LOG, before it is done.
   dlsym is replaced too: a runtime that looks fsync up in the C library itself would go past the preloaded one. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static void note(int fd, const char *log)
{
    char link[64], path[1024];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 2);
    int out = log && length > 0 ? open(log, O_WRONLY | O_CREAT | O_APPEND, 0600) : -1;
    if (out >= 0)
    {
        path[length] = '\n';
        if (write(out, path, length + 1) < 0)
            perror("write");
        close(out);
    }
}

static int refuse(int fd)
{
    const char *when = getenv("FAIL_FLUSH");
    note(fd, getenv("FLUSH_LOG"));
    if (!when || access(when, F_OK) != 0)
        return 0;
    note(fd, getenv("FAIL_FLUSH_LOG"));
    errno = EIO;
    return -1;
}

int fsync(int fd) { return refuse(fd) ? -1 : (int)syscall(SYS_fsync, fd); }

int fdatasync(int fd) { return refuse(fd) ? -1 : (int)syscall(SYS_fdatasync, fd); }

void *dlsym(void *library, const char *name)
{
    static void *(*original)(void *, const char *);
    static const char *versions[] = { "GLIBC_2.34", "GLIBC_2.2.5", "GLIBC_2.17" };
    for (int i = 0; !original && i < 3; i++)
        original = (void *(*)(void *, const char *))dlvsym(RTLD_NEXT, "dlsym", versions[i]);
    if (strcmp(name, "fsync") == 0)
        return (void *)fsync;
    if (strcmp(name, "fdatasync") == 0)
        return (void *)fdatasync;
    return original ? original(library, name) : NULL;
}
