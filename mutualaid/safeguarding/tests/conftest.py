import pytest

from .factories import World, a_world


@pytest.fixture
def world(db) -> World:
    return a_world()
