"""The worker and the engine as the browser gets them: one file each, without comments."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

_FOLDER = Path(__file__).parent / "js"
_MODULES = (
    "tokens",
    "signs",
    "inputmethod",
    "spelling",
    "sections",
    "reader",
    "repair",
    "plan",
    "slots",
    "rank",
    "passages",
    "engine",
)
_COMMENT = re.compile(r"^\s*(?://[^\n]*|/\*\*.*?\*/)$\n?", re.M | re.S)
_IMPORT = re.compile(r"^import .*\n", re.M)


def scripts() -> dict[str, bytes]:
    """Return file name -> contents: the engine, named after its hash, and the stub that loads it."""
    engine = bundle(_MODULES, ("createEngine",))
    name = f"engine-{hashlib.sha256(engine.encode()).hexdigest()[:10]}.js"
    worker = _bare((_FOLDER / "worker.js").read_text(encoding="utf-8")).replace("ENGINE", name)
    return {name: engine.encode(), "worker.js": worker.encode()}


def bundle(modules: Sequence[str], names: Sequence[str]) -> str:
    """Join modules, in the order in which they need each other, into a script that defines the global `names`.

    Top-level names are therefore unique over all modules.
    """
    sources = ((_FOLDER / f"{module}.js").read_text(encoding="utf-8") for module in modules)
    body = "".join(_bare(_IMPORT.sub("", source)).replace("export ", "") for source in sources)
    return f'"use strict";(() => {{\n{body}Object.assign(self, {{ {", ".join(names)} }});\n}})();\n'


def _bare(source: str) -> str:
    """Leave out comments that stand alone and the indentation, which no one reads here."""
    return re.sub(r"^\s+", "", _COMMENT.sub("", source), flags=re.M)
