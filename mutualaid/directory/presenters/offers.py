"""The facets that a directory can be asked by, in the order and the words of people."""

from collections.abc import Collection, Container, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from mutualaid.design_system.remembered import remembered
from mutualaid.directory.finder.query import (
    APPROACHES,
    AUDIENCES,
    MODES,
    WEEKDAYS,
    FinderQuery,
)
from mutualaid.directory.formats.vocabulary import (
    ACCESS,
    FEATURE_GROUPS,
    FEATURES,
    JOINING,
    LANGUAGES,
    OPENNESS,
)
from mutualaid.directory.published import Published

# Offered whether or not any meeting has them: that there is none is worth knowing.
ALWAYS_OFFERED = frozenset(
    (
        "women",
        "men",
        "lgbtq",
        "young-people",
        "newcomers",
        "child-friendly",
        "sign-language",
        "proof-of-attendance",
        "no-proof",
        "bsl",
        "cy",
    )
)
FIRST_LANGUAGES = ("en", "bsl", "cy")


Labels = tuple[tuple[str, str], ...]  # value and words


@dataclass(frozen=True, slots=True)
class Offer:
    """A facet as this directory can offer it: its field and its choices."""

    name: str  # in the address
    field: str  # of the query
    legend: str
    labels: Labels

    def chosen(self, query: FinderQuery) -> tuple[str, ...]:
        """The values chosen here; a field of the query may be asked by several facets."""
        asked = getattr(query, self.field)
        if not asked:
            return ()
        offered = {value for value, _ in self.labels}
        return tuple(each for each in asked if each in offered)


def offers(published: Published, query: FinderQuery) -> tuple[Offer, ...]:
    """Every facet, in the order people ask; and whatever is chosen, offered or not."""
    facets = published.snapshot.facets
    named = dict(published.fellowships)
    beyond = tuple(
        (key, published.fellowship_names[key])
        for key in query.fellowship
        if key not in named
    )
    return _offers(
        published.fellowships + beyond,
        facets.values("feature"),
        facets.values("language"),
        query.feature + query.language,
    )


@remembered
def _offers(
    fellowships: tuple[tuple[str, str], ...],
    features: tuple[str, ...],
    languages: tuple[str, ...],
    chosen: tuple[str, ...],
) -> tuple[Offer, ...]:
    offered = ALWAYS_OFFERED.union(features, languages, chosen)
    whom, first, ease, proof, happens = (
        Offer("feature", "feature", gettext(legend), _some(FEATURES, keys, offered))
        for legend, keys in FEATURE_GROUPS.items()
    )
    spoken = _some(LANGUAGES, LANGUAGES, offered)
    return (
        _offer("day", gettext("Day"), _day_names()),
        _offer("fellowship", gettext("Fellowship"), dict(fellowships)),
        _offer("mode", gettext("How you take part"), _mode_names()),
        Offer("for", "audience", gettext("Who it is for"), _labels(_audience_names())),
        _offer("approach", gettext("How it works"), _approach_names()),
        _offer("openness", gettext("Open or closed"), _translated(OPENNESS)),
        whom,
        first,
        _offer("access", gettext("Getting in, and the place"), _translated(ACCESS)),
        ease,
        _offer("language", gettext("Language"), dict(spoken)),
        _offer("joining", gettext("Joining online"), _translated(JOINING)),
        proof,
        happens,
    )


def _offer(name: str, legend: str, labels: Mapping[str, str]) -> Offer:
    return Offer(name, name, legend, _labels(labels))


def _labels(labels: Mapping[str, str]) -> Labels:
    return tuple(labels.items())


def _some(
    labels: Mapping[str, str], keys: Collection[str], offered: Container[str]
) -> Labels:
    """The labels of the keys that are offered, the languages of this country first."""
    first = [key for key in FIRST_LANGUAGES if key in keys]
    kept = dict.fromkeys(key for key in (*first, *keys) if key in offered)
    return tuple((key, gettext(labels[key])) for key in kept)


def _translated(labels: Mapping[str, str]) -> dict[str, str]:
    return {key: gettext(label) for key, label in labels.items()}


@remembered
def _day_names() -> dict[str, str]:
    names = (
        gettext("Monday"),
        gettext("Tuesday"),
        gettext("Wednesday"),
        gettext("Thursday"),
        gettext("Friday"),
        gettext("Saturday"),
        gettext("Sunday"),
    )
    return {
        "today": gettext("Today"),
        "tomorrow": gettext("Tomorrow"),
        **dict(zip(WEEKDAYS, names, strict=True)),
    }


@remembered
def _mode_names() -> dict[str, str]:
    return dict(
        zip(
            MODES,
            (
                gettext("In person"),
                gettext("Online"),
                gettext("In person and online"),
                gettext("Not stated"),
            ),
            strict=True,
        )
    )


@remembered
def _audience_names() -> dict[str, str]:
    return dict(
        zip(
            AUDIENCES,
            (
                gettext("People with their own problem"),
                gettext("Family and friends"),
                gettext("Young people"),
            ),
            strict=True,
        )
    )


@remembered
def _approach_names() -> dict[str, str]:
    return dict(
        zip(
            APPROACHES,
            (gettext("12-step"), gettext("SMART tools"), gettext("Another way")),
            strict=True,
        )
    )
