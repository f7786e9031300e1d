"""How to cite a page of this site, or one claim of it: in words, in BibTeX and in CSL-JSON.

A citation names the page's own last change, never the day of a build.
"""

from __future__ import annotations

from typing import Any, Final

from nienbieu import edtf
from nienbieu.catalog import Entry

_NAME: Final = "Niên biểu"
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""BibTeX's own macros, which each style writes in its language."""
_LATEX: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{special: f"\\{special}" for special in "&%$#_"},
    }
)
"""Braces become commands: BibTeX counts them even behind a backslash."""
_URL: Final = str.maketrans({"\\": "%5C", "{": "%7B", "}": "%7D", " ": "%20"})
"""An address is taken as it stands, so only what would end the field is written otherwise."""
_INNER_QUOTES: Final = str.maketrans("“”", "‘’")


def permalink(base: str, entry: Entry, claim_anchor: str = "") -> str:
    """Full address of a page, or of the claim with that anchor; `base` has a closing slash."""
    return base + entry.url + (f"#{claim_anchor}" if claim_anchor else "")


def citation_line(entry: Entry, base: str, claim_anchor: str = "") -> str:
    """One line: `Niên biểu. “Tên bài”, mục c-1a2b3c4d. Cập nhật 20/11/2026. https://…/#c-1a2b3c4d`."""
    place = f", mục {claim_anchor}" if claim_anchor else ""
    title = entry.record.title.translate(_INNER_QUOTES)
    return f"{_NAME}. “{title}”{place}. {_updated(entry)}. {permalink(base, entry, claim_anchor)}"


def bibtex(entry: Entry, base: str) -> str:
    """An entry in BibTeX (http://mirrors.ctan.org/biblio/bibtex/base/btxdoc.pdf), with `url` as biblatex has it."""
    year, month, _ = _day(entry)
    fields = {
        "author": f"{{{{{_NAME}}}}}",
        "title": f"{{{{{entry.record.title.translate(_LATEX)}}}}}",
        "year": f"{{{year}}}",
        "month": _MONTHS[month - 1],
        "note": f"{{{_updated(entry)}}}",
        "url": f"{{{permalink(base, entry).translate(_URL)}}}",
    }
    lines = "".join(f"  {name} = {value},\n" for name, value in fields.items())
    return f"@misc{{{_key(entry)},\n{lines}}}\n"


def csl_json(entry: Entry, base: str) -> dict[str, Any]:
    """The page as an item of CSL-JSON.

    Schema: https://github.com/citation-style-language/schema (csl-data.json).
    """
    return {
        "id": _key(entry),
        "type": "webpage",
        "title": entry.record.title,
        "abstract": entry.record.summary,
        "author": [{"literal": _NAME}],
        "container-title": _NAME,
        "issued": {"date-parts": [list(_day(entry))]},
        "language": "vi",
        "URL": permalink(base, entry),
    }


def _key(entry: Entry) -> str:
    """Unique on the site, in letters that every citation software takes: `nienbieu-mo-hinh-ha-giang`."""
    return "nienbieu-" + entry.url.rstrip("/").replace("/", "-")


def _day(entry: Entry) -> tuple[int, int, int]:
    year, month, day = (int(part) for part in entry.updated.split("-"))
    return year, month, day


def _updated(entry: Entry) -> str:
    return f"Cập nhật {edtf.parse(entry.updated)}"
