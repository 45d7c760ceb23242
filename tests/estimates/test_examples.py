"""The examples worked by hand in the docstrings of the estimates."""

import doctest
import importlib
import pkgutil

import pytest

from audit_app import estimates

MODULES = [module.name for module in pkgutil.iter_modules(estimates.__path__)]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_the_docstrings_hold(name: str) -> None:
    assert doctest.testmod(importlib.import_module(f"audit_app.estimates.{name}")).failed == 0
