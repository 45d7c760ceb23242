"""A phone let in for one visit: once, for a while, by a code that nobody guesses, within bounds."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from audit_app.audit import Audit
from audit_app.errors import PhoneCodeUsed, PhoneCodeWrong, PhoneFull, PhoneOver
from audit_app.visits.phone import pairing as pairings
from audit_app.visits.phone.pairing import Pairing, Visit, page_token


@dataclass
class Clock:
    now: float = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def pairing(clock: Clock, tmp_path: Path) -> Pairing:
    return Pairing(Visit(Audit(tmp_path), "audit", "W/001", "Obra", "draft"), clock)


def test_the_code_of_the_link_has_130_bits_and_lets_in(pairing: Pairing) -> None:
    link, _typed = pairing.codes()
    assert re.fullmatch(rf"[{pairings.ALPHABET}]{{26}}", link)
    assert len(pairings.ALPHABET) == 32
    states = [pairing.state]
    assert pairing.holds(pairing.claim(link))
    assert [*states, pairing.state] == ["waiting", "paired"]


@pytest.mark.parametrize("written", ["10101010", "1010-1010", " 1o1O 1010 ", "IoIo-lOLO"])
def test_the_typed_code_lets_in_however_it_is_written(
    pairing: Pairing, monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    letters = iter("0" * 26 + "10101010")
    monkeypatch.setattr("secrets.choice", lambda _letters: next(letters))
    assert pairing.codes()[1] == "10101010"
    assert pairing.holds(pairing.claim(written))


def test_either_code_uses_up_both(pairing: Pairing) -> None:
    link, typed = pairing.codes()
    cookie = pairing.claim(typed)
    for code in (link, typed):
        with pytest.raises(PhoneCodeUsed):
            pairing.claim(code)
    assert pairing.holds(cookie)


def test_looking_at_a_code_does_not_use_it_up(pairing: Pairing) -> None:
    link, _typed = pairing.codes()
    pairing.check(link)
    assert pairing.holds(pairing.claim(link))


def test_neither_codes_nor_cookie_are_kept(pairing: Pairing) -> None:
    link, typed = pairing.codes()
    cookie = pairing.claim(link)
    kept = repr(vars(pairing))
    assert [secret for secret in (link, typed, cookie, page_token(cookie)) if secret in kept] == []


def test_a_code_is_good_for_five_minutes(pairing: Pairing, clock: Clock) -> None:
    link, _typed = pairing.codes()
    clock.now += 299
    pairing.check(link)
    clock.now += 1
    with pytest.raises(PhoneOver):
        pairing.claim(link)
    assert (pairing.state, pairing.why) == ("ended", "expired")


def test_a_phone_stays_for_an_hour(pairing: Pairing, clock: Clock) -> None:
    cookie = pairing.claim(pairing.codes()[0])
    clock.now += 3599
    assert pairing.holds(cookie)
    clock.now += 1
    assert not pairing.holds(cookie)
    assert pairing.why == "expired"


def test_a_clock_set_back_does_not_bring_it_back(pairing: Pairing, clock: Clock) -> None:
    cookie = pairing.claim(pairing.codes()[0])
    clock.now += 3600
    assert pairing.state == "ended"
    clock.now -= 3600
    assert not pairing.holds(cookie)


def test_ten_wrong_codes_close_the_way(pairing: Pairing) -> None:
    link, _typed = pairing.codes()
    for number in range(10):
        assert pairing.state == "waiting"
        with pytest.raises(PhoneCodeWrong):
            (pairing.claim if number % 2 else pairing.check)("ADIVINADO")
    assert pairing.why == "guessed"
    with pytest.raises(PhoneOver):
        pairing.claim(link)


def test_wrong_codes_do_not_send_away_the_phone_that_is_let_in(pairing: Pairing) -> None:
    cookie = pairing.claim(pairing.codes()[0])
    for _time in range(20):
        with pytest.raises(PhoneCodeWrong):
            pairing.claim("ADIVINADO")
    assert pairing.holds(cookie)


@pytest.mark.parametrize("code", ["", "-", " " * 8, "ñ" * 26, "x" * 100_000])
def test_what_is_no_code_lets_nobody_in(pairing: Pairing, code: str) -> None:
    pairing.codes()
    with pytest.raises(PhoneCodeWrong):
        pairing.claim(code)


def test_before_there_are_codes_nothing_lets_in(pairing: Pairing) -> None:
    with pytest.raises(PhoneCodeWrong):
        pairing.claim("")
    assert not pairing.holds("")


def test_ended_the_cookie_is_dead_and_the_first_reason_stays(pairing: Pairing) -> None:
    cookie = pairing.claim(pairing.codes()[0])
    pairing.end("closed")
    pairing.end("replaced")
    assert not pairing.holds(cookie)
    assert pairing.why == "closed"


def test_a_pairing_takes_so_many_photos(pairing: Pairing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairings, "MOST_PHOTOS", 2)
    pairing.claim(pairing.codes()[0])
    with pairing.place(10), pairing.place(10), pytest.raises(PhoneFull), pairing.place(10):
        pass
    for _photo in range(2):
        with pairing.place(10):
            pairing.count()
    with pytest.raises(PhoneFull), pairing.place(10):
        pass
    assert pairing.arrived == 2


def test_a_pairing_takes_so_many_bytes_refused_ones_too(
    pairing: Pairing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pairings, "MOST_BYTES", 25)
    pairing.claim(pairing.codes()[0])
    for _photo in range(2):
        with pairing.place(10):
            pass
    with pytest.raises(PhoneFull), pairing.place(10):
        pass


def test_after_its_end_no_photo_has_a_place(pairing: Pairing) -> None:
    pairing.claim(pairing.codes()[0])
    pairing.end()
    with pytest.raises(PhoneOver), pairing.place(1):
        pass
