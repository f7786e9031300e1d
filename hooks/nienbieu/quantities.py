"""Numbers and dates in Vietnamese prose, and the arithmetic that editors mark as their own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nienbieu.text import number

_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_TOKEN = re.compile(
    r"(?P<document>\d+(?:/\d{4})?(?:/|-)[A-ZĐ][\w-]*(?:/[\w-]+)?)"
    r"|(?P<day>\b\d{1,2}/\d{1,2}/\d{4}\b)"
    r"|(?P<month>\b\d{1,2}/\d{4}\b)"
    r"|(?<=năm )(?P<year>\d{4})\b"
    rf"|(?P<number>{_NUMBER})(?P<percent>\s?%)?"
)
_TERM = re.compile(rf"\s*([+−-]?)\s*({_NUMBER})\s*")


@dataclass(frozen=True)
class Quantity:
    """A number as a text states it."""

    value: int | float
    text: str
    is_percent: bool = False


def value_of(text: str) -> int | float:
    """Read a number in Vietnamese style.

    >>> value_of("1.549"), value_of("35,8")
    (1549, 35.8)
    """
    plain = text.replace(".", "").replace(",", ".")
    return float(plain) if "." in plain else int(plain)


def quantities(text: str) -> list[Quantity]:
    """Return the numbers of a text; dates and document numbers are none."""
    return [
        Quantity(value_of(match["number"]), match[0], bool(match["percent"]))
        for match in _TOKEN.finditer(text)
        if match["number"]
    ]


def dates(text: str) -> list[str]:
    """Return the dates of a text as ISO 8601, as exact as they are written."""
    found = []
    for match in _TOKEN.finditer(text):
        if match["day"] or match["month"] or match["year"]:
            parts = match[0].split("/")[::-1]
            found.append("-".join([parts[0], *(f"{int(part):02}" for part in parts[1:])]))
    return found


class CalculationError(ValueError):
    """A calculation cannot be read or is wrong; the message says why, in Vietnamese."""


def verify(calculation: str) -> str:
    """Check a calculation such as `564 + 668 + 317 = 1.549` and return it in the site's typography.

    Raises:
        CalculationError: it is no sum of numbers with one `=`, or its sides differ.
    """
    left, equals, right = calculation.partition("=")
    if not equals or "=" in right:
        raise CalculationError("phép tính phải có đúng một dấu =")
    sums = [_sum(left), _sum(right)]
    if round(sums[0] - sums[1], 6):
        raise CalculationError(f"{left.strip()} bằng {number(round(sums[0], 6))}, không phải {right.strip()}")
    return re.sub(r"\s*([+=−-])\s*", lambda m: f" {m[1].replace('-', '−')} ", calculation).strip()


def _sum(side: str) -> int | float:
    total: int | float = 0
    position = 0
    while position < len(side):
        match = _TERM.match(side, position)
        if not match or (position and not match[1]):
            raise CalculationError(f"không đọc được '{side.strip()}'")
        total += value_of(match[2]) * (-1 if match[1] in ("-", "−") else 1)
        position = match.end()
    if not position:
        raise CalculationError("một vế của phép tính còn trống")
    return total
