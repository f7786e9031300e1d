"""From plain values to records: pydantic's findings in the words of contributors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError, create_model

from nienbieu.frontmatter import Parsed, Path
from nienbieu.problems import Problem, did_you_mean

T = TypeVar("T", bound=BaseModel)

_EDTF_CURE = "Viết ngày theo EDTF: 2018-09-24, 2019-07, 2019, 2016/2019 hoặc 1930~ (khoảng)"
_VIETNAMESE_DATE = re.compile(r"(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4})")
_NUMBER = ("phải là số", "Viết số kiểu máy, không có dấu chấm ngăn hàng nghìn, ví dụ 1549 hoặc 35.8")
_TYPES: Mapping[str, tuple[str, str]] = {
    "string_type": ("phải là chữ", "Đặt giá trị trong dấu nháy"),
    "tuple_type": ("phải là danh sách", "Viết [mục một, mục hai], hoặc mỗi mục một dòng mở đầu bằng dấu '- '"),
    "int_type": _NUMBER,
    "float_type": _NUMBER,
    "bool_type": ("phải là true hoặc false", "Viết true hoặc false"),
    "bool_parsing": ("phải là true hoặc false", "Viết true hoặc false"),
    "model_type": ("phải là một nhóm khóa", "Viết dạng {khóa: giá trị}"),
    "string_too_short": ("không được để trống", "Viết nội dung hoặc bỏ khóa này"),
    "greater_than_equal": ("nhỏ quá mức cho phép", "Kiểm tra lại con số"),
    "less_than_equal": ("lớn quá mức cho phép", "Kiểm tra lại con số"),
}


def build(kind: type[T], parsed: Parsed, path: str, at: Path = ()) -> tuple[T | None, list[Problem]]:
    """Build the record at `at` of a parsed text, with what is wrong with it.

    A record with problems keeps its sound keys, so that the rest of it can be checked in the same
    run; it is never published. None: nothing of it can be used.
    """
    value = parsed.value
    for key in at:
        value = value[key]
    try:
        return kind.model_validate(value), []
    except ValidationError as error:
        errors = _outermost(error)
        problems = (_problem(kind, item, parsed, path, at) for item in errors)
        # A union reports each branch; one line of advice per value is enough.
        found = list({(p.line, p.message): p for p in problems}.values())
        return _salvage(kind, value, {item["loc"][0] for item in errors if item["loc"]}), found


def _outermost(error: ValidationError) -> list[Any]:
    """Leave out what only follows from a mistake inside: a list without its broken items is too short."""
    errors = error.errors()
    return [
        item
        for item in errors
        if not any(other["loc"][: len(item["loc"])] == item["loc"] != other["loc"] for other in errors)
    ]


def _salvage(kind: type[T], value: Any, broken: set[int | str]) -> T | None:
    if not isinstance(value, dict):
        return None
    names = {field.alias or name: name for name, field in kind.model_fields.items()}
    sound = {key: value[key] for key in value if key in names and key not in broken}
    fields = kind.model_fields
    wanted: dict[str, Any] = {key: (fields[names[key]].annotation, fields[names[key]]) for key in sound}
    partial = create_model(f"Partial{kind.__name__}", __config__=kind.model_config, **wanted).model_validate(sound)
    blank = {name: _blank(str(field.annotation)) for name, field in fields.items() if field.is_required()}
    return kind.model_construct(**blank | {key: getattr(partial, key) for key in sound})


def _blank(annotation: str) -> object:
    return () if "tuple" in annotation else None if "Edtf" in annotation else ""


def _problem(kind: type[BaseModel], item: Any, parsed: Parsed, path: str, at: Path) -> Problem:
    where = tuple(part for part in item["loc"] if part not in ("int", "float"))
    code, message, cure = _explain(kind, item, where)
    return Problem(path, parsed.line((*at, *where)), code, message, cure)


def _explain(kind: type[BaseModel], item: Any, where: Path) -> tuple[str, str, str]:
    name, key = ".".join(str(part) for part in where), str(where[-1]) if where else ""
    reason, context = item["type"], item.get("ctx", {})
    if reason == "extra_forbidden":
        known = sorted(_keys(kind, where[:-1]))
        return (
            "khoa-la",
            f"không có khóa '{key}'",
            did_you_mean(key, known, f"Các khóa có thể dùng: {', '.join(known)}"),
        )
    if reason == "missing":
        return "thieu-khoa", f"thiếu khóa '{name}'", f"Thêm '{key}:' với giá trị"
    if reason == "literal_error":
        options = [str(option) for option in _options(context)]
        return (
            "gia-tri-la",
            f"'{item['input']}' không phải giá trị của '{name}'",
            did_you_mean(str(item["input"]), options, "Chọn một trong: " + ", ".join(options)),
        )
    if reason == "too_short":
        return "gia-tri-sai", f"'{name}' cần ít nhất {context['min_length']} mục", "Thêm cho đủ, hoặc bỏ khóa này"
    if reason == "value_error":
        return "ngay-sai", f"{name}: {context['error']}", _date_cure(str(item["input"]))
    if reason == "is_instance_of":
        return "ngay-sai", f"{name}: '{item['input']}' không phải ngày", _EDTF_CURE
    if reason == "string_too_long":
        return ("qua-dai", f"'{name}' dài {len(item['input'])} ký tự, quá {context['max_length']}", "Rút gọn lại")
    if reason == "string_pattern_mismatch":
        return _pattern(name, item)
    message, cure = _TYPES.get(reason, ("không hợp lệ", "Xem hướng dẫn đóng góp về khóa này"))
    return "gia-tri-sai", f"'{name}' {message}", cure


def _date_cure(text: str) -> str:
    """A date written as Vietnamese do becomes the EDTF date it must mean."""
    match = _VIETNAMESE_DATE.fullmatch(text.strip())
    return f"Viết {match['y']}-{int(match['m']):02}-{int(match['d']):02}" if match else _EDTF_CURE


def _pattern(name: str, item: Any) -> tuple[str, str, str]:
    if "a-z0-9" in item["ctx"]["pattern"]:
        return (
            "ma-sai",
            f"{name}: '{item['input']}' không phải mã hợp lệ",
            "Mã chỉ gồm chữ thường không dấu, chữ số và gạch nối",
        )
    return "gia-tri-sai", f"'{name}' phải nằm trên một dòng", "Bỏ chỗ xuống dòng"


def _options(context: Mapping[str, Any]) -> Iterator[str]:
    for part in str(context["expected"]).replace(" or ", ", ").split(", "):
        yield part.strip("'")


def _keys(kind: type[BaseModel], where: Path) -> set[str]:
    """Names of the keys allowed at `where` inside `kind`."""
    model: Any = kind
    for part in where:
        if isinstance(part, str) and model is not None:
            model = _nested(model, part)
    fields = model.model_fields if model is not None else {}
    return {field.alias or name for name, field in fields.items()}


def _nested(model: type[BaseModel], key: str) -> type[BaseModel] | None:
    named = {field.alias or name: field for name, field in model.model_fields.items()}
    return _first_model(named[key].annotation) if key in named else None


def _first_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for arg in get_args(annotation) if (found := _first_model(arg))), None)
