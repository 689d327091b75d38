import pytest

from mutualaid.directory.tests.factories import an_area
from mutualaid.handouts.sheets import SHEETS

pytestmark = pytest.mark.django_db
LARGEST_PAGE = 100_000


@pytest.fixture
def area():
    return an_area(name="Northbridge")


def words_of(answer) -> str:
    assert answer.status_code == 200
    assert len(answer.content) <= LARGEST_PAGE
    return answer.content.decode()


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=list(SHEETS))
class TestShowHandout:
    def test_says_all_of_the_sheet(self, client, area, sheet):
        page = words_of(client.get(f"/handouts/{sheet.slug}/"))

        for block in sheet.blocks:
            assert block.lines[0] in page
        assert sheet.who_will_know[0] in page
