"""Strict YAML: duplicate keys are mistakes, `no` stays a text, every value knows its line.

MkDocs turns broken front matter into page text and PyYAML lets the last of two equal keys win,
so both are read here: python-frontmatter splits the file, and a handler with a strict loader
builds plain values (`str`, `int`, `float`, `bool`, `None`, `list`, `dict`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import frontmatter
import yaml
from frontmatter.default_handlers import YAMLHandler

from nienbieu.problems import Problem

Path = tuple[str | int, ...]
"""Where a value stands: `("figures", 0, "sources")`."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's parser where the wheel has it: the same nodes and lines, several times faster."""
_INT = re.compile(r"-?(0|[1-9]\d*)")
_GROUPED = re.compile(r"-?\d{1,3}(?:\.\d{3})+")
_FLOAT = re.compile(r"-?(0|[1-9]\d*)\.\d+")
_WORDS = {"true": True, "false": False, "null": None, "": None}


@dataclass
class Parsed:
    """Values of one YAML text, with the line of each."""

    value: Any
    lines: dict[Path, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    body: str = ""
    """Markdown after the front matter, with as many empty lines before it as the file has above."""

    def line(self, path: Path) -> int:
        """Line of the value at `path`, or of the nearest value around it."""
        while path not in self.lines and path:
            path = path[:-1]
        return self.lines.get(path, 1)


def parse_yaml(text: str, path: str, offset: int = 0) -> Parsed:
    """Read a YAML text whose first line is line `offset + 1` of the file `path`."""
    parsed = Parsed({})
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        parsed.problems.append(_broken(error, path, offset))
        return parsed
    if node is not None:
        parsed.value = _Builder(parsed, path, offset).build(node, ())
    return parsed


def parse_markdown(text: str, path: str) -> Parsed:
    """Read a Markdown file with front matter."""
    handler = _StrictHandler(path)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if not handler.detect(text):
        missing = Problem(
            path,
            1,
            "thieu-dau-trang",
            "tệp không có phần đầu trang YAML",
            "Mở đầu tệp bằng một khối giữa hai dòng '---', có ít nhất title và summary",
        )
        return Parsed({}, problems=[missing], body=text)
    try:
        handler.split(text)
    except ValueError:
        open_block = Problem(
            path,
            1,
            "yaml-hong",
            "phần đầu trang chưa được đóng",
            "Thêm một dòng '---' sau khóa cuối cùng của phần đầu trang",
        )
        return Parsed({}, problems=[open_block])
    _, body = frontmatter.parse(text, handler=handler)
    parsed = handler.parsed
    start = text.rfind(body) if body else len(text)
    parsed.body = "\n" * text.count("\n", 0, start) + body
    return parsed


class _StrictHandler(YAMLHandler):
    """python-frontmatter's YAML handler with the strict loader of this module."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path
        self.parsed = Parsed({})

    def load(self, fm: str, **kwargs: object) -> dict[str, Any]:
        """Read the block between the two `---` lines, which starts on line 2."""
        self.parsed = parse_yaml(fm.removeprefix("\n"), self.path, 1)
        if not isinstance(self.parsed.value, dict):
            self.parsed.problems.append(
                Problem(
                    self.path,
                    2,
                    "yaml-hong",
                    "phần đầu trang không phải danh sách khóa: giá trị",
                    "Viết mỗi dòng một khóa, ví dụ 'title: Tên bài'",
                )
            )
            self.parsed.value = {}
        return dict(self.parsed.value)


class _Builder:
    """Turns YAML nodes into plain values and notes their lines."""

    def __init__(self, parsed: Parsed, path: str, offset: int) -> None:
        self.parsed = parsed
        self.path = path
        self.offset = offset

    def build(self, node: yaml.Node, at: Path) -> Any:
        self.parsed.lines[at] = self._line(node)
        if isinstance(node, yaml.MappingNode):
            return dict(self._pairs(node, at))
        if isinstance(node, yaml.SequenceNode):
            return [self.build(child, (*at, index)) for index, child in enumerate(node.value)]
        assert isinstance(node, yaml.ScalarNode)
        return _scalar(node)

    def _pairs(self, node: yaml.MappingNode, at: Path) -> Iterator[tuple[str, Any]]:
        seen: dict[str, int] = {}
        for key_node, value_node in node.value:
            key, line = str(key_node.value), self._line(key_node)
            if key in seen:
                self.parsed.problems.append(
                    Problem(
                        self.path, line, "khoa-trung", f"khóa '{key}' đã có ở dòng {seen[key]}", "Giữ lại một trong hai"
                    )
                )
                continue
            seen[key] = line
            value = self.build(value_node, (*at, key))
            self.parsed.lines[(*at, key)] = line
            yield key, value

    def _line(self, node: yaml.Node) -> int:
        return node.start_mark.line + 1 + self.offset


def _scalar(node: yaml.ScalarNode) -> str | int | float | bool | None:
    text: str = node.value
    if node.style:  # quoted or block: always a text
        return text
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if _INT.fullmatch(text):
        return int(text)
    if _GROUPED.fullmatch(text):  # 1.549 is meant as 1549: left as a text, which no number accepts
        return text
    return float(text) if _FLOAT.fullmatch(text) else text


def _broken(error: yaml.YAMLError, path: str, offset: int) -> Problem:
    mark = getattr(error, "problem_mark", None)
    line = offset + (mark.line + 1 if mark else 1)
    return Problem(
        path,
        line,
        "yaml-hong",
        "không đọc được YAML ở dòng này",
        "Kiểm tra thụt lề, dấu hai chấm và dấu nháy; giá trị có ': ' phải đặt trong dấu nháy",
    )
