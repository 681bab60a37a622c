"""Lines that end at a margin, put together where a sentence goes on.

What a stranger gets wrong: this is no cleaning. Only line ends go that a PDF or a mail program put in; where a line is
short, ends with a stop or stands before a blank one, it stays.
"""

from __future__ import annotations

#: A line that goes on is at least so long, as a share of the longest.
_SHARE = 0.85
_SHARE_BEFORE_LOWER = 0.5
_ENDS = tuple('.!?:;…。！？"”»)')


def joined(text: str, margin: int | None = None) -> str:
    r"""The text with its sentences in one line each.

    Args:
        text: of a page or a message.
        margin: longest line, in characters; that of the text itself when None.

    >>> joined("Some 40 soldiers crossed the\nlong bridge.\nEnd.")
    'Some 40 soldiers crossed the long bridge.\nEnd.\n'
    """
    lines = [each.rstrip() for each in text.splitlines()]
    longest = margin or max(map(len, lines), default=0)
    parts: list[str] = []
    for number, each in enumerate(lines, 1):
        following = lines[number].lstrip() if number < len(lines) else ""
        share = _SHARE_BEFORE_LOWER if following[:1].islower() else _SHARE
        goes_on = following and len(each) >= longest * share and not each.endswith(_ENDS)
        parts += [each, ("" if each.endswith("-") else " ") if goes_on else "\n"]
    return "".join(parts)
