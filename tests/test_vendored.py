import pytest

from vendor import CHECKER, FILES, MAP, PDF_FONTS, WEB_FONTS, VendoredFile


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.target.name)
def test_a_vendored_file_is_the_one_that_was_chosen(file: VendoredFile) -> None:
    assert file.is_intact()


def test_every_file_beside_what_was_fetched_has_a_source() -> None:
    kept = {path for folder in (WEB_FONTS, PDF_FONTS, MAP, CHECKER) for path in folder.iterdir()}
    assert kept == {file.target for file in FILES}


def test_every_package_brings_its_licence() -> None:
    licensed = {file.package for file in FILES if file.target.name.startswith(("OFL-", "LICENSE-"))}
    assert licensed == {file.package for file in FILES}
