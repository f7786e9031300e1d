"""Dates as precise as the source and no more: the part of EDTF this site uses.

Format: Extended Date/Time Format, levels 0 and 1 (https://www.loc.gov/standards/datetime/):
`2018-09-24`, `2019-07`, `2019`, `2016/2019`, `2018/..` (still open), with `~` for approximate
and `?` for uncertain.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([~?%])?")
_HEDGE = {"": "", "~": "khoảng ", "?": "có thể ", "%": "có thể khoảng "}


class DateError(ValueError):
    """A text is not a date; the message says why, in Vietnamese."""


@dataclass(frozen=True)
class Point:
    """One calendar point of year, month or day precision."""

    year: int
    month: int | None = None
    day: int | None = None
    hedge: str = ""
    """`~`, `?`, `%` or nothing."""

    @property
    def first(self) -> date:
        """First day this point may mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """Last day this point may mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def iso(self) -> str:
        """ISO 8601 form without the hedge, valid in `<time datetime>`."""
        parts = [f"{self.year:04}"] + [f"{part:02}" for part in (self.month, self.day) if part]
        return "-".join(parts)

    def __str__(self) -> str:
        parts = [str(part) for part in (self.day, self.month, self.year) if part]
        prefix = "tháng " if self.month and not self.day else ""
        return _HEDGE[self.hedge] + prefix + "/".join(parts)


@dataclass(frozen=True)
class Edtf:
    """A date or an interval; an open end is None with `closed` false."""

    text: str
    start: Point
    end: Point | None = None
    is_interval: bool = False

    @property
    def iso(self) -> str:
        """Start as ISO 8601."""
        return self.start.iso

    @property
    def year(self) -> int:
        """Year of the start."""
        return self.start.year

    @property
    def sort_key(self) -> tuple[date, date]:
        """Order by first possible day; the more precise date comes first."""
        return self.start.first, (self.end or self.start).last

    def __str__(self) -> str:
        if not self.is_interval:
            return str(self.start)
        if self.end is None:
            return f"từ {self.start}"
        return f"{self.start} – {self.end}"


def parse(text: str) -> Edtf:
    """Read an EDTF text.

    Raises:
        DateError: the text is no date of the forms above, or no day of the calendar.
    """
    start, slash, end = text.partition("/")
    if not slash:
        return Edtf(text, _point(start, text))
    first = _point(start, text)
    last = None if end == ".." else _point(end, text)
    if last and last.last < first.first:
        raise DateError(f"khoảng thời gian '{text}' kết thúc trước khi bắt đầu")
    return Edtf(text, first, last, is_interval=True)


def _point(text: str, whole: str) -> Point:
    match = _POINT.fullmatch(text)
    if not match:
        raise DateError(f"'{whole}' không phải ngày theo EDTF")
    year, month, day = (int(part) if part else None for part in match.groups()[:3])
    assert year is not None
    try:
        date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        raise DateError(f"'{text}' không có trong lịch") from None
    return Point(year, month, day, match[4] or "")
