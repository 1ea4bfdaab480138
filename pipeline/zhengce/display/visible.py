"""Make text safe to display in a terminal or page."""

from __future__ import annotations

from html import escape

_CONTROLS = {
    **{code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A)},  # ␀ … ␟
    0x7F: 0x2421,
    **dict.fromkeys(
        (
            *range(0x80, 0xA0),
            0x00AD,
            0x061C,
            0x180E,
            *range(0x200B, 0x2010),
            *range(0x2028, 0x202F),
            *range(0x2060, 0x2070),
            0xFEFF,
            *range(0xD800, 0xE000),
            *range(0xFFF9, 0xFFFC),
            *range(0xE0000, 0xE0080),
        ),
        0xFFFD,
    ),
}


def visible(text: str) -> str:
    r"""Replace control, bidirectional and invisible characters by visible ones, keeping the length.

    Spans into the text stay valid. Tab and line feed are kept.

    >>> visible("a\x1b[31mb")
    'a␛[31mb'
    """
    return text.translate(_CONTROLS)


def escaped(text: str) -> str:
    """Make text visible and escape it for HTML.

    >>> escaped("<script>alert('1')</script>")
    '&lt;script&gt;alert(&#x27;1&#x27;)&lt;/script&gt;'
    """
    return escape(visible(text))
