import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from mutualaid.core.area import within
from mutualaid.organisations.local_words import local_words

from .factories import area, organisation, service

pytestmark = pytest.mark.django_db


class TestLocalWords:
    def test_are_the_names_of_this_area_and_no_other(self):
        here, there = area(name="Saltmarsh"), area(name="Elsewhere")
        with within(here.pk):
            service(here, organisation=organisation(here, name="Harbour"), name="Tide")
        with within(there.pk):
            organisation(there, name="Far")

        with within(here.pk):
            assert set(local_words()) == {"Saltmarsh", "Harbour", "Tide"}

    def test_make_no_password(self):
        here = area(name="Saltmarsh")

        with within(here.pk), pytest.raises(ValidationError, match="people guess"):
            validate_password("Saltm4rsh2026!")
        with within(here.pk):
            validate_password("violin saltmarsh lemon")
