"""Addresses below the site's root, and the way from one page to another."""

from __future__ import annotations

import posixpath


def relative(source: str, target: str) -> str:
    """Return the link from page `source` to `target`, both below the root (`mo-hinh/ha-giang/`).

    >>> relative("mo-hinh/ha-giang/", "nguon/x/#c-1")
    '../../nguon/x/#c-1'
    >>> relative("", "")
    './'
    """
    path, hash_, anchor = target.partition("#")
    if path == source and hash_:
        return f"#{anchor}"
    link = posixpath.relpath("/" + path, "/" + source)
    if path.endswith("/") or not path:
        link += "/"
    return link + hash_ + anchor
