"""What the works' files hold: the state of sixteen documents a work, with the counts of design.csv."""

from collections.abc import Iterator, Sequence
from random import Random

from demo_data.chance import stream
from demo_data.kinds import STREETS
from demo_data.places import Municipality
from demo_data.works import OTHER_EXECUTORS, Work

COMPLETE_CHANCES = {
    "club_request": 0.93,
    "validation_minutes": 0.90,
    "agreement": 0.94,
    "community_minutes": 0.83,
    "technical_file": 0.84,
    "approval": 0.95,
    "land_tenure": 0.78,
    "contract": 0.88,
    "bonds": 0.72,
    "site_log": 0.58,
    "payment_estimates": 0.81,
    "progress_reports": 0.66,
    "photo_record": 0.64,
    "completion_notice": 0.55,
    "delivery_act": 0.68,
    "settlement": 0.46,
}
DOCUMENTS = tuple(COMPLETE_CHANCES)
WITHOUT_BOTH = (("progress_reports",), ("delivery_act",), ("progress_reports", "delivery_act"))


def papers_of(
    municipalities: Sequence[Municipality], works: Sequence[Work], seed: int
) -> dict[str, dict[str, str]]:
    """The state of every document, by folio."""
    return dict(pair for m in municipalities for pair in _papers_in(m, works, seed))


def _papers_in(
    municipality: Municipality, works: Sequence[Work], seed: int
) -> Iterator[tuple[str, dict[str, str]]]:
    random = stream(seed, "papers", municipality.key)
    here = [work for work in works if work.municipality is municipality]
    with_both = random.sample([work.folio for work in here], municipality.progress_and_delivery)
    for work in here:
        yield work.folio, _papers(work, work.folio in with_both, stream(seed, "papers", work.folio))


def _papers(work: Work, with_both: bool, random: Random) -> dict[str, str]:
    in_order = with_both and random.random() < 0.34
    states = {
        code: "complete" if in_order or random.random() < chance else _lacking(random)
        for code, chance in COMPLETE_CHANCES.items()
    }
    states |= dict.fromkeys(("progress_reports", "delivery_act"), "complete")
    if not with_both:
        states |= {code: _lacking(random) for code in random.choice(WITHOUT_BOTH)}
    return states | dict.fromkeys(_not_applicable(work, random), "not_applicable")


def _lacking(random: Random) -> str:
    return "missing" if random.random() < 0.57 else "incomplete"


def _not_applicable(work: Work, random: Random) -> Iterator[str]:
    direct_administration = work.executor in OTHER_EXECUTORS.values() or random.random() < 0.22
    if direct_administration:
        yield "bonds"
    if work.kind.type == STREETS and random.random() < 0.45:
        yield "land_tenure"
