from collections.abc import Iterator

import pytest
from access_table import ACCESS, Access, Who
from django.urls import URLPattern, get_resolver, reverse

PUBLIC = [
    pytest.param(name, access, id=name)
    for name, access in ACCESS.items()
    if access.who is Who.PUBLIC
]


def patterns(resolver) -> Iterator[URLPattern]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield entry
        else:
            yield from patterns(entry)


def address(name: str, access: Access) -> str:
    return reverse(name, kwargs=dict(access.arguments))


class TestAccessTable:
    def test_has_every_route_and_no_other(self):
        routes = [pattern.name for pattern in patterns(get_resolver())]

        assert sorted(str(name) for name in routes) == sorted(ACCESS)


class TestPublicRoutes:
    @pytest.mark.parametrize(("name", "access"), PUBLIC)
    def test_answer_anybody(self, visitor, name, access):
        assert visitor.get(address(name, access)).status_code == access.status

    @pytest.mark.parametrize(("name", "access"), PUBLIC)
    def test_change_nothing(self, visitor, name, access):
        refused = 405 if access.status == 200 else access.status

        assert visitor.post(address(name, access)).status_code == refused

    @pytest.mark.parametrize(("name", "access"), PUBLIC)
    def test_set_no_cookie(self, visitor, name, access):
        assert not visitor.get(address(name, access)).cookies


class TestUnknownAddress:
    def test_is_not_found(self, visitor):
        assert visitor.get("/no-such-page/").status_code == 404
