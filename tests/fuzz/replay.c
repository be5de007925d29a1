/* Replays what the fuzzer found, without a fuzzer: main() of a fuzz target in every test run.
 *
 *   fuzz-NAME            the empty input and every file of tests/fuzz/corpus/NAME/
 *   fuzz-NAME FILE...    these files, to look into a crash
 *
 * Inputs run one after the other in a child process that says which one it is at. Where the child dies, that input
 * failed, and another child goes on behind it: one crash does not hide the next. An input that takes longer than
 * REPLAY_SECONDS failed too. Cost: a process, and one more for each failure.
 */
#define _DEFAULT_SOURCE
#include <dirent.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { REPLAY_SECONDS = 30 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct inputs {
    char **path; /* path[0] is NULL: the empty input */
    size_t count;
};

static void stop(const char *what, const char *path)
{
    printf("FAIL %s %s: %s\n0 passed, 1 failed\n", what, path, strerror(errno));
    exit(1);
}

static void inputs_add(struct inputs *in, const char *folder, const char *name)
{
    char **path = realloc(in->path, (in->count + 1) * sizeof *path);
    size_t n = strlen(folder) + strlen(name) + 2;
    if (!path || !(path[in->count] = malloc(n))) {
        stop("no memory for", name);
    }
    snprintf(path[in->count], n, "%s%s%s", folder, *folder ? "/" : "", name);
    in->path = path;
    in->count++;
}

static int compare_paths(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* All files of the folder, in the order of their names. No folder: a target without a corpus yet. */
static void inputs_add_folder(struct inputs *in, const char *folder)
{
    DIR *dir = opendir(folder);
    if (!dir) {
        if (errno != ENOENT) {
            stop("cannot read", folder);
        }
        return;
    }
    size_t first = in->count;
    for (struct dirent *e; (e = readdir(dir));) {
        if (*e->d_name != '.') {
            inputs_add(in, folder, e->d_name);
        }
    }
    closedir(dir);
    if (in->count > first) {
        qsort(in->path + first, in->count - first, sizeof *in->path, compare_paths);
    }
}

/* The bytes in a block of just their size, so that a sanitizer sees a read beyond them. */
static uint8_t *read_file(const char *path, size_t *size)
{
    FILE *f = fopen(path, "rb");
    long n = -1;
    if (!f || fseek(f, 0, SEEK_END) != 0 || (n = ftell(f)) < 0 || fseek(f, 0, SEEK_SET) != 0) {
        stop("cannot read", path);
    }
    uint8_t *data = malloc(n ? (size_t)n : 1);
    if (!data || fread(data, 1, (size_t)n, f) != (size_t)n) {
        stop("cannot read", path);
    }
    fclose(f);
    *size = (size_t)n;
    return data;
}

static void replay_from(const struct inputs *in, volatile size_t *at)
{
    for (; *at < in->count; (*at)++) {
        size_t size = 0;
        uint8_t *data = in->path[*at] ? read_file(in->path[*at], &size) : malloc(1);
        alarm(REPLAY_SECONDS);
        LLVMFuzzerTestOneInput(data, size);
        alarm(0);
        free(data);
    }
    exit(0); /* and not _exit: a leak is reported here */
}

int main(int argc, char **argv)
{
    struct inputs in = {calloc(1, sizeof *in.path), 1};
    volatile size_t *at = mmap(NULL, sizeof *at, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (!in.path || at == MAP_FAILED) {
        stop("no memory for", "the inputs");
    }
    const char *name = strrchr(argv[0], '/');
    name = name ? name + 1 : argv[0];
    if (argc > 1) {
        for (int i = 1; i < argc; i++) {
            inputs_add(&in, "", argv[i]);
        }
    } else {
        char folder[512];
        snprintf(folder, sizeof folder, "tests/fuzz/corpus/%s", strncmp(name, "fuzz-", 5) == 0 ? name + 5 : name);
        inputs_add_folder(&in, folder);
    }

    size_t failed = 0;
    for (*at = 0; *at < in.count;) {
        fflush(NULL);
        pid_t child = fork();
        if (child == 0) {
            replay_from(&in, at);
        }
        int status = 0;
        if (child < 0 || waitpid(child, &status, 0) < 0) {
            stop("cannot run", name);
        }
        if (status != 0) {
            const char *input = *at == in.count ? "the end (a leak?)" : in.path[*at] ? in.path[*at] : "the empty input";
            printf("FAIL %s: %s: %s\n", name, input,
                   WIFSIGNALED(status) ? strsignal(WTERMSIG(status)) : "ended with an error");
            failed++;
            (*at)++;
        }
    }
    for (size_t i = 0; i < in.count; i++) {
        free(in.path[i]);
    }
    printf("%zu passed, %zu failed\n", in.count > failed ? in.count - failed : 0, failed);
    free(in.path);
    return failed != 0;
}
