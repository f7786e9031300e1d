"""The command `nienbieu`: what a contributor or an operator runs without building the site."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from nienbieu import ledger, lookup, rounds
from nienbieu.pipeline import check_content, compile_content
from nienbieu.problems import RENDERINGS
from nienbieu.recorded import LEDGER
from nienbieu.worklist import read_worklist, table


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit code is 0 when all is well, 1 for problems and 2 for a wrong call."""
    options = _parser().parse_args(arguments)
    return int(options.run(options))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="nienbieu", description="Niên biểu: kiểm tra và biên dịch nội dung.")
    commands = parser.add_subparsers(required=True, metavar="LỆNH")
    check = commands.add_parser("check", help="kiểm tra nội dung, không dựng trang")
    check.add_argument("--format", choices=sorted(RENDERINGS), default="text", help="cách in lỗi")
    check.set_defaults(run=_check)
    emit = commands.add_parser("emit", help="ghi cây Markdown đã biên dịch, cho một bộ dựng trang khác")
    emit.add_argument("directory", type=Path, metavar="ĐÍCH", help="thư mục chưa có hoặc còn trống")
    emit.add_argument(
        "--base",
        default="http://127.0.0.1:8000/",
        metavar="ĐỊA_CHỈ",
        help="địa chỉ đầy đủ của trang, có dấu / cuối; chỉ dùng trong nguồn cấp tin",
    )
    emit.set_defaults(run=_emit)
    facts = commands.add_parser("facts", help="bảng: mỗi tệp dữ kiện đã dùng bao nhiêu")
    facts.set_defaults(run=_facts)
    record = commands.add_parser("ledger", help="ghi sổ dẫn chứng: điều mỗi trang đang nêu và dẫn")
    record.set_defaults(run=_ledger)
    sources = commands.add_parser("sources", help="xem địa chỉ của các nguồn còn mở được không; cần mạng")
    rounds.add_options(sources)
    sources.set_defaults(run=rounds.run)
    index = commands.add_parser("index", help="lập chỉ mục tìm kiếm cho một tệp tài liệu bất kỳ")
    lookup.add_index_options(index)
    index.set_defaults(run=lookup.run_index)
    search = commands.add_parser("search", help="tìm trong trang đã dựng, cùng thứ tự với ô tìm kiếm")
    lookup.add_search_options(search)
    search.set_defaults(run=lookup.run_search)
    for command in (check, emit, facts, index, record, sources):
        command.add_argument(
            "--content",
            type=Path,
            default=Path(os.environ.get("CONTENT_DIR", "content")),
            metavar="THƯ_MỤC",
            help="thư mục nội dung (mặc định: content)",
        )
    return parser


def _check(options: argparse.Namespace) -> int:
    site, problems = check_content(options.content, options.content.as_posix())
    shown = RENDERINGS[options.format](problems)
    if shown:
        print(shown)
    print(f"{len(site.catalog.entries)} bài, {len(site.catalog.sources)} nguồn, {len(problems)} lỗi", file=sys.stderr)
    return 1 if problems else 0


def _emit(options: argparse.Namespace) -> int:
    target: Path = options.directory
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        print(f"{target}: đích không trống. Chọn một thư mục chưa có hoặc còn trống.", file=sys.stderr)
        return 2
    compilation = compile_content(options.content, options.base, options.content.as_posix())
    if compilation.problems:
        print(RENDERINGS["text"](compilation.problems))
        return 1
    texts = {page.path: page.markdown for page in compilation.pages} | compilation.files
    for path, text in sorted(texts.items()):
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_text(text, encoding="utf-8", newline="\n")
    print(f"{len(texts)} tệp trong {target}", file=sys.stderr)
    return 0


def _facts(options: argparse.Namespace) -> int:
    bases, problems = read_worklist(options.content, options.content.as_posix())
    if problems:
        print(RENDERINGS["text"](problems))
        return 1
    print(table(bases))
    return 0


def _ledger(options: argparse.Namespace) -> int:
    site, problems = check_content(options.content, options.content.as_posix())
    others = [problem for problem in problems if problem.code not in ledger.CODES]
    if others:
        print(RENDERINGS["text"](others))
        return 1
    path: Path = options.content / LEDGER
    path.write_text(ledger.dump(ledger.record(site)), encoding="utf-8", newline="\n")
    print(f"Đã ghi {path}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
