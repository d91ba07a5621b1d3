/*
 * In: values.  Out: their aggregate.
 *
 * Means and variances are updated value by value (Welford), sums in the order of
 * rows, as in Vega, so that results agree to the last digit.  null, undefined and
 * "" are missing; NaN is neither missing nor valid.
 */
#include "chart/cell.h"

#include <string.h>

void
sb_cell_init(SbCell *cell, SbAggregateOp op, double param)
{
    *cell = (SbCell){ .op = op, .param = param, .product = 1 };
}

static gboolean
is_missing(SbValue value)
{
    return sb_value_is_missing(value) ||
           (value.kind == SB_VALUE_STRING && value.string[0] == '\0');
}

gboolean
sb_cell_needs_rows(SbAggregateOp op)
{
    switch (op) {
    case SB_AGGREGATE_DISTINCT:
    case SB_AGGREGATE_MEDIAN:
    case SB_AGGREGATE_Q1:
    case SB_AGGREGATE_Q3:
    case SB_AGGREGATE_CI0:
    case SB_AGGREGATE_CI1:
    case SB_AGGREGATE_VALUES:
        return TRUE;
    default:
        return FALSE;
    }
}

gboolean
sb_cell_can_remove(SbAggregateOp op)
{
    switch (op) {
    case SB_AGGREGATE_MIN:
    case SB_AGGREGATE_MAX:
    case SB_AGGREGATE_ARGMIN:
    case SB_AGGREGATE_ARGMAX:
    case SB_AGGREGATE_EXPONENTIAL:
    case SB_AGGREGATE_EXPONENTIALB:
        return FALSE;
    default:
        return !sb_cell_needs_rows(op);
    }
}

static gboolean
wants_least(SbAggregateOp op)
{
    return op == SB_AGGREGATE_MIN || op == SB_AGGREGATE_ARGMIN;
}

/* min and max keep the kind of what they compare. */
static void
add_extreme(SbCell *cell, SbValue value, size_t row)
{
    gboolean better = wants_least(cell->op) ? sb_value_less(value, cell->extreme)
                                            : sb_value_less(cell->extreme, value);

    if (!cell->any || better) {
        cell->extreme = value;
        cell->extreme_row = row;
        cell->any = TRUE;
    }
}

void
sb_cell_add(SbCell *cell, SbValue value, size_t row)
{
    cell->rows++;
    if (cell->op == SB_AGGREGATE_COUNT) {
        return;
    }
    if (is_missing(value)) {
        cell->missing++;
        return;
    }
    if (!sb_value_is_valid(value)) {
        return;
    }
    cell->valid++;
    double x;

    switch (cell->op) {
    case SB_AGGREGATE_VALID:
    case SB_AGGREGATE_MISSING:
        break;
    case SB_AGGREGATE_SUM:
        cell->sum += sb_value_to_number(value);
        break;
    case SB_AGGREGATE_PRODUCT:
        cell->product *= sb_value_to_number(value);
        break;
    case SB_AGGREGATE_MIN:
    case SB_AGGREGATE_MAX:
    case SB_AGGREGATE_ARGMIN:
    case SB_AGGREGATE_ARGMAX:
        add_extreme(cell, value, row);
        break;
    case SB_AGGREGATE_EXPONENTIAL:
    case SB_AGGREGATE_EXPONENTIALB:
        cell->exponential = cell->param * cell->exponential + sb_value_to_number(value);
        break;
    default:
        x = sb_value_to_number(value);
        cell->mean_d = x - cell->mean;
        cell->mean += cell->mean_d / (double)cell->valid;
        cell->dev += cell->mean_d * (x - cell->mean);
        break;
    }
}

void
sb_cell_remove(SbCell *cell, SbValue value)
{
    cell->rows--;
    if (cell->op == SB_AGGREGATE_COUNT) {
        return;
    }
    if (is_missing(value)) {
        cell->missing--;
        return;
    }
    if (!sb_value_is_valid(value)) {
        return;
    }
    cell->valid--;
    double x = sb_value_to_number(value);

    if (cell->op == SB_AGGREGATE_SUM) {
        cell->sum -= x;
    } else if (cell->op == SB_AGGREGATE_PRODUCT) {
        cell->product /= x;
    } else {
        cell->mean_d = x - cell->mean;
        cell->mean -= cell->valid > 0 ? cell->mean_d / (double)cell->valid : cell->mean;
        cell->dev -= cell->mean_d * (x - cell->mean);
    }
}

/* undefined where fewer than least values are valid. */
static SbValue
known(const SbCell *cell, size_t least, double value)
{
    return cell->valid >= least ? sb_value_number(value) : sb_value_undefined();
}

SbValue
sb_cell_value(const SbCell *cell, const SbTable *table)
{
    double n = (double)cell->valid, dev = MAX(0, cell->dev);

    switch (cell->op) {
    case SB_AGGREGATE_COUNT:
        return sb_value_number((double)cell->rows);
    case SB_AGGREGATE_VALID:
        return sb_value_number(n);
    case SB_AGGREGATE_MISSING:
        return sb_value_number((double)cell->missing);
    case SB_AGGREGATE_SUM:
        return known(cell, 1, cell->sum);
    case SB_AGGREGATE_PRODUCT:
        return known(cell, 1, cell->product);
    case SB_AGGREGATE_MEAN:
    case SB_AGGREGATE_AVERAGE:
        return known(cell, 1, cell->mean);
    case SB_AGGREGATE_VARIANCE:
        return known(cell, 2, dev / (n - 1));
    case SB_AGGREGATE_VARIANCEP:
        return known(cell, 1, dev / n);
    case SB_AGGREGATE_STDEV:
        return known(cell, 2, sqrt(dev / (n - 1)));
    case SB_AGGREGATE_STDEVP:
        return known(cell, 1, sqrt(dev / n));
    case SB_AGGREGATE_STDERR:
        return known(cell, 2, sqrt(dev / (n * (n - 1))));
    case SB_AGGREGATE_EXPONENTIAL:
        return known(
            cell, 1, cell->exponential * (1 - cell->param) / (1 - pow(cell->param, n)));
    case SB_AGGREGATE_EXPONENTIALB:
        return known(cell, 1, cell->exponential * (1 - cell->param));
    case SB_AGGREGATE_ARGMIN:
    case SB_AGGREGATE_ARGMAX:
        return cell->any ? sb_table_row(table, cell->extreme_row) : sb_value_undefined();
    default:
        return cell->any ? cell->extreme : sb_value_undefined();
    }
}

/* --- ops that need all rows ------------------------------------------------------ */

static int
compare_numbers(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return x < y ? -1 : x > y ? 1 : 0;
}

double *
sb_cell_numbers(
    SbArena *arena, const SbField *field, const size_t *rows, size_t count, size_t *found)
{
    double *numbers = sb_arena_new_many(arena, double, count);
    size_t n = 0;

    for (size_t i = 0; i < count; i++) {
        double number;

        if (sb_value_parse_number(sb_field_at(field, rows[i]), &number) &&
            !isnan(number)) {
            numbers[n++] = number;
        }
    }
    qsort(numbers, n, sizeof *numbers, compare_numbers);
    *found = n;
    return numbers;
}

double
sb_cell_quantile(const double *sorted, size_t count, double p)
{
    if (count == 0) {
        return NAN;
    }
    double place = (double)(count - 1) * CLAMP(p, 0, 1);
    size_t low = (size_t)floor(place);

    if (low + 1 >= count) {
        return sorted[count - 1];
    }
    return sorted[low] + (sorted[low + 1] - sorted[low]) * (place - (double)low);
}

static double
distinct(SbArena *scratch, const SbField *field, const size_t *rows, size_t count)
{
    SbValueIndex *index = sb_value_index_new(scratch, 1);

    for (size_t i = 0; i < count; i++) {
        SbValue value = sb_field_at(field, rows[i]);

        sb_value_index_add(index, &value, NULL);
    }
    return (double)sb_value_index_count(index);
}

/* The 2.5 % or 97.5 % quantile of the means of 1,000 samples drawn with
 * replacement.  The draws come from a generator with a fixed seed: the same data
 * give the same interval. */
static double
confidence(SbArena *scratch, const double *numbers, size_t count, gboolean upper)
{
    enum { SAMPLES = 1000 };
    double *means = sb_arena_new_many(scratch, double, SAMPLES);
    double seed = 0.42;

    for (size_t j = 0; j < SAMPLES; j++) {
        double sum = 0;

        for (size_t i = 0; i < count; i++) {
            seed = fmod(1103515245 * seed + 12345, 2147483647);
            sum += numbers[MIN(count - 1, (size_t)(seed / 2147483647 * (double)count))];
        }
        means[j] = sum / (double)count;
    }
    qsort(means, SAMPLES, sizeof *means, compare_numbers);
    return sb_cell_quantile(means, SAMPLES, upper ? 0.975 : 0.025);
}

static SbValue
row_values(SbArena *arena, const SbTable *table, const size_t *rows, size_t count)
{
    SbValue *items = sb_arena_new_many(arena, SbValue, count);

    for (size_t i = 0; i < count; i++) {
        items[i] = sb_table_row(table, rows[i]);
    }
    return sb_value_array(arena, items, count);
}

static SbValue
of_all_rows(SbArena *arena, const SbTable *table, const SbField *field, SbAggregateOp op,
    const size_t *rows, size_t count)
{
    g_autoptr(SbArena) scratch = sb_arena_new();
    size_t n = 0;

    if (op == SB_AGGREGATE_VALUES) {
        return row_values(arena, table, rows, count);
    }
    if (op == SB_AGGREGATE_DISTINCT) {
        return sb_value_number(distinct(scratch, field, rows, count));
    }
    double *numbers = sb_cell_numbers(scratch, field, rows, count, &n);

    if (n == 0) {
        return sb_value_undefined();
    }
    switch (op) {
    case SB_AGGREGATE_CI0:
    case SB_AGGREGATE_CI1:
        return sb_value_number(confidence(scratch, numbers, n, op == SB_AGGREGATE_CI1));
    case SB_AGGREGATE_Q1:
        return sb_value_number(sb_cell_quantile(numbers, n, 0.25));
    case SB_AGGREGATE_Q3:
        return sb_value_number(sb_cell_quantile(numbers, n, 0.75));
    default:
        return sb_value_number(sb_cell_quantile(numbers, n, 0.5));
    }
}

SbValue
sb_cell_of_rows(SbArena *arena, const SbTable *table, const SbField *field,
    SbAggregateOp op, double param, const size_t *rows, size_t count)
{
    SbCell cell;

    if (sb_cell_needs_rows(op)) {
        return of_all_rows(arena, table, field, op, rows, count);
    }
    sb_cell_init(&cell, op, param);
    for (size_t i = 0; i < count; i++) {
        sb_cell_add(&cell, sb_field_at(field, rows[i]), rows[i]);
    }
    return sb_cell_value(&cell, table);
}
