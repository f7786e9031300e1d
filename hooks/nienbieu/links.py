"""Where a link in the prose leads, and what is wrong with it when it leads nowhere."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from nienbieu.catalog import Catalog, Entry
from nienbieu.problems import did_you_mean
from nienbieu.text import slugify

_EXTERNAL = ("https://", "http://", "mailto:")


@dataclass(frozen=True)
class Wrong:
    """A link that leads nowhere."""

    code: str
    message: str
    cure: str


@dataclass(frozen=True)
class Link:
    """A link that leads somewhere."""

    url: str
    """Address below the root for a page of the site, else a full address or `#anchor`."""
    title: str = ""
    path: str = ""
    """Content path of the record it leads to, if any."""
    external: bool = False


def resolve_wiki(catalog: Catalog, slug: str) -> Link | Wrong:
    """Find the record of `[[slug]]` or `[[folder/slug]]`."""
    wanted, _, anchor = slug.partition("#")
    found = catalog.by_slug.get(wanted, [])
    if len(found) > 1:
        options = " hoặc ".join(f"[[{entry.folder}/{entry.slug}]]" for entry in found)
        return Wrong("lien-ket-mo-ho", f"[[{slug}]] có thể là nhiều trang", f"Viết rõ {options}")
    if found:
        return _to_entry(found[0], anchor)
    unread = [path for path in sorted(catalog.unread) if f"/{path}".endswith(f"/{wanted}.md")]
    if unread:
        return Link(unread[0].removesuffix(".md") + "/", wanted)
    return Wrong(
        "lien-ket-hong",
        f"không có trang '{slug}'",
        did_you_mean(slugify(wanted), catalog.by_slug, "Kiểm tra tên tệp của trang muốn dẫn tới"),
    )


def resolve_href(catalog: Catalog, entry: Entry, href: str) -> Link | Wrong:
    """Find what an ordinary Markdown link of `entry` leads to."""
    if href.startswith(_EXTERNAL):
        return Link(href, external=True)
    if href.startswith("#"):
        return Link(href)
    path, _, anchor = href.partition("#")
    if ":" in path or path.startswith("/"):
        return Wrong(
            "lien-ket-hong",
            f"liên kết '{href}' không dùng được",
            "Dùng đường dẫn tương đối tới tệp .md, hoặc địa chỉ https://",
        )
    target = posixpath.normpath(posixpath.join(posixpath.dirname(entry.path), path))
    if found := catalog.by_path.get(target):
        return _to_entry(found, anchor)
    if target in catalog.unread:
        return Link(target.removesuffix(".md") + "/")
    near = did_you_mean(target, catalog.by_path, "Kiểm tra tên thư mục và tên tệp; dùng [[tên-trang]] nếu không chắc")
    return Wrong("lien-ket-hong", f"liên kết '{href}' không dẫn tới bài nào", near)


def _to_entry(entry: Entry, anchor: str) -> Link:
    return Link(entry.url + (f"#{anchor}" if anchor else ""), entry.record.title, entry.path)
