"""One reviewer with a browser: opens the next, looks, thinks, decides; now and then looks for something else.

Pages are asked for over the loopback interface, as a browser does: cookies, hidden fields, redirects, and the
part of the page that it fetches by itself.
"""

from __future__ import annotations

import http.client
import random
import re
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from bench.review.timed import HEADER

THINKING = (2.0, 6.0)  # Seconds between two acts of one reviewer.
HTMX = {"HX-Request": "true"}
SECTIONS = ("11357", "11358", "11359", "11360")


@dataclass(frozen=True)
class Timed:
    """Milliseconds that one answer took: in the application, of processor time, and for the one who waits."""

    page: str
    clock: float
    processor: float
    waited: float


class Failed(Exception):
    """An answer that no reviewer should get."""


@dataclass
class Answer:
    status: int
    location: str
    text: str

    def value(self, name: str) -> str:
        found = re.search(rf'name="{name}" value="([^"]*)"', self.text)
        return found[1] if found else ""


@dataclass
class Reviewer:
    port: int
    session: str
    is_supervisor: bool
    chance: random.Random
    times: list[Timed] = field(default_factory=list)
    refused: int = 0
    decided: int = 0
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""
    open: str = ""  # The address of the conviction on the screen.
    page: Answer | None = None

    def work(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        self.cookies["sessionid"] = self.session
        # Nobody starts at the same moment as somebody else.
        time.sleep(self.chance.uniform(0, THINKING[1]))
        while time.monotonic() < end:
            self.act()
            time.sleep(self.chance.uniform(*THINKING))

    def act(self) -> None:
        if not self.open or self.page is None:
            self.begin()
        elif self.chance.random() < 0.7:
            self.settle()
        else:
            act = self.chance.choice(ASIDE)
            act(self)

    # Asking.

    def ask(self, page: str, path: str, form: dict[str, object] | None = None, **headers: str) -> Answer:
        started = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers |= {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if form is not None:
            body = urlencode({"csrfmiddlewaretoken": self.token, **form}, doseq=True)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request("GET" if form is None else "POST", path, body, headers)
        response = connection.getresponse()
        text = response.read().decode()
        waited = (time.perf_counter() - started) * 1000
        connection.close()
        self.remember(response)
        clock, processor = re.findall(r"dur=([\d.]+)", response.headers.get(HEADER, ""))
        self.times.append(Timed(page, float(clock), float(processor), waited))
        if response.status >= 500 or response.status in (403, 404, 429):
            raise Failed(f"{response.status} for {page}: {path}")
        answer = Answer(response.status, response.headers.get("Location", ""), text)
        self.token = answer.value("csrfmiddlewaretoken") or self.token
        return answer

    def remember(self, response: http.client.HTTPResponse) -> None:
        for cookie in response.headers.get_all("Set-Cookie") or []:
            name, _, rest = cookie.partition("=")
            self.cookies[name] = rest.partition(";")[0]

    def act_url(self, act: str) -> str:
        return f"{urlsplit(self.open).path}{act}/"

    # What a reviewer does.

    def begin(self) -> None:
        self.ask("queue", "/review/")
        queue = self.chance.choice(("second", "first")) if self.is_supervisor else "first"
        self.follow(self.ask("next", f"/review/next/?queue={queue}", {}))

    def follow(self, answer: Answer) -> None:
        """To the conviction that an act leads to, and to the rules that its page fetches."""
        if answer.status in (409, 422):
            self.refused += 1
            self.open = ""
            return
        if answer.location == "/review/":
            self.open = ""
            self.ask("queue", answer.location)
            return
        self.open = answer.location
        self.page = self.ask("conviction", self.open)
        self.ask("rules", self.act_url("rules"), **HTMX)

    def settle(self) -> None:
        assert self.page
        seen = self.page.value("seen")
        if 'name="agree"' in self.page.text:
            return self.done(self.ask("agree", self.act_url("second"), {"seen": seen, "agree": 1}))
        if 'id="confirm"' in self.page.text:
            return self.done(self.ask("confirm", self.act_url("decide"), {"seen": seen, "confirm": 1}))
        reason = re.search(r'<option value="(\d+)">The court file', self.page.text)
        if not reason or not seen:
            self.open = ""
            return None
        said = {"outcome": "Eligible for Dismissal", "because": reason[1], "text": "Seen in the file"}
        return self.done(self.ask("override", self.act_url("decide"), {"seen": seen, **said}))

    def done(self, answer: Answer) -> None:
        self.decided += answer.status == 302
        self.follow(answer)

    def skip(self) -> None:
        assert self.page
        if 'id="skip"' in self.page.text:
            said = {"seen": self.page.value("seen"), "text": "The court file is out", "to": "later"}
            self.follow(self.ask("skip", self.act_url("skip"), said))

    def undo(self) -> None:
        """Takes the last decision back, looks at it again and decides once more."""
        assert self.page
        found = re.search(
            r'action="(/review/\d+/undo/)[^"]*">(?:(?!</form>).)*id="undo-last"', self.page.text
        )
        if found:
            word = re.search(rf'action="{found[1]}.*?name="word" value="(\d+)"', self.page.text)
            self.follow(self.ask("undo", found[1], {"word": word[1]} if word else {}))

    def note(self) -> None:
        self.follow(self.ask("note", self.act_url("note"), {"text": "The file is in the archive"}))

    def correct(self) -> None:
        assert self.page
        if 'id="correct"' in self.page.text:
            said = {"fact": "grade", "grade": "MISDEMEANOR", "reason": "Minute order"}
            self.follow(
                self.ask("correct", self.act_url("correct"), {"seen": self.page.value("seen"), **said})
            )

    def keep(self) -> None:
        self.ask("keep claim", self.act_url("keep"), {})

    def search(self) -> None:
        text = str(self.chance.randrange(10**5))
        self.ask("search", self.ask("find", "/review/find/", {"text": text}).location.partition("#")[0])

    def filter(self) -> None:
        section = self.chance.choice(SECTIONS)
        page = self.ask("filter", f"/review/list/?section={section}&cause=flag:registration&state=waiting")
        following = re.search(r'href="(\?[^"]*after=\d+)"', page.text)
        if following:
            self.ask("filter, next page", "/review/list/" + following[1].replace("&amp;", "&"))

    def sort(self) -> None:
        self.ask("sorted list", f"/review/list/?sort={self.chance.choice(('case', 'date'))}")

    def look_at_person(self) -> None:
        assert self.page
        person = re.search(r'href="(/review/people/\d+/)"', self.page.text)
        if person:
            self.ask("person", person[1])
            self.ask("rows", f"{person[1]}rows/")

    def look_around(self) -> None:
        page = self.chance.choice(("decisions", "statistics", "changes", "keys"))
        self.ask(page, f"/review/{page}/")

    def queue(self) -> None:
        self.ask("queue", "/review/")

    def bulk(self) -> None:
        """Confirms what a filter finds on one page, all at once, and takes it back."""
        query = f"section={self.chance.choice(SECTIONS)}&state=proposed&outcome=dismissal"
        listed = self.ask("filter", f"/review/list/?{query}")
        picked = re.findall(r'name="pick" value="(\d+)"', listed.text)
        preview = self.ask("bulk preview", f"/review/bulk/?{query}", {"pick": picked})
        expected = preview.value("expected")
        if expected not in ("", "0"):
            done = self.ask("bulk", f"/review/bulk/decide/?{query}", {"pick": picked, "expected": expected})
            if done.status == 302:
                self.ask("bulk undo", f"{done.location}undo/", {})


ASIDE = (
    *(Reviewer.skip, Reviewer.undo, Reviewer.note, Reviewer.correct, Reviewer.keep, Reviewer.search),
    *(Reviewer.filter, Reviewer.sort, Reviewer.look_at_person, Reviewer.look_around, Reviewer.queue),
    Reviewer.bulk,
)
