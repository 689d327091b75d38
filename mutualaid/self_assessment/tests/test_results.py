"""A round's results, from plain values to plain values."""

from dataclasses import replace

import pytest

from mutualaid.self_assessment.agreement import Spread
from mutualaid.self_assessment.change import Change
from mutualaid.self_assessment.gap_list import Reason
from mutualaid.self_assessment.instrument import current
from mutualaid.self_assessment.results import (
    part_result,
    results_of,
    to_discuss,
)
from mutualaid.self_assessment.round_record import PartRecord, RoundRecord
from mutualaid.self_assessment.scoring import Unrated

DK, NA = Unrated.UNKNOWN, Unrated.NOT_APPLICABLE
FIVE = ("1.1", "1.2", "1.3", "1.4", "1.5")
ALL_PARTS = [part.key for statement in current().statements for part in statement.parts]


def record(parts, **others):
    """A round on the scale; a bare rating stands for a part that was agreed, with evidence."""
    told = {
        key: said
        if isinstance(said, PartRecord)
        else PartRecord(agreed=said, has_evidence=True)
        for key, said in parts.items()
    }
    return RoundRecord(current(), uses_scale=True, parts=told, **others)


def section_of(ratings):
    """Section 1 with these agreed ratings; both parts of 1.2 have the second."""
    parts = {}
    for key, rating in zip(FIVE, ratings, strict=True):
        for part in ("1.2a", "1.2b") if key == "1.2" else (key,):
            parts[part] = rating
    return results_of(record(parts)).sections[0]


class TestProfile:
    # The vectors of five ratings; others are held to `section_score` itself.
    @pytest.mark.parametrize(
        ("ratings", "applicable", "known", "share", "floor", "ceiling"),
        [
            ([3, 2, 1, 2, DK], 5, 4, 66.67, 53.33, 73.33),
            ([NA, NA, NA, NA, NA], 0, 0, None, None, None),
            ([DK, DK, NA, NA, NA], 2, 0, None, 0, 100),
            ([3] * 5, 5, 5, 100, 100, 100),
            ([0] * 5, 5, 5, 0, 0, 0),
        ],
    )
    def test_is_as_the_vectors_say(
        self, ratings, applicable, known, share, floor, ceiling
    ):
        score = section_of(ratings).score

        assert (score.applicable, score.known) == (applicable, known)
        found = (score.share, score.floor, score.ceiling)
        percents = [None if each is None else round(each * 100, 2) for each in found]
        assert percents == [share, floor, ceiling]

    def test_counts_what_is_not_agreed_as_not_known(self):
        score = results_of(record({"1.1": 3})).sections[0].score

        assert (score.known, score.applicable, score.share) == (1, 5, 1)

    def test_has_no_figure_for_the_whole(self):
        told = results_of(record(dict.fromkeys(ALL_PARTS, 2)))

        assert {each.score.share for each in told.sections} == {2 / 3}
        assert (told.agreed, told.parts) == (30, 30)


class TestPart:
    @staticmethod
    def made(**values):
        return part_result(current().statements[0].parts[0], PartRecord(**values))

    def test_claimed_without_evidence_counts_as_one_less(self):
        found = self.made(agreed=3)

        assert (found.claimed, found.counts_as, found.needs_evidence) == (3, 2, True)

    @pytest.mark.parametrize("values", [{"agreed": 3, "has_evidence": True}, {}])
    def test_needs_no_evidence_otherwise(self, values):
        assert not self.made(**values).needs_evidence

    def test_of_providers_alone_is_their_lower_median(self):
        of_services = {("A", "1"): 1, ("B", "2"): 3, ("C", "3"): 2, ("D", "4"): 2}

        assert self.made(of_services=of_services).claimed == 2

    def test_that_people_agreed_holds_against_what_providers_come_to(self):
        assert self.made(agreed=1, of_services={("A", "1"): 3}).claimed == 1

    def test_is_split_by_the_lowest_and_highest_of_all(self):
        voices = {"provider": [2, 3, 3], "group": [1, DK]}

        assert self.made(voices=voices).spread is Spread.SPLIT

    def test_offers_the_middle_with_one_voice_for_each_kind(self):
        voices = {"provider": [3] * 6, "group": [1], "commissioner": [2]}

        assert self.made(voices=voices).offered == 2

    def test_never_sets_what_it_offers(self):
        found = self.made(voices={"provider": [2]})

        assert (found.offered, found.claimed, found.is_agreed) == (2, None, False)

    @pytest.mark.parametrize(
        ("voices", "expected"),
        [
            ({"provider": [2], "group": [DK]}, True),
            ({"provider": [2], "group": [NA]}, True),
            ({"provider": [2], "group": [DK, 2]}, False),
            ({"provider": [DK], "group": [DK]}, False),
            ({"provider": [2], "group": [2]}, False),
            ({}, False),
        ],
    )
    def test_is_to_discuss_where_a_kind_is_unsure(self, voices, expected):
        assert self.made(voices=voices).is_to_discuss is expected


class TestStatement:
    def test_is_the_lowest_of_its_parts(self):
        told = results_of(record({"1.2a": 3, "1.2b": 1}))

        assert told.statement("1.2").rating == 1

    def test_is_not_rated_until_each_part_is_agreed(self):
        told = results_of(record({"1.2a": 3}))

        assert told.statement("1.2").rating is None
        assert "1.2" not in {gap.key for gap in told.gaps}


class TestToDiscuss:
    def test_has_the_widest_first_then_the_unsure_then_the_rest(self):
        voices = {
            "1.1": {"provider": [2], "group": [2]},
            "1.3": {"provider": [2], "group": [3]},
            "1.4": {"provider": [1], "group": [DK]},
            "1.5": {"provider": [1], "group": [3]},
            "2.1": {"provider": [0], "group": [3]},
        }
        parts = {key: PartRecord(voices=said) for key, said in voices.items()}

        ordered = [each.statement.key for each in to_discuss(results_of(record(parts)))]

        assert ordered[:5] == ["2.1", "1.5", "1.4", "1.3", "1.1"]
        assert ordered[5:] == sorted(ordered[5:])


class TestGaps:
    def test_come_from_the_whole_of_a_round(self):
        parts = dict.fromkeys(ALL_PARTS, 2) | {
            "1.1": 0,
            "1.4": DK,
            "2.1": PartRecord(agreed=3),
            "2.2": PartRecord(agreed=2, voices={"provider": [0], "group": [3]}),
            "5.1": NA,
        }
        before = record(dict.fromkeys(ALL_PARTS, 2) | {"3.1": 3})
        votes = {"group": {"1.4": 1}}

        told = results_of(record(parts, votes=votes, before=before))

        assert [(gap.key, gap.reasons) for gap in told.gaps] == [
            ("1.4", (Reason.UNKNOWN,)),
            ("1.1", (Reason.LOW, Reason.DOWN)),
            ("2.2", (Reason.SPREAD,)),
            ("2.1", (Reason.EVIDENCE,)),
            ("3.1", (Reason.DOWN,)),
        ]

    def test_are_none_where_everything_is_shown_in_place(self):
        assert results_of(record(dict.fromkeys(ALL_PARTS, 3))).gaps == ()

    def test_are_all_to_find_out_where_nobody_knows_anything(self):
        told = results_of(record(dict.fromkeys(ALL_PARTS, DK)))

        assert len(told.gaps) == 27
        assert all(gap.is_to_find_out for gap in told.gaps)
        assert {each.score.share for each in told.sections} == {None}


class TestChange:
    BEFORE = record({"1.1": 1, "1.3": DK, "1.4": 3, "1.5": 2})
    NOW = record({"1.1": 2, "1.3": 0, "1.4": 2, "1.5": 2, "2.1": 2}, before=BEFORE)

    @pytest.mark.parametrize(
        ("key", "expected"),
        [
            ("1.1", Change.UP),
            ("1.3", Change.NEWLY_KNOWN),
            ("1.4", Change.DOWN),
            ("1.5", Change.SAME),
            ("2.1", Change.NOT_COMPARABLE),
            ("2.2", None),
        ],
    )
    def test_is_told_of_each_statement(self, key, expected):
        assert results_of(self.NOW).statement(key).change is expected

    def test_is_none_in_the_first_round(self):
        assert results_of(self.BEFORE).statement("1.1").change is None

    @pytest.mark.parametrize("which", ["before", "now"])
    def test_is_not_told_of_a_round_of_words(self, which):
        before, now = self.BEFORE, self.NOW
        if which == "before":
            now = replace(now, before=replace(before, uses_scale=False))
        else:
            now = replace(now, uses_scale=False)

        change = results_of(now).statement("1.1").change

        assert change is Change.NOT_COMPARABLE

    def test_counts_a_claim_without_evidence_as_what_it_counted(self):
        before = record({"1.1": PartRecord(agreed=3)})
        now = record({"1.1": 2}, before=before)

        assert results_of(now).statement("1.1").change is Change.SAME
