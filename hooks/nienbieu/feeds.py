"""Feeds of the public change notes: Atom (RFC 4287) and JSON Feed 1.1.

Their dates are those of the notes, so a rebuild with nothing changed gives the same bytes.
"""

from __future__ import annotations

import json
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from nienbieu.catalog import Entry
from nienbieu.fields import Change
from nienbieu.site import Site

_TITLE = "Niên biểu: cập nhật"
_NEWEST = 50


def _items(site: Site) -> list[tuple[str, str, Change, Entry]]:
    """`(id, url, note, record)` of the newest notes."""
    base = site.base
    return [
        (f"{base}{entry.url}#cap-nhat-{change.date.iso}", f"{base}{entry.url}", change, entry)
        for change, entry in site.changes[:_NEWEST]
    ]


def atom(site: Site) -> str:
    """Atom feed."""
    base = site.base
    feed = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "vi"})
    SubElement(feed, "id").text = base
    SubElement(feed, "title").text = _TITLE
    SubElement(feed, "link", {"rel": "self", "href": f"{base}feed.xml"})
    SubElement(feed, "link", {"href": f"{base}cap-nhat/"})
    SubElement(feed, "updated").text = _timestamp(site.updated)
    SubElement(SubElement(feed, "author"), "name").text = "Niên biểu"
    for id_, url, change, entry in _items(site):
        item = SubElement(feed, "entry")
        SubElement(item, "id").text = id_
        SubElement(item, "title").text = entry.record.title
        SubElement(item, "link", {"href": url})
        SubElement(item, "updated").text = _timestamp(change.date.iso)
        SubElement(item, "summary").text = f"{change.note} {entry.record.summary}"
    indent(feed)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(feed, encoding="unicode") + "\n"


def json_feed(site: Site) -> str:
    """JSON Feed (https://www.jsonfeed.org/version/1.1/)."""
    base = site.base
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _TITLE,
        "language": "vi",
        "home_page_url": f"{base}cap-nhat/",
        "feed_url": f"{base}feed.json",
        "items": [
            {
                "id": id_,
                "url": url,
                "title": entry.record.title,
                "content_text": f"{change.note} {entry.record.summary}",
                "date_modified": _timestamp(change.date.iso),
            }
            for id_, url, change, entry in _items(site)
        ],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"


def _timestamp(day: str) -> str:
    """Notes carry a day; feeds want a moment: its beginning in UTC."""
    return f"{day}T00:00:00Z"
