import pytest

from mutualaid.directory.formats.addresses import (
    Address,
    parts_of_address,
    uk_postcode,
)

UK, USA = "United Kingdom", "United States"


class TestPartsOfAddress:
    @pytest.mark.parametrize(
        ("text", "parts"),
        [
            (
                "St Mark's Hall, 12 High Street, Northbridge NB3 4QX, UK",
                Address("St Mark's Hall, 12 High Street", "Northbridge", "", "NB3 4QX", UK),
            ),
            (
                "Church Hall, Northbridge NB3 4QX, UK",
                Address("Church Hall", "Northbridge", "", "NB3 4QX", UK),
            ),
            (
                "12 High Street, Northbridge, Westshire, nb34qx",
                Address("12 High Street", "Northbridge", "Westshire", "NB3 4QX"),
            ),
            (
                "12 High Street, Northbridge, Greater Manchester NB3 4QX, England",
                Address("12 High Street", "Northbridge", "Greater Manchester", "NB3 4QX", "England"),
            ),
            ("12 High Street NB3 4QX", Address("12 High Street", "", "", "NB3 4QX")),
            ("Northbridge NB3 4QX", Address("", "Northbridge", "", "NB3 4QX")),
            ("NB3 4QX", Address(postcode="NB3 4QX")),
            ("Maidstone, Kent", Address("", "Maidstone", "Kent")),
            ("12 High Street", Address("12 High Street")),
            (
                "9636 CA-9, Ben Lomond, CA 95005, USA",
                Address("9636 CA-9", "Ben Lomond", "CA", "95005", USA),
            ),
            ("Sussex County, DE, USA", Address("", "Sussex County", "DE", "", USA)),
            ("", Address()),
            (" , ., ", Address()),
        ],
    )  # fmt: skip
    def test_are_told_apart(self, text, parts):
        assert parts_of_address(text) == parts


class TestUkPostcode:
    @pytest.mark.parametrize("text", ["NB3 4QX", "nb34qx", "NB3  4QX", " nb3 4qx "])
    def test_has_one_spelling(self, text):
        assert uk_postcode(text) == "NB3 4QX"

    @pytest.mark.parametrize("text", ["95005", "K1A 0B1", "NB3", "", "see notes"])
    def test_of_other_countries_stays_as_given(self, text):
        assert uk_postcode(text) == text
