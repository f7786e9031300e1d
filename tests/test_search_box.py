"""The search as readers meet it: the theme's box, the page of results, the page for addresses that lead nowhere."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from nienbieu.search.query.engine import Engine
from search_tools import Box, golden, prefixes
from test_browser import accessibility_faults, watch

QUERIES = golden("dev") + golden("held-out")
RESULT = ".md-search-result__item"


@pytest.fixture(params=["phone", "desktop"])
def context(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    size = {"phone": {"width": 360, "height": 740}, "desktop": {"width": 1280, "height": 860}}[request.param]
    made = browser.new_context(viewport=size, locale="vi-VN")
    yield made
    made.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    made = browser.new_page(viewport={"width": 1280, "height": 860}, locale="vi-VN")
    yield made
    made.close()


def type_into_box(page: Page, text: str) -> None:
    page.evaluate("document.getElementById('__search').click()")
    page.locator(".md-search__input").press_sequentially(text)
    expect(page.locator(RESULT).first).to_be_visible()


def test_golden_queries_get_in_the_box_what_the_engine_answers(page: Page, real_url: str, real_site: Path) -> None:
    engine = Engine(lambda path: gzip.decompress((real_site / "search" / path).read_bytes()))
    box = Box(page, real_url)
    differing = []
    for query in QUERIES[::12]:
        expected = [result.location for result in engine.search(query.text).results]
        if expected not in (box.ask(query.text, len(expected)) for _ in range(3)):
            differing.append(query.text)
    assert differing == []


def test_nothing_but_a_stub_is_loaded_before_the_first_letter(page: Page, real_url: str, real_site: Path) -> None:
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    page.goto(real_url, wait_until="networkidle")
    files = sorted(url.removeprefix(f"{real_url}search/") for url in asked if url.startswith(f"{real_url}search/"))
    assert files == ["search_index.json", "worker.js"]
    assert sum(len(gzip.compress((real_site / "search" / name).read_bytes())) for name in files) < 3_000


def test_results_tell_kind_date_and_the_sentence(context: BrowserContext, real_url: str) -> None:
    page = context.new_page()
    faults = watch(page, real_url)
    page.goto(real_url)
    type_into_box(page, "hai con dấu ở hà giang")
    first = page.locator(RESULT).first
    expect(first.locator(".nb-about").first).to_have_text(re.compile(r"^(Tổ chức|Mô hình) · 24/9/2018$"))
    expect(first.locator("mark").first).to_be_visible()
    assert "hai con dấu" in first.inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= page.evaluate("innerWidth")
    assert faults == []


def test_enter_leads_to_the_section_and_marks_the_words(page: Page, real_url: str) -> None:
    page.goto(real_url)
    type_into_box(page, "khó khăn khi hợp nhất con dấu thể thức văn bản hà giang")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"\?h=.+#.+"))
    anchor = page.evaluate("location.hash.slice(1)")
    expect(page.locator(f"[id='{anchor}']")).to_be_visible()
    expect(page.locator("article mark").first).to_be_visible()


def test_enter_opens_the_first_result(page: Page, real_url: str) -> None:
    page.goto(real_url)
    type_into_box(page, "bua liem vang")
    expect(page.locator(RESULT)).to_have_count(10)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(rf"^{real_url}bua-liem-vang/\?h="))


def test_arrow_keys_and_escape_work(page: Page, real_url: str) -> None:
    page.goto(real_url)
    type_into_box(page, "bua liem vang")
    page.keyboard.press("ArrowDown")
    assert "md-search-result__link" in page.evaluate("document.activeElement.className")
    page.keyboard.press("Escape")
    expect(page.locator("#__search")).not_to_be_checked()


def test_the_box_can_be_shared(page: Page, real_url: str) -> None:
    page.goto(f"{real_url}cot-moc/?q=bua+liem+vang")
    expect(page.locator(RESULT).first).to_be_visible()
    expect(page.locator(".md-search__input")).to_have_value("bua liem vang")


def test_the_box_leads_to_the_page_of_results(page: Page, real_url: str) -> None:
    page.goto(f"{real_url}cot-moc/")
    type_into_box(page, "bua liem vang")
    page.get_by_role("button", name="Mở trang kết quả").click()
    expect(page).to_have_url(f"{real_url}tim-kiem/?q=bua+liem+vang")
    expect(page.locator("#nb-found li").first).to_be_visible()


def test_the_page_of_results_gives_the_same_list(page: Page, real_url: str) -> None:
    page.goto(real_url)
    box = Box(page, real_url).ask("tinh giảm bien che")
    page.goto(f"{real_url}tim-kiem/?q={quote('tinh giảm bien che')}")
    expect(page.locator("#nb-found li").first).to_be_visible()
    links = page.locator("#nb-found h2 a").evaluate_all("links => links.map((link) => link.href)")
    assert [link.removeprefix(real_url) for link in links][:10] == box
    expect(page.locator("#__search")).not_to_be_checked()


def status(page: Page) -> str:
    return page.locator("[data-part=status]").inner_text()


def test_filters_stand_in_the_address_and_the_back_button_undoes_them(page: Page, real_url: str) -> None:
    page.goto(f"{real_url}tim-kiem/?q=hop+nhat")
    expect(page.locator("#nb-found li").first).to_be_visible()
    everything = status(page)
    page.select_option("select[name=loai]", "Mô hình")
    expect(page.locator("[data-part=status]")).not_to_have_text(everything)
    page.select_option("select[name=nam]", "2018")
    expect(page).to_have_url(f"{real_url}tim-kiem/?q=hop+nhat&loai=M%C3%B4+h%C3%ACnh&nam=2018")
    abouts = page.locator("#nb-found .nb-about")
    expect(abouts.first).to_be_visible()
    assert all(about.startswith("Mô hình") for about in abouts.all_inner_texts())
    page.go_back()
    page.go_back()
    expect(page).to_have_url(f"{real_url}tim-kiem/?q=hop+nhat")
    expect(page.locator("[data-part=status]")).to_have_text(everything)
    page.go_forward()
    expect(page.locator("select[name=loai]")).to_have_value("Mô hình")


def test_counts_beside_the_filters_hold(page: Page, real_url: str) -> None:
    page.goto(f"{real_url}tim-kiem/?q=hop+nhat")
    expect(page.locator("#nb-found li").first).to_be_visible()
    option = page.locator("select[name=noi] option").nth(1)
    count = int(re.findall(r"\((\d+)\)", option.inner_text())[0])
    page.select_option("select[name=noi]", option.get_attribute("value"))
    expect(page.locator("[data-part=status]")).to_have_text(re.compile(rf"^{count} trang"))


def test_more_results_come_when_asked_for(page: Page, real_url: str) -> None:
    page.goto(f"{real_url}tim-kiem/?q=hop+nhat")
    expect(page.locator("#nb-found li")).to_have_count(20)
    page.get_by_role("button", name="Xem thêm").click()
    expect(page.locator("#nb-found li").nth(20)).to_be_visible()


def test_typing_on_the_page_of_results_keeps_up(page: Page, real_url: str) -> None:
    page.goto(f"{real_url}tim-kiem/")
    expect(page.locator("h2", has_text="Cột mốc")).to_be_visible()
    page.locator("#nb-q").press_sequentially("so noi vu ha giang")
    expect(page.locator("#nb-found h2").first).to_contain_text("Nội vụ")
    expect(page.locator("h2", has_text="Cột mốc")).to_be_hidden()
    page.locator("#nb-q").fill("")
    expect(page.locator("h2", has_text="Cột mốc")).to_be_visible()


def test_results_are_accessible_and_print(context: BrowserContext, real_url: str) -> None:
    page = context.new_page()
    page.goto(f"{real_url}tim-kiem/?q=hop+nhat")
    expect(page.locator("#nb-found li").first).to_be_visible()
    assert accessibility_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.evaluate("innerWidth")
    page.emulate_media(media="print")
    expect(page.locator("#nb-found h2").first).to_be_visible()
    expect(page.locator(".nb-search")).to_be_hidden()
    expect(page.locator("[data-part=status]")).to_contain_text("hop nhat")


def test_markup_in_a_query_stays_text(page: Page, real_url: str) -> None:
    text = "<img src=x onerror=document.title='no'> búa"
    page.goto(f"{real_url}tim-kiem/?q={quote(text)}")
    expect(page.locator("[data-part=status]")).to_contain_text("<img src=x")
    assert page.locator("#nb-found img").count() == 0
    assert page.title() != "no"


def test_an_address_that_leads_nowhere_gets_suggestions(page: Page, real_url: str) -> None:
    page.goto(f"{real_url}mo-hinh/hop-nhat-ban-to-chuc-so-noi-vu-ha-giang.html")
    expect(page.locator("#nb-suggestions a").first).to_contain_text("Hà Giang")
    link = page.locator("#nb-suggestions a").first
    assert str(link.evaluate("link => link.href")).startswith(real_url)


def refuse(route: Route) -> None:
    route.abort()


def test_a_lost_connection_is_told(page: Page, real_url: str) -> None:
    page.context.route("**/search/index.bin", refuse)
    page.goto(real_url)
    type_into_box(page, "bua")
    expect(page.locator(RESULT).first).to_contain_text("Chưa tải được dữ liệu tìm kiếm")
    page.context.unroute("**/search/index.bin", refuse)
    page.locator(".md-search__input").press_sequentially(" liem")
    expect(page.locator(RESULT).first).to_contain_text("Búa liềm vàng")


def test_an_old_browser_is_told(browser: Browser, real_url: str) -> None:
    page = browser.new_page()
    page.context.route(
        "**/search/worker.js",
        lambda route: route.fulfill(
            response=(answer := route.fetch()), body=f"delete self.DecompressionStream;{answer.text()}"
        ),
    )
    page.goto(real_url)
    type_into_box(page, "bua")
    expect(page.locator(RESULT).first).to_contain_text("quá cũ")
    page.close()


def test_an_index_replaced_meanwhile_is_opened_anew(page: Page, real_url: str) -> None:
    page.goto(real_url)
    type_into_box(page, "bua liem")
    lost: list[str] = []

    def lose_once(route: Route) -> None:
        if not lost:
            lost.append(route.request.url)
            route.fulfill(status=404, body="")
        else:
            route.continue_()

    page.context.route(re.compile(r"/search/[0-9a-f]{10}/"), lose_once)
    page.locator(".md-search__input").fill("")
    page.locator(".md-search__input").press_sequentially("hợp nhất hà giang")
    expect(page.locator(RESULT).first).to_contain_text("Hà Giang")
    assert lost


def test_another_index_can_be_asked(browser: Browser, real_url: str) -> None:
    page = browser.new_page()
    page.goto(f"{real_url}search/search_index.json")
    found = page.evaluate(
        """() => new Promise((resolve) => {
          const worker = new Worker(new URL("worker.js?index=../search", location.href));
          worker.onmessage = ({ data }) => data.type === 3 && resolve(data.data.items.map(([first]) => first.location));
          worker.postMessage({ type: 0, data: {} });
          worker.postMessage({ type: 2, data: "búa liềm vàng" });
        })"""
    )
    assert found[0] == "bua-liem-vang/"
    page.close()


def test_beginnings_of_queries_never_empty_the_box(page: Page, real_url: str) -> None:
    box = Box(page, real_url)
    assert [text for text in prefixes(QUERIES[::200]) if text.strip(' "0') and not box.ask(text, 5)] == []
