"""Bytes of the index: variable-length integers, front-coded keys, gzip that is the same every time.

Entry of a term, the entries of a shard one after the other in order of their keys::

    shared   letters that the key has in common with the key before it
    rest     length in bytes, then the rest of the key in UTF-8
    forms    number of spellings; for each: the marks of its words (one integer a word, none for a
             sign), the number of postings, then per posting the integer
             `(gap << 1 | named) << 3 | level`, where the gap counts the pages left out since the
             posting before, and after it one byte, the weight in names, if `named` is 1

Integers are little-endian base 128 (as LEB128, DWARF 5 section 7.6).
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Sequence

Form = tuple[Sequence[int], Iterable[int]]
"""Marks, and postings as `page << 12 | name << 4 | level`."""


def packed(data: bytes) -> bytes:
    """Compress; the same bytes for the same data on every day and machine."""
    squeezed = bytearray(gzip.compress(data, 9, mtime=0))
    squeezed[9] = 255  # the operating system: unknown
    return bytes(squeezed)


def integer(value: int) -> bytes:
    """Return LEB128 of a natural number."""
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def entry(key: str, before: str, forms: Sequence[Form]) -> bytes:
    """Return the bytes of one term that follows the key `before`."""
    shared = common(before, key)
    rest = key[shared:].encode()
    out = bytearray(integer(shared) + integer(len(rest)) + rest + integer(len(forms)))
    for marks, postings in forms:
        for mark in marks:
            out += integer(mark)
        _postings(out, list(postings))
    return bytes(out)


def _postings(out: bytearray, postings: list[int]) -> None:
    out += integer(len(postings))
    append, last = out.append, -1
    for posting in postings:
        page, name = posting >> 12, posting >> 4 & 255
        value = (page - last - 1) << 4 | (8 if name else 0) | posting & 7
        last = page
        while value > 127:  # written out here: this loop runs millions of times
            append(value & 127 | 128)
            value >>= 7
        append(value)
        if name:
            append(name)


def common(a: str, b: str) -> int:
    """Length of the common beginning."""
    length = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        length += 1
    return length
