"""Log lines as JSON, one to a line, holding nothing that somebody typed.

Our own loggers choose their words and pass details as `extra={"fields": {...}}`. What other
packages say may quote an address or an exception's message, both of which can hold a typed
place, so their text arguments are left out, and so is a message that came ready-made.
Exceptions are told by class and place in the code, never by message or local values.
"""

import json
import logging
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

OWN_LOGGER = "mutualaid"
LEFT_OUT = "…"
DEEPEST_FRAMES = 12

request_id: ContextVar[str] = ContextVar("request id", default="")

_encode = json.JSONEncoder(separators=(",", ":"), default=str).encode


def _class_name(error: type[BaseException]) -> str:
    return f"{error.__module__}.{error.__qualname__}".removeprefix("builtins.")


def _frames(trace: TracebackType | None) -> list[str]:
    frames = [
        f"{frame.f_code.co_filename}:{line} {frame.f_code.co_name}"
        for frame, line in traceback.walk_tb(trace)
    ]
    return frames[-DEEPEST_FRAMES:]


def described(error: BaseException) -> dict[str, Any]:
    """What went wrong and where, and the exceptions it came from, without their messages."""
    chain = []
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        chain.append(link)
        link = link.__cause__ or (
            None if link.__suppress_context__ else link.__context__
        )
    told: dict[str, Any] = {
        "exception": _class_name(type(error)),
        "frames": _frames(error.__traceback__),
    }
    if len(chain) > 1:
        told["because"] = [_class_name(type(cause)) for cause in chain[1:]]
    return told


def _without_text(argument: object) -> object:
    return argument if isinstance(argument, int | float) else LEFT_OUT


def _foreign_message(record: logging.LogRecord) -> str:
    """Another package's sentence with its numbers; its place in the code where that is unsafe."""
    if not record.args or not isinstance(record.msg, str):
        return f"said at {record.pathname}:{record.lineno}"
    try:
        if isinstance(record.args, dict):
            return record.msg % {
                name: _without_text(value) for name, value in record.args.items()
            }
        return record.msg % tuple(_without_text(value) for value in record.args)
    except (TypeError, ValueError, KeyError):
        return record.msg


def _is_ours(record: logging.LogRecord) -> bool:
    return record.name.partition(".")[0] == OWN_LOGGER


class JsonFormatter(logging.Formatter):
    """One JSON object per record; control characters and line breaks come out escaped."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(
                timespec="milliseconds"
            ),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        current = request_id.get()
        if current:
            line["request"] = current
        if _is_ours(record):
            line["message"] = record.getMessage()
            line.update(getattr(record, "fields", {}))
        else:
            line["message"] = _foreign_message(record)
        if record.exc_info and record.exc_info[1] is not None:
            line.update(described(record.exc_info[1]))
        return _encode(line)
