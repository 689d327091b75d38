"""What PostgreSQL itself keeps apart; asked as the role that serves, in bare SQL."""

from pathlib import Path

import pytest
from django.db import connection

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    skip = pytest.mark.skipif(
        connection.vendor != "postgresql", reason="SQLite keeps no rows apart"
    )
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(skip)
