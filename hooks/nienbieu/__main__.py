"""The command `nienbieu`: what a contributor or an operator runs without building the site."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from nienbieu.pipeline import check_content
from nienbieu.problems import RENDERINGS


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit code is 0 when all is well and 1 when problems were found."""
    options = _parser().parse_args(arguments)
    return int(options.run(options))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="nienbieu", description="Niên biểu: kiểm tra và biên dịch nội dung.")
    commands = parser.add_subparsers(required=True, metavar="LỆNH")
    check = commands.add_parser("check", help="kiểm tra nội dung, không dựng trang")
    check.add_argument("--format", choices=sorted(RENDERINGS), default="text", help="cách in lỗi")
    check.set_defaults(run=_check)
    for command in (check,):
        command.add_argument("--content", type=Path, default=Path(os.environ.get("CONTENT_DIR", "content")),
                             metavar="THƯ_MỤC", help="thư mục nội dung (mặc định: content)")
    return parser


def _check(options: argparse.Namespace) -> int:
    site, problems = check_content(options.content, options.content.as_posix())
    shown = RENDERINGS[options.format](problems)
    if shown:
        print(shown)
    print(f"{len(site.catalog.entries)} bài, {len(site.catalog.sources)} nguồn, {len(problems)} lỗi", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main())
