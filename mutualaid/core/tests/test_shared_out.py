from pathlib import Path

import pytest

from .shared_out import LONGEST

ROOT = Path(__file__).resolve().parents[3]


class TestLongest:
    @pytest.mark.parametrize("file", LONGEST)
    def test_is_there(self, file):
        assert (ROOT / file).is_file()
