// A disk that fails at a chosen moment: preloaded into recto, it counts what changes a folder (or what is read of it), and at a number
// makes one such operation fail, or ends the process there.
//
//   cc -shared -fPIC -O2 -o failing-disk.so failing-disk.c -ldl
//   LD_PRELOAD=$PWD/failing-disk.so FAULT_UNDER=/guide/site FAULT_KIND=full FAULT_AT=17 FAULT_COUNT=/tmp/count recto build ...
//
// FAULT_UNDER   the beginning of the paths that are watched
// FAULT_KIND    full      no space from that operation on (ENOSPC)
//               readonly  as above, EROFS
//               denied    that operation alone, EACCES
//               broken    that operation alone, EIO
//               kill, interrupt, terminate   that signal
//               vanish    files are removed just before they are opened for reading
//               unread    reading fails, EIO
//               slow      nothing fails, every operation takes 2 ms
// FAULT_AT      number of the operation, from 1; 0 for none
// FAULT_COUNT   file that gets the number of operations, as 4 bytes
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static const char *under, *kind;
static int32_t at;
static int32_t own_count;
static int32_t *count = &own_count;

__attribute__((constructor)) static void start(void) {
    const char *file = getenv("FAULT_COUNT"), *number = getenv("FAULT_AT");
    under = getenv("FAULT_UNDER");
    kind = getenv("FAULT_KIND");
    at = number ? atoi(number) : 0;
    // A test that is started in the background inherits that interrupts are ignored.
    signal(SIGINT, SIG_DFL);
    if (!file) return;
    int fd = syscall(SYS_openat, AT_FDCWD, file, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0 || ftruncate(fd, sizeof *count)) return;
    void *map = mmap(NULL, sizeof *count, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (map != MAP_FAILED) count = map;
    close(fd);
}

static int is(const char *name) { return kind && strcmp(kind, name) == 0; }
static int reads(void) { return is("vanish") || is("unread"); }

// The path of a name relative to a folder; false where it is not watched.
static int watched(int dir, const char *name) {
    char path[8192];
    if (!under || !name) return 0;
    if (name[0] != '/') {
        char link[64];
        snprintf(link, sizeof link, "/proc/self/fd/%d", dir);
        ssize_t n = dir == AT_FDCWD ? (getcwd(path, 4096) ? (ssize_t)strlen(path) : -1) : readlink(link, path, 4096);
        if (n <= 0) return 0;
        path[n] = '/';
        path[n + 1] = 0;
        strncat(path, name, 4000);
        name = path;
    }
    return strncmp(name, under, strlen(under)) == 0;
}

static int watched_fd(int fd) {
    char link[64], path[4097];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(link, path, 4096);
    if (n <= 0) return 0;
    path[n] = 0;
    return watched(AT_FDCWD, path);
}

// Counts an operation. Nonzero, with errno set, where it is to fail.
static int fails(void) {
    int32_t number = __atomic_add_fetch(count, 1, __ATOMIC_SEQ_CST);
    if (is("slow")) {
        struct timespec pause = { 0, 2000000 };
        nanosleep(&pause, NULL);
    }
    if (!at || number < at) return 0;
    if (is("full")) return errno = ENOSPC;
    if (is("readonly")) return errno = EROFS;
    if (number > at) return 0;
    if (is("kill")) raise(SIGKILL);
    if (is("interrupt")) raise(SIGINT);
    if (is("terminate")) raise(SIGTERM);
    if (is("denied")) return errno = EACCES;
    if (is("broken") || is("unread")) return errno = EIO;
    return 0;
}

#define REAL(name) static __typeof__(&name) real; if (!real) real = (__typeof__(real))dlsym(RTLD_NEXT, #name)
#define CHANGES(what) (under && !reads() && (what) && fails())

static int opens(int dir, const char *name, int flags) {
    int changes = (flags & O_ACCMODE) != O_RDONLY || flags & O_CREAT;
    if (!under || changes == reads() || !watched(dir, name) || flags & O_DIRECTORY) return 0;
    if (is("unread")) return 0;
    int failed = fails();
    if (is("vanish") && at && *count == at) unlinkat(dir, name, 0);
    return failed;
}

#define OPEN(function) int function(const char *name, int flags, ...) { \
    REAL(function); va_list rest; va_start(rest, flags); int mode = va_arg(rest, int); va_end(rest); \
    return opens(AT_FDCWD, name, flags) ? -1 : real(name, flags, mode); }
#define OPENAT(function) int function(int dir, const char *name, int flags, ...) { \
    REAL(function); va_list rest; va_start(rest, flags); int mode = va_arg(rest, int); va_end(rest); \
    return opens(dir, name, flags) ? -1 : real(dir, name, flags, mode); }
OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)

ssize_t write(int fd, const void *bytes, size_t n) { REAL(write); return CHANGES(fd > 2 && watched_fd(fd)) ? -1 : real(fd, bytes, n); }
ssize_t read(int fd, void *bytes, size_t n) {
    REAL(read);
    if (under && is("unread") && fd > 2 && watched_fd(fd) && fails()) return -1;
    return real(fd, bytes, n);
}
ssize_t copy_file_range(int from, off64_t *a, int to, off64_t *b, size_t n, unsigned flags) {
    REAL(copy_file_range);
    return CHANGES(watched_fd(to)) ? -1 : real(from, a, to, b, n, flags);
}
int rename(const char *from, const char *to) { REAL(rename); return CHANGES(watched(AT_FDCWD, to)) ? -1 : real(from, to); }
int mkdir(const char *name, mode_t mode) { REAL(mkdir); return CHANGES(watched(AT_FDCWD, name)) ? -1 : real(name, mode); }
int unlink(const char *name) { REAL(unlink); return CHANGES(watched(AT_FDCWD, name)) ? -1 : real(name); }
int rmdir(const char *name) { REAL(rmdir); return CHANGES(watched(AT_FDCWD, name)) ? -1 : real(name); }
int unlinkat(int dir, const char *name, int flags) {
    REAL(unlinkat);
    return CHANGES(watched(dir, name)) ? -1 : real(dir, name, flags);
}
