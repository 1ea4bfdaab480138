"""Constraints on a subject: no bare agent, no verb that only gives, causes or reaches."""

from __future__ import annotations

from collections.abc import Sequence

from zhengce.indicators.affixes import prefix_of, strip_prefixes, strip_suffixes
from zhengce.indicators.lexicon import Verbs
from zhengce.indicators.words import word_list

_ADVERBS = (
    "先后", "陆续", "相继", "已", "累计", "共", "还", "将", "可", "会", "成功", "直接", "全年", "已经",
    "合计", "再", "同时", "紧急", "更", "亦",
)  # fmt: skip
_OFFICES = ("部门", "局", "署", "处", "厅", "委", "院", "机构", "专家", "协会")
_HAVING = word_list("attach", "having")
_HOLDING = frozenset({"有", "中有", "内有", "设有"})
_ALREADY = word_list("attach", "already")
_LEAST_COUNTED = 6  # characters: 累计服务 says nothing without 累计
_MEASURES = frozenset(
    {"增速", "增幅", "强度", "规模", "总量", "总额", "金额", "力度", "占比", "比重", "增长"}
)
# Nouns that name nothing without their verb: 筹集资金, 发放补贴.
_ANY_MEANS = frozenset({"资金", "款项", "经费", "补贴", "补助", "物资", "金额"})
_CAUSING = frozenset({"带动", "拉动", "推动", "促进", "助力"})
_JOINTS = ("的", "了", "和", "与", "及", "、", "到", "至", "向", "给")


class SubjectFilter:
    """Cuts from a subject the words that do not belong to the name of what is measured."""

    def __init__(self, verbs: Verbs) -> None:
        self._giving = frozenset(verbs.giving)
        self._reaching = frozenset(verbs.reaching)
        self._acting = self._giving | self._reaching
        self._leading = self._giving | _CAUSING

    def without_verb(self, subject: str, words: Sequence[str]) -> str:
        """Return a coordination without the verb that opens it: 推动|制造业、建筑业增加值.

        Only a verb of giving or causing is removed.
        """
        for word in words:
            if word in self._leading and subject.startswith(word) and len(subject) > len(word) + 1:
                return subject.removeprefix(word)
        return subject

    def without_agent(self, subject: str, words: Sequence[str]) -> str:
        """Return a subject without its agent and the agent's verb.

        After a verb of giving only the object is left. Around a verb of reaching, agent and metric are
        kept, unless the agent is an office. A verb in a relative clause stays (实施补水的河流). `words` are
        those of the clause.
        """
        if subject.startswith("累计") and len(subject) > _LEAST_COUNTED:
            subject = subject.removeprefix("累计")
        subject = _without_having(subject)
        if not _HOLDING.isdisjoint(words):
            owned = subject[_having_end(subject, words) :]
            if owned != subject and len(owned) > 1 and "的" not in owned:
                subject = owned  # 医疗机构有卫生技术人员
        if self._acting.isdisjoint(words):
            return subject
        for word in reversed(words):
            if word not in self._acting:
                continue
            giving = word in self._giving
            agent, verb, rest = subject.rpartition(word)
            if agent.endswith("净") or agent.count("“") > agent.count("”"):
                continue  # 净投放现金; “基本落实”
            rest = rest.removeprefix("了")
            if not verb or len(rest) < 2 or "的" in rest or rest in _MEASURES or rest.startswith(_JOINTS):
                continue
            if giving and rest in _ANY_MEANS:
                return verb + rest
            agent = strip_suffixes(agent, _ADVERBS)
            return rest if giving or agent.endswith(_OFFICES) else agent + rest
        return subject


def _having_end(subject: str, words: Sequence[str]) -> int:
    """Return the end of the last 有 that is a verb, not part of a name (共有产权住房), or 0."""
    names = [(subject.find(word), len(word)) for word in words if "有" in word and word not in _HOLDING]
    place = subject.rfind("有")
    while place > 0 and any(0 <= start <= place < start + size for start, size in names):
        place = subject.rfind("有", 0, place)
    return place + 1 if place > 0 else 0


def _without_having(subject: str) -> str:
    """Return what is possessed, without the possessor and 有: 全省共有|学校."""
    whose = prefix_of(subject, _HAVING)
    rest = strip_prefixes(subject[len(whose) :], _ALREADY) if whose else ""
    return rest[1:] if rest.startswith("有") and len(rest) > 2 else subject
