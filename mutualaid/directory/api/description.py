"""The description of the addresses, from what the library makes of them."""

import json
from typing import Any

from .problems import PROBLEM_TYPE

_HEADERS = {
    "ETag": {
        "description": "Send it back as If-None-Match: 304 where nothing changed",
        "schema": {"type": "string"},
    },
    "Last-Modified": {
        "description": "When the directory last changed, or the day began",
        "schema": {"type": "string"},
    },
}


def described(made: dict[str, Any]) -> str:
    """The same as JSON, with what the library leaves out or puts twice."""
    document = json.loads(json.dumps(made))
    document["info"]["license"] = {
        "name": "As the fellowships publish it; see /about/",
        "identifier": "LicenseRef-fellowships",
    }
    document["servers"] = [{"url": "/"}]
    for methods in document["paths"].values():
        # Answers like its GET, of which it would otherwise be a second with the same name.
        methods.pop("head", None)
        for operation in methods.values():
            _mend(operation["responses"])
    return json.dumps(document, ensure_ascii=False)


def _mend(responses: dict[str, Any]) -> None:
    for status, response in responses.items():
        content = response.get("content", {})
        schema = content.get("application/json", {}).get("schema", {})
        if schema.get("$ref", "").endswith("/Problem"):
            content[PROBLEM_TYPE] = content.pop("application/json")
        if status == "200":
            response["headers"] = _HEADERS
    responses["304"] = {"description": "You have this edition already"}
