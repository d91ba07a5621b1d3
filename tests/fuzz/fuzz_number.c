/* Numbers typed by a person: what is read is written and read again the same. */
#include <stdint.h>
#include <string.h>

#include "base/numeral.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    SbDecimal value, again;

    if (size > 4096 || !sb_numeral_read((const char *)data, size, &value)) {
        return 0;
    }
    g_autofree char *text = sb_decimal_format(value);

    /* more than 18 digits come out of "9 quadrillion": those have no round trip */
    if (sb_decimal_parse(text, strlen(text), &again)) {
        g_assert_cmpint(sb_decimal_compare(value, again), ==, 0);
    }
    return 0;
}
