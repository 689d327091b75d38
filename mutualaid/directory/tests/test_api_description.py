"""The description of the API says what is answered, and answers are as it says."""

import json
import re
from datetime import UTC, date, datetime

import pytest

from mutualaid.core import clock
from mutualaid.directory.api.description import described
from mutualaid.directory.api.parameters import Filters, Listing, names_of
from mutualaid.directory.api.routes import PREFIX, api
from mutualaid.directory.api.schemas import MeetingTold
from mutualaid.directory.finder.query import _NAMES as FINDER_NAMES
from mutualaid.directory.finder.query import FinderQuery

from .factories import a_fellowship, a_group, a_meeting, an_area

DESCRIPTION = "/api/v1/openapi.json"
KINDS = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "array": list,
    "object": dict,
    "null": type(None),
}


@pytest.fixture
def document(client):
    an_area()
    return client.get(DESCRIPTION).json()


def resolved(document, schema):
    while "$ref" in schema:
        found = document
        for part in schema["$ref"].removeprefix("#/").split("/"):
            found = found[part]
        schema = found
    return schema


def everything(node):
    yield node
    parts = node.values() if isinstance(node, dict) else node
    for part in parts if isinstance(node, dict | list) else ():
        yield from everything(part)


def faults(document, schema, value, at="$"):
    """Where a value is not as its schema says; as much of JSON Schema as ours uses."""
    schema = resolved(document, schema)
    for choice in ("anyOf", "oneOf"):
        if choice in schema:
            tried = [list(faults(document, one, value, at)) for one in schema[choice]]
            if all(tried):
                yield f"{at}: fits none: {min(tried, key=len)}"
            return
    kind = schema.get("type")
    if kind and not isinstance(value, KINDS[kind]):
        yield f"{at}: {value!r} is no {kind}"
        return
    yield from _plain_faults(schema, value, at)
    if isinstance(value, list):
        for place, each in enumerate(value):
            yield from faults(document, schema["items"], each, f"{at}[{place}]")
    if isinstance(value, dict):
        yield from _object_faults(document, schema, value, at)


def _plain_faults(schema, value, at):
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: {value!r} is none of {schema['enum']}"
    if "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{at}: {value!r} is not like {schema['pattern']}"
    reader = {"date-time": datetime, "date": date}.get(schema.get("format"))
    try:
        if reader:
            reader.fromisoformat(value)
    except ValueError:
        yield f"{at}: {value!r} is no {schema['format']}"


def _object_faults(document, schema, value, at):
    for name in set(schema.get("required", ())) - set(value):
        yield f"{at}: {name} is missing"
    for name, each in value.items():
        if name not in schema["properties"]:
            yield f"{at}: {name} is not described"
        else:
            yield from faults(
                document, schema["properties"][name], each, f"{at}.{name}"
            )


def answered_as(document, path, status="200"):
    """The schema of an answer."""
    content = document["paths"][path]["get"]["responses"][status]["content"]
    (only,) = content.values()
    return only["schema"]


@pytest.mark.django_db
class TestDescription:
    def test_is_openapi_with_every_address(self, document):
        assert document["openapi"].startswith("3.1")
        assert document["info"]["title"]
        assert set(document["paths"]) == {
            "/api/v1/meetings",
            "/api/v1/meetings/{reference}",
            "/api/v1/fellowships",
            "/api/v1/meeting-guide.json",
        }

    def test_leads_nowhere_that_is_not_there(self, document):
        found = [
            node["$ref"]
            for node in everything(document)
            if isinstance(node, dict) and isinstance(node.get("$ref"), str)
        ]

        assert found
        for reference in found:
            assert resolved(document, {"$ref": reference})

    def test_names_each_operation_once_and_only_for_reading(self, document):
        operations = [
            operation
            for methods in document["paths"].values()
            for method, operation in methods.items()
            if method == "get" or pytest.fail(method)
        ]

        names = [operation["operationId"] for operation in operations]
        assert len(set(names)) == len(names)
        assert all(operation["summary"] for operation in operations)

    def test_describes_each_parameter_where_it_stands(self, document):
        for path, methods in document["paths"].items():
            parameters = methods["get"].get("parameters", [])
            in_path = {each["name"] for each in parameters if each["in"] == "path"}
            assert in_path == set(re.findall(r"{(\w+)}", path))
            for each in parameters:
                assert each["schema"]
                assert each["in"] == "path" or each["description"]

    def test_has_every_parameter_that_is_taken(self, document):
        for path, shape in (
            ("/api/v1/meetings", Listing),
            ("/api/v1/meeting-guide.json", Filters),
        ):
            told = document["paths"][path]["get"]["parameters"]
            assert {each["name"] for each in told} == names_of(shape)

    def test_has_problems_as_problems(self, document):
        responses = document["paths"]["/api/v1/meetings"]["get"]["responses"]

        assert set(responses) == {"200", "304", "422"}
        assert list(responses["422"]["content"]) == ["application/problem+json"]

    def test_is_the_same_each_time(self):
        made = [
            described(api.get_openapi_schema(path_prefix=f"{PREFIX}/"))
            for _ in range(2)
        ]

        assert made[0] == made[1]


class TestParameters:
    def test_are_all_that_the_finder_knows(self):
        assert set(FINDER_NAMES.values()) <= names_of(Listing)

    def test_have_the_meaning_that_the_finder_gives_them(self):
        assert set(FINDER_NAMES) <= set(FinderQuery.__dataclass_fields__)


@pytest.mark.django_db
class TestAnswers:
    @pytest.fixture(autouse=True)
    def _meetings(self):
        with clock.frozen_at(datetime(2026, 11, 21, 12, tzinfo=UTC)):
            a_meeting(
                group=a_group(),
                features=["women"],
                languages=["en"],
                type_codes=[["aa", "W"]],
                conference_url="https://video.northbridge.example/1",
                conference_phone="+441632960001",
            )
            a_meeting(visibility="contact", mode="", openness="", venue=None)
            a_meeting(
                status="gone",
                withdrawn_at=clock.now(),
                reference="BCDFGHJKMN",
                fellowship=a_fellowship("na", website="https://na.example/"),
            )
            yield

    @pytest.mark.parametrize(
        ("address", "path", "status"),
        [
            ("/api/v1/meetings", "/api/v1/meetings", "200"),
            (
                "/api/v1/meetings?changed_since=2020-01-01T00:00:00Z",
                "/api/v1/meetings",
                "200",
            ),
            ("/api/v1/meetings?per_page=1", "/api/v1/meetings", "200"),
            ("/api/v1/meetings?day=never", "/api/v1/meetings", "422"),
            (
                "/api/v1/meetings/BCDFGHJKMN",
                "/api/v1/meetings/{reference}",
                "410",
            ),
            (
                "/api/v1/meetings/XXXXXXXXXX",
                "/api/v1/meetings/{reference}",
                "404",
            ),
            ("/api/v1/fellowships", "/api/v1/fellowships", "200"),
            ("/api/v1/meeting-guide.json", "/api/v1/meeting-guide.json", "200"),
        ],
    )
    def test_are_as_described(self, client, document, address, path, status):
        response = client.get(address)
        told = response.json() if not response.streaming else _whole(response)

        assert response.status_code == int(status)
        schema = answered_as(document, path, status)
        assert list(faults(document, schema, told)) == []

    def test_that_are_otherwise_would_be_noticed(self, client, document):
        told = client.get("/api/v1/meetings").json()
        schema = answered_as(document, "/api/v1/meetings")
        del told["contents"][0]["confidence"]
        told["contents"][1]["surname"] = "x"
        told["size"] = "2"

        assert len(list(faults(document, schema, told))) == 3

    def test_describe_a_meeting_by_what_it_holds(self, client, document):
        (told, _) = client.get("/api/v1/meetings").json()["contents"]

        assert set(told) <= set(MeetingTold.model_fields)


def _whole(response):
    return json.loads(b"".join(response))
