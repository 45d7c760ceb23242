"""Step 5 of reading a list: INEGI's codes from the names of states and municipalities, and names from codes; never a guess."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from audit_app.geography.names import municipalities_of, municipality_name, state_name, state_of
from audit_app.sample.checks import problems
from audit_app.sample.checks.batch import Batch
from audit_app.sample.checks.problems import Kind, Problem
from audit_app.sample.reading.choices import AskedPlace
from audit_app.sample.values import Value
from audit_app.tables.cells import fold

NAMED = ("state", "state_code", "municipality", "municipality_code")
CANDIDATES_NAMED = 8

Said = tuple[Value, Value, Value, Value]


@dataclass(frozen=True, slots=True)
class _Place:
    """A place as it is understood: what each column says of it, what is doubtful, and what is to be asked."""

    said: Said
    doubts: tuple[tuple[Kind, str, Mapping[str, object]], ...] = ()
    asked: AskedPlace | None = None


class Places:
    """The places of a list, each looked up once; ``answers`` are the codes a person gave for names in doubt."""

    def __init__(self, answers: Mapping[str, str]) -> None:
        self._answers = answers
        self._known: dict[Said, _Place] = {}
        self._works = Counter[AskedPlace]()

    def look_up(self, batch: Batch) -> Iterator[Problem]:
        """Fill in the codes and names of a batch that follow from what its list says; yield what is doubtful."""
        said = list(zip(*(batch.values[name] for name in NAMED), strict=True))
        for one in set(said) - self._known.keys():
            self._known[one] = self._place(*(str(part) if part else None for part in one))
        found = [self._known[one] for one in said]
        for name, values in zip(NAMED, zip(*(place.said for place in found), strict=True), strict=True):
            batch.values[name] = list(values)
        for index, place in enumerate(found):
            if place.asked:
                self._works[place.asked] += 1
            for kind, name, facts in place.doubts:
                yield batch.problem(kind, name, index, facts)

    def asked(self) -> list[AskedPlace]:
        """Return the names that several municipalities have, with the works that bear them."""
        return [replace(place, works=works) for place, works in self._works.items()]

    def _place(
        self,
        state: str | None,
        state_code: str | None,
        municipality: str | None,
        municipality_code: str | None,
    ) -> _Place:
        doubts: list[tuple[Kind, str, Mapping[str, object]]] = []
        code = state_code or (state_of(state) if state else None)
        if state and not code:
            doubts.append((problems.UNKNOWN_STATE, "state", {}))
        elif state and state_code and state_of(state) not in (None, state_code):
            facts = {"code": state_code, "named": state_name(state_code) or state_code}
            doubts.append((problems.OTHER_STATE, "state", facts))
        asked = None
        if municipality and not municipality_code and not (state and not code):
            fitting = self._fitting(municipality, code)
            if len(fitting) == 1:
                code, municipality_code = fitting[0][:2], fitting[0][2:]
            elif fitting:
                asked = AskedPlace(_key(municipality, code), municipality, fitting, 0)
                doubts.append((problems.SHARED_MUNICIPALITY, "municipality", {"named": _named(fitting)}))
            else:
                where = state_name(code or "") or "México"
                doubts.append((problems.UNKNOWN_MUNICIPALITY, "municipality", {"state": where}))
        elif code and municipality_code:
            doubts += _doubts_of_code(code + municipality_code, municipality)
        known = municipality_name((code or "") + (municipality_code or ""))
        return _Place(
            (state or state_name(code or ""), code, municipality or known, municipality_code),
            tuple(doubts),
            asked,
        )

    def _fitting(self, name: str, state: str | None) -> tuple[str, ...]:
        """Return the municipalities that a name may be: one where a person has said which."""
        fitting = municipalities_of(name, state)
        answer = self._answers.get(_key(name, state))
        return (answer,) if answer in fitting else fitting


def _doubts_of_code(code: str, municipality: str | None) -> Iterator[tuple[Kind, str, Mapping[str, object]]]:
    known = municipality_name(code)
    if known is None:
        if state_name(code[:2]):
            yield problems.UNKNOWN_CODE, "municipality_code", {"code": code}
    elif municipality and code not in municipalities_of(municipality, code[:2]):
        yield problems.OTHER_MUNICIPALITY, "municipality", {"code": code, "named": known}


def _named(codes: tuple[str, ...]) -> str:
    named = [f"{municipality_name(code)} ({state_name(code[:2])})" for code in codes[:CANDIDATES_NAMED]]
    return ", ".join([*named, *(["…"] if len(codes) > CANDIDATES_NAMED else [])])


def _key(name: str, state: str | None) -> str:
    return f"{state or ''}{fold(name)}"[:80]
