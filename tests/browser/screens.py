"""Every page that a person can see, by endpoint: where it is, and what is done there to see what else it can show."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Act = Callable[[Any, dict[str, str]], Any]


@dataclass(frozen=True)
class Screen:
    """One page: the endpoint that shows it, its address, what is done on it, and which server has it.

    An address may name what ``furnished.furnish`` returns. Of servers there is one with the audit, one with an empty
    audit, and one whose window was never let in.
    """

    endpoint: str
    name: str
    path: str
    act: Act | None = None
    server: str = "audit"


def click(words: str) -> Act:
    """Return the act of sending a form by the button that says so."""

    def sends(page: Any, _names: dict[str, str]) -> None:
        with page.expect_navigation():
            page.click(f"main >> text={words}")

    return sends


def send(form: str, **typed: str) -> Act:
    """Return the act of filling in a form and sending it, whatever the browser itself would refuse."""

    def sends(page: Any, names: dict[str, str]) -> None:
        page.eval_on_selector(form, "form => { form.noValidate = true; }")
        for name, text in typed.items():
            page.locator(form).locator(f"[name={name}]").fill(text.format(**names))
        with page.expect_navigation():
            page.eval_on_selector(
                form, "form => form.requestSubmit(form.querySelector('button:not(.unseen)'))"
            )

    return sends


def answer(**answers: str) -> Act:
    """Return the act of choosing answers of the form of a visit, none of which is saved before the page is left."""

    def answers_them(page: Any, _names: dict[str, str]) -> None:
        for name, code in answers.items():
            page.eval_on_selector(f"[name={name}][value={code}]", "choice => choice.click()")

    return answers_them


def popup(page: Any, _names: dict[str, str]) -> None:
    """Open what the map says of a work."""
    page.locator("[data-map][data-drawn]").wait_for()
    box = page.locator("[data-map]").bounding_box()
    page.locator("[data-map]").focus()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def point_out(page: Any, _names: dict[str, str]) -> None:
    """Open the map on which a visit's place is pointed out."""
    page.check("input[name=outcome][value=located]")
    page.click("text=Señalarla en el mapa")
    page.locator("[data-pick] .leaflet-control-scale").wait_for()


def lose_the_token(page: Any, names: dict[str, str]) -> None:
    """Send a form whose token has been lost."""
    page.eval_on_selector("main form [name=csrf_token]", "token => { token.value = 'x'; }")
    send("main form", person="Brigada")(page, names)


ALL = {"outcome": "located", "operates": "no", "matches_plan": "no", "maintained": "none"}
SCREENS = [
    Screen("home.today", "today", "/"),
    Screen("home.today", "today without works", "/", server="empty"),
    Screen("home.welcome", "welcome", "/welcome"),
    Screen("home.settings", "settings", "/settings"),
    Screen("home.settings", "settings saved", "/settings", click("Guardar los ajustes")),
    Screen(
        "home.settings", "settings refused", "/settings", send("form[action='/settings/audit']", title=" ")
    ),
    Screen("home.help_page", "help", "/help"),
    Screen("home.manual_topic", "manual", "/help/visit"),
    Screen("home.manual_topic", "manual of keys", "/help/keys"),
    Screen("home.manual_topic", "what if", "/help/what-if"),
    Screen("planning.plan", "plan", "/plan"),
    Screen("planning.plan", "plan calculated", "/plan?works=3000&share=80&error=5"),
    Screen("planning.plan", "plan refused", "/plan?works=x"),
    Screen("planning.draw", "draw", "/draw"),
    Screen("planning.draw", "draw refused", "/draw", send("main form")),
    Screen("planning.design", "design", "/draw/{frame}?file=marco.csv"),
    Screen("planning.design", "drawn", "/draw/{frame}?file=marco.csv&method=srs&works=10&reserve=3&seed=7"),
    Screen("planning.design", "design refused", "/draw/{frame}?file=marco.csv&method=srs&works=x&seed=7"),
    Screen("sample.works", "works", "/works"),
    Screen("sample.works", "works not visited", "/works?disposition=not_visited"),
    Screen("sample.works", "no work found", "/works?q=nada-de-eso"),
    Screen("sample.works", "works of an empty audit", "/works", server="empty"),
    Screen("sample.map.shown", "map", "/map", popup),
    Screen("sample.map.shown", "map from a place", "/map?from=20.57,-101.19&disposition=located"),
    Screen("sample.map.shown", "map from nowhere", "/map?from=nada"),
    Screen("sample.map.shown", "map of an empty audit", "/map", server="empty"),
    Screen("sample.map.day", "route", "/map/route?folio=GTO-1-04&folio=GTO-2-12&folio=JAL-1-06"),
    Screen("sample.map.day", "route of nothing", "/map/route?folio=nada"),
    Screen("sample.work", "work", "/works/GTO-1-04"),
    Screen("sample.work", "work in conflict", "/works/W~2F005"),
    Screen("sample.work", "work not visited", "/works/W~2F002"),
    Screen("sample.work", "no such work", "/works/NADA"),
    Screen("sample.upload", "import", "/works/import"),
    Screen("sample.upload", "import refused", "/works/import", send("form[enctype]")),
    Screen("sample.preview", "list without problems", "/works/import/{good}?file=lista.csv"),
    Screen("sample.preview", "list with problems", "/works/import/{problems}?file=lista.csv"),
    Screen("sample.preview", "list with doubts", "/works/import/{doubts}?file=lista.csv"),
    Screen("visits.visit", "visit", "/visits/W~2F001"),
    Screen("visits.visit", "visit answered", "/visits/W~2F001", answer(**ALL)),
    Screen("visits.visit", "visit with errors", "/visits/W~2F001", click("Revisar y terminar")),
    Screen("visits.visit", "correction", "/visits/W~2F004"),
    Screen("visits.visit", "visit in conflict", "/visits/W~2F005"),
    Screen("visits.visit", "keys", "/visits/W~2F001", lambda page, _names: page.keyboard.press("?")),
    Screen("visits.visit", "place on the map", "/visits/W~2F001", point_out),
    Screen("visits.phone.choose", "phone", "/visits/W~2F003/phone?draft={half}"),
    Screen("visits.waiting.day", "photos of the day", "/photos"),
    Screen("visits.photos.review", "photos to review", "/photos/review"),
    Screen("visits.check", "check", "/visits/W~2F003/check?draft={half}"),
    Screen("visits.record", "record", "/visits/W~2F004/record"),
    Screen("visits.record", "record in conflict", "/visits/W~2F005/record"),
    Screen("visits.record", "no record yet", "/visits/W~2F001/record"),
    Screen("visits.photos.described", "photo", "/visits/W~2F004/photos/{photo}"),
    Screen("paperwork.paperwork", "paperwork", "/paperwork/W~2F001"),
    Screen(
        "paperwork.paperwork", "paperwork with errors", "/paperwork/W~2F001", click("Terminar la revisión")
    ),
    Screen("paperwork.paperwork", "paperwork in conflict", "/paperwork/W~2F005"),
    Screen("results.overview", "results", "/results"),
    Screen("results.overview", "breakdown", "/results?by=municipality"),
    Screen("results.overview", "breakdown of one figure", "/results?by=type&indicator=operates"),
    Screen("results.overview", "results of an empty audit", "/results", server="empty"),
    Screen("results.indicator", "figure", "/results/located"),
    Screen("results.indicator", "figure of a group", "/results/operates?by=state&group=Jalisco"),
    Screen("results.indicator", "no such figure", "/results/nada"),
    Screen("results.compare", "compare", "/results/compare"),
    Screen("results.compare", "groups", "/results/compare?by=state&first=Jalisco&second=Guanajuato"),
    Screen("reporting.reports", "reports", "/reports"),
    Screen("exchange.overview", "exchange", "/exchange"),
    Screen("exchange.overview", "exchange refused", "/exchange", send("form[action='/exchange/send']")),
    Screen("exchange.send", "sent", "/exchange", send("form[action='/exchange/send']", folder="{folder}")),
    Screen(
        "exchange.receive",
        "received",
        "/exchange",
        send("form[action='/exchange/receive']", folder="{folder}"),
    ),
    Screen("exchange.backups.backup", "backup", "/exchange/backup"),
    Screen("exchange.backups.backup", "backup refused", "/exchange/backup", send("main form")),
    Screen("exchange.backups.backup", "backed up", "/exchange/backup", send("main form", folder="{folder}")),
    Screen("exchange.backups.restore", "restore", "/exchange/restore"),
    Screen("exchange.backups.restore", "restore refused", "/exchange/restore", send("main form")),
    Screen("exchange.conflict", "visits in conflict", "/exchange/conflicts/visits/W~2F005"),
    Screen("exchange.conflict", "papers in conflict", "/exchange/conflicts/paperwork/W~2F005"),
    Screen(
        "exchange.conflict", "choice missing", "/exchange/conflicts/visits/W~2F005", send("main form.card")
    ),
    Screen("exchange.join", "join", "/exchange/join"),
    Screen("exchange.join", "join refused", "/exchange/join", send("main form")),
    Screen("enter", "link refused", "/enter/nada"),
    Screen("home.settings", "token lost", "/settings", lose_the_token),
    Screen("home.today", "not let in", "/", server="stranger"),
    Screen("static", "not found", "/static/nada"),
]
NO_PAGE = {
    "alive": "a proof for a second start, plain text",
    "planning.record": "a JSON file",
    "planning.sample": "a CSV file",
    "reporting.blank": "a PDF file",
    "reporting.blanks": "a PDF file",
    "reporting.file": "a PDF file",
    "reporting.find_sheet": "leads to a PDF file",
    "reporting.sheet": "a PDF file",
    "reporting.works": "a PDF file",
    "results.indicator_csv": "a CSV file",
    "results.overview_csv": "a CSV file",
    "sample.map.ground": "JSON",
    "sample.map.on_paper": "a PDF file",
    "sample.map.outlines": "JSON",
    "sample.map.tile_file": "a map file",
    "sample.map.works": "JSON",
    "sample.problems": "a CSV file",
    "sample.wrong_rows": "a CSV file",
    "visits.phone.status": "JSON",
    "visits.photos.original": "a photo",
    "visits.photos.small": "a photo",
    "visits.waiting.original": "a photo",
    "visits.waiting.small": "a photo",
}
