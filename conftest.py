"""Fixtures that every test may use."""

from pathlib import Path

import pytest

SHARED_DATA = Path(__file__).resolve().parent.parent / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real test data, which is never part of the project."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the folder of real test data (shared/data) is not here")
    return SHARED_DATA
