"""Vietnamese text: tone placement, folding, slugs, numbers and sentences."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TONES = "\u0300\u0301\u0303\u0309\u0323"
# Old and new placement of the tone mark differ for these open syllables only: `hoà`/`hòa`,
# `khoẻ`/`khỏe`, `thuỷ`/`thủy`. After `q` the `u` belongs to the consonant (`quý` has one spelling).
_OPEN = re.compile(rf"(?<![qQ])([oOuU])([aAeEyY])([{_TONES}])(?![\w\u0300-\u036f])")
_OPEN_PAIRS = {"oa", "oe", "uy"}


def nfc(text: str) -> str:
    """Compose letters and marks (Unicode normal form C)."""
    return unicodedata.normalize("NFC", text)


def new_tone_placement(text: str) -> str:
    """Write old-style tone placement in the form this site uses, keeping the length.

    >>> new_tone_placement("Tỉnh uỷ, hoà bình, quý")
    'Tỉnh ủy, hòa bình, quý'
    """
    parts = re.split(r"(\w+)", nfc(text))
    return "".join(_move_tone(part) if index % 2 else part for index, part in enumerate(parts))


@lru_cache(maxsize=2**16)
def _move_tone(word: str) -> str:
    if word.isascii():
        return word
    spread = unicodedata.normalize("NFD", word)
    moved = _OPEN.sub(lambda m: m[1] + m[3] + m[2] if (m[1] + m[2]).lower() in _OPEN_PAIRS else m[0], spread)
    return word if moved == spread else nfc(moved)


def fold(text: str) -> str:
    """Drop case and every diacritic, `đ` included.

    >>> fold("Đảng ủy")
    'dang uy'
    """
    spread = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "d").replace("Ð", "d"))
    return "".join(c for c in spread if not unicodedata.combining(c)).lower()


def slugify(text: str, separator: str = "-") -> str:
    """Return the ASCII slug of a Vietnamese text.

    >>> slugify("Đại hội Đảng")
    'dai-hoi-dang'
    """
    return re.sub(r"[^a-z0-9]+", separator, fold(text)).strip(separator)


SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def number(value: int | float) -> str:
    """Write a number the Vietnamese way.

    >>> number(1549), number(35.8), number(-5)
    ('1.549', '35,8', '−5')
    """
    sign = "−" if value < 0 else ""
    whole, _, fraction = f"{abs(value):,}".partition(".")
    return sign + whole.replace(",", ".") + (f",{fraction}" if fraction and fraction != "0" else "")


_STOP = re.compile(r"([.!?…][\]”\")]*)\s+(?=[“\"(]?(\w))")


def sentences(text: str) -> list[tuple[int, str]]:
    """Split a paragraph into `(offset, sentence)`; a sentence ends before a capital letter or a digit."""
    start, found = 0, []
    for match in _STOP.finditer(text):
        if match[2].isupper() or match[2].isdigit():
            found.append((start, text[start : match.end(1)]))
            start = match.end()
    return [*found, (start, text[start:].strip())]


def sentence_at(text: str, offset: int) -> str:
    """Return the sentence of `text` that covers the character at `offset`."""
    return [sentence for start, sentence in sentences(text) if start <= offset][-1]


def sort_key(text: str) -> tuple[str, str]:
    """Order Vietnamese names as a reader expects: letters first, then marks."""
    return fold(text), text
