/*
 * part: a share above 100 %; a part larger than its whole; a rank beyond its
 * field.  Across modalities (a pledge larger than a target) it is a remark.
 */
#include <string.h>

#include "check/audit.h"
#include "figure/relation.h"
#include "figure/unit.h"

static gboolean
exceeds(const SbFigure *part, const SbFigure *whole)
{
    SbInterval a, b;

    return sb_audit_printed(part, &a) && sb_audit_printed(whole, &b) && !a.no_low &&
           !b.no_high && sb_rational_compare(a.low, b.high) > 0;
}

static void
test_part(SbAudit *audit, const SbFigure *part, const SbFigure *whole)
{
    SbDecimal p, w;

    if (strcmp(part->unit, whole->unit) != 0 || !sb_audit_value(part, &p) ||
        !sb_audit_value(whole, &w)) {
        return;
    }
    g_autofree char *a = sb_audit_number(p), *b = sb_audit_number(w);
    g_autofree char *arithmetic = g_strdup_printf("%s of %s", a, b);

    if (!exceeds(part, whole)) {
        sb_audit_add(audit, "part", SB_VERDICT_PASS, "the part is within its whole",
            arithmetic, "", part, whole, NULL);
        return;
    }
    gboolean same = part->modality == whole->modality;
    g_autofree char *message =
        g_strdup_printf("%s is more than %s, of which it is a part%s", part->text,
            whole->text, same ? "" : " (one of them is no result)");

    sb_audit_add(audit, "part", same ? SB_VERDICT_FAIL : SB_VERDICT_REMARK, message,
        arithmetic, "", part, whole, NULL);
}

void
sb_rule_part(SbAudit *audit)
{
    for (guint i = 0; i < audit->rows->len; i++) {
        const SbFigure *f = g_ptr_array_index(audit->rows, i);
        const SbFigure *whole = sb_relation_find(audit->figures, f, "part-of");

        if (f->role == SB_ROLE_SHARE && strcmp(f->unit, "%") == 0) {
            SbInterval printed, hundred = sb_audit_whole(100);

            if (sb_audit_printed(f, &printed) && !printed.no_low &&
                sb_rational_compare(printed.low, hundred.high) > 0) {
                g_autofree char *message =
                    g_strdup_printf("a share of %s is more than the whole", f->text);

                sb_audit_add(audit, "part", SB_VERDICT_FAIL, message, "", "", f, NULL);
            }
        } else if (whole != NULL && f->role == whole->role) {
            test_part(audit, f, whole);
        } else if (whole != NULL && f->role == SB_ROLE_RANK &&
                   sb_unit_kind(whole->unit) == SB_UNIT_COUNT && exceeds(f, whole)) {
            g_autofree char *message =
                g_strdup_printf("rank %s in a field of %s", f->text, whole->text);

            sb_audit_add(audit, "part", SB_VERDICT_FAIL, message, "", "", f, whole, NULL);
        }
    }
}
