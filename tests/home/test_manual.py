"""The offline manual: the same topics, parts and pictures in both languages, and no picture that no topic shows."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from audit_app.home import manual
from audit_app.text import LANGUAGES, TRANSLATIONS
from tests.conftest import Browser, enter
from tests.sample.pages import text

PROSE = Path(manual.__file__).parent.parent / "templates" / "manual"
HEAVIEST = 150_000  # bytes of one picture
PARTS = re.compile(r"<(h2|li|dt|dd|p|kbd|figure)\b|picture\('([\w-]+)'")


@pytest.fixture
def reader() -> Browser:
    """Return a person who has opened no audit yet."""
    return enter(None)


def shape(language: str, topic: str) -> list[tuple[str, str]]:
    return PARTS.findall((PROSE / language / f"{topic}.html").read_text(encoding="utf-8"))


def shown(language: str) -> set[str]:
    return {picture for topic in manual.TOPICS for _part, picture in shape(language, topic) if picture}


@pytest.mark.parametrize("topic", manual.TOPICS)
def test_a_topic_has_the_same_parts_in_both_languages(topic: str) -> None:
    assert shape("es", topic) == shape("en", topic) != []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_file_is_a_topic_and_every_picture_is_shown(language: str) -> None:
    assert {path.stem for path in (PROSE / language).iterdir()} == set(manual.TOPICS)
    assert set(manual.pictures(language)) == shown(language)
    assert {path.suffix for path in (manual.PICTURES / language).iterdir()} == {".webp"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_picture_is_heavy(language: str) -> None:
    assert max(path.stat().st_size for path in (manual.PICTURES / language).iterdir()) < HEAVIEST


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", manual.TOPICS)
def test_every_topic_is_read_without_an_audit(reader: Browser, language: str, topic: str) -> None:
    reader.client.set_cookie("language", language)
    answer = reader.get(f"/help/{topic}")
    assert answer.status_code == 200
    for address in re.findall(r'<img src="([^"]+)"', text(answer)):
        assert f"/manual/{language}/" in address
        assert reader.get(address, buffered=True).status_code == 200


def test_the_first_page_of_the_manual_leads_to_every_topic_and_each_to_the_next(reader: Browser) -> None:
    index = text(reader.get("/help"))
    assert [topic for topic in manual.TOPICS if f'href="/help/{topic}"' not in index] == []
    following = [
        re.findall(r'class="button second" href="/help/([\w-]+)"', text(reader.get(f"/help/{topic}")))
        for topic in manual.TOPICS
    ]
    assert following == [[topic] for topic in list(manual.TOPICS)[1:]] + [[]]


@pytest.mark.parametrize("topic", ["nada", "../es/visit", "es", "visit.html"])
def test_what_is_no_topic_is_not_found(reader: Browser, topic: str) -> None:
    assert reader.get(f"/help/{topic}").status_code == 404


def parts(message: object) -> list[str]:
    return [str(part) for part in message] if isinstance(message, tuple | list) else [str(message)]


@pytest.mark.parametrize(
    ("language", "quoted"), [("es", r"«((?:[^«»]|«[^»]*»)+)»"), ("en", r"“((?:[^“”]|“[^”]*”)+)”")]
)
def test_what_the_manual_quotes_is_what_the_pages_say(language: str, quoted: str) -> None:
    with (TRANSLATIONS / "en" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    said = "\n".join(
        part for message in messages for part in parts(message.id if language == "es" else message.string)
    )
    prose = "\n".join(
        (PROSE / language / f"{topic}.html").read_text(encoding="utf-8") for topic in manual.TOPICS
    )
    assert {words for words in re.findall(quoted, prose) if words not in said} == set()
