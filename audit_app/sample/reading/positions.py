"""Step 6 of reading a list: positions that cannot be, what is proposed for them, and which proposals a person took."""

from collections.abc import Iterator, Mapping, Sequence

from audit_app.geography.boundaries import is_within
from audit_app.geography.names import municipality_name, place_name, state_name
from audit_app.sample.checks import problems
from audit_app.sample.checks.batch import Batch
from audit_app.sample.checks.positions import KINDS, TAKEN, WITH_PROPOSAL
from audit_app.sample.checks.problems import Problem
from audit_app.sample.checks.works import is_narrow
from audit_app.sample.reading.choices import Choices, Proposal
from audit_app.sample.reading.doctor import Diagnosis, declared, diagnose
from audit_app.sample.values import Value
from audit_app.tables.cells import bare
from audit_app.text import gettext as _


class Positions:
    """The positions of a list, examined beside the places that it declares."""

    def __init__(self, choices: Choices) -> None:
        self._choices = choices
        self.proposals: list[Proposal] = []

    def examine(self, batch: Batch) -> Iterator[Problem]:
        """Yield what is wrong with the positions of a batch; put the accepted ones in place of those given."""
        if not {"latitude", "longitude"} & batch.at.keys():
            return
        texts = batch.texts("latitude"), batch.texts("longitude")
        latitudes, longitudes = list(batch.values["latitude"]), list(batch.values["longitude"])
        said = list(zip(batch.values["state_code"], batch.values["municipality_code"], strict=True))
        codes = {one: _codes(*one) for one in set(said)}
        is_half = not {"latitude", "longitude"} <= batch.at.keys()
        for index in _implausible(latitudes, longitudes, said, codes):
            latitude, longitude = latitudes[index], longitudes[index]
            cells = texts[0][index], texts[1][index]
            diagnosis = diagnose(*cells, _degrees(latitude), _degrees(longitude), *codes[said[index]])
            if diagnosis is None or (is_half and diagnosis.latitude is None):
                if latitude is None or longitude is None:
                    yield from self._unread(batch, index)
                continue
            kinds = KINDS
            if diagnosis.latitude is not None and diagnosis.longitude is not None:
                proposal = self._proposal(batch, index, diagnosis, diagnosis.latitude, diagnosis.longitude)
                self.proposals.append(proposal)
                kinds = WITH_PROPOSAL
                if proposal.is_accepted:
                    latitudes[index], longitudes[index] = diagnosis.latitude, diagnosis.longitude
                    kinds = TAKEN
            name = (
                diagnosis.column
                if diagnosis.column in batch.at
                else min(batch.at.keys() & {"latitude", "longitude"})
            )
            facts = _facts(diagnosis, codes[said[index]], *cells)
            yield batch.problem(kinds[diagnosis.kind], name, index, facts)
        batch.values["latitude"], batch.values["longitude"] = latitudes, longitudes

    def _proposal(
        self, batch: Batch, index: int, diagnosis: Diagnosis, latitude: float, longitude: float
    ) -> Proposal:
        row = batch.rows[index]
        return Proposal(
            row,
            str(batch.values["folio"][index] or ""),
            diagnosis.kind,
            (batch.texts("latitude")[index], batch.texts("longitude")[index]),
            latitude,
            longitude,
            diagnosis.place or "",
            self._choices.accepts(diagnosis.kind, row),
        )

    def _unread(self, batch: Batch, index: int) -> Iterator[Problem]:
        for name in ("latitude", "longitude"):
            if name in batch.at and batch.values[name][index] is None:
                text = batch.texts(name)[index]
                if bare(text) and not is_narrow(text):
                    yield batch.problem(problems.BAD_NUMBER, name, index)


def _implausible(
    latitudes: Sequence[Value],
    longitudes: Sequence[Value],
    said: Sequence[tuple[Value, Value]],
    codes: Mapping[tuple[Value, Value], tuple[str | None, str | None]],
) -> list[int]:
    """Return the works without a position in or near the place that they declare: the others need no doctor."""
    narrowest = {one: declared(*codes[one])[0] for one in codes}
    return [
        index
        for index, (latitude, longitude, one) in enumerate(zip(latitudes, longitudes, said, strict=True))
        if not (
            isinstance(latitude, float)
            and isinstance(longitude, float)
            and is_within(latitude, longitude, narrowest[one])
        )
    ]


def _codes(state: Value, municipality: Value) -> tuple[str | None, str | None]:
    """Return the codes of two and of five digits that a work declares."""
    if not state:
        return None, None
    return str(state), f"{state}{municipality}" if municipality else None


def _degrees(value: Value) -> float | None:
    return value if isinstance(value, float) else None


def _facts(
    diagnosis: Diagnosis, declared: tuple[str | None, str | None], latitude: str, longitude: str
) -> dict[str, object]:
    state, municipality = declared
    wanted = municipality_name(municipality or "") if diagnosis.kind == "outside_municipality" else None
    return {
        "latitude_text": latitude,
        "longitude_text": longitude,
        "latitude": f"{diagnosis.latitude or 0:.6f}",
        "longitude": f"{diagnosis.longitude or 0:.6f}",
        "place": place_name(diagnosis.place or "") or _("el mar o el extranjero"),
        "declared": wanted or state_name(state or "") or "México",
    }
