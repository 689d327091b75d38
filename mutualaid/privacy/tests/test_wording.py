"""The words that people were read stay as they were: a change is a new version."""

import pytest

from mutualaid.privacy import wording
from mutualaid.privacy.models import Route, Telling
from mutualaid.privacy.models.consents import COMPANY, TOLD
from mutualaid.privacy.wording import all_wordings, current_wording, wording_of

# What each version is, to the letter. A line here is added, and never changed: somebody was
# read those words, and their record names that version.
DIGESTS = {
    ("told", 1): "18ab169230e836c2e22873e92e8580f6ccc32ddae64e87d83adafcae2a71a80b",
    ("company", 1): "d808f110ccfe154ae70a2cd1ce963f2b766e6f7ae54cffcdf23bb29b15bc2e9c",
    (
        "telephone",
        1,
    ): "7dc530baf57976fcbecccaee4f2bdc903909ddffcccf610c75fc5f6b30e014eb",
    ("text", 1): "4ea0416e868db8aa160b1303dd65dda31bbe8eb9e40fae4cd11da5052a8d447c",
    ("letter", 1): "13bf550bea57a1308229fd0058ae1f056ca91c5524fd016d8893394c05300e8d",
    ("email", 1): "11dad7662220b7dc2f9bd7ff5489b22e00e8afc7570b7853f28403fa526c8e75",
}
TOPICS = {TOLD, COMPANY, *Route.values}


class TestWordings:
    def test_are_as_they_were_read(self):
        found = {key: each.digest for key, each in all_wordings().items()}

        assert found == DIGESTS, "Changed words need a new version, and its line here."

    def test_are_there_for_every_topic_and_no_other(self):
        assert {topic for topic, _ in all_wordings()} == TOPICS

    @pytest.mark.parametrize("topic", sorted(TOPICS))
    def test_are_counted_from_one(self, topic):
        versions = sorted(number for each, number in all_wordings() if each == topic)

        assert versions == list(range(1, len(versions) + 1))
        assert current_wording(topic) == wording_of(topic, versions[-1])

    def test_of_being_told_ask_nothing(self):
        assert current_wording(TOLD).asks == ""
        assert all(current_wording(each).asks for each in TOPICS - {TOLD})

    def test_cover_no_more_than_a_first_name_and_a_place(self):
        covered = {each.topic: each.covers for each in all_wordings().values()}

        assert covered.pop(COMPANY) == set(Telling.values)
        assert not any(covered.values())

    def test_of_texts_say_that_others_can_read_them_before_anything_is_asked(self):
        assert (
            current_wording(Route.TEXT)
            .says[0]
            .startswith("Texts can be read by other people.")
        )

    @pytest.mark.parametrize("topic", sorted(TOPICS - {TOLD}))
    def test_say_that_one_may_say_no_and_change_one_s_mind(self, topic):
        said = " ".join(current_wording(topic).says)

        assert "You can say no" in said
        assert "change your mind at any time" in said

    def test_of_nothing_are_not_there(self):
        with pytest.raises(KeyError):
            current_wording("fax")

    def test_that_stand_twice_are_refused(self, tmp_path, monkeypatch):
        file = tmp_path / "words.toml"
        file.write_text(wording.FILE.read_text("utf-8") * 2, "utf-8")
        monkeypatch.setattr(wording, "FILE", file)
        all_wordings.cache_clear()

        try:
            with pytest.raises(ValueError, match="twice"):
                all_wordings()
        finally:
            all_wordings.cache_clear()
