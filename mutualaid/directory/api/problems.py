"""What is answered where there is no answer: application/problem+json (RFC 9457)."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse

from .schemas import NotUnderstood, Problem

PROBLEM_TYPE = "application/problem+json"
LONGEST_QUOTE = 60
# What the library says of a value, told plainly; what stands in braces is its own word.
_SENTENCES = {
    "literal_error": "“{input}” is none of {expected}.",
    "enum": "“{input}” is none of {expected}.",
    "greater_than_equal": "It has to be {ge} or more.",
    "less_than_equal": "It has to be {le} or less.",
    "greater_than": "It has to be more than {gt}.",
    "finite_number": "“{input}” is not a number.",
    "float_parsing": "“{input}” is not a number.",
    "int_parsing": "“{input}” is not a whole number.",
    "string_too_long": "It has more than {max_length} characters.",
    "string_pattern_mismatch": "“{input}” is not written the way it has to be.",
    "too_long": "It is given more than {max_length} times.",
}


class QuestionNotUnderstood(Exception):
    """Parameters that can't be answered as they stand: the name of each, and a sentence."""

    def __init__(self, *wrong: tuple[str, str]) -> None:
        super().__init__(wrong)
        self.wrong = wrong


def problem(
    status: HTTPStatus, detail: str, wrong: Sequence[tuple[str, str]] = ()
) -> HttpResponse:
    """The response for a request that can't be answered."""
    told = Problem(
        title=status.phrase,
        status=status,
        detail=detail,
        parameters=[NotUnderstood(name=name, detail=said) for name, said in wrong]
        or None,
    )
    body = told.model_dump_json(exclude_none=True)
    return HttpResponse(body, status=status, content_type=PROBLEM_TYPE)


def not_understood(wrong: Sequence[tuple[str, str]]) -> HttpResponse:
    """422, with every parameter that is wrong: nothing is answered that was not asked."""
    names = ", ".join(dict.fromkeys(name for name, _ in wrong))
    detail = (
        f"Nothing was looked up, because these parameters are not understood: {names}."
    )
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, detail, wrong)


def wrong_values(
    errors: Sequence[Mapping[str, Any]], asked: Mapping[str, Sequence[str]]
) -> list[tuple[str, str]]:
    """The parameters that the library refused, each with a sentence."""
    found = []
    for error in errors:
        name = next((str(part) for part in error["loc"] if part in asked), "")
        told = {
            **error.get("ctx", {}),
            "input": _quoted(error, asked.get(name, [""])),
        }
        sentence = _SENTENCES.get(error["type"], "“{input}” is not understood.")
        found.append((name, sentence.format(**told)))
    return found


def _quoted(error: Mapping[str, Any], values: Sequence[str]) -> str:
    """The value that is meant, cut to what a sentence can hold."""
    place = error["loc"][-1]
    is_numbered = isinstance(place, int) and place < len(values)
    return values[place if is_numbered else -1][:LONGEST_QUOTE]
