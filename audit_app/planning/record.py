"""The record of a draw, with which anyone can repeat it, and the check that a sample follows one."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from math import isclose
from pathlib import PurePath

from audit_app import tables
from audit_app.errors import NotADrawRecord, OtherAlgorithm
from audit_app.estimates.designs import Cell
from audit_app.estimates.draws import ALGORITHM
from audit_app.planning import design_file, frame
from audit_app.planning.drawing import HEADER, Drawing, drawing
from audit_app.tables.cells import bare, fold


@dataclass(frozen=True, slots=True)
class Record:
    """What a record says that a draw needs, and the whole of it."""

    seed: int
    frame_name: str
    frame_sha256: str
    design: Mapping[str, object]
    whole: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Difference:
    """The first place where a sample is not what the draw gives; row 0 is the record itself."""

    row: int
    column: str
    drawn: str
    found: str


@dataclass(frozen=True, slots=True)
class Checked:
    """Whether a sample follows its record, and whether the files are the very ones that it names."""

    difference: Difference | None
    same_frame: bool
    same_sample: bool
    seed: int
    works: int

    @property
    def follows(self) -> bool:
        """Tell whether the sample is the one that the draw gives."""
        return self.difference is None


def record_of(drawn: Drawing) -> dict[str, object]:
    """Return the record of a draw: a function of it alone, so that it too can be repeated."""
    return {
        "algorithm": ALGORITHM,
        "seed": drawn.seed,
        "frame": {"name": drawn.frame.name, "sha256": drawn.frame.sha256, "works": len(drawn.frame.rows)},
        "design": dict(drawn.described.given),
        "sample": {
            "sha256": hashlib.sha256(drawn.as_csv()).hexdigest(),
            "main": drawn.main,
            "reserve": drawn.reserve,
        },
        "cells": list(map(cell_of, drawn.cells)),
    }


def cell_of(cell: Cell) -> dict[str, object]:
    """Return what the record says of a stratum or PSU; ``probability`` is null where it differs between its works."""
    chances = {cell.chances[key] for key in cell.main}
    return {
        "stratum": cell.stratum,
        "psu": cell.psu,
        "certainty": cell.certain,
        "stratum_psus": cell.stratum_psus,
        "works": cell.works,
        "main": len(cell.main),
        "reserve": len(cell.reserve),
        "psu_probability": float(cell.psu_chance) if cell.psu else None,
        "probability": float(chances.pop()) if len(chances) == 1 else None,
    }


def as_json(record: Mapping[str, object]) -> bytes:
    """Return a record as the bytes of its file."""
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()


def read(data: bytes, name: str) -> Record:
    """Read a record; refuse what is none, and one of an algorithm that this Constata does not know."""
    try:
        whole = json.loads(data)
        algorithm, seed, design = whole["algorithm"], whole["seed"], whole["design"]
        frame_name, sha256 = str(whole["frame"]["name"]), str(whole["frame"]["sha256"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise NotADrawRecord(name) from error
    if algorithm != ALGORITHM:
        raise OtherAlgorithm(str(algorithm), ALGORITHM)
    if not isinstance(seed, int) or isinstance(seed, bool) or not isinstance(design, dict):
        raise NotADrawRecord(name)
    return Record(seed, PurePath(frame_name.replace("\\", "/")).name, sha256, design, whole)


def check(record: Record, frame_data: bytes, sample: bytes) -> Checked:
    """Repeat the draw of a record and compare the sample with it, cell by cell; numbers to nine digits."""
    described = design_file.read(record.design)
    works = frame.read(frame_data, record.frame_name, described.folio)
    drawn = drawing(works, described, record.seed)
    expected = record_of(drawn)
    same_sample = sample == drawn.as_csv()
    difference = None if same_sample else _first_difference(drawn, sample)
    return Checked(
        difference or _difference_of_records(expected, record.whole),
        works.sha256 == record.frame_sha256,
        same_sample,
        record.seed,
        len(drawn.rows),
    )


def _difference_of_records(expected: Mapping[str, object], found: Mapping[str, object]) -> Difference | None:
    """Return the first stratum or PSU of the record that is not as it was drawn."""
    said, drawn = found.get("cells"), expected["cells"]
    if said == drawn:
        return None
    pairs = zip_longest(drawn if isinstance(drawn, list) else [], said if isinstance(said, list) else [])
    one, other = next(pair for pair in pairs if pair[0] != pair[1])
    return Difference(0, "cells", *(json.dumps(cell, ensure_ascii=False) for cell in (one, other)))


def _first_difference(drawn: Drawing, sample: bytes) -> Difference | None:
    table = tables.read(sample, {fold(name) for name in HEADER})
    found = [row for row in table.rows if any(map(str.strip, row))]
    expected: Sequence[tuple[str, ...]] = [drawn.header, *drawn.rows]
    for number, (one, other) in enumerate(zip_longest(expected, found, fillvalue=()), 1):
        for column, (should, says) in enumerate(zip_longest(one, other, fillvalue="")):
            if bare(should) != bare(says) and not (column < len(HEADER) and _same_number(should, says)):
                title = drawn.header[column] if column < len(drawn.header) else str(column + 1)
                return Difference(number, title, bare(should), bare(says))
    return None


def _same_number(one: str, other: str) -> bool:
    """Tell whether two cells are one number; a spreadsheet may have shortened it."""
    try:
        return isclose(float(one), float(other), rel_tol=1e-9)
    except ValueError:
        return False
