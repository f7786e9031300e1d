"""Made-up documents in the words of the site's own pages: to measure bytes and time, not quality."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator
from itertools import pairwise

WORDS, TITLE = 700, 11
"""Words of a document and of its title."""
JUMP = 0.25
"""Share of words that follow no word they follow in the sources: real collections keep meeting new pairs."""


def corpus(texts: Iterable[str], count: int, seed: int = 1) -> Iterator[str]:
    """Yield `count` JSON lines; each text is a walk along the words that follow each other in `texts`."""
    chance = random.Random(seed)
    words = [word for text in texts for word in text.split()]
    followers: dict[str, list[str]] = {}
    for word, after in pairwise(words):
        followers.setdefault(word, []).append(after)
    for number in range(count):
        title, text = (_walk(chance, words, followers, size) for size in (TITLE, WORDS))
        yield json.dumps({"location": f"{number:05}/", "title": title, "text": text}, ensure_ascii=False)


def _walk(chance: random.Random, words: list[str], followers: dict[str, list[str]], size: int) -> str:
    walked = [chance.choice(words)]
    while len(walked) < size:
        choices = words if chance.random() < JUMP else followers.get(walked[-1], words)
        walked.append(chance.choice(choices))
    return " ".join(walked)
