from concurrent.futures import ThreadPoolExecutor

import pytest

from mutualaid.core.area import current_area_id, within


class TestWithin:
    def test_is_none_outside(self):
        assert current_area_id() is None

    def test_nests_and_gives_the_outer_one_back(self):
        with within(1):
            with within(2):
                assert current_area_id() == 2
            assert current_area_id() == 1
        assert current_area_id() is None

    def test_ends_with_an_error_too(self):
        with pytest.raises(ZeroDivisionError), within(1):
            _ = 1 / 0

        assert current_area_id() is None

    def test_is_not_seen_by_another_thread(self):
        with within(1), ThreadPoolExecutor(1) as other:
            assert other.submit(current_area_id).result() is None
