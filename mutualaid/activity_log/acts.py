"""What each act is called on a page. An app registers its own in `acts.py`, found at the start."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_sentences: dict[str, str | Promise] = {}


def register(sentences: Mapping[str, str | Promise]) -> None:
    """Give acts their sentences, each in the past tense and without the person."""
    taken = sentences.keys() & _sentences.keys()
    if taken:
        raise ValueError(
            f"These acts have a sentence already: {', '.join(sorted(taken))}"
        )
    _sentences.update(sentences)


def sentence_of(act: str) -> str:
    """The act in words; its name for one that a newer or older version has written."""
    return str(_sentences.get(act, act))


def known_acts() -> list[str]:
    """The name of every act that has a sentence."""
    return sorted(_sentences)


register(
    {
        "activity_log.remove_before": _(
            "Removed lines of the activity log past their time"
        )
    }
)
