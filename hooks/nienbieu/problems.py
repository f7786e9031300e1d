"""What is wrong with the content: one finding, several renderings.

A check never raises and never stops at the first mistake; it yields `Problem`s. Each one says
where it is, what it is and how to repair it, in Vietnamese, because a contributor reads it.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake in the content."""

    path: str
    """File, relative to the project, with forward slashes."""
    line: int
    """Line in that file, counted from 1."""
    code: str
    """Stable short name of the rule, for searching the guide."""
    message: str
    """What is wrong, as a Vietnamese sentence without a full stop."""
    cure: str
    """How to repair it, as a Vietnamese sentence without a full stop."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.advice} [{self.code}]"

    @property
    def advice(self) -> str:
        """What is wrong and how to repair it, as two sentences."""
        return f"{self.message}. {self.cure}" + ("" if self.cure.endswith("?") else ".")


def as_text(problems: Iterable[Problem]) -> str:
    """Render one problem a line, for a terminal."""
    return "\n".join(str(problem) for problem in problems)


def as_json(problems: Iterable[Problem]) -> str:
    """Render a JSON array of `{path, line, code, message, cure}`."""
    return json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=2)


def as_github(problems: Iterable[Problem]) -> str:
    """Render GitHub workflow annotations.

    Source: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    return "\n".join(
        f"::error file={_property(problem.path)},line={problem.line},title={problem.code}::{_data(problem.advice)}"
        for problem in problems
    )


RENDERINGS = {"text": as_text, "json": as_json, "github": as_github}


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """Return the choice most like `word`, or None when nothing is near."""
    known = sorted(choices)
    begun = [choice for choice in known if len(word) > 3 and choice.startswith(word)]
    found = begun or difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    return found[0] if found else None


def did_you_mean(word: str, choices: Iterable[str], otherwise: str) -> str:
    """Return the cure for an unknown word: the nearest valid one, else `otherwise`."""
    near = nearest(word, choices)
    return f"Có phải '{near}'?" if near else otherwise


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
