"""Ids of claims are permanent: they hang on the claim's own words and on nothing around them."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import MINIMAL
from nienbieu.catalog import Entry
from nienbieu.frontmatter import parse_markdown
from nienbieu.names import build_names
from nienbieu.reading import read_content
from nienbieu.rendering import render

CATALOG = read_content(MINIMAL)
NAMES, _ = build_names(CATALOG)
ENTRY = CATALOG.by_path["cot-moc/khai-mac-2018.md"]
WORDS = st.lists(
    st.sampled_from(
        ["Hà", "Giang", "có", "việc", "bàn", "giao", "sở", "phòng", "ban", "năm", "tỉnh", "mới", "cũ", "nhập", "tách"]
    ),
    min_size=2,
    max_size=9,
)
CLAIMS = st.lists(
    st.builds(lambda words, number: f"{' '.join(words)} {number} [@bao-a-2019].", WORDS, st.integers(1, 10**6)),
    min_size=1, max_size=8, unique_by=lambda claim: claim.lower(),
)  # fmt: skip


def ids(title: str, blocks: list[str]) -> dict[str, str]:
    """Words of each block -> its id, for an article made of these blocks."""
    parsed = parse_markdown("---\ntitle: x\n---\n\n" + "\n\n".join(blocks) + "\n", ENTRY.label)
    record = ENTRY.record.model_copy(update={"title": title})
    entry = Entry(record, ENTRY.path, replace(ENTRY.parsed, body=parsed.body), ENTRY.label)
    return {block.text: block.anchor for block in render(entry, CATALOG, NAMES).blocks}


@settings(deadline=None, max_examples=150)
@given(claims=CLAIMS, title=WORDS, data=st.data())
def test_ids_survive_reordering_a_new_title_and_new_paragraphs(
    claims: list[str], title: list[str], data: st.DataObject
) -> None:
    before = ids("Tên cũ", claims)
    added = [f"Đoạn mới thứ {n} [@bao-b-2020]." for n in range(data.draw(st.integers(0, 3)))]
    mixed = data.draw(st.permutations([*claims, *added, "## Đầu đề mới"]))
    after = ids(" ".join(title), list(mixed))
    assert before.items() <= after.items()
    assert len(set(after.values())) == len(after)


@settings(deadline=None, max_examples=50)
@given(claims=CLAIMS)
def test_ids_do_not_hang_on_the_citation(claims: list[str]) -> None:
    cited_otherwise = [claim.replace("@bao-a-2019", "@bao-b-2020, đoạn 2") for claim in claims]
    assert ids("Tên", claims) == ids("Tên", cited_otherwise)
