"""What the system complains of is told in the person's words, by the numbers of Linux and by those of Windows."""

import errno
import sys
from pathlib import Path

import pytest

from audit_app.errors import NotWritable
from audit_app.errors.system import why


def on_windows(number: int, by_windows: int | None = None) -> OSError:
    """Return what Python raises on Windows: without Windows' own number where a file is opened, read or written."""
    error = OSError(number, "The system said so")
    error.winerror = by_windows  # type: ignore[attr-defined] # which Linux does not have
    return error


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (5, "otro programa lo tiene abierto"),
        (19, "solo lectura"),
        (32, "otro programa lo tiene abierto"),
        (64, "carpeta de red"),
        (112, "el disco está lleno"),
        (123, "no admite"),
        (206, "demasiado largo"),
        (225, "antivirus"),
        (433, "sigue conectada"),
        (1117, "sigue conectada"),
    ],
)
def test_windows_own_numbers_are_told(number: int, told: str) -> None:
    assert told in why(on_windows(errno.EINVAL, number))


@pytest.mark.parametrize(
    ("number", "told"), [(errno.EACCES, "otro programa"), (errno.EINVAL, "dejó de responder")]
)
def test_where_windows_gives_one_number_for_several_reasons_all_are_told(
    monkeypatch: pytest.MonkeyPatch, number: int, told: str
) -> None:
    assert told not in why(OSError(number, "x"))
    monkeypatch.setattr(sys, "platform", "win32")
    assert told in why(on_windows(number))


@pytest.mark.parametrize("number", [errno.EIO, errno.ENODEV, errno.ENXIO, errno.ENOTCONN])
def test_a_stick_that_is_pulled_out_is_told(number: int) -> None:
    assert "sigue conectada" in str(NotWritable(Path("/media/USB"), OSError(number, "x")))


def test_what_nobody_foresaw_is_told_as_the_system_says_it() -> None:
    assert why(OSError(errno.EDOM, "Numerical argument")) == "Numerical argument"
