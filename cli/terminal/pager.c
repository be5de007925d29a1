/* See pager.h. */
#define _POSIX_C_SOURCE 200809L
#include "cli/terminal/pager.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/terminal/screen.h"

static volatile sig_atomic_t pager; /* its process; 0: there is none */

static bool in_path(const char *name)
{
    const char *path = getenv("PATH");
    char file[1024];
    while (path && *path) {
        size_t n = strcspn(path, ":");
        int written = snprintf(file, sizeof file, "%.*s/%s", (int)n, path, name);
        if (written > 0 && (size_t)written < sizeof file && access(file, X_OK) == 0) {
            return true;
        }
        path += n + (path[n] == ':');
    }
    return false;
}

/* NULL: there is none. */
static const char *command(void)
{
    const char *own = getenv("PADAN_PAGER"), *usual = getenv("PAGER");
    const char *told = own ? own : usual;
    if (told) {
        return *told && strcmp(told, "cat") != 0 ? told : NULL;
    }
    return in_path("less") ? "less" : NULL;
}

static void wait_for(pid_t process)
{
    while (waitpid(process, NULL, 0) < 0 && errno == EINTR) {
    }
}

/* Ctrl-C reaches the pager as well, which stays: so does what the shell waits for. */
static void on_signal(int number)
{
    close(STDOUT_FILENO);
    wait_for((pid_t)pager);
    signal(number, SIG_DFL);
    raise(number);
}

static void start(const char *program, const int ends[2])
{
    dup2(ends[0], STDIN_FILENO);
    close(ends[0]);
    close(ends[1]);
    setenv("LESS", "FRX", 0);
    execl("/bin/sh", "sh", "-c", program, (char *)NULL);
    _exit(127);
}

void cli_pager_begin(const struct cli_arguments *a)
{
    int ends[2];
    const char *program = cli_has(a, "no-pager") || !isatty(STDOUT_FILENO) ? NULL : command();
    if (!program) {
        return;
    }
    cli_screen_coloured();
    cli_screen_width();
    fflush(stdout);
    if (pipe(ends) != 0) {
        return;
    }
    pid_t child = fork();
    if (child == 0) {
        start(program, ends);
    }
    if (child > 0) {
        struct sigaction action = {.sa_handler = on_signal};
        pager = (sig_atomic_t)child;
        dup2(ends[1], STDOUT_FILENO);
        sigaction(SIGINT, &action, NULL);
        sigaction(SIGTERM, &action, NULL);
        sigaction(SIGHUP, &action, NULL);
    }
    close(ends[0]);
    close(ends[1]);
}

bool cli_pager_end(void)
{
    bool begun = pager != 0;
    if (begun) {
        close(STDOUT_FILENO);
        wait_for((pid_t)pager);
        pager = 0;
    }
    return begun;
}
