"""Where a JSON file keeps its records: a bare list, or one inside an object."""

import json
from typing import Any

from .records import FormatError

_MOST_VALUES = 3_500_000
_NAMES_OF_LISTS = ("meetings", "records", "data", "items", "results")

# Python's words for what is wrong, told plainly.
_WORDS = (
    ("Extra data", "something follows after its end"),
    ("Unterminated string", "a text that starts there never ends"),
    ("Expecting ',' delimiter", "a comma or a closing bracket is missing"),
    ("Expecting ':' delimiter", "a colon is missing"),
    ("Expecting property name", "a name in quotation marks is missing"),
    ("Illegal trailing comma", "a comma stands before a closing bracket"),
    ("Invalid \\", "a backslash stands where it means nothing"),
    ("Expecting value", "a value is missing or can't be read"),
)


def records_of(text: str) -> list[Any]:
    """The records in the order of the file, or FormatError in a sentence."""
    return list_in(document_of(text))


def list_in(document: Any) -> list[Any]:
    """The records of a document, or FormatError where it holds none."""
    found = document if isinstance(document, list) else _list_inside(document)
    if found is None:
        names = ", ".join(f"“{name}”" for name in _NAMES_OF_LISTS)
        raise FormatError(
            f"The file holds no list of meetings, neither bare nor as {names}."
        )
    return [_unwrapped(item) for item in found]


def document_of(text: str) -> Any:
    """What the text holds, or FormatError with the place of the mistake."""
    # Counted before anything is made of them: "[]" takes two bytes in a file and 64 as a list.
    if text.count(",") + 2 * (text.count("{") + text.count("[")) > _MOST_VALUES:
        raise FormatError("The file holds more values than any list of meetings.")
    try:
        # strict=False lets through the line breaks and tabs that hand-made feeds leave in texts.
        return json.loads(text, strict=False, parse_constant=lambda _: None)
    except json.JSONDecodeError as error:
        raise FormatError(_sentence(error)) from None
    except RecursionError:
        raise FormatError(
            "The file is not a list of meetings: it is nested too deeply."
        ) from None
    except ValueError:  # Python refuses to read a number of thousands of digits
        raise FormatError("The file holds a number that is too long to read.") from None


def _sentence(error: json.JSONDecodeError) -> str:
    place = f"line {error.lineno}, column {error.colno}"
    if not error.doc[error.pos :].strip():
        return f"The file stops in the middle, at {place}: it is not complete JSON."
    told = [words for start, words in _WORDS if error.msg.startswith(start)]
    return f"The file is not valid JSON: {told[0] if told else 'it can’t be read'}, at {place}."


def _list_inside(document: Any) -> list[Any] | None:
    if not isinstance(document, dict):
        return None
    for name in _NAMES_OF_LISTS:
        if isinstance(document.get(name), list):
            return document[name]
    rows = document.get("values")
    return _rows_of_sheet(rows) if isinstance(rows, list) else None


def _rows_of_sheet(rows: list[Any]) -> list[Any] | None:
    """A spreadsheet service sends its rows as lists, the headings first."""
    if not rows or not isinstance(rows[0], list):
        return None
    headings = [
        str(heading) for heading in rows[0] if not isinstance(heading, dict | list)
    ]
    return [
        dict(zip(headings, row, strict=False)) if isinstance(row, list) else row
        for row in rows[1:]
    ]


def _unwrapped(item: Any) -> Any:
    """Airtable's records: the fields in an object of their own, beside the record's id."""
    if not isinstance(item, dict) or not isinstance(item.get("fields"), dict):
        return item
    outer = {key: item[key] for key in ("id", "createdTime") if key in item}
    return outer | item["fields"]
