"""The world and the matrix, for whatever is asked of the doors."""

import logging
from collections.abc import Iterator

import pytest
from building import build
from checker import undone
from matrix import Matrix, matrix
from world import World


@pytest.fixture(scope="session")
def told() -> Matrix:
    return matrix()


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[World]:
    """Made once for a module, in a transaction that is never committed."""
    with django_db_blocker.unblock(), undone():
        yield build()


@pytest.fixture(autouse=True, scope="module")
def _quiet() -> Iterator[None]:
    """Thousands of refusals, each with its lines, that nobody reads."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)
