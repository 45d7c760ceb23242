"""Make sample_data/ again from its design.csv: the same bytes every time."""

import argparse
import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from demo_data.broken import write_broken
from demo_data.papers import DOCUMENTS, papers_of
from demo_data.photos import PICTURED, write_list, write_photos
from demo_data.places import read_design
from demo_data.unseen import UNSEEN
from demo_data.visits import Visit, visits_to
from demo_data.works import sampled_works, write_sample

SEED = 1
SAMPLE_DATA = Path(__file__).resolve().parent.parent / "sample_data"
COLUMNS = (
    *("folio", "visited_on", "arrived_at", "left_at", "evaluators", "attempt"),
    *("outcome", "outcome_detail", "search_done", "latitude", "longitude", "accuracy_m", "method"),
    *("state_of_works", "operates", "not_operating_cause"),
    *("matches_plan", "plan_type", "plan_place", "plan_size", "plan_materials", "plan_measured", "plan_unit"),
    *("maintained", "maintainer", "maintenance_cause", "condition", "damage", "use", "priority_need"),
    *("plaque", "no_photo_reason", "companion", "notes"),
    *(f"doc_{code}" for code in DOCUMENTS),
)


WITHOUT_PICTURE = "Obra sintética de la demostración: solo algunas llevan imagen dibujada."


def write_visits(visits: Sequence[Visit], papers: Mapping[str, Mapping[str, str]], file: Path) -> None:
    """Write the visits file: codes, blank where a question is hidden."""
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\n")
        writer.writeheader()
        for visit in visits:
            folio = visit.work.folio
            reason = WITHOUT_PICTURE if visit.located and folio not in PICTURED else ""
            documents = {f"doc_{code}": state for code, state in papers[folio].items()}
            writer.writerow(visit.answers | {"no_photo_reason": reason} | documents)


def main() -> None:
    """Write the lists, the photos, and the broken lists."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=SAMPLE_DATA, help="folder to write into")
    parser.add_argument("--no-photos", action="store_true", help="draw nothing")
    options = parser.parse_args()
    out: Path = options.out
    photos = out / "photos"
    photos.mkdir(parents=True, exist_ok=True)
    municipalities = read_design(SAMPLE_DATA / "design.csv")
    works = sampled_works(municipalities, SEED)
    visits = visits_to(municipalities, works, SEED)
    write_sample(works, out / "sample.csv")
    write_visits(visits, papers_of(municipalities, works, SEED), out / "visits.csv")
    write_list(photos / "photos.csv")
    write_broken(out / "broken", UNSEEN)
    if not options.no_photos:
        write_photos(visits, SEED, photos)


if __name__ == "__main__":
    main()
