"""Runs of seven consecutive words as short digests: the articles are not here, yet copying from them shows.

By hand, with a folder of texts: `python tests/make_runs.py <folder>` writes `tests/data/seed-runs.bin` anew.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from nienbieu.text import new_tone_placement

RUNS = Path(__file__).parent / "data" / "seed-runs.bin"
LENGTH = 7
"""Words of a run; six in a row may happen by chance."""
SIZE = 6
"""Bytes of a digest: two different runs with one digest are not to be expected."""


def words(text: str) -> list[str]:
    """The words of a text in lower case, in the one spelling of this site.

    >>> words("Tỉnh uỷ, 30/9")
    ['tỉnh', 'ủy', '30', '9']
    """
    return re.findall(r"\w+", new_tone_placement(text).lower())


def digests(spoken: Sequence[str]) -> Iterator[bytes]:
    """The digest of each run, in order: the first one is of the words from 0 up to `LENGTH`."""
    for start in range(len(spoken) - LENGTH + 1):
        run = " ".join(spoken[start : start + LENGTH])
        yield hashlib.blake2b(run.encode(), digest_size=SIZE).digest()


def pack(texts: Iterable[str]) -> bytes:
    """The digests of all texts, sorted, one after the other."""
    return b"".join(sorted(set(chain.from_iterable(digests(words(text)) for text in texts))))


def unpack(packed: bytes) -> frozenset[bytes]:
    """What `pack` put together."""
    return frozenset(packed[start : start + SIZE] for start in range(0, len(packed), SIZE))


if __name__ == "__main__":
    RUNS.write_bytes(pack(path.read_text(encoding="utf-8") for path in sorted(Path(sys.argv[1]).glob("*.txt"))))
