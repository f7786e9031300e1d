"""Files of the content folder that commands wrote: the recorded ledger and the states of source addresses."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from nienbieu.catalog import Located
from nienbieu.edtf import parse
from nienbieu.model import Source
from nienbieu.problems import Problem
from nienbieu.upkeep import STATE_FILE, parse_states

LEDGER = "so-dan-chung.json"
NOT_CONTENT = frozenset({"viec-can-lam.yml", LEDGER, STATE_FILE})
"""These two, and the editors' own list of facts not yet used, are no pages."""


def read_json(path: Path, label: str, problems: list[Problem]) -> dict[str, Any]:
    """Read a JSON object that a command wrote; nothing when there is no such file."""
    if not path.is_file():
        return {}
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        value = None
    if isinstance(value, dict):
        return value
    problems.append(_broken_json(f"{label}/{path.name}"))
    return {}


def with_states(
    sources: dict[str, Located[Source]], path: Path, label: str, problems: list[Problem]
) -> dict[str, Located[Source]]:
    """Add what the last visits found to the sources; a dead address takes no source away."""
    if not path.is_file():
        return sources
    try:
        states = parse_states(path.read_text(encoding="utf-8"))
    except ValueError:
        problems.append(_broken_json(f"{label}/{path.name}"))
        return sources
    found = dict(sources)
    for id_ in sources.keys() & states.keys():
        update = {"status": states[id_].status, "checked": parse(states[id_].checked.isoformat())}
        found[id_] = replace(found[id_], value=found[id_].value.model_copy(update=update))
    return found


def _broken_json(label: str) -> Problem:
    cure = "Tệp này do lệnh nienbieu ghi: khôi phục bản trước, hoặc xóa rồi chạy lại lệnh"
    return Problem(label, 1, "json-hong", "không đọc được JSON", cure)
