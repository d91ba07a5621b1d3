/* In: colours as text or numbers.  Out: colours as text, luminance, contrast. */
#include "chart/expr_tree.h"
#include "draw/color.h"

static gboolean
colour_at(const SbExprCall *call, size_t index, SbColor *out)
{
    SbValue value = sb_expr_functions_argument(call, index);

    return value.kind == SB_VALUE_STRING && sb_color_parse(value.string, out);
}

static SbValue
make(const SbExprCall *call, const char *text)
{
    SbColor colour;

    if (!sb_color_parse(text, &colour)) {
        return sb_value_undefined();
    }
    return sb_value_string(sb_arena_strdup(call->arena, text));
}

/* A part of a colour as CSS writes it. */
static double
part(const SbExprCall *call, size_t index, double low, double high)
{
    double number = sb_expr_functions_number(call, index);

    return isnan(number) ? low : CLAMP(number, low, high);
}

static double
opacity(const SbExprCall *call)
{
    return call->count > 3 ? part(call, 3, 0, 1) : 1;
}

SbValue
sb_expr_colours_rgb(const SbExprCall *call)
{
    if (call->count < 3) {
        return make(call, sb_expr_functions_text(call, 0));
    }
    char alpha[G_ASCII_DTOSTR_BUF_SIZE];

    g_ascii_formatd(alpha, sizeof alpha, "%.6g", opacity(call));
    g_autofree char *text = g_strdup_printf("rgba(%d, %d, %d, %s)",
        (int)lround(part(call, 0, 0, 255)), (int)lround(part(call, 1, 0, 255)),
        (int)lround(part(call, 2, 0, 255)), alpha);

    return make(call, text);
}

SbValue
sb_expr_colours_hsl(const SbExprCall *call)
{
    if (call->count < 3) {
        return make(call, sb_expr_functions_text(call, 0));
    }
    g_autofree char *text = g_strdup_printf("hsl(%d, %d%%, %d%%)",
        (int)lround(part(call, 0, -3600, 3600)), (int)lround(part(call, 1, 0, 1) * 100),
        (int)lround(part(call, 2, 0, 1) * 100));

    return make(call, text);
}

SbValue
sb_expr_colours_luminance(const SbExprCall *call)
{
    SbColor colour;

    return sb_value_number(
        colour_at(call, 0, &colour) ? sb_color_luminance(colour) : NAN);
}

SbValue
sb_expr_colours_contrast(const SbExprCall *call)
{
    SbColor a, b;

    return sb_value_number(
        colour_at(call, 0, &a) && colour_at(call, 1, &b) ? sb_color_contrast(a, b) : NAN);
}
