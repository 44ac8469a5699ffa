"""The whole round as people go it, in both directions of writing: from files dropped into an empty record, by one who
codes, one who signs and one who publishes, to a release that verifies."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from browser import barriers, overflows
from desk_server import desk_of
from harmledger import build, read_settings
from harmledger.accounts.accounts import add_user
from harmledger.desk.words import DeskWords
from whole_program import EXAMPLES, Command

PASSWORD = "a long walk along the harbour"  # noqa: S105
READ_MS = 300_000
"""Reading loads a parser, and other tests may run beside this one."""


@pytest.fixture
def round_record(_environment: None, tmp_path: Path) -> Path:
    """A record with nothing in it, on which three people work."""
    (tmp_path / "nothing").mkdir()
    build([tmp_path / "nothing"], tmp_path / "record", settings=read_settings())
    for name, role in (("Ann", "coder"), ("Cleo", "reviewer"), ("Dana", "publisher")):
        add_user(tmp_path / "record", name, role, PASSWORD, now=int(time.time()))  # type: ignore[arg-type]
    return tmp_path / "record"


@pytest.fixture
def round_desk(round_record: Path) -> Iterator[str]:
    with desk_of(round_record) as url:
        yield url


class Person:
    """Somebody at a desk in their language, who finds things by the words that stand on them."""

    def __init__(self, page: Page, url: str, language: str) -> None:
        self.page, self.words, self._url, self._language = page, DeskWords(language), url, language

    def signs_in(self, name: str) -> None:
        self.page.context.clear_cookies()
        self.page.context.add_cookies([{"name": "language", "value": self._language, "url": self._url}])
        self.page.goto(self._url)
        self.field("signin.name").fill(name)
        self.field("signin.password").fill(PASSWORD)
        self.presses("signin.title")
        expect(self.page.locator(".who")).to_have_text(name)

    def goes_to(self, page: str) -> None:
        """By the navigation."""
        self.page.locator(".bar-top").get_by_role("link", name=self.words.desk(f"nav.{page}")).click()

    def opens(self, place: str) -> None:
        """The incident of this place, from the list."""
        self.goes_to("incidents")
        self.page.locator("table.list").get_by_role("link", name=place).first.click()

    def field(self, label: str) -> Locator:
        return self.page.get_by_label(self.words.desk(label), exact=True)

    def presses(self, button: str) -> None:
        self.page.get_by_role("button", name=self.words.desk(button), exact=True).click()

    def unfolds(self, what: str) -> None:
        self.page.locator("summary", has_text=self.words.desk(what)).click()

    def key(self, key: str) -> None:
        """Once the page is there: a key pressed before leads nowhere."""
        self.page.wait_for_load_state()
        self.page.keyboard.press(key)

    def undoes(self) -> None:
        self.key("u")
        expect(self.page.get_by_text(self.words.desk("done.kept"))).to_have_count(0)

    def incidents(self) -> int:
        self.goes_to("incidents")
        return self.page.locator("table.list tbody tr").count()

    def finds_the_page_fit(self) -> None:
        """Whether everybody can use it, and nothing sticks out."""
        assert (barriers(self.page), overflows(self.page)) == ([], False), self.page.url


@pytest.mark.full
@pytest.mark.parametrize("language", ["en", "ar"])
def test_from_dropped_files_to_a_release_that_verifies(
    round_desk: str, round_record: Path, page: Page, harmledger: Command, language: str
) -> None:
    who = Person(page, round_desk, language)
    who.signs_in("Ann")
    direction = page.evaluate("getComputedStyle(document.body).direction")
    assert direction == ("rtl" if language == "ar" else "ltr")
    drops_files(who)
    decides_on_claims(who)
    sorts_tellings(who)
    who.signs_in("Cleo")
    signs(who)
    who.signs_in("Dana")
    publishes(who)
    (release,) = (round_record / "releases").iterdir()
    for what in (release, round_record):
        ended = harmledger("verify", what)
        assert ended.status == 0, ended.err


def drops_files(who: Person) -> None:
    """All examples, of which one is damaged; looked at first, then taken in."""
    who.goes_to("add")
    who.finds_the_page_fit()
    who.field("add.files").set_input_files(sorted(EXAMPLES.iterdir()))
    who.presses("add.try")
    expect(who.page.locator("tr.fate-refused")).to_contain_text("broken.pdf")
    expect(who.page.locator("tr.fate-new")).to_have_count(11)
    who.finds_the_page_fit()
    who.presses("add.take")
    done = who.words.desk("progress.done", kept="11", known="0", refused="1", unread="0")
    expect(who.page.locator("#how-far")).to_have_text(done, timeout=READ_MS)


def decides_on_claims(who: Person) -> None:
    """From the inbox, with keys alone until words have to be chosen."""
    who.goes_to("inbox")
    who.finds_the_page_fit()
    waiting = who.page.locator(".shelves small").first
    before = int(waiting.inner_text())
    who.key("j")
    expect(who.page.locator("#hand-head")).to_be_visible()
    who.finds_the_page_fit()
    who.key("a")
    expect(who.page.get_by_text(who.words.desk("done.kept"))).to_be_visible()
    who.key("c")
    who.page.get_by_label(who.words.say("voices.by_what"), exact=True).select_option("shelling")
    who.presses("form.save")
    expect(who.page.locator(".hand .claim-head .tag")).to_have_text(who.words.desk("verdict.person"))
    expect(who.page.locator(".hand .fields-of")).to_contain_text(who.words.value("means", "shelling"))
    who.goes_to("inbox")
    expect(waiting).to_have_text(str(before - 2))


def sorts_tellings(who: Person) -> None:
    """Splits, moves and merges, and takes each of it back."""
    incidents = who.incidents()
    who.opens("Selfoss")
    selfoss = who.page.locator("header.incident .hash").inner_text()
    reports = who.page.locator("#reports small").inner_text()
    who.opens("Húsavík")
    who.finds_the_page_fit()
    ticks_a_telling(who)
    who.presses("acts.split")
    assert who.incidents() == incidents + 1
    who.page.go_back()
    who.undoes()
    assert who.incidents() == incidents

    who.opens("Húsavík")
    ticks_a_telling(who)
    who.page.locator("#near-move").get_by_label("Selfoss").check()
    who.presses("acts.split")
    expect(who.page.get_by_text(who.words.desk("done.kept"))).to_be_visible()
    who.opens("Selfoss")
    expect(who.page.locator("#reports small")).to_have_text(str(int(reports) + 1))
    who.page.get_by_role("link", name=who.words.desk("history.title")).click()
    who.page.locator(".events").get_by_role("button", name=who.words.desk("done.undo")).first.click()
    who.opens("Selfoss")
    expect(who.page.locator("#reports small")).to_have_text(reports)

    who.opens("Akureyri")
    who.unfolds("acts.merge")
    who.page.locator("#q-merge").fill(selfoss)
    expect(who.page.locator("#near-merge .choice")).to_have_count(1)
    who.page.locator("#near-merge").get_by_label("Selfoss").check()
    who.page.locator("details[open]").get_by_role("button", name=who.words.desk("acts.merge")).click()
    expect(who.page.get_by_text(who.words.desk("done.kept"))).to_be_visible()
    assert who.incidents() == incidents - 1
    who.page.go_back()
    who.undoes()
    assert who.incidents() == incidents


def ticks_a_telling(who: Person) -> None:
    """That of a post which no other telling hangs on."""
    who.unfolds("acts.tellings")
    who.page.locator("tr", has_text="hospital-1").get_by_role("checkbox").check()


def signs(who: Person) -> None:
    """An incident on which somebody else worked, and the words of one of its claims."""
    who.opens("Húsavík")
    who.key("s")
    expect(who.page.locator(".standing .tag")).to_have_text(who.words.desk("state.reviewed"))
    who.goes_to("inbox")
    who.page.get_by_role("link", name=who.words.desk("quotes.title")).click()
    who.finds_the_page_fit()
    who.key("q")
    expect(who.page.get_by_text(who.words.desk("done.kept"))).to_be_visible()


def publishes(who: Person) -> None:
    """What was signed, and no more."""
    who.goes_to("release")
    foreseen = who.words.desk("release.would", publish="1", held="3")
    expect(who.page.locator(".lead")).to_have_text(foreseen)
    who.finds_the_page_fit()
    who.presses("release.now")
    done = who.page.get_by_role("heading", name=who.words.desk("release.done"))
    expect(done).to_be_visible(timeout=READ_MS)
    expect(who.page.locator("main")).to_contain_text(who.words.say("count.incidents"))
