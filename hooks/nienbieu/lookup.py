"""The commands `nienbieu index`, which makes an index of any documents, and `nienbieu search`, which asks one."""

from __future__ import annotations

import argparse
import gzip
import re
import sys
from pathlib import Path

from nienbieu.reading import read_content
from nienbieu.search.documents import read_documents
from nienbieu.search.index import Index
from nienbieu.search.query.engine import Engine, Result
from nienbieu.search.scripts import scripts

_GENERATION = re.compile(r"[0-9a-f]{10}")


def add_index_options(command: argparse.ArgumentParser) -> None:
    """Arguments of `nienbieu index`."""
    command.add_argument("documents", type=Path, metavar="TÀI_LIỆU.jsonl", help="mỗi dòng một {location, title, text}")
    command.add_argument("directory", type=Path, metavar="ĐÍCH", help="thư mục mới, còn trống, hoặc đã có chỉ mục")


def run_index(options: argparse.Namespace) -> int:
    """Index the documents; the directory then holds all that the worker needs, the worker included."""
    target: Path = options.directory
    if target.exists() and not (target.is_dir() and (not any(target.iterdir()) or (target / "index.bin").exists())):
        print(f"{target}: không trống và không phải chỉ mục. Chọn một thư mục khác.", file=sys.stderr)
        return 2
    try:
        lines = options.documents.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        print(f"{options.documents}: không đọc được ({error}). Cần một tệp UTF-8.", file=sys.stderr)
        return 2
    documents, problems = read_documents(lines)
    if problems:
        print("\n".join(f"{options.documents}: {problem}" for problem in problems))
        return 1
    index = Index(read_content(options.content).synonyms if options.content.is_dir() else ())
    index.update(documents)
    write(target, index.files() | scripts())
    print(f"{len(documents)} tài liệu trong {target}", file=sys.stderr)
    return 0


def write(target: Path, files: dict[str, bytes]) -> None:
    """Write the files of an index; what an earlier index left behind goes."""
    target.mkdir(parents=True, exist_ok=True)
    for old in [path for path in target.iterdir() if path.is_dir() and _GENERATION.fullmatch(path.name)]:
        for file in old.iterdir():
            file.unlink()
        old.rmdir()
    for path, data in sorted(files.items()):
        (target / path).parent.mkdir(exist_ok=True)
        (target / path).write_bytes(data)


def add_search_options(command: argparse.ArgumentParser) -> None:
    """Arguments of `nienbieu search`."""
    command.add_argument("query", nargs="+", metavar="TỪ_KHÓA", help="gõ có dấu hay không dấu đều được")
    command.add_argument(
        "--index", type=Path, default=Path("site/search"), metavar="THƯ_MỤC", help="chỉ mục (mặc định: site/search)"
    )


def run_search(options: argparse.Namespace) -> int:
    """Print the ten nearest pages, as the search box of the site orders them."""
    folder: Path = options.index
    if not (folder / "index.bin").is_file():
        print(f"{folder}: chưa có chỉ mục. Chạy `make site` trước, hoặc chỉ thư mục bằng --index.", file=sys.stderr)
        return 2
    engine = Engine(lambda path: gzip.decompress((folder / path).read_bytes()))
    answer = engine.search(" ".join(options.query))
    for number, result in enumerate(answer.results, 1):
        print(_shown(number, result))
    if not answer.results:
        print("Không tìm thấy trang nào.", file=sys.stderr)
    return 0 if answer.results else 1


def _shown(number: int, result: Result) -> str:
    address = result.location + (f"#{result.anchor}" if result.anchor else "")
    about = " · ".join(filter(None, (result.kind, result.date)))
    lines = [f"{number:2}. {result.title}" + (f" ({about})" if about else ""), f"    {address}", f"    {result.text}"]
    return "\n".join(line for line in lines if line.strip())
