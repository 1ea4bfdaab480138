"""The words of the calendar, as expressions shared by finding and dating."""

YEAR = r"(?:(?:1[89]|20|21)\d{2}|[一二][〇○零一二三四五六七八九]{3})"
RELATIVE = (
    "今年|去年|明年|前年|本年度?|上年|上一年|当年|同年|次年|后年|上月|上个月|本月|当月|上季度|上一季度|本季度|本年内|年内"
    "|今[春夏秋冬]|上一个[一二三四五六七八九十]个月期间"
)
MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])个?月"
DAY = r"(?:[12]\d|3[01]|0?[1-9]|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])[日号]"
# A year of budgets or schools, which begins in one year and ends in the next: 2025-26年度, 2024/25学年.
_SECOND_YEAR = rf"(?:{YEAR}|\d{{2}}|[〇○零一二三四五六七八九]{{2}})"
_DOUBLE = rf"{YEAR}\s?[—–\-~～至到/]{{1,2}}\s?{_SECOND_YEAR}"
_WHOSE = "(?:(?:财政|财|学|计划|课税|会计|预算)年度?|年度)"
DOUBLE_YEAR = rf"(?:{_DOUBLE}(?:年度)?\s?[至到]\s?)?{_DOUBLE}\s?{_WHOSE}"
