"""The real site in a real browser: every page kind on a phone and a desktop, light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect

PAGES = {
    "home": "",
    "timeline": "nien-bieu/",
    "milestone": "cot-moc/hoi-nghi-truc-tuyen-2019-07-01/",
    "award": "bua-liem-vang/",
    "edition": "bua-liem-vang/2018/",
    "model": "mo-hinh/ban-bao-ve-cham-soc-suc-khoe-ha-noi/",
    "document": "van-ban/18-nq-tw/",
    "organization": "to-chuc/ban-to-chuc-trung-uong/",
    "place": "dia-phuong/ha-giang/",
    "source": "nguon/xaydungdang-2019-10-15-5-diem-nhan/",
    "milestones": "cot-moc/",
    "models": "mo-hinh/",
    "documents": "van-ban/",
    "organizations": "to-chuc/",
    "places": "dia-phuong/",
    "sources": "nguon/",
    "statistics": "so-lieu/",
    "glossary": "thuat-ngu/",
    "search": "tim-kiem/",
    "updates": "cap-nhat/",
    "data": "du-lieu/",
    "about": "gioi-thieu/",
    "contribute": "dong-gop/",
    "missing": "khong/co/trang-nay/",
}
SCREENS = {"phone": {"width": 360, "height": 740}, "desktop": {"width": 1280, "height": 860}}


@pytest.fixture(params=[(screen, scheme) for screen in SCREENS for scheme in ("light", "dark")], ids="-".join)
def context(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    screen, scheme = request.param
    made = browser.new_context(viewport=SCREENS[screen], color_scheme=scheme, locale="vi-VN")
    yield made
    made.close()


def watch(page: Page, base: str) -> list[str]:
    """Collect what a page should never do."""
    faults: list[str] = []

    def on_console(message: ConsoleMessage) -> None:
        # The browser reports the status of the missing page itself; everything else is ours.
        if message.type == "error" and "404 (Not Found)" not in message.text:
            faults.append(f"console: {message.text}")

    def on_request(request: Request) -> None:
        if not request.url.startswith((base, "data:", "blob:")):
            faults.append(f"request: {request.url}")

    page.on("console", on_console)
    page.on("request", on_request)
    page.on("pageerror", lambda error: faults.append(f"error: {error}"))
    return faults


@pytest.mark.parametrize("name", PAGES)
def test_page_is_sound(name: str, context: BrowserContext, real_url: str) -> None:
    page = context.new_page()
    faults = watch(page, real_url)
    page.goto(real_url + PAGES[name], wait_until="networkidle")
    expect(page.locator("h1")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= page.evaluate("innerWidth")
    assert page.evaluate("document.fonts.check('16px \"Be Vietnam Pro\"')")
    assert faults == []


@pytest.mark.parametrize(("screen", "scheme"), [("phone", "light"), ("desktop", "dark")])
@pytest.mark.parametrize("name", PAGES)
def test_page_is_accessible(
    name: str, screen: str, scheme: Literal["light", "dark"], browser: Browser, real_url: str
) -> None:
    page = browser.new_page(viewport=SCREENS[screen], color_scheme=scheme, reduced_motion="reduce")
    page.goto(real_url + PAGES[name], wait_until="networkidle")
    faults = accessibility_faults(page)
    page.close()
    assert faults == []


_WITHOUT_REPEATED_ROWS = {
    "exclude": [
        [".nb-table ~ .nb-table ~ .nb-table ~ .nb-table"],
        [".nb-timeline > li:nth-child(n+6)"],
        [".nb-list > li:nth-child(n+20)"],
    ]
}
"""Hundreds of rows of one make take minutes to look at and tell nothing new."""


def accessibility_faults(page: Page) -> list[str]:
    """What axe-core finds against WCAG 2.2 A and AA and its best practices."""
    results = Axe().run(
        page,
        context=_WITHOUT_REPEATED_ROWS,
        options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]},
    )
    return [f"{fault['id']}: {fault['nodes'][0]['html']}" for fault in results.response["violations"]]


@pytest.fixture
def page(browser: Browser, real_url: str) -> Iterator[Page]:
    made = browser.new_page(viewport=SCREENS["phone"], locale="vi-VN")
    yield made
    made.close()


def test_search_box_finds_a_page(page: Page, real_url: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 860})
    page.goto(real_url)
    page.locator(".md-search__input").fill("Hà Giang")
    result = page.locator(".md-search-result__link").first
    expect(result).to_be_visible(timeout=15_000)
    result.click()
    expect(page.locator("h1")).to_contain_text("Hà Giang")


def test_search_form_leads_to_shareable_results(page: Page, real_url: str) -> None:
    page.goto(real_url)
    page.locator(".nb-search input").fill("búa liềm vàng")
    page.locator(".nb-search button").click()
    expect(page).to_have_url(f"{real_url}tim-kiem/?q=b%C3%BAa+li%E1%BB%81m+v%C3%A0ng")
    expect(page.locator("#nb-found li").first).to_be_visible(timeout=15_000)


def test_citation_opens_its_source_beside_the_sentence(page: Page, real_url: str) -> None:
    page.goto(real_url + PAGES["model"])
    mark = page.locator(".nb-prose .nb-cite a").first
    for openly in (mark.click, lambda: page.keyboard.press("Enter")):
        mark.focus()
        before = page.evaluate("scrollY")
        openly()
        note = page.get_by_role("dialog", name="Nguồn 1")
        expect(note).to_contain_text("Hạng A")
        expect(note).to_be_in_viewport(ratio=1)
        assert page.evaluate("scrollY") == before
        page.keyboard.press("Escape")
        expect(note).to_be_hidden()
        expect(mark).to_be_focused()


def test_claim_offers_a_line_to_cite_it_with(page: Page, real_url: str) -> None:
    page.goto(real_url + PAGES["model"])
    mark = page.locator("a.nb-claim").first
    anchor = mark.get_attribute("href")
    mark.click()
    line = page.get_by_role("dialog", name="Trích dẫn chỗ này").locator("p")
    expect(line).to_contain_text(f"mục {anchor[1:]}. Cập nhật ")
    expect(line).to_contain_text(f"{PAGES['model']}{anchor}")
    expect(page).to_have_url(f"{real_url}{PAGES['model']}{anchor}")


def test_citation_leads_to_its_note_and_back_without_javascript(browser: Browser, real_url: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=SCREENS["phone"])
    page = context.new_page()
    page.goto(real_url + PAGES["model"])
    mark = page.locator(".nb-prose .nb-cite a").first
    anchor = mark.get_attribute("id")
    mark.click()
    note = page.locator(".nb-sources li:target")
    expect(note).to_be_in_viewport()
    note.locator(f'a[href="#{anchor}"]').click()
    expect(page.locator(f"#{anchor}")).to_be_in_viewport()
    context.close()


def test_site_reads_without_javascript(browser: Browser, real_url: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=SCREENS["phone"])
    page = context.new_page()
    page.goto(real_url + "nien-bieu/")
    page.get_by_role("link", name="2019", exact=True).first.click()
    expect(page.locator("#nam-2019")).to_be_in_viewport()
    page.locator(".nb-timeline__year:has(#nam-2019) .nb-moment__title a").first.click()
    expect(page.locator("h1")).to_be_visible()
    page.goto(real_url + "tim-kiem/?q=abc")
    expect(page.get_by_role("link", name="Hà Giang", exact=True)).to_be_visible()
    context.close()


def test_menu_works_by_keyboard_on_a_phone(page: Page, real_url: str) -> None:
    page.goto(real_url)
    page.get_by_role("button", name="Mở mục điều hướng").focus()
    page.keyboard.press("Enter")
    link = page.locator(".md-sidebar--primary").get_by_role("link", name="Mô hình")
    expect(link).to_be_visible()
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()


def test_timeline_prints(page: Page, real_url: str) -> None:
    page.goto(real_url + "nien-bieu/")
    page.emulate_media(media="print")
    expect(page.locator(".md-header")).to_be_hidden()
    expect(page.locator(".nb-moment").first).to_be_visible()
    assert len(page.pdf()) > 10_000
