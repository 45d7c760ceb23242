#!/usr/bin/env python3
"""Make the pictures of the manual again, in both languages: this app on part of the demo's data, in a real Chromium.

Run by hand when a page has changed, with the test tools installed and ``chromium`` at hand.
"""

import csv
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from audit_app import audit, create_app, db, security  # noqa: E402 - the line above finds them
from audit_app.audit import Audit  # noqa: E402
from audit_app.home.manual import PICTURES  # noqa: E402
from audit_app.ledger import Author  # noqa: E402
from audit_app.sample import importing  # noqa: E402
from audit_app.sample.reading import read_list  # noqa: E402
from audit_app.visits import queries as visits  # noqa: E402
from audit_app.visits import visits_file  # noqa: E402
from audit_app.visits.phone import addresses  # noqa: E402

SAMPLE = ROOT / "sample_data"
VISITED = (
    96  # works of the demo that have been visited already: enough for percentages, and some are left to visit
)
WIDTH, HEIGHT, SCALE = 1000, 640, 2
QUALITY = 55
OPEN, PHOTOGRAPHED = "ZAC-2-01", "GTO-1-04"
HOTSPOT = "192.168.137.1"  # what a Windows laptop calls itself on its own hotspot
PERSON = {"es": "Evaluadora", "en": "Evaluator"}
TITLE = {"es": "Auditoría de demostración", "en": "Demonstration audit"}


def build(folder: Path, language: str) -> Audit:
    """Make an audit half way: the demo's sample, and the visits of its first works."""
    made = audit.create(folder, TITLE[language], language)
    lines = (SAMPLE / "visits.csv").read_text(encoding="utf-8")
    rows = list(csv.reader(StringIO(lines)))
    kept = StringIO()
    csv.writer(kept).writerows(rows[: VISITED + 1])
    with made.opened() as database, db.saving(database):
        author = Author(PERSON[language], audit.device(database, made))
        importing.add(database, read_list((SAMPLE / "sample.csv").read_bytes(), "muestra.csv"), author)
        visits.take(database, visits_file.read(kept.getvalue().encode()).visits, author)
    return made


@contextmanager
def served(made: Audit) -> Iterator[str]:
    """Serve an audit in this process; give the address of its launch link."""
    from werkzeug.serving import make_server

    app = create_app(made.folder)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}" + security.launch_path(audit.laptop().secret)
    if camera := app.extensions.get("camera"):
        camera.end()
    server.shutdown()


class Camera:
    """A browser that keeps what it shows as small pictures."""

    def __init__(self, page: Any, folder: Path) -> None:
        self.page, self.folder = page, folder
        self.base = ""

    def show(self, path: str) -> None:
        """Open a page and let it settle."""
        self.page.goto(self.base + path)
        self.page.wait_for_timeout(900)

    def keep(self, name: str, selector: str = "", height: int = HEIGHT) -> None:
        """Keep the top of the page, or one part of it."""
        from PIL import Image

        if selector:
            part = self.page.locator(selector)
            part.scroll_into_view_if_needed()
            box = part.bounding_box()
            top = box["y"] + self.page.evaluate("() => scrollY")
            clip = {"x": box["x"], "y": top, "width": box["width"], "height": min(box["height"], height)}
            data = self.page.screenshot(clip=clip, full_page=True)
        else:
            self.page.set_viewport_size(
                {"width": WIDTH, "height": height}
            )  # what sticks to its foot is at the foot
            data = self.page.screenshot()
            self.page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
        Image.open(BytesIO(data)).convert("RGB").save(self.folder / f"{name}.webp", quality=QUALITY, method=6)


def walk(camera: Camera) -> None:
    """Go through the app as the manual does."""
    page = camera.page
    for name, path, height in (
        *(("today", "/", HEIGHT), ("results", "/results", HEIGHT), ("exchange", "/exchange", HEIGHT)),
        *(("map", "/map", 900), ("route", "/map/route", 1000)),
    ):
        camera.show(path)
        camera.keep(name, height=height)
    camera.show("/works/import")
    page.set_input_files("input[type=file]", SAMPLE / "broken" / "doubtful_coordinates.csv")
    page.click("main form button")
    page.wait_for_timeout(1500)
    camera.keep("import", height=760)
    visit(camera)


def visit(camera: Camera) -> None:
    """Fill in a part of a visit, with its photos and a phone beside it, and of a work's file."""
    page = camera.page
    camera.show(f"/visits/{PHOTOGRAPHED}")
    page.set_input_files("#photos-files", sorted((SAMPLE / "photos").glob(f"{PHOTOGRAPHED}_*.jpg")))
    page.click("[data-upload]")
    page.locator("[data-photos] img").nth(1).wait_for()
    page.wait_for_timeout(800)
    camera.keep("photos", "#section-photos", 900)
    camera.show(f"/visits/{OPEN}")
    page.check("input[name=outcome][value=located]")
    page.check("input[name=outcome_detail][value=as_registered]")
    page.wait_for_timeout(1500)
    page.evaluate("() => scrollTo(0, 0)")
    page.wait_for_timeout(300)
    camera.keep("visit", height=760)
    latitude, longitude = page.locator("#section-position .hint").first.inner_text().split()[-2:]
    page.fill(
        "#latitude", f"{float(latitude.strip(',')) + 0.002:.5f}, {float(longitude.strip('.')) + 0.003:.5f}"
    )
    page.wait_for_timeout(1500)
    hide_bar(page)
    camera.keep("position", "#section-position", 700)
    page.click("[formaction$='/phone']")
    page.locator("svg.qr").wait_for()
    page.evaluate(
        """(name) => {
          const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walk.nextNode()) walk.currentNode.data = walk.currentNode.data.replaceAll("127.0.0.1", name);
        }""",
        HOTSPOT,
    )
    camera.keep("phone", height=760)
    camera.show(f"/paperwork/{OPEN}")
    page.click("[data-fill]")
    page.wait_for_timeout(1200)
    camera.keep("paperwork", height=760)


def hide_bar(page: Any) -> None:
    """Take the line at the foot of the form out of the way."""
    page.evaluate("() => { document.querySelector('.bar').hidden = true; }")


def main(step: Callable[[Camera], None] = walk) -> None:
    """Make every picture in both languages."""
    from playwright.sync_api import sync_playwright

    addresses.of_laptop = lambda: [addresses.Address("127.0.0.1", addresses.OWN)]
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        os.environ["CONSTATA_HOME"] = str(Path(folder) / "home")
        opened = playwright.chromium.launch(
            executable_path=browser, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        for language in ("es", "en"):
            audit.name_person(PERSON[language])
            target = PICTURES / language
            shutil.rmtree(target, ignore_errors=True)
            target.mkdir(parents=True)
            with served(build(Path(folder) / language, language)) as link:
                context = opened.new_context(
                    viewport={"width": WIDTH, "height": HEIGHT},
                    device_scale_factor=SCALE,
                    reduced_motion="reduce",
                )
                camera = Camera(context.new_page(), target)
                camera.page.goto(link)
                camera.base = camera.page.url.split("/enter")[0].rstrip("/")
                context.add_cookies([{"name": "language", "value": language, "url": camera.base}])
                step(camera)
                context.close()
        opened.close()


if __name__ == "__main__":
    main()
