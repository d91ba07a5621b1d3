/*
 * In: the figures, and checks.csv.  Out: the audit box: how many relations were
 * recomputed and how they came out, and the differences that a person has
 * decided, with their note.  Never a guess, never what is still open.
 */
#include <string.h>

#include "check/check.h"
#include "report/fence.h"
#include "report/label.h"

static const SbFindings *
find_all(SbPress *press, GError **error)
{
    if (press->findings) {
        return press->findings;
    }
    SbCodes *codes = sb_codes_load(press->job, error);

    if (!codes) {
        return NULL;
    }
    sb_arena_own(press->arena, codes, (GDestroyNotify)sb_codes_free);
    press->codes = codes;
    SbFindings *findings = sb_check_figures(press->job, codes, press->figures, error);

    if (!findings) {
        return NULL;
    }
    sb_arena_own(press->arena, findings, (GDestroyNotify)sb_findings_free);
    if (press->checks &&
        !sb_findings_decide(findings, press->job, press->checks, error)) {
        return NULL;
    }
    press->findings = findings;
    return findings;
}

typedef struct {
    guint pass, fail, untested, decided;
} Counts;

static Counts
count(const SbFindings *findings)
{
    Counts counts = { 0 };

    for (size_t i = 0; i < sb_findings_count(findings); i++) {
        const SbFinding *finding = sb_findings_at(findings, i);

        counts.pass += finding->verdict == SB_VERDICT_PASS;
        counts.fail += finding->verdict == SB_VERDICT_FAIL;
        counts.untested += finding->verdict == SB_VERDICT_UNTESTED;
        counts.decided += finding->verdict == SB_VERDICT_FAIL && *finding->decision;
    }
    return counts;
}

static SbBlock *
paragraph(SbPress *press, const SbFence *fence, const SbRich *rich)
{
    SbBlock *block = sb_block_new(press->arena, SB_BLOCK_PARAGRAPH, fence->offset);

    block->rich = rich;
    return block;
}

static const char *
counts_text(SbPress *press, Counts c)
{
    g_autoptr(GString) out = g_string_new(NULL);

    if (g_str_equal(press->lang, "ko")) {
        g_string_append_printf(out,
            "수치 사이의 관계 %u개를 다시 계산하였다. %u개는 인쇄된 자릿수 안에서 맞고, "
            "%u개는 맞지 않는다.",
            c.pass + c.fail, c.pass, c.fail);
        if (c.untested) {
            g_string_append_printf(
                out, " %u개는 자료가 모자라 확인할 수 없었다.", c.untested);
        }
        if (c.fail > c.decided) {
            g_string_append_printf(
                out, " 이 가운데 %u개는 아직 검토 중이다.", c.fail - c.decided);
        }
    } else {
        g_string_append_printf(out, "%u relation%s between the figures %s recomputed. ",
            c.pass + c.fail, c.pass + c.fail == 1 ? "" : "s",
            c.pass + c.fail == 1 ? "was" : "were");
        g_string_append_printf(out, "%u hold%s within the precision that was printed, ",
            c.pass, c.pass == 1 ? "s" : "");
        g_string_append_printf(out, "%u %s not.", c.fail, c.fail == 1 ? "does" : "do");
        if (c.untested) {
            g_string_append_printf(out,
                " %u could not be tested, for want of figures or precision.", c.untested);
        }
        if (c.fail > c.decided) {
            g_string_append_printf(out, " %u of the differences %s still being reviewed.",
                c.fail - c.decided, c.fail - c.decided == 1 ? "is" : "are");
        }
    }
    return sb_arena_strdup(press->arena, out->str);
}

static const SbBlock *
decided_item(SbPress *press, const SbFence *fence, const SbFinding *finding)
{
    SbBlock *item = sb_block_new(press->arena, SB_BLOCK_ITEM, fence->offset);
    GPtrArray *children = sb_arena_ptr_array(press->arena);
    gboolean korean = g_str_equal(press->lang, "ko");
    const char *note = korean ? finding->note_ko : finding->note_en;
    const SbFigure *first = finding->facts && finding->facts->len
                                ? g_ptr_array_index(finding->facts, 0)
                                : NULL;
    SbRichSpan strong = { .style = SB_RICH_STRONG }, quiet = { .style = SB_RICH_QUIET };
    SbRichBuilder builder;

    sb_rich_begin(&builder, press->arena);
    if (first) {
        sb_rich_add(&builder, sb_label_figure(press, first, TRUE), &strong);
        sb_rich_add(&builder, ". ", &strong);
    }
    sb_rich_add(&builder, *note ? note : finding->message, NULL);
    if (*finding->arithmetic) {
        sb_rich_add(&builder, " (", &quiet);
        sb_rich_add(&builder, finding->arithmetic, &quiet);
        sb_rich_add(&builder, ")", &quiet);
    }
    g_ptr_array_add(children, paragraph(press, fence, sb_rich_end(&builder)));
    item->children = children;
    return item;
}

gboolean
sb_fence_audit(SbPress *press, const SbFence *fence, GPtrArray *blocks, GError **error)
{
    static const char *const KEYS[] = { "title" };
    SbJsonPlace place;
    const json_t *tree = sb_fence_tree(press, fence, &place, error);

    if (!tree || !sb_json_check_keys(tree, KEYS, G_N_ELEMENTS(KEYS), &place, "", error)) {
        return FALSE;
    }
    if (!press->figures) {
        sb_error_at(error, SB_ERROR_INPUT, press->source, fence->offset,
            "an audit, but the front matter names no data");
        return FALSE;
    }
    const SbFindings *findings = find_all(press, error);

    if (!findings) {
        return FALSE;
    }
    SbBlock *box = sb_block_new(press->arena, SB_BLOCK_CALLOUT, fence->offset);
    SbBlock *list = sb_block_new(press->arena, SB_BLOCK_LIST, fence->offset);
    GPtrArray *children = sb_arena_ptr_array(press->arena);
    GPtrArray *items = sb_arena_ptr_array(press->arena);
    const char *title =
        g_str_equal(press->lang, "ko") ? "검산 결과" : "What was recomputed";

    box->word = "audit";
    box->children = children;
    box->rich = sb_rich_plain(press->arena, sb_json_string(tree, "title", title), 0);
    g_ptr_array_add(children,
        paragraph(press, fence,
            sb_rich_plain(press->arena, counts_text(press, count(findings)), 0)));
    for (size_t i = 0; i < sb_findings_count(findings); i++) {
        const SbFinding *finding = sb_findings_at(findings, i);

        if (finding->verdict == SB_VERDICT_FAIL && *finding->decision) {
            g_ptr_array_add(items, (void *)decided_item(press, fence, finding));
        }
    }
    list->children = items;
    list->loose = TRUE;
    if (items->len) {
        g_ptr_array_add(children, list);
    }
    g_ptr_array_add(blocks, box);
    return TRUE;
}
