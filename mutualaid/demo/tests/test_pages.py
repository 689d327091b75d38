import pytest
from django.test import Client

from mutualaid.organisations.tests import factories

pytestmark = pytest.mark.django_db


class TestPagesOfTheDemo:
    @pytest.mark.parametrize("path", ["/demo/", "/demo/letters/"])
    def test_have_the_colour_of_the_area(self, settings, tmp_path, path):
        settings.DEMO, settings.DATA_DIR = True, tmp_path
        area = factories.area(is_demo=True, colour="#5a1750")

        page = Client().get(path).content.decode()

        assert area.theme_path in page
        assert "vendor/staff.css" in page

    def test_are_not_there_for_a_real_area(self, settings):
        settings.DEMO = True
        factories.area()

        assert Client().get("/demo/").status_code == 404
