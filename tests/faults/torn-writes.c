// A disk that tears: preloaded into a browser, it cuts the writes to what a learner's progress lies in and pauses inside them, so that a
// kill at a random moment leaves half a record; and it notes what was overwritten and not synced, so that a power cut can be played
// afterwards. Only for tests on a profile of their own.
//
//   cc -shared -fPIC -O2 -o torn-writes.so torn-writes.c -ldl
//   LD_PRELOAD=$PWD/torn-writes.so TORN_MS=4 TORN_STATE=/tmp/state TORN_UNDO=/tmp/undo chromium ...
//
// TORN_MS     pause between the two parts of a write, and between the header and the payload of a LevelDB record, ms
// TORN_SORTS  letters of the sorts that are torn; all unless told:
//             i  IndexedDB of the default bucket     b  IndexedDB of other buckets     j  files of the origin private file system
//             n  LevelDBs of that system's names     q  database of quota and buckets
// TORN_STATE  file of counters, one row for each sort: writes that were cut, cuts that are going on. A kill leaves the latter as they are:
//             they are the torn records.
// TORN_UNDO   file of records with which tests/faults/disk.mjs takes back what was not synced.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

static const char SORTS[] = "ibjnq";
// An event is one write to a journal and ten or more to a LevelDB: longer pauses there make up for it.
static const int LONGER[] = { 1, 1, 6, 2, 1 };
enum { SORT_COUNT = 5, PATH_MOST = 512, LEVELDB_HEADER = 7 };
typedef struct { int32_t cut, open; } Counter;

static int pause_ms;
static const char *torn_sorts;
static Counter *counters;
static int undo_fd = -1;
static const char *undo_path;

__attribute__((constructor)) static void start(void) {
    const char *ms = getenv("TORN_MS"), *state = getenv("TORN_STATE");
    pause_ms = ms ? atoi(ms) : 0;
    // Copies: the browser's processes write their titles over the environment.
    const char *sorts = getenv("TORN_SORTS"), *undo = getenv("TORN_UNDO");
    torn_sorts = strdup(sorts ? sorts : SORTS);
    undo_path = undo ? strdup(undo) : NULL;
    if (!state) return;
    int fd = syscall(SYS_openat, AT_FDCWD, state, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0) return;
    if (ftruncate(fd, sizeof(Counter) * SORT_COUNT) == 0) {
        void *map = mmap(NULL, sizeof(Counter) * SORT_COUNT, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
        if (map != MAP_FAILED) counters = map;
    }
    close(fd);
}

static int ends(const char *text, const char *end) {
    size_t n = strlen(text), m = strlen(end);
    return n >= m && strcmp(text + n - m, end) == 0;
}

// The sort of the file behind a descriptor, -1 for one that is left alone; its path in `path`.
static int sort_of(int fd, char path[PATH_MOST]) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(link, path, PATH_MOST - 1);
    if (n <= 0 || path[0] != '/') return -1;
    path[n] = 0;
    int log = ends(path, ".log") || strstr(path, "/MANIFEST-") != NULL;
    int other = strstr(path, "/WebStorage/") != NULL;
    if (strstr(path, "/IndexedDB/")) return log ? (other ? 1 : 0) : -1;
    if (strstr(path, "/FileSystem/") || strstr(path, "/File System/")) {
        if (strstr(path, "/Paths/") || strstr(path, "/Origins/")) return log ? 3 : -1;
        return ends(path, "/.usage") ? -1 : 2;
    }
    return strstr(path, "/QuotaManager") ? 4 : -1;
}

// What a power cut needs to know of a write (or, with n = 0 and `kind` 's', of a sync).
typedef struct { char kind; uint8_t sort; uint16_t path; uint32_t bytes; uint64_t offset, length, ms; } Undo;

static void note(char kind, int sort, const char *path, int fd, uint64_t offset, size_t n) {
    if (!undo_path) return;
    if (undo_fd < 0) undo_fd = syscall(SYS_openat, AT_FDCWD, undo_path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    struct stat now;
    if (undo_fd < 0 || fstat(fd, &now) != 0) return;
    struct timespec time;
    clock_gettime(CLOCK_REALTIME, &time);
    uint64_t length = now.st_size, old = 0;
    if (kind == 'w' && offset < length) old = length - offset < n ? length - offset : n;
    Undo undo = { kind, sort, strlen(path), old, offset, length, time.tv_sec * 1000ull + time.tv_nsec / 1000000 };
    char *record = malloc(sizeof undo + undo.path + old);
    if (!record) return;
    memcpy(record, &undo, sizeof undo);
    memcpy(record + sizeof undo, path, undo.path);
    if (old) {
        // The descriptor may be open for writing only.
        int in = syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC, 0);
        if (in < 0 || syscall(SYS_pread64, in, record + sizeof undo + undo.path, old, offset) != (long)old) memset(record + sizeof undo + undo.path, 0, old);
        if (in >= 0) close(in);
    }
    syscall(SYS_write, undo_fd, record, sizeof undo + undo.path + old);
    free(record);
}

static void nap(int sort) {
    int ms = pause_ms * LONGER[sort];
    struct timespec time = { ms / 1000, (ms % 1000) * 1000000L };
    if (counters) {
        __sync_fetch_and_add(&counters[sort].cut, 1);
        __sync_fetch_and_add(&counters[sort].open, 1);
    }
    nanosleep(&time, NULL);
    if (counters) __sync_fetch_and_sub(&counters[sort].open, 1);
}

static int is_torn(int sort) { return pause_ms > 0 && strchr(torn_sorts, SORTS[sort]) != NULL; }

// Where a write is cut: anywhere inside. The clock's last digits are chance enough.
static size_t cut(size_t n) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return 1 + (size_t)(time.tv_nsec / 64) % (n - 1);
}

ssize_t write(int fd, const void *bytes, size_t n) {
    char path[PATH_MOST];
    int kept = errno, sort = n ? sort_of(fd, path) : -1;
    errno = kept;
    if (sort < 0) return syscall(SYS_write, fd, bytes, n);
    // A log that is open for appending has its end as its place.
    int flags = fcntl(fd, F_GETFL);
    off_t at = lseek(fd, 0, flags & O_APPEND ? SEEK_END : SEEK_CUR);
    note('w', sort, path, fd, at, n);
    if (!is_torn(sort)) return syscall(SYS_write, fd, bytes, n);
    if (n == LEVELDB_HEADER) {
        ssize_t done = syscall(SYS_write, fd, bytes, n);
        nap(sort);
        return done;
    }
    size_t part = n > 1 ? cut(n) : 0;
    ssize_t first = part ? syscall(SYS_write, fd, bytes, part) : 0;
    if (first < (ssize_t)part) return first;
    nap(sort);
    ssize_t rest = syscall(SYS_write, fd, (const char *)bytes + part, n - part);
    return rest < 0 ? (first ? first : rest) : first + rest;
}

ssize_t pwrite64(int fd, const void *bytes, size_t n, off64_t at) {
    char path[PATH_MOST];
    int kept = errno, sort = n ? sort_of(fd, path) : -1;
    errno = kept;
    if (sort < 0) return syscall(SYS_pwrite64, fd, bytes, n, at);
    note('w', sort, path, fd, at, n);
    if (!is_torn(sort) || n < 2) return syscall(SYS_pwrite64, fd, bytes, n, at);
    size_t part = cut(n);
    ssize_t first = syscall(SYS_pwrite64, fd, bytes, part, at);
    if (first < (ssize_t)part) return first;
    nap(sort);
    ssize_t rest = syscall(SYS_pwrite64, fd, (const char *)bytes + part, n - part, at + part);
    return rest < 0 ? first : first + rest;
}
ssize_t pwrite(int fd, const void *bytes, size_t n, off_t at) { return pwrite64(fd, bytes, n, at); }

static int shorten(int fd, off64_t length) {
    char path[PATH_MOST];
    int sort = sort_of(fd, path);
    struct stat now;
    if (sort >= 0 && fstat(fd, &now) == 0) note('w', sort, path, fd, length, now.st_size > length ? now.st_size - length : 0);
    return syscall(SYS_ftruncate, fd, length);
}
int ftruncate64(int fd, off64_t length) { return shorten(fd, length); }
int ftruncate(int fd, off_t length) { return shorten(fd, length); }

static int sync_as(long call, int fd) {
    char path[PATH_MOST];
    int sort = sort_of(fd, path), done = syscall(call, fd);
    if (sort >= 0 && done == 0) note('s', sort, path, fd, 0, 0);
    return done;
}
int fdatasync(int fd) { return sync_as(SYS_fdatasync, fd); }
int fsync(int fd) { return sync_as(SYS_fsync, fd); }
