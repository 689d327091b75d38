"""What the details of lines are called on a page. An app registers its own in `acts.py`."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

Words = Mapping[str, str | Promise]

_names: dict[str, str | Promise] = {}
_values: dict[str, Words] = {}
_subjects: dict[str, str | Promise] = {}


def register_details(names: Words, values: Mapping[str, Words] | None = None) -> None:
    """Say what details are called, and what the keys mean that stand under a name."""
    _refuse_twice(names.keys() & _names.keys())
    _refuse_twice((values or {}).keys() & _values.keys())
    _names.update(names)
    _values.update(values or {})


def register_subjects(kinds: Words) -> None:
    """Say what a line is about; each text has a place for the %(reference)s."""
    _refuse_twice(kinds.keys() & _subjects.keys())
    _subjects.update(kinds)


def _refuse_twice(taken: set[str]) -> None:
    if taken:
        raise ValueError(f"These are in words already: {', '.join(sorted(taken))}")


def details_in_words(detail: Mapping[str, Any]) -> str:
    """Ordinary values, each after its name; what nobody has registered stays as it is."""
    return "; ".join(_said(name, value) for name, value in sorted(detail.items()))


def subject_in_words(subject: str) -> str:
    """What a subject is that is no person: "invitation 4D3GRX9TKY"."""
    kind, _colon, reference = subject.partition(":")
    if kind not in _subjects:
        return subject
    return str(_subjects[kind]) % {"reference": reference}


def _said(name: str, value: Any) -> str:
    values = value if isinstance(value, list | tuple) else [value]
    known = _values.get(name, {})
    words = dict.fromkeys(
        str(known.get(one, subject_in_words(one))) if isinstance(one, str) else str(one)
        for one in values
    )
    return gettext("%(name)s: %(value)s") % {
        "name": _names.get(name, name.replace("_", " ")),
        "value": ", ".join(filter(None, words)) or "–",
    }


register_details({"day": _("day"), "lines": _("lines"), "to": _("last line removed")})
