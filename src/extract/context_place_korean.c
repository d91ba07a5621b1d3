/*
 * In: a Korean sentence.  Out: the places and organisations that it names by form
 * ("하동군은", "㈜에코솔루션") or by what stands for one ("도는", "회사는", "정부는");
 * and which of them each mention is about.
 *
 * The particle says what a name does: a topic (은, 는, 이, 가) holds for its clause
 * and for what follows; "경남의" and "경남 수출" belong to the words behind; "미국과의"
 * is a partner's; a bare name right before its amount ("순천시 33만 명") is of that
 * amount alone.
 */
#include <string.h>

#include "extract/context.h"
#include "extract/korean.h"

typedef enum { BARE, TOPIC, OWNER, PLACED, PARTNER } Use;

static inline G_ALWAYS_INLINE gboolean
is_word(const SbScene *scene, guint i, const char *list)
{
    return i >= scene->start && i < scene->end &&
           sb_token_in(sb_scene_token(scene, i), list);
}

static gboolean
is_listed(const char *list, const char *word, size_t length)
{
    g_autofree char *key = g_strdup_printf(" %.*s ", (int)length, word);

    return strstr(list, key) != NULL;
}

/* --- names by form --- */

static SbPlaceHit
make_hit(const SbMentionSetting *setting, guint start, guint end, const char *name,
    size_t length, const char *kind)
{
    return (SbPlaceHit){ .start = start,
        .end = end,
        .name = sb_arena_strndup(setting->arena, name, length),
        .code = "",
        .kind = kind,
        .company = g_str_has_prefix(kind, "comp") };
}

/* "㈜에코솔루션은", "한빛전자㈜는", "(주)미래팩", "주식회사 다온" */
static gboolean
find_company_mark(const SbMentionSetting *setting, guint i, guint end, SbPlaceHit *hit)
{
    const SbTokens *tokens = setting->tokens;
    const SbToken *token = sb_token_at(tokens, i);
    guint at = i;

    if (sb_token_in(token, " ㈜ 주식회사 ")) {
        at = i + 1;
    } else if (sb_token_is(token, "(") && i + 2 < end &&
               sb_token_is(sb_token_at(tokens, i + 1), "주") &&
               sb_token_is(sb_token_at(tokens, i + 2), ")")) {
        at = i + 3;
    }
    if (at > i) {
        const SbToken *name = at < end ? sb_token_at(tokens, at) : NULL;

        if (name == NULL || name->kind != SB_TOKEN_WORD) {
            return FALSE;
        }
        *hit = make_hit(setting, i, at + 1, name->text,
            name->hangul ? sb_korean_noun(name->text, name->length) : name->length,
            "company");
        return TRUE;
    }
    if (token->kind != SB_TOKEN_WORD || i + 1 >= end) {
        return FALSE;
    }
    gboolean mark = sb_token_is(sb_token_at(tokens, i + 1), "㈜") &&
                    !sb_token_at(tokens, i + 1)->space;
    gboolean bracket = i + 3 < end && sb_token_is(sb_token_at(tokens, i + 1), "(") &&
                       !sb_token_at(tokens, i + 1)->space &&
                       sb_token_is(sb_token_at(tokens, i + 2), "주") &&
                       sb_token_is(sb_token_at(tokens, i + 3), ")");

    if (!mark && !bracket) {
        return FALSE;
    }
    *hit =
        make_hit(setting, i, i + (mark ? 2 : 4), token->text, token->length, "company");
    return TRUE;
}

static gboolean
ends_topic(const SbToken *token)
{
    return sb_korean_ends(token->text, token->length, " 은 는 이 가 의 ");
}

/* "한빛건설은": a name that ends as companies' do and is spoken of */
static gboolean
find_company_name(const SbMentionSetting *setting, guint i, SbPlaceHit *hit)
{
    static const char *const tails[] = { "전자", "건설", "그룹", "화학", "제약", "중공업",
        "솔루션", "텔레콤", "증권", "홀딩스", "케미칼", "물산", "제철", "모빌리티",
        "엔터테인먼트", "쇼핑", "디스플레이", NULL };
    static const char *const general[] = { "국내", "국외", "해외", "외국", "중견", "대형",
        "중소", "지역", "시중", "종합", "주택", "토목", "석유", "정밀", "가전", "온라인",
        "홈", "플랜트", "공공", "민간", "전기", "각", "도시", "사회", "도로", "공장",
        "항만", "철도", "인터넷", "모바일", "생활", "에너지", "국제", NULL };
    const SbToken *token = sb_token_at(setting->tokens, i);
    size_t n = sb_korean_noun(token->text, token->length);

    if (!token->hangul || n < 12 || n == token->length || !ends_topic(token)) {
        return FALSE;
    }
    for (int k = 0; general[k] != NULL; k++) {
        if (g_str_has_prefix(token->text, general[k])) {
            return FALSE;
        }
    }
    for (int k = 0; tails[k] != NULL; k++) {
        size_t m = strlen(tails[k]);

        if (n > m + 3 && memcmp(token->text + n - m, tails[k], m) == 0) {
            *hit = make_hit(setting, i, i + 1, token->text, n, "company");
            return TRUE;
        }
    }
    return FALSE;
}

/* "하동군은", "가람시가" */
static gboolean
find_municipality(const SbMentionSetting *setting, guint i, SbPlaceHit *hit)
{
    static const char nouns[] =
        " 대도시 신도시 소도시 중소도시 제품군 상품군 직업군 산업군 기업군 "
        "선박군 미국군 계열군 전시 과도시 임시 ";
    const SbToken *token = sb_token_at(setting->tokens, i);
    size_t n = sb_korean_noun(token->text, token->length);

    if (!token->hangul || n < 9 || n > 12 || n == token->length || !ends_topic(token) ||
        !(memcmp(token->text + n - 3, "군", 3) == 0 ||
            memcmp(token->text + n - 3, "시", 3) == 0) ||
        is_listed(nouns, token->text, n) || memcmp(token->text + n - 6, "도시", 6) == 0 ||
        memcmp(token->text + n - 6, "전시", 6) == 0 ||
        memcmp(token->text + n - 6, "품군", 6) == 0 ||
        memcmp(token->text + n - 6, "업군", 6) == 0) {
        return FALSE;
    }
    *hit = make_hit(setting, i, i + 1, token->text, n - 3,
        memcmp(token->text + n - 3, "군", 3) == 0 ? "county" : "city");
    return TRUE;
}

/* --- what stands for a name --- */

static gboolean
is_kind_of(const SbPlaceRef *ref, const char *word)
{
    size_t n = strlen(ref->name);
    const char *kind = ref->kind != NULL ? ref->kind : "";

    if (strcmp(word, "company") == 0) {
        return ref->company && strcmp(kind, "organisation") != 0;
    }
    if (strcmp(word, "도") == 0) {
        return strcmp(kind, "province") == 0 ||
               (g_str_has_prefix(ref->code, "KR-4") && strlen(ref->code) == 5);
    }
    if (strcmp(word, "시") == 0) {
        return strcmp(kind, "city") == 0 || g_str_has_prefix(ref->code, "X-KR-") ||
               g_str_has_prefix(ref->code, "KR-1") || g_str_has_prefix(ref->code, "KR-2");
    }
    return strcmp(kind, "county") == 0 || g_str_has_prefix(ref->code, "X-KR-") || n == 0;
}

static gboolean
find_standing(const SbContext *context, const SbMentionSetting *setting, guint i,
    guint end, SbPlaceHit *hit)
{
    static const struct {
        const char *words, *kind;
    } table[] = { { " 도는 도가 도의 ", "도" }, { " 시는 시가 시의 ", "시" },
        { " 군은 군이 군의 ", "군" },
        { " 회사는 회사의 회사가 그룹은 동사는 당사는 ", "company" } };
    const SbToken *token = sb_token_at(setting->tokens, i);

    if (!token->hangul || !token->space) {
        return FALSE;
    }
    if (sb_token_in(token, " 정부는 정부가 정부의 우리나라는 우리나라 우리나라의 ") &&
        context->codes != NULL) {
        const SbPlaceCode *korea = sb_codes_place(context->codes, "KR");

        *hit = (SbPlaceHit){ .start = i,
            .end = i + 1,
            .name = korea != NULL ? korea->ko : "한국",
            .code = "KR",
            .kind = "country",
            .stands = TRUE };
        return TRUE;
    }
    /* "전국 생산량 370만 t", but "전국의 8%" is a share of it */
    if (sb_token_is(token, "전국") && context->codes != NULL && i + 1 < end &&
        sb_token_at(setting->tokens, i + 1)->hangul &&
        sb_token_at(setting->tokens, i + 1)->space) {
        *hit = (SbPlaceHit){ .start = i,
            .end = i + 1,
            .name = "한국",
            .code = "KR",
            .kind = "country",
            .stands = TRUE,
            .owner = TRUE };
        return TRUE;
    }
    for (size_t k = 0; k < G_N_ELEMENTS(table); k++) {
        if (!is_listed(table[k].words, token->text, token->length)) {
            continue;
        }
        for (guint n = context->named->len; n > 0; n--) {
            const SbPlaceRef *ref = &g_array_index(context->named, SbPlaceRef, n - 1);

            if (is_kind_of(ref, table[k].kind)) {
                *hit = (SbPlaceHit){ .start = i,
                    .end = i + 1,
                    .name = ref->name,
                    .code = ref->code,
                    .kind = ref->kind,
                    .company = ref->company,
                    .stands = TRUE };
                return TRUE;
            }
        }
    }
    return FALSE;
}

gboolean
sb_place_korean_find(const SbContext *context, const SbMentionSetting *setting, guint i,
    guint end, SbPlaceHit *hit)
{
    return find_company_mark(setting, i, end, hit) ||
           find_company_name(setting, i, hit) || find_municipality(setting, i, hit) ||
           find_standing(context, setting, i, end, hit);
}

/* --- what a name does --- */

static gboolean
is_foreign(const SbPlaceHit *hit)
{
    return !g_str_has_prefix(hit->code, "KR") && !g_str_has_prefix(hit->code, "X-KR-") &&
           *hit->code != '\0' && !hit->company;
}

static Use
use_of(const SbScene *scene, const SbPlaceHit *hit)
{
    static const char *const trade[] = { "수출", "수입", "교역", "시장", "노선", "진출",
        "등", "관세", NULL };
    guint next = hit->end;
    const SbToken *last = sb_scene_token(scene, hit->end - 1);
    const SbToken *after = next < scene->end ? sb_scene_token(scene, next) : NULL;

    /* the particle may stand apart: "OECD | 는", "㈜ | 는" */
    if (after != NULL && after->hangul && !after->space) {
        last = after;
        after = next + 1 < scene->end ? sb_scene_token(scene, next + 1) : NULL;
        if (sb_token_in(last, " 은 는 이 가 도 ")) {
            return TOPIC;
        }
        if (sb_token_in(last, " 의 ")) {
            return OWNER;
        }
    }
    const char *text = last->text;
    size_t n = last->length;

    if (!last->hangul) {
        return BARE;
    }
    if (sb_korean_ends(text, n, " 과 와 과의 와의 보다 보다는 까지 ")) {
        return PARTNER;
    }
    if (sb_korean_ends(text, n, " 은 는 이 가 ") || g_str_has_suffix(text, "별로는")) {
        return TOPIC;
    }
    if (sb_korean_ends(text, n, " 의 ")) {
        return OWNER;
    }
    if (sb_korean_ends(text, n, " 에 에서 에는 에서는 에도 에서도 에만 로 으로 을 를 ")) {
        return PLACED;
    }
    for (int k = 0; after != NULL && after->hangul && is_foreign(hit) && trade[k] != NULL;
         k++) {
        if (g_str_has_prefix(after->text, trade[k])) {
            return PARTNER;
        }
    }
    return BARE;
}

/* "통계청에 따르면", "한국은행은 … 밝혔다": a public office speaks of its country. */
static SbPlaceRef
ref_of(const SbScene *scene, const SbPlaceHit *hit)
{
    SbPlaceRef ref = { hit->name, hit->code, hit->company,
        hit->kind != NULL ? hit->kind : "" };
    const SbCodes *codes = scene->context->codes;

    if (codes != NULL && strcmp(ref.kind, "organisation") == 0) {
        const SbPlaceCode *place = sb_codes_place(codes, hit->code);

        if (place != NULL && place->parent != NULL && strlen(place->parent) == 2) {
            const SbPlaceCode *country = sb_codes_place(codes, place->parent);

            if (country != NULL) {
                ref = (SbPlaceRef){ country->ko, country->code, FALSE, "country" };
            }
        }
    }
    return ref;
}

/* "늘었고", "밝혔으며": what stands before was said of its own subject. */
static gboolean
ends_clause(const SbToken *token)
{
    static const char *const endings[] = { "했고", "였고", "었고", "았고", "렸고", "졌고",
        "했으며", "었으며", "였으며", "았으며", "하고", "하며", "이며", "이고", "지만",
        "으나", "는데", "반면", NULL };

    for (int i = 0; token->hangul && endings[i] != NULL; i++) {
        if (g_str_has_suffix(token->text, endings[i])) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Is nothing between the name and the amount but a bracket or "약"? */
static gboolean
is_right_before(const SbScene *scene, const SbPlaceHit *hit, const SbMention *m)
{
    guint i = m->start;

    while (i > hit->end && is_word(scene, i - 1, " ( 약 총 \" 각각 ")) {
        i--;
    }
    return i == hit->end;
}

static const SbPlaceHit *
choose(const SbScene *scene, const SbMention *m)
{
    const GArray *hits = scene->context->places;
    const SbPlaceHit *topic = NULL, *other = NULL, *placed = NULL;
    gboolean crossed = FALSE;
    guint at = m->start;

    for (guint k = hits->len; k > 0; k--) {
        const SbPlaceHit *hit = &g_array_index(hits, SbPlaceHit, k - 1);

        if (hit->end > m->start || hit->weak ||
            (hit->owner && m->role == SB_ROLE_SHARE)) {
            continue;
        }
        for (; at > hit->end; at--) {
            crossed |= ends_clause(sb_scene_token(scene, at - 1));
        }
        Use use = use_of(scene, hit);

        if (use == BARE && is_right_before(scene, hit, m)) {
            return hit;
        }
        if (use == TOPIC && topic == NULL && (!crossed || placed == NULL)) {
            topic = hit;
        } else if ((use == OWNER || use == BARE || hit->owner) && other == NULL &&
                   !crossed && topic == NULL && !hit->company) {
            other = hit;
        } else if (use == PLACED && placed == NULL && !crossed && topic == NULL) {
            placed = hit;
        }
    }
    if (topic != NULL && topic->company && placed != NULL) {
        return placed;
    }
    if (other != NULL && (topic == NULL || other->start > topic->start) &&
        (use_of(scene, other) == OWNER || other->owner)) {
        return other;
    }
    return topic != NULL ? topic : other != NULL ? other : placed;
}

/* The company that a place is named beside. */
static const char *
company_of(const SbScene *scene, const SbMention *m, const SbPlaceHit *chosen)
{
    const GArray *hits = scene->context->places;

    for (guint k = 0; k < hits->len && !chosen->company; k++) {
        const SbPlaceHit *hit = &g_array_index(hits, SbPlaceHit, k);

        if (hit->company && hit->end <= m->start && use_of(scene, hit) == TOPIC &&
            g_strcmp0(hit->kind, "company") == 0) {
            return sb_arena_strdup(scene->context->arena, hit->name);
        }
    }
    return "";
}

static SbPlaceRef
carried(const SbScene *scene)
{
    const SbContext *context = scene->context;

    const SbPlaceCode *korea = context->national && context->codes != NULL
                                   ? sb_codes_place(context->codes, "KR")
                                   : NULL;

    if (*context->sentence.name != '\0') {
        return context->sentence;
    }
    if (*context->heading.name != '\0') {
        return context->heading;
    }
    return *context->title.name == '\0' && korea != NULL
               ? (SbPlaceRef){ korea->ko, korea->code, FALSE, "country" }
               : context->title;
}

/* "중국(202만 명)": has it an amount of its own? */
static gboolean
has_own(const SbScene *scene, const SbPlaceHit *hit)
{
    for (guint i = scene->first; i < scene->last; i++) {
        if (is_right_before(scene, hit, sb_scene_mention(scene, i))) {
            return TRUE;
        }
    }
    return FALSE;
}

/* The one place that the sentence is about, or NULL; *many: it has several. */
static const SbPlaceHit *
subject_of(const SbScene *scene, gboolean *many)
{
    const GArray *hits = scene->context->places;
    const SbPlaceHit *found = NULL, *placed = NULL;

    *many = FALSE;
    for (guint k = 0; k < hits->len; k++) {
        const SbPlaceHit *hit = &g_array_index(hits, SbPlaceHit, k);
        Use use = use_of(scene, hit);

        if (hit->weak || use == PARTNER || hit->owner) {
            continue;
        }
        *many |= use == BARE && has_own(scene, hit);
        if (use == TOPIC || (use == OWNER && found == NULL)) {
            *many |= found != NULL && strcmp(found->name, hit->name) != 0 &&
                     use_of(scene, found) == TOPIC;
            found = hit;
        } else if (use == PLACED && placed == NULL) {
            placed = hit;
        }
    }
    return found != NULL ? found : placed;
}

static SbPlaceRef
keep(const SbScene *scene, SbPlaceRef ref)
{
    ref.name = sb_arena_strdup(scene->context->arena, ref.name);
    ref.code = sb_arena_strdup(scene->context->arena, ref.code);
    return ref;
}

static guint
find_word(const SbScene *scene, const char *list)
{
    guint i = scene->start;

    while (i < scene->end && !is_word(scene, i, list)) {
        i++;
    }
    return i;
}

/* "충북과 충남의 수출은 각각 32억 달러, 29억 달러": the first is of the first. */
static void
distribute(SbScene *scene)
{
    const GArray *hits = scene->context->places;
    guint at = find_word(scene, " 각각 "), first = scene->first;

    while (first < scene->last && sb_scene_mention(scene, first)->start < at) {
        first++;
    }
    if (at == scene->end || first + 1 >= scene->last) {
        return;
    }
    SbMention *m = sb_scene_mention(scene, first),
              *n = sb_scene_mention(scene, first + 1);

    for (guint k = 0; k + 1 < hits->len; k++) {
        const SbPlaceHit *a = &g_array_index(hits, SbPlaceHit, k);
        const SbPlaceHit *b = &g_array_index(hits, SbPlaceHit, k + 1);
        gboolean joined =
            b->start == a->end ||
            (b->start == a->end + 1 && is_word(scene, a->end, " 와 과 · , "));

        if (!joined || b->end > at || strcmp(m->unit, n->unit) != 0 ||
            (use_of(scene, a) != PARTNER && use_of(scene, a) != BARE)) {
            continue;
        }
        SbPlaceRef x = ref_of(scene, a), y = ref_of(scene, b);

        if (x.company && *m->item != '\0') {
            m->item = sb_arena_strdup(scene->context->arena, x.name);
            n->item = sb_arena_strdup(scene->context->arena, y.name);
            return;
        }
        x = keep(scene, x);
        y = keep(scene, y);
        m->place = x.name;
        m->place_code = x.code;
        n->place = y.name;
        n->place_code = y.code;
        m->place_carried = n->place_carried = FALSE;
        return;
    }
}

void
sb_context_place_korean(SbScene *scene)
{
    SbContext *context = scene->context;
    gboolean many;
    const SbPlaceHit *subject = subject_of(scene, &many);

    for (guint i = scene->first; i < scene->last; i++) {
        SbMention *m = sb_scene_mention(scene, i);
        const SbPlaceHit *hit = choose(scene, m);
        SbPlaceRef ref = hit != NULL ? keep(scene, ref_of(scene, hit)) : carried(scene);

        m->place = ref.name;
        m->place_code = ref.code;
        m->place_carried = *ref.name != '\0' && (hit == NULL || hit->stands);
        if (hit != NULL && *m->item == '\0') {
            m->item = company_of(scene, m, hit);
        }
    }
    distribute(scene);
    if (subject == NULL) {
        return;
    }
    SbPlaceRef ref = keep(scene, ref_of(scene, subject));

    if (*context->title.name == '\0' && scene->first <= 1 && !many) {
        context->title = ref;
    }
    context->sentence = many ? (SbPlaceRef){ "", "", FALSE, "" } : ref;
}
