"""Words that mean the same: from the glossary, from the texts themselves, and common abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from nienbieu.search.signs import Concepts
from nienbieu.search.tokens import Word, words

COMMON = {
    "BCH": "ban chấp hành",
    "BCT": "Bộ Chính trị",
    "BHXH": "bảo hiểm xã hội",
    "BHYT": "bảo hiểm y tế",
    "BTC": "ban tổ chức",
    "BTV": "ban thường vụ",
    "CBCC": "cán bộ công chức",
    "CNTT": "công nghệ thông tin",
    "CSGT": "cảnh sát giao thông",
    "ĐBQH": "đại biểu Quốc hội",
    "ĐBSCL": "Đồng bằng sông Cửu Long",
    "GPLX": "giấy phép lái xe",
    "HCM": "Hồ Chí Minh",
    "HĐND": "hội đồng nhân dân",
    "HTX": "hợp tác xã",
    "KCN": "khu công nghiệp",
    "LĐLĐ": "liên đoàn lao động",
    "MTTQ": "mặt trận Tổ quốc",
    "NXB": "nhà xuất bản",
    "TAND": "tòa án nhân dân",
    "THCS": "trung học cơ sở",
    "THPT": "trung học phổ thông",
    "TNHH": "trách nhiệm hữu hạn",
    "TP": "thành phố",
    "TPHCM": "thành phố Hồ Chí Minh",
    "TW": "trung ương",
    "UBND": "ủy ban nhân dân",
    "UBTVQH": "Ủy ban Thường vụ Quốc hội",
    "UVBCT": "ủy viên Bộ Chính trị",
    "UVTW": "ủy viên trung ương",
    "VKSND": "viện kiểm sát nhân dân",
    "XHCN": "xã hội chủ nghĩa",
}
"""Abbreviations that need no source to be understood; a glossary adds its own."""
_BRACKETS = re.compile(r"\(([^\W\d_]{2,8})\)")
_LETTERS = re.compile(r"[^\W\d_]+")
_LONG = 120
"""Characters before a bracket in which the words it shortens must stand."""


def introduced(text: str) -> list[tuple[str, str]]:
    """Return the abbreviations that a text introduces, as `(short, long)`.

    >>> introduced("Sở Khoa học và Công nghệ (KHCN) cùng Ban Chỉ đạo (BCĐ)")
    [('BCĐ', 'Ban Chỉ đạo')]
    """
    found = []
    for match in _BRACKETS.finditer(text):
        short = match[1]
        before = _LETTERS.findall(text, max(0, match.start() - _LONG), match.start())[-len(short) :]
        initials = "".join(word.fold[0] for word in words(" ".join(before)))
        if short.isupper() and initials == "".join(word.fold for word in words(short)):
            found.append((short, " ".join(before)))
    return found


def spellings(groups: Iterable[Sequence[str]]) -> list[list[tuple[Word, ...]]]:
    """Join groups that share a spelling; returns each concept's spellings as words, sorted."""
    joined: list[set[tuple[Word, ...]]] = []
    for group in groups:
        found = {tuple(words(spelling)) for spelling in group} - {()}
        for other in [concept for concept in joined if concept & found]:
            joined.remove(other)
            found |= other
        joined.append(found)
    return sorted(sorted(concept) for concept in joined if len(concept) > 1)


def by_first_word(concepts: Sequence[Sequence[tuple[Word, ...]]]) -> Concepts:
    """Arrange spellings for finding them in a text."""
    found: dict[Word, list[tuple[tuple[Word, ...], int]]] = {}
    for number, concept in enumerate(concepts):
        for spelling in concept:
            found.setdefault(spelling[0], []).append((spelling, number))
    return found
