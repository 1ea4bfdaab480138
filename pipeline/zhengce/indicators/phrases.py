"""Noun phrases around a number: the shortest on its left that names something, the noun on its right."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from zhengce.alternation import any_of
from zhengce.indicators.frames import FrameReader
from zhengce.indicators.lexicon import Lexicon
from zhengce.segment.boundaries import BOUNDARY
from zhengce.types import SegmentedText

# 等 that closes an enumeration; not the one of 高等, 平等, 等级.
ETC = re.compile(
    r"(?<![高初同平均优劣上下对相一二三头甲乙特])(?<![级良、]中)(?<!中(?=等[职学教专收发规城技水]))等(?![级次同于价待候比第号身])"
)
METRIC = re.compile(
    r"(?:(?:进出口|利润|资产|销售|零售|投资|成交|负债|产值)总额|(?:增加|总产|产)值|(?:吞吐|用电|产|销|销售|排放|消费|货运|客运|周转|发电|总|拥有|投放|需求|供应|储)量|(?:销售|成交|总|投资|进出口|出口|进口|交易|零售)额|(?:营业|销售)?总?收入"
    r"|支出|人数|(?:销售|施工|竣工|播种|种植|建筑|出让)?面积|规模|里程|价格|利润|投资|进出口|出口|进口|增速|余额|总数|人次|比重|占比|[一-龥]{1,3}率|营收|得分)$"
)
_AND_LISTED = re.compile("(?<=..)[和与及][^和与及]{2,8}等$")
_WHOSE_METRIC = re.compile(r"^(.{2,}?)的(?=.*" + METRIC.pattern + ")")
_AND_SOME = re.compile("以及|[和与及]一(?:批|系列|些)")
_NOUN = re.compile("[一-龥]{2,4}")
_NO_END = frozenset({"的", "一次性", "偏远"})  # the tags know the last two as adverbs
_OTHER = frozenset({"其他", "其它", "其余", "本科", "各类", "各种", "各项", "各级", "各界", "各式", "各"})
# Nouns that need their predicate to be told from others of their kind.
_BARE = frozenset(
    {
        "企业",
        "单位",
        "个人",
        "集体",
        "县",
        "市",
        "区",
        "省",
        "省份",
        "城市",
        "乡镇",
        "村",
        "街道",
        "地区",
        "区域",
        "部门",
        "机构",
        "品牌",
        "产品",
    }
    | {
        "作品",
        "选手",
        "学校",
        "高校",
        "项目",
        "案例",
        "成果",
        "行业",
        "河流",
        "员工",
        "学生",
        "毕业生",
        "展商",
        "首店",
        "新片",
        "影片",
    }
)
_LONGEST_SAID = 12
_LONGEST_OF_SHARE = 14
_LIGHTLY = re.compile(r"[\d的]|^(?:为|是|在|由|从|向|按|比|占|有|位于|分布|来自|认为|表示|预计)|[到了]$")
_SAYING = re.compile(
    r"[\d的]|^(?:为|是|在|由|从|向|按|比|占|有|可|将|能|需|应|不|未|超过|位于|分布|来自|认为|表示|预计|参加|受到|遭)|[到了]$"
)
_NOMINAL = ("n", "vn", "j", "l", "b", "a", "s", "eng", "uj", "x")
_HAS_NUMBER = re.compile(r"[\d一二三四五六七八九十百千万亿两]")
TOLL = frozenset({"死亡", "身亡", "遇难", "受伤", "失踪", "丧生"})
_HEADS = frozenset(
    {"平台", "中心", "基地", "系统", "机制", "体系", "区", "站", "点", "设施", "设备", "企业", "单位", "人员"}
)
_PEOPLE = (
    "员",
    "工",
    "者",
    "人",
    "民",
    "生",
    "师",
    "手",
    "户",
    "学子",
    "干部",
    "客",
    "代表",
    "青年",
    "妇女",
    "劳模",
)
_FIRMS = (
    "企业",
    "公司",
    "机构",
    "单位",
    "银行",
    "展商",
    "商户",
    "医院",
    "学校",
    "高校",
    "工厂",
    "商家",
    "部门",
    "组织",
    "媒体",
)
_LANDS = (
    "县",
    "市",
    "州",
    "省",
    "乡",
    "镇",
    "村",
    "国家",
    "地区",
    "省份",
    "街道",
    "社区",
    "部门",
    "单位",
    "企业",
)
# Who can act, by the measure word before: 名 counts people, 家 firms, 个 places.
_ACTORS = dict.fromkeys("名人位万亿", _PEOPLE) | {"家": _FIRMS, "个": _LANDS}
_SHORTEST_ACT = 2
_WHERE = frozenset({"现场", "线下", "线上", "当场", "实地"})  # 1700家展商|现场参展
_MEANS_BEFORE = re.compile(".(?:资|金|款|品|费|经费|补贴)$")
_FUNDS = re.compile("资金|经费|款|专项|补助|金|费用|债券|贷款")
_AUXILIARY = re.compile(r"^(?:被|已经?|都|均|全部|先后|成功|顺利|相继|陆续|正式|实现|进行)*是?")
_PIECE_END = re.compile(f"[{BOUNDARY}、（）]")
_GAP = re.compile(r"\s(?<=[一-龥”》]\s)(?=[一-龥“《])")
_STOP = re.compile(f"[{BOUNDARY}、（）“]")
_WHOLLY = ("全面", "全部", "如期", "圆满", "顺利")
_STAGE = re.compile(r"(?:新)?(?:台阶|大关|规模(?!以上|以下|化)|关口|水平|以上|门槛)")
_REMARK = re.compile(r"（\s?）|（[^（）]{5,}）|（[A-Za-z\d\s.+-]+）")  # （含外资金融机构，下同）, （GDP）
_PLACES = re.compile(r"[县省市区]（[^（）]{1,6}）")  # 县（市、区）
_CLOSED = re.compile("^[^（）]*）")
_JOINTS = ("的", "和", "与", "及")
_TURNS = ("而", "但")
_HEADED = re.compile("——|[丨｜|#]")
_LIST_MARK = re.compile(
    r"^(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、)）]|[一二三四五六七八九十]是"
    r"|[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十]))"
)
# How a figure came about is stated of it, not part of its name.
ESTIMATE = re.compile(
    r"的?(?:临时|修订|初步|预先|最新)?(?:估计|概估|初估|预估|估算)(?:数字|数)?(?:为|较)?$"
    r"|(?:实质|名目|则|却|亦)$|(?<=[数额量值次位家])计$"
)
_ESTIMATED = frozenset("计估算字数为较质目则却亦")  # one of these ends each
# Causes and note marks.
_ASIDE = re.compile(
    r"受[^，。；：]{1,12}?(?:等因素)?影响|(?<!原)因(?!素)[^，。；：的]{3,12}$|^(?:拟|计划|规划|将)?用[^，。；]{0,6}时间"
    r"|^.*】|[\[［〔]\d{1,2}[\]］〕]|[①-⑳]"
)
_ASIDES = frozenset("受因用】[［〔①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")  # one of these is in each
_COUNTING = re.compile(
    r"^.{2,}?(?:已累计|累计|现已|已经|已|(?<![公总中])共(?!同|享|建(?![成立设])|富|产|青|和|服|保|鸣|济|性))"
)
_DONE = "已共累计现经"
_EXCEPT = re.compile(r"^(?:若?扣除|若?剔除|除去|按|据|经|修正|调整).*(?:后|因素|计算|口径|测算)$")
_DESCRIBED = re.compile(r"[^的，；。、]{2,}、[^，；。]*的([^的、，；。]{2,16})")
_QUALIFIED = re.compile(
    r"(?:围绕|关于|针对|事关|聚焦|涉及|受过|符合|适应|面向|拥有|具有|具备|从事|需要|有)[^的，；。、]{1,20}的([^的，；。、]{2,16})"
)
_CONCERNED = re.compile(r"[与和同][^，。；\d]{1,14}(?:相关|有关|配套)的([^的，；。、]{2,16})")
_DAY = re.compile(r"(?<=[一-龥])\d{1,2}[日月时]")  # 小型飞机|8日坠毁
# Those to whom something was done: 被裁减人员, 被拖欠工资的农民工.
_PASSIVE = re.compile(
    r"(被[^，。；、的\d]{2,6}(?:人员|人|者)|被[^，。；、的\d]{2,10}的[一-龥]{2,8}?)(?=$|[，、。；的和]|以及)"
)
_SPREAD = re.compile(r"分布[^的；。、\d]{1,20}的([^的，；。、]{2,16})")
# What leads to the thing: where it was found, who was made to do it, by what means.
_FOUND_AT = re.compile("^在[^，。；的]{2,10}?(?:探获|探明|发现|查明)(?=..)|^组织[^，。；的]{1,8}?开展(?=..)")
_FORMER = re.compile(r"(?<=..)[由从](?:每.{1,2})?\d[\d.]*[^，。；\d]{0,4}$")  # 费用由每份20元|降至9元
_MEANS = ("通过", "依托", "借助")
_SERVED_BY = re.compile("(?:通过|依托|借助)[^，。；]{2,30}[对为给向]$")
_SERVING = ("对", "为", "给", "向")
_BY_MEANS = re.compile("^..[^，。；]{2,12}?(?=[为使让][^，。；]{2}|帮助|促进|推动|带动|实现)")
_OF_PLACES = re.compile("^(?:省区市?|省份|地区|城市|地)(?=建成|新建|新增|完成|实现)")
_LISTED = re.compile(r"^(?:相关|有关|方面|的|共|各类)*")
_ANY_MEANS = frozenset({"资金", "款项", "经费", "活动"})  # these say nothing without the list before 等
_EMPTY = frozenset(
    {
        "但",
        "惟",
        "而",
        "却",
        "更",
        "计",
        "由计",
        "可",
        "比",
        "较",
        "按",
        "当中",
        "其后",
        "其中",
        "约",
        "不足",
        "再",
        "所",
        "又",
        "即",
        "另",
        "此",
        "同",
        "最高不得",
        "按每人",
        "实现",
        "覆盖",
    }
)
_RANKING = frozenset(
    {"最多", "最大", "最高", "最少", "最低", "居次", "次之", "居首", "居冠", "为主", "为最多", "为最大"}
)
_BLANK = "，、；：。# \n"


class RightSide(NamedTuple):
    """What follows a number: a noun phrase, or the predicate where a verb follows at once."""

    noun: str | None
    predicate: str | None


def _behind_particles(text: str, start: int, *, money: bool) -> int:
    """Where the noun after a number begins, behind 的, 为 and 给予."""
    if text.startswith("的", start):
        start += 1
    if text.startswith("为", start) and not text.startswith("为了", start):
        start += 1
    if money and text.startswith(("给予", "予以"), start):
        start += 2  # 按每人1500元给予一次性补贴
    return start


def _trimmed(noun: str, *, things: bool) -> str:
    """A noun after a number without a date, a coordination or a measure that belongs to what follows."""
    noun = _DAY.split(noun)[0]
    if "的" in noun and METRIC.search(noun):
        noun = noun.partition("的")[0] if things else _WHOSE_METRIC.sub(r"\1", noun)
        noun = noun.partition("的")[0] if METRIC.search(noun) else noun
    noun = _AND_SOME.split(noun)[0].rstrip("和与及 的")
    noun = _AND_LISTED.sub("", noun)  # 14条高速公路项目和黄河等|4个
    if things and (metric := METRIC.search(noun)) is not None and metric.start() > 1:
        noun = noun[: metric.start()]  # 36个行业|增加值增长
    return noun


class PhraseReader:
    """Finds phrases with the words of a lexicon."""

    def __init__(self, lexicon: Lexicon, frames: FrameReader) -> None:
        self._frames = frames
        self._edge_right = re.compile(
            rf"{any_of(word[::-1] for word in lexicon.edges.right)}|\s"
        )  # backwards
        adverbs, prepositions = lexicon.edges.adverbs, lexicon.edges.prepositions
        self._edge_left = re.compile(rf"^(?:{any_of((*adverbs, *prepositions))}|\s)(?=.{{2}})")
        self._adverb = re.compile(rf"^(?:{any_of(adverbs)})(?=.{{2}})")
        self._agent = re.compile(
            rf"^(?:{lexicon.agents.expression()})(?:[会将][在于])?(?=(?![及和与])[一-龥“]{{2}}|\d)"
        )
        self._light = re.compile(rf"^(?:{lexicon.verbs.light_expression()})了?(?=[一-龥“A-Za-z\d]{{2}})")
        self._predicates = frozenset(lexicon.verbs.predicate)
        self._spent = frozenset(lexicon.verbs.spent)
        self._attributive = frozenset(lexicon.verbs.attributive)
        self._served = frozenset(lexicon.verbs.served)
        self._serving = re.compile(rf"(?:{any_of(self._served)})[^，。；、\d]{{0,4}}$")

    def left(self, clause: str, words: Collection[str]) -> str:
        """A clause without remarks, connectives and adverbs at its edges; empty where nothing is named.

        A character at an edge is kept where it belongs to one of the `words` of the sentence: 从业人员, 惠及.
        """
        phrase = clause.replace("分别", "").replace("依次", "").removeprefix("在的")  # 在2005年的总收益
        if not _ASIDES.isdisjoint(phrase):
            phrase = _ASIDE.sub("", phrase)
        phrase = phrase.strip(_BLANK)
        if phrase[-1:] in _ESTIMATED:
            phrase = ESTIMATE.sub("", phrase)
        phrase = _FORMER.sub("", phrase)
        if _EXCEPT.match(phrase):
            return ""
        if phrase.endswith(_SERVING):
            phrase = _SERVED_BY.sub("", phrase)  # 工会|通过“…”行动对|30人开展培训
        if phrase.startswith(_MEANS):
            phrase = _BY_MEANS.sub("", phrase)
        if "（" in phrase or "）" in phrase:
            phrase = _without_brackets(phrase)
        if not phrase:
            return ""
        while True:
            shorter = self._without_edges(phrase, words)
            if shorter == phrase:
                break
            phrase = shorter
        return "" if phrase in _EMPTY or _EXCEPT.match(phrase) else phrase

    def _without_edges(self, phrase: str, words: Collection[str]) -> str:
        right = self._edge_right.match(phrase[::-1])
        if right is not None and (right.end() > 1 or not phrase.endswith(_longer(words))):
            phrase = phrase[: len(phrase) - right.end()]
        left = self._edge_left.match(phrase)
        loose = left is not None and (
            left.end() > 1 or left[0] in _TURNS or not phrase.startswith(_longer(words))
        )
        adjusted = left is not None and left[0] == "经" and "调整的" in phrase  # 经季节性调整的失业率
        if (
            left is not None
            and loose
            and not adjusted
            and not (left[0] == "在" and _abbreviated(phrase, words))
        ):
            phrase = phrase[left.end() :]
        return phrase.strip(_BLANK)

    def shorten(self, phrase: str, words: Collection[str] = (), *, listed: bool = False) -> str:
        """The shortest phrase that still names it: no agent, no light verb, of a list what follows 等.

        With `listed` the list stays. What begins one of the `words` of the clause stays, too.
        """
        phrase = _LIST_MARK.sub("", _HEADED.split(phrase)[-1])
        if phrase.startswith("“") and "”" not in phrase:
            phrase = phrase[1:]  # what somebody says
        counts = "已" in phrase or "共" in phrase or "累计" in phrase
        counted = _COUNTING.match(phrase) if counts else None
        whose = phrase[: counted.end()].rstrip(_DONE) if counted is not None else ""
        metric = _but_words(self._light, phrase[len(whose) :].lstrip(_DONE), words)
        if whose and METRIC.fullmatch(metric):
            return whose + metric  # 云计算服务|共实现|收入
        if counted is not None and not phrase.endswith("金额"):
            rest = phrase[counted.end() :]
            phrase = rest if len(rest) > 2 else whose + rest  # 县总工会|共|筹资
        etc: list[re.Match[str]] = []
        if not listed and "等" in phrase:
            etc = [m for m in ETC.finditer(phrase) if not _in_quotes(phrase, m.start())]
        if etc:
            head = _OF_PLACES.sub("", _LISTED.sub("", phrase[etc[-1].end() :]))
            verb = self._light.match(phrase)
            if len(head) >= 2 and head not in _ANY_MEANS:
                phrase = head
            elif not head:
                phrase = phrase[verb.end() if verb else 0 : etc[-1].start()]
        shorter = _but_words(self._agent, phrase, words)
        if shorter != phrase:
            phrase = _but_words(self._adverb, shorter, words)  # 我国|将|新建公路
        phrase = _FOUND_AT.sub("", phrase) if phrase.startswith(("在", "组织")) else phrase
        if not (phrase.startswith("有") and "的" in phrase):  # 有进出口实绩的企业
            phrase = _but_words(self._light, phrase, words)
        joined = phrase.startswith(_JOINTS) and not phrase.startswith(_longer(words))
        return phrase[1:] if joined and self._edge_left.match(phrase) else phrase

    def is_light(self, verb: str) -> bool:
        """Whether the verb says no more than that there is the thing it governs: 建成, 发布, 使."""
        return verb in self._served or self._light.match(verb + "对象") is not None

    def is_agent(self, subject: str) -> bool:
        """Whether the subject tells no more than who acts: 我省."""
        head = self._agent.match(f"{subject}对象")
        return head is not None and head.end() == len(subject)

    def last_verb(self, segmented: SegmentedText, end: int, phrase: str) -> str | None:
        """The verb that a phrase before `end` ends with."""
        if not phrase:
            return None
        for index in reversed(segmented.between(max(0, end - 16), end)):
            word, tag = segmented.words[index], segmented.tags[index]
            if phrase.endswith(word):
                verbal = tag in ("v", "vd", "vi", "vg", "vq") or self.is_light(word)
                return word if verbal or (word in self._predicates and tag != "p") else None
        return None

    def right(  # noqa: C901, PLR0912 - what may follow a number, case by case from left to right
        self,
        segmented: SegmentedText,
        start: int,
        end: int,
        *,
        before: str,
        money: bool,
        counts: bool = False,
        things: bool = False,
    ) -> RightSide:
        """What the clause says after a number that ends at `start`; `before` is the clause up to it."""
        text = segmented.text
        start = _behind_particles(text, start, money=money)
        if text.startswith("口", start) and text[start - 1] == "人":
            start -= 1
            if text.startswith("的", start + 2):
                return RightSide("人口", None)  # 13亿多人口的大国
        stop = self._stop(text, start, end)
        piece = text[start:stop]
        words = segmented.between(start, stop)
        if not piece.strip() or piece[0] in " \n" or _STAGE.match(piece) or piece in _RANKING:
            return RightSide(None, None)
        if not words:  # 100|家首店: the unit and the noun were cut as one word
            return RightSide(piece if _NOUN.fullmatch(piece) else None, None)
        if segmented.words[words[0]] in TOLL:
            return RightSide(segmented.words[words[0]], None)
        concerned = _CONCERNED.match(text, start, end)
        if concerned is not None:
            return RightSide(concerned[1], None)
        if piece.startswith(("和", "与", "及", "以及", "或", "即")):
            return RightSide(None, None)
        described = (
            _DESCRIBED.match(text, start, self._clause_end(text, start, end))
            if segmented.tags[words[0]] == "v"
            else None
        )
        described = (
            described
            or _PASSIVE.match(text, start)
            or _QUALIFIED.match(text, start, end)
            or _SPREAD.match(text, start)
        )
        if described is not None:
            cut, _ = self._verb_place(
                segmented, described.start(1), described.end(1), served=False, money=False
            )
            noun = text[described.start(1) : cut] if cut > described.start(1) else described[1]
            return RightSide(noun, None)  # 20万名适应新技术、新业态的高素质人才
        served = self._serving.search(before[-6:]) is not None
        cut, opens = self._verb_place(segmented, start, stop, served=served, money=money)
        if cut == start:
            return RightSide(None, self._verb_phrase(text, start, stop)) if opens else RightSide(None, None)
        if cut >= stop and text.startswith("、", stop) and not before.endswith("、"):
            stop = cut = self._coordination(segmented, stop, end, served=served)
        noun = text[start : min(cut, stop)]
        if cut >= stop and stop == end:
            noun = self._frames.strip_change(noun)
        noun = _trimmed(noun, things=things)
        if counts and "的" in noun:
            noun = self._counted_before(segmented, start, noun)
        if segmented.words[words[-1]] == "中" or (cut < stop and segmented.begins_word(cut - 1)):
            noun = noun.removesuffix("中").removesuffix("上")  # 21个条目中，; 客机上|共有
        first = segmented.words[words[0]]
        if (
            before.endswith("在")
            and noun.startswith(first)
            and first.endswith(_ACTORS["个"])
            and len(words) > 1
        ):
            if segmented.tags[words[1]].startswith("v"):
                return RightSide(first, None)  # 在30个县|建设中心
        noun = noun.removesuffix("手中").removesuffix("手里").removesuffix("家中")
        return RightSide(noun or None, text[cut:stop] if cut < stop else None)

    def attributive(self, right: RightSide, *, share: bool = False, always: bool = False) -> str:
        """The predicate that tells a noun from others of its kind, else nothing: 23个县|入选.

        A bare noun needs it, and what a share is of (62%的断面|达不到标准); others have it with `always`.
        """
        noun, said = right.noun, right.predicate
        if not noun or not said or not (share or always or noun.partition("（")[0] in _BARE):
            return ""
        said = _AUXILIARY.sub("", said)
        longest, unsaid = (_LONGEST_OF_SHARE, _LIGHTLY) if share else (_LONGEST_SAID, _SAYING)
        told = 2 <= len(said) <= longest and said[-1] not in noun and unsaid.search(said) is None
        return said if told else ""

    def _counted_before(self, segmented: SegmentedText, start: int, noun: str) -> str:
        """Of 450万贫困人口的收入 the people are counted: a nominal phrase before 的, where people are."""
        whose = noun.partition("的")[0]
        words = segmented.between(start, start + len(whose))
        tags = [segmented.tags[k] for k in words]
        nominal = all(tag.startswith(("n", "b", "j", "vn", "eng", "l", "c", "x")) for tag in tags)
        return whose if tags and nominal and tags[-1].startswith("n") and len(whose) > 1 else noun

    def _stop(self, text: str, start: int, end: int) -> int:
        """The end of the piece: a boundary, 、 or bracket outside quotes; 县（市、区） is one piece."""
        stop = start
        while (found := _STOP.search(text, stop, end)) is not None and found[0] == "“":
            closing = text.find("”", found.start(), end)
            stop = closing + 1 if closing >= 0 else end
        stop = end if found is None else found.start()
        gap = _GAP.search(text, start, stop)
        stop = stop if gap is None else gap.start()
        place = _PLACES.match(text, stop - 1) if stop > start else None
        return min(place.end() if place is not None else stop, end)

    def _coordination(self, segmented: SegmentedText, stop: int, end: int, *, served: bool) -> int:
        """Where the members end that 、 joins to the noun before it: 困难劳模、困难职工|送去."""
        text = segmented.text
        while text.startswith("、", stop):
            following = self._stop(text, stop + 1, end)
            words = segmented.between(stop + 1, following)
            if not words or self.is_light(segmented.words[words[0]]):
                return stop
            cut, _ = self._verb_place(segmented, stop + 1, following, served=served, money=False)
            measured = _HAS_NUMBER.search(text, stop, cut) or METRIC.fullmatch(text, stop + 1, cut)
            if cut <= stop + 1 or measured or not _is_nominal(segmented, stop + 1, cut):
                return stop
            if cut < following:
                return cut
            stop = following
        return stop

    def _clause_end(self, text: str, start: int, end: int) -> int:
        found = text.find("，", start, end)
        return end if found < 0 else found

    def _verb_place(
        self, segmented: SegmentedText, start: int, stop: int, *, served: bool, money: bool
    ) -> tuple[int, bool]:
        """Where the verb that ends the noun phrase stands, or `stop`; and whether a predicate is there."""
        text = segmented.text
        quoted_to = start
        for index in segmented.between(start, stop):
            word, tag, place = segmented.words[index], segmented.tags[index], segmented.starts[index]
            if place < quoted_to:
                continue
            if word[0] in "“《":
                closing = text.find("”" if word[0] == "“" else "》", place)
                quoted_to = closing + 1 if closing >= 0 else stop
                continue
            after = place + len(word)
            if word == "或" and segmented.tags[index + 1] in ("v", "p"):
                return place, True
            if after < stop and segmented.words[index + 1] in _HEADS:
                continue  # 信息发布|平台
            if served and place == start and tag == "v" and after < stop:
                return start, True  # 为30人|提供免费服务
            spends = money and (tag == "v" or word in self._spent) and after < stop
            spent = spends and not _FUNDS.match(text, after)
            if spent and place > start and word in self._spent and _MEANS_BEFORE.search(text, start, place):
                return place, True  # 几万元物资|慰问职工
            opens = place == start and (self._frames.is_change_verb(word) or spent)
            if opens and not self._frames.strip_change(text[start:stop]):
                return start, False  # 增至3120家 belongs to the next number
            done = tag.startswith("v") and text.startswith("了", after) and after < stop  # 77所大学|建设了
            named = tag in ("ad", "a", "b") and after < stop and segmented.tags[index + 1].startswith("n")
            ends = (word in self._predicates and not named) or opens or done or word.startswith(_WHOLLY)
            ends = (
                ends
                or tag in ("p", "u", "ul", "uz", "ug", "y")
                or (tag == "d" and (after < stop or len(word) == 1))
            )
            ends = ends or (word[0] == "在" and tag.startswith("nr"))  # the tags know 在城镇 as a name
            ends = ends or (tag.startswith("r") and word not in _OTHER)
            finite = after >= stop and place > start + 1 and self._is_predicate(segmented, index)
            acts = tag == "v" and place > start and self._acts(segmented, index, start, stop)
            if (ends or finite or acts or (served and tag == "v" and place > start)) and word not in _NO_END:
                return self._before_adverbs(segmented, start, index), True
        return stop, False

    def _acts(self, segmented: SegmentedText, index: int, start: int, stop: int) -> bool:
        """Whether those who are counted do what the verb says: 120名职工|领取水杯, 30个县|建设中心."""
        text, place = segmented.text, segmented.starts[index]
        actors = _ACTORS.get(text[start - 1])
        word = segmented.words[index]
        if actors is None or len(word) < _SHORTEST_ACT or place + len(word) >= stop:
            return False
        if word in self._attributive:
            return False
        last = segmented.between(start, stop)[-1]
        later = segmented.words[index + 1 : last]
        if text[start - 1] == "个" and any(other.endswith(actors) for other in later):
            return False  # 50个国省乡村|振兴|重点帮扶县
        verbal = segmented.tags[last] == "v" and last != index
        return text.endswith(actors, start, place) and (
            verbal or not (text.endswith(actors, place, stop) or segmented.words[last] in _HEADS)
        )

    def _before_adverbs(self, segmented: SegmentedText, start: int, verb: int) -> int:
        """Where the adverbs begin that stand before a verb: 农户|还要|采购."""
        while verb and segmented.starts[verb - 1] > start:
            if (
                segmented.tags[verb - 1] not in ("a", "d", "ad", "p")
                and segmented.words[verb - 1] not in _WHERE
            ):
                break
            verb -= 1
        return segmented.starts[verb]

    def _is_predicate(self, segmented: SegmentedText, index: int) -> bool:
        """Whether the last word of a piece says something of the noun before it: 7个省市|增加."""
        word, tag = segmented.words[index], segmented.tags[index]
        verb = tag == "v" and (word in self._predicates or self._frames.is_change_verb(word))
        return verb or (tag in ("ad", "a") and segmented.tags[index - 1].startswith("n"))

    def _verb_phrase(self, text: str, start: int, stop: int) -> str:
        """A predicate with its object, over the 、 of an enumeration, without auxiliary words."""
        end = stop
        while end < len(text) and text[end] == "、":
            found = _PIECE_END.search(text, end + 1)
            end = len(text) if found is None else found.start()
        phrase = _AUXILIARY.sub("", text[start:end])
        return phrase[:40]


def _is_nominal(segmented: SegmentedText, start: int, end: int) -> bool:
    return all(segmented.tags[k].startswith(_NOMINAL) for k in segmented.between(start, end))


def _but_words(pattern: re.Pattern[str], phrase: str, words: Collection[str]) -> str:
    """The phrase without what matches at its head, unless a longer word begins there: 有机质."""
    found = pattern.match(phrase)
    if found is None or any(len(word) > found.end() and phrase.startswith(word) for word in words):
        return phrase
    return phrase[found.end() :]


def _abbreviated(phrase: str, words: Collection[str]) -> bool:
    """Whether 在 stands before a place of one character, with which it describes: 在滇企业."""
    following = [word for word in words if phrase.startswith(word, 1)]
    return bool(following) and all(len(word) == 1 for word in following)


def _in_quotes(phrase: str, place: int) -> bool:
    return phrase.rfind("“", 0, place) > phrase.rfind("”", 0, place)


def _longer(words: Collection[str]) -> tuple[str, ...]:
    return tuple(word for word in words if len(word) > 1)


def _without_brackets(phrase: str) -> str:
    """The phrase without remarks in brackets, and without what is before one that it closes."""
    phrase = _REMARK.sub("", phrase)
    opened = phrase.rfind("（")
    if opened > phrase.rfind("）"):
        phrase = phrase[opened + 1 :]
    return _CLOSED.sub("", phrase)
