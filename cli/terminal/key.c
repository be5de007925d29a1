/* See key.h. Signals are waited for together with the key: poll(2) is never taken up again after one. */
#define _POSIX_C_SOURCE 200809L
#include "cli/terminal/key.h"

#include <poll.h>
#include <stdbool.h>
#include <termios.h>
#include <unistd.h>

#include "cli/interrupt.h"

enum { ESCAPE = 27, REST = 20 }; /* milliseconds in which the rest of an arrow key or a paste comes */

static bool is_there(int milliseconds)
{
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    return poll(&input, 1, milliseconds) > 0;
}

int cli_key_read(void)
{
    struct termios before, raw;
    unsigned char key = 0, rest[64];
    int got = -1;
    if (tcgetattr(STDIN_FILENO, &before) != 0) {
        return -1;
    }
    raw = before;
    raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    while (!cli_interrupted() && got < 0) {
        tcsetattr(STDIN_FILENO, TCSADRAIN, &raw); /* again after a stop by Ctrl-Z */
        if (!is_there(-1)) {
            continue;
        }
        if (read(STDIN_FILENO, &key, 1) != 1) {
            break;
        }
        got = key;
        /* Of a key of several bytes none is a decision. */
        while (key == ESCAPE && is_there(REST) && read(STDIN_FILENO, rest, sizeof rest) > 0) {
        }
    }
    tcsetattr(STDIN_FILENO, TCSADRAIN, &before);
    return got;
}
