"""The works to visit that these tests begin with."""

from pathlib import Path

import pytest

from audit_app.audit import Audit
from tests.visits.works import Person, make, walk_in


@pytest.fixture
def works(home: Path, tmp_path: Path) -> Audit:
    """Return an audit with two works."""
    return make(tmp_path / "works", "W/001", "W/002")


@pytest.fixture
def page(works: Audit) -> Person:
    """Return a browser inside that audit."""
    return walk_in(works)
