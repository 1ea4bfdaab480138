"""Select the quantities of a sentence that state a measure.

Excluded are numbers that describe a noun (1000千伏输电线路, 亿元以上项目), plain durations (三年行动), an
indefinite 一, table cells, and numerals without any sign of a quantity.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhengce.alternation import WORD, any_of
from zhengce.quantities.mention import Mention, is_han
from zhengce.quantities.roles import default_roles
from zhengce.segment.boundaries import clause_start
from zhengce.types import SegmentedText, SentenceSpan

_MEASURED_SPAN = re.compile(
    r"(?:年限|期限|周期|寿命|时间|时长|用时|耗时|工期|天数|时限|工时|日数|有效期|保质期|年龄|中位数|均值|时数|天数"
    r"|(?:缩短|延长|压缩|压减|减少|增加|净增|提前|降)(?:了|[至到为])?)"
    r"(?:达到?|为|约|在|超过?|平均|从|由|至|到|了|是|不[少低超多]于?过?|最[长短]|共|[，：]|均|一般|通常|仅用?|只用?|需要?)*$"
)
_OF_SPAN = re.compile(rf"的{WORD}{{0,4}}(?:周期|期限|时限|工期|公告期|有效期)")
_TRIED = ("试点", "整省", "整市", "整县")
_JOINING = ("、", "和")
_MEASURED_AGE = re.compile(r"(?:年龄|寿命|岁数|年轻|年长|只有|仅|达到?|为|至|提高)[^，。；、]{0,12}$")
_SCORED = re.compile(r"(?:得分|评分|分数|成绩|满意度|分)[^，。；]{0,6}$")
_INDEX = re.compile(
    r"(?:指数|系数|乘数|比|比值|得分|评分|率|分值|倍数|比例|点|PMI|均值|景气度|密度)[^，。；]{0,8}$"
)
_COMPARED = "[比较][^，。；]{1,8}(?:[高低]|上升|下降|提高|降低|回升|回落|增加|减少|上涨|下跌)"
_STATED = re.compile(
    r"(?:为|达到?|是|至|到|提高|下降|上升|降低|增加|回落|提升|超过|高于|低于|由|从|[和、]|"
    + _COMPARED
    + r")\s*$"
)
_TURNING = re.compile(rf"{WORD}{{1,6}}[至到为](?=\d)")  # 从2.05|缩小至1.92
_STATED_AGAIN = re.compile(rf"(?:{_COMPARED}|[为至到])$")
_LETTER = re.compile(r"[一-龥A-Za-z]")
_EACH = re.compile(r"(?:每(?:增长|提高|增加|下降|降低|减少|逾|超过?|满)?|“|第)$")
_OF_AGE = ("及", "以", "或", "的", "儿童", "老")
_PARTS = ("部分", "方面", "问题", "环节", "层面")
_UNNUMBERED = ("首", "榜")  # 居首位 tells no number
_FROM = re.compile("[由从](?:[^，。；]{1,8}的)?$")  # 由上年的1.97缩小至1.94
_PAGE = re.compile(rf"(?:{any_of(default_roles().page.words)})(?:[：:]\s?|\s)$")
_LIST_NUMBER = re.compile(r"[（(]?\d+(?:[）)]|[.．、](?!\d))")
_ARTICLES = re.compile(r"(?:章|部分|编)(?:，?共)?$")
_BARE_STAGE = re.compile(r"台阶|大关|关口|规模|以上|$|[，。；、]")
# Who is counted by 上亿 and 近千万; not what is theirs.
_PEOPLE = re.compile(
    r"[一-龥]{0,4}(?:群众|人民|人口|居民|家庭|农民|农户|用户|网民|职工|劳动力|学生|游客|市场主体|经营主体)(?=$|[，。；、）]|[^的一-龥]"
    r"|喜|受|实现|参|脱|从中|得到|享|就业|住|告别|搬|保持|用上|喝上|走)"
)
_STAGE_NEXT = re.compile("台阶|大关|关口|规模")
_SIZE_NOUN = re.compile(r"级|以上|企业|产业|项目|园区|县|镇|村|集群|俱乐部|的|元级")
_BOUNDED = frozenset({"at_least", "at_most", "over", "under"})
_CONDITIONED = "时，"  # 超过十人时，…
_DEFINING = "是指"
_CLASSING = re.compile("者|制(?![度造成作品定式])")  # 月入达3万元者, 五百人以下者, 3人制篮球场
_OF_CLASS = re.compile(rf"的?{WORD}{{0,6}}(?:月薪|年薪|月入|薪酬|工资|收入|年龄|投资额?)(?:在|达|为)?")
_INDEX_NAME = re.compile("(?:指数|系数|乘数|比例)$")
_MOVED = re.compile("^，?(?:微|略)?[升降增减涨跌]$")
_APART = re.compile(r"\d\s+\d")
_CLAUSED = re.compile("[，。；]")
_OF_LEVEL = re.compile(rf"{WORD}{{0,2}}级")
_TYPED = re.compile(r"级(?!别)|型")
_WHOLE = re.compile(r"规模|台阶|大关|$|[，。；、]|产值")
_SEPARATE = re.compile(r"[，。；：、]|^[和与及或至到]")
_PARTS_OF_DAY = frozenset({"小时", "个小时", "分钟", "天", "个工作日", "工作日", "学时", "课时"})
_TAKING = ("仅用", "只用", "仅需", "只需", "仅用了", "只用了", "用时", "耗时", "缩至", "压缩至", "缩短至")
_JOINTS = ("和", "与", "及", "以及")
_PER_EVENT = frozenset("次轮批期类层段重面道方步分块")
_ABSTRACT = re.compile(
    r"意见|建议|要求|问题|原因|特点|方法|途径|步|方针|办法|世界|民族|社会|阶级|主义|矛盾|国家主权|制度|思想|次会议|届|事(?![故项业件])|大事|硬仗|好事|资源"
)
_MEMBER = re.compile("、|以及|[和及与]")
_DIVIDED = re.compile("分(?:为|成)?[^，。；类别]{1,30}[、和及与][^，。；]{1,12}$")
_KINDS = frozenset("种类")
_MADE = ("建", "增", "设", "有", "成", "办")  # 公司和学校新建两所: the tags know 新建 as a place
_NAMING = frozenset({"n", "ns", "nt", "nz", "l", "j"})
_COUNTS = frozenset({"count", "person", "household", "ratio", "points", "multiple"})
_LINKING = frozenset({"达", "达到", "有", "为", "超过", "突破"})
_CAPACITIES = frozenset({"mass", "power", "energy", "volume"})
_PROJECT = re.compile(r"[^，。；、\d]{1,10}?(?:项目|工程|生产线|装置)")
_SMALL = 20
_DIME = ("左右", "以上", "以下", "的", "至", "到", "和", "或")


def measured(segmented: SegmentedText, sentence: SentenceSpan, found: Sequence[Mention]) -> list[Mention]:
    """Return the quantities and ranks of a sentence that state a measure, in order."""
    numbers = [m for m in found if m.kind in {"quantity", "rank"}]
    text = segmented.text[sentence.start : sentence.end]
    if not numbers or _is_table_row(text, len(numbers)) or not _LETTER.search(text):
        return []
    return [
        m
        for i, m in enumerate(numbers)
        if (m.kind == "rank" and not m.text.startswith(_UNNUMBERED))
        or (m.kind == "quantity" and _states(segmented, sentence, numbers, i))
    ]


def _is_table_row(text: str, numbers: int) -> bool:
    """Return whether several numbers are separated by spaces only."""
    return numbers > 1 and _APART.search(text) is not None and not _CLAUSED.search(text)


def _states(  # noqa: C901, PLR0911, PLR0912 - a decision list: each dimension has its own signs
    segmented: SegmentedText, sentence: SentenceSpan, found: Sequence[Mention], i: int
) -> bool:
    m = found[i]
    text = segmented.text
    left = text[clause_start(text, sentence.start, m.outer_start) : m.outer_start]
    right = text[m.outer_end : m.outer_end + 12]
    if m.indefinite or _EACH.search(left):
        return False
    if _PAGE.search(text, max(sentence.start, m.outer_start - 8), m.outer_start):
        return False
    if m.start == sentence.start and _LIST_NUMBER.match(text, m.start):
        return False
    if m.bare and i > 0 and found[i - 1].outer_end == m.outer_start:
        return False  # 跨过两个万亿元大关
    if (m.modifier in _BOUNDED and right.startswith(_CONDITIONED)) or _CLASSING.match(right):
        return False
    if m.modifier in _BOUNDED and _DEFINING in left:
        return False  # 大型银行是指资产总量超过2万亿元的银行
    if m.modifier in _BOUNDED and i > 0 and found[i - 1].dimension == "ratio":
        between = text[found[i - 1].outer_end : m.outer_start]
        if _OF_CLASS.fullmatch(between) is not None:
            return False  # 逾七成月薪在12,000元以上
    if m.dimension == "duration":
        joined = (
            i > 0 and found[i - 1].unit == m.unit and text[found[i - 1].outer_end : m.outer_start] in _JOINING
        )
        if joined and _states(segmented, sentence, found, i - 1):
            return True  # 压缩至1.5个月、12个月
        return _is_measured_span(found, i, left, right)
    if m.dimension == "age":
        classed = m.outer_end > m.end and is_han(right[:1])  # 60岁以上人士
        return bool(_MEASURED_AGE.search(left)) and not classed and not right.startswith(_OF_AGE)
    if m.parts:
        return True
    if m.han and m.unit == "角" and is_han(right[:1]) and not right.startswith(_DIME):
        return False  # 四角坪
    if m.unit is None:
        return _is_bare_statement(found, i, left, right)
    if (
        m.han
        and m.dimension == "count"
        and m.modifier == "exact"
        and m.value is not None
        and m.value <= _SMALL
    ):
        adjacent = i > 0 and found[i - 1].outer_end == m.outer_start  # 8万亿、9万亿两个台阶
        if adjacent or _sums_up(segmented, m, left, right) or (m.unit == "个" and right.startswith(_PARTS)):
            return False
        return _is_small_count(m, left, right)
    if (m.unit == "个" and right.startswith(_PARTS)) or (m.outer_end > m.end and right.startswith("之")):
        return False  # 质询的4个部分; 五人以上之工厂
    if m.dimension == "score" and not _SCORED.search(left):
        return False
    if m.unit in {"条", "章", "节"} and _ARTICLES.search(left):
        return False
    return not _describes(segmented, found, i, right)


def _is_measured_span(found: Sequence[Mention], i: int, left: str, right: str) -> bool:
    m = found[i]
    if right.startswith(_TRIED):
        return False  # 土地承包到期后再延长三十年试点
    if _OF_SPAN.match(right):
        return True  # 4个月的平均审查周期
    if _FROM.search(left) and i + 1 < len(found) and found[i + 1].unit == m.unit:
        return True
    broken = m.value is not None and m.value % 1 != 0
    if m.modifier in _BOUNDED and m.unit in _PARTS_OF_DAY and not is_han(right[:1]):
        return True  # 每周安排劳动课两小时以上
    taken = left.endswith(_TAKING) and m.unit in _PARTS_OF_DAY
    return taken or bool(_MEASURED_SPAN.search(left)) or (broken and not right.startswith(("期", "计划")))


def _sums_up(segmented: SegmentedText, m: Mention, left: str, right: str) -> bool:
    """Return whether a count sums up a preceding enumeration: 分养老、工伤两种, 土地和水两个要素."""
    members = len(_MEMBER.findall(left)) + 1
    if m.unit in _KINDS and _DIVIDED.search(left) is not None:
        return True
    if members < 2 or m.value != members or left.endswith(_MADE) or not is_han(right[:1]):
        return False
    last = segmented.between(0, m.outer_start).stop - 1
    return left.endswith("”") or (last >= 0 and segmented.tags[last] in _NAMING)


def _is_small_count(m: Mention, left: str, right: str) -> bool:
    """Match small counts of things: 两座, 五家; 两次 and 三轮 count events."""
    if m.unit in _PER_EVENT or _ABSTRACT.match(right):
        return False
    return is_han(right[:1]) or is_han(left[-1:]) or left.endswith("”")


def _is_bare_statement(found: Sequence[Mention], i: int, left: str, right: str) -> bool:
    """Match stated numbers without a unit: 300万产业工人, 突破万亿台阶, 指数132.6."""
    m = found[i]
    if m.fraction:
        return True
    if m.bare:
        return m.modifier != "exact" and (_BARE_STAGE.match(right) or _PEOPLE.match(right)) is not None
    if _OF_LEVEL.match(right):
        return False
    following = right[:1]
    if m.modifier in _BOUNDED and right.startswith("的"):
        return False  # 4个过五百亿的县市
    if "万" in m.text or "亿" in m.text:
        return not following or following in "，。；、“）" or (is_han(following) and following != "以")
    if m.han:
        return False
    pair = _FROM.search(left) is not None
    if (
        is_han(following)
        and not pair
        and not right.startswith(("左右", "以上", "以下", "和", "与", "及", "的"))
    ):
        return False
    if "." in m.text and not is_han(following) and _INDEX_NAME.search(left):
        return True  # 工业生产指数89.16，年减3.9%
    if i > 0 and found[i - 1].unit is None and "." in m.text and _MOVED.search(left):
        return True  # 伤亡率为10.9，微升0.1
    again = i > 0 and found[i - 1].unit is None and _STATED_AGAIN.search(left)
    opens = pair and i + 1 < len(found) and found[i + 1].unit is None and _TURNING.match(right) is not None
    return bool(pair or _STATED.search(left)) and bool(_INDEX.search(left) or again or opens)


def _describes(segmented: SegmentedText, found: Sequence[Mention], i: int, right: str) -> bool:
    """Return whether a size describes the noun after it."""
    m = found[i]
    if m.dimension == "voltage" or _TYPED.match(right):
        return True
    if m.dimension in _CAPACITIES and _PROJECT.match(right):
        return True  # 吉化120万吨乙烯项目
    if m.bare and m.outer_end > m.end and is_han(right[:1]) and not _STAGE_NEXT.match(right):
        return True  # 亿元以上重大产业项目
    if m.bare and m.dimension not in _COUNTS and not m.text.startswith("上"):
        stated = m.modifier != "exact" or _WHOLE.match(right)
        return bool(_SIZE_NOUN.match(right)) or not stated
    if m.dimension in _COUNTS or not is_han(right[:1]):
        return False
    if m.outer_end > m.end and m.modifier in {"at_least", "at_most"}:
        return True  # 500万元以上项目
    if i + 1 >= len(found) or found[i + 1].kind == "rank":
        return False
    start, end = m.outer_end, found[i + 1].outer_start
    between = segmented.text[start:end]
    if (not between and m.dimension == "money") or (between == "的" and found[i + 1].dimension == "ratio"):
        return False  # 10元|一斤; 计划四百亿元的百分之十五
    # 200平方米厂房和|3座仓库 are two things.
    if len(between) > 16 or _SEPARATE.search(between) or between.endswith(_JOINTS):
        return False
    return all(_may_describe(segmented, k) for k in segmented.between(start, end))


def _may_describe(segmented: SegmentedText, k: int) -> bool:
    """Return whether a word may stand in a noun phrase: no verb, no preposition (8万元|对40名职工)."""
    tag = segmented.tags[k]
    verbal = tag.startswith("v") and tag != "vn" and segmented.words[k] not in _LINKING
    return not verbal and tag != "p"
