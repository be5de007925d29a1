/* Varints: seven bits a byte, low bits first, the high bit says that more follow. Bounds are always checked: the bytes
 * may come from a damaged file. */
#ifndef TM_INDEX_VARINT_PRIVATE_H
#define TM_INDEX_VARINT_PRIVATE_H

#include <stdbool.h>
#include <stdint.h>

enum { TM_VARINT_MOST = 10 };

static inline uint8_t *tm_varint_write(uint8_t *to, uint64_t value)
{
    while (value >= 0x80) {
        *to++ = (uint8_t)(value | 0x80);
        value >>= 7;
    }
    *to++ = (uint8_t)value;
    return to;
}

/* False at the end of the bytes or when they are no varint. */
static inline bool tm_varint_read(const uint8_t **p, const uint8_t *end, uint64_t *value)
{
    const uint8_t *at = *p;
    if (end - at >= 3) { /* nearly always: no look at the end between the bytes */
        if (at[0] < 0x80) {
            *value = at[0];
            *p = at + 1;
            return true;
        }
        if (at[1] < 0x80) {
            *value = (uint64_t)(at[0] & 0x7F) | (uint64_t)at[1] << 7;
            *p = at + 2;
            return true;
        }
        if (at[2] < 0x80) {
            *value = (uint64_t)(at[0] & 0x7F) | (uint64_t)(at[1] & 0x7F) << 7 | (uint64_t)at[2] << 14;
            *p = at + 3;
            return true;
        }
    }
    uint64_t v = 0;
    for (unsigned shift = 0; at != end && shift < 64; shift += 7) {
        uint8_t byte = *at++;
        v |= (uint64_t)(byte & 0x7F) << shift;
        if (byte < 0x80) {
            *p = at;
            *value = v;
            return true;
        }
    }
    return false;
}

#endif
