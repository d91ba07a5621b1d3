/*
 * In: a numerator and a denominator, or the one character that is both.  Out: the
 * part as a percentage.
 */
#include "extract/number_part.h"

#include <string.h>

/* value / parts as a percentage with two digits behind the point */
SbDecimal
sb_number_part_percentage(int64_t value, int64_t parts)
{
    int64_t hundredths = (value * 10000 * 2 + parts) / (parts * 2);

    if (hundredths % 100 == 0) {
        return (SbDecimal){ hundredths / 100, 0 };
    }
    return hundredths % 10 == 0 ? (SbDecimal){ hundredths / 10, -1 }
                                : (SbDecimal){ hundredths, -2 };
}

/* ½ and its like: numerator and denominator */
gboolean
sb_number_part_vulgar(const SbToken *token, int *over, int *under)
{
    static const struct {
        const char *text;
        int over, under;
    } table[] = { { "½", 1, 2 }, { "¼", 1, 4 }, { "¾", 3, 4 }, { "⅓", 1, 3 },
        { "⅔", 2, 3 }, { "⅕", 1, 5 }, { "⅛", 1, 8 } };

    if (token == NULL || (guchar)token->text[0] < 0xC2) {
        return FALSE;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
        if (strcmp(token->text, table[i].text) == 0) {
            *over = table[i].over;
            *under = table[i].under;
            return TRUE;
        }
    }
    return FALSE;
}
