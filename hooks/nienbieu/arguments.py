"""The numbers and days that commands take: what is wrong is said in Vietnamese."""

from __future__ import annotations

from argparse import ArgumentTypeError
from datetime import date


def count(text: str) -> int:
    """Read a whole number from 1."""
    return int(_number(text, int, 1, "một số nguyên từ 1"))


def days(text: str) -> int:
    """Read a number of days, also none."""
    return int(_number(text, int, 0, "một số ngày từ 0"))


def seconds(text: str) -> float:
    """Read a number of seconds, also none."""
    return _number(text, float, 0, "một số giây từ 0")


def patience(text: str) -> float:
    """Read a number of seconds to wait at most: more than none."""
    return _number(text, float, 0.001, "một số giây lớn hơn 0")


def day(text: str) -> date:
    """Read an ISO day."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"'{text}' phải là một ngày dạng 2026-01-31") from error


def _number(text: str, kind: type[int] | type[float], least: float, words: str) -> float:
    try:
        number = kind(text)
    except ValueError:
        number = kind(-1)
    if not least <= number < 10**6:
        raise ArgumentTypeError(f"'{text}' phải là {words}")
    return number
