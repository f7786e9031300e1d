"""What the keys meant: Telex and VNI typed with the input method off or half on; the twin of `js/inputmethod.js`.

Telex: aa ee oo dd aw ow uw w, tones f s r x j; VNI: 6 7 8 9, tones 1 to 5 (the usual input methods, as in Unikey).
"""

from __future__ import annotations

import re
from unicodedata import normalize

from nienbieu.search.tokens import Word, word

_STROKE, _CIRCUMFLEX, _BREVE, _HORN = "\u0335", "\u0302", "\u0306", "\u031b"
_SHAPES = _CIRCUMFLEX + _BREVE + _HORN
_HORNED = f"u{_HORN}o{_HORN}"
_TELEX_TONES = {"f": "\u0300", "s": "\u0301", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI_TONES = {"2": "\u0300", "1": "\u0301", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
_VNI_SHAPES = {"6": ("aeo", _CIRCUMFLEX), "7": ("uo", _HORN), "8": ("a", _BREVE), "9": ("d", _STROKE)}
_SYLLABLE = re.compile(r"(?:ngh|[cgknpt]h|gi|ng|qu|tr|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ch|n[gh]|[cmnpt])?")
_VOWEL = re.compile(r"[aeiouy]")
_REST = re.compile(r"[iuy]?[bcdghklmnpt]*")
"""What may stand between a letter and its double: `theer`, `tieenr`, `thuyeen`."""
_BARE_UO = re.compile(f"uo(?![{_CIRCUMFLEX}{_HORN}])")
_LAST_HORNABLE = re.compile(f"(.*)([aou])([^aou{_SHAPES}]*)")
_UO = re.compile(f"u{_HORN}?o{_HORN}?(?=[a-z])")


def typed(piece: str) -> list[Word]:
    """Return the readings of a piece as it was typed, none if it is plain text."""
    ways = dict.fromkeys(letters for letters in (_from_telex(piece), _from_vni(piece)) if letters)
    readings = [word(normalize("NFC", letters).replace("d" + _STROKE, "đ")) for letters in ways]
    return [reading for reading in readings if _SYLLABLE.fullmatch(reading.fold)]


def _keys(piece: str) -> str:
    return normalize("NFD", piece).replace("đ", "d" + _STROKE)


def _from_telex(piece: str) -> str:
    if not re.search("[a-z]", piece):
        return ""
    out, tone, is_used = "", "", False
    for c in _keys(piece):
        if c in _TELEX_TONES and _VOWEL.search(out):
            tone, is_used = _TELEX_TONES[c], True
            continue
        shaped = _shape_telex(out, c)
        is_used |= shaped != out + c
        out = shaped
    return _toned(out, tone) if is_used else ""


def _shape_telex(out: str, c: str) -> str:
    if c == "w":
        return _horn(out) or f"{out}u{_HORN}"
    at = out.rfind(c)
    between = out[at + 1 :]
    if c == "d":
        return f"d{_STROKE}{between}" if at == 0 else out + c
    if c not in "aeo" or at < 0 or between[:1] in tuple(_SHAPES) or not _REST.fullmatch(between):
        return out + c
    return out[: at + 1] + _CIRCUMFLEX + between


def _horn(out: str) -> str:
    """`w` and `7` put a horn on u and o, `w` a breve on a."""
    if _BARE_UO.search(out) and not out.startswith("qu"):
        return out.replace("uo", _HORNED, 1)
    match = _LAST_HORNABLE.fullmatch(out)
    if not match:
        return ""
    before, letter, after = match.groups()
    if letter == "a" and before.endswith("u") and not before.endswith("qu") and not after:
        return f"{before}{_HORN}a"
    return before + letter + (_BREVE if letter == "a" else _HORN) + after


def _from_vni(piece: str) -> str:
    if not re.match("[a-zđ].*[1-9]", piece):
        return ""
    out, tone = "", ""
    for c in _keys(piece):
        if c in _VNI_TONES and _VOWEL.search(out):
            tone = _VNI_TONES[c]
        elif c in _VNI_SHAPES:
            out = _shape_vni(out, *_VNI_SHAPES[c])
        else:
            out += c
    return "" if re.search("[0-9]", out) else _toned(out, tone)


def _shape_vni(out: str, letters: str, mark: str) -> str:
    if mark == _HORN and "uo" in out:
        return out.replace("uo", _HORNED, 1)
    at = max(out.rfind(letter) for letter in letters)
    return out[: at + 1] + mark + out[at + 1 :] if at >= 0 else out + "0"


def _toned(out: str, tone: str) -> str:
    """`hưong` and `huơng` are slips for `hương`: before an ending the horn stands on both letters."""
    return _UO.sub(lambda uo: _HORNED if len(uo[0]) > 2 else uo[0], out, count=1) + tone
