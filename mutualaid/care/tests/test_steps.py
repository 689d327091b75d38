from itertools import groupby

import pytest

from mutualaid.care.questions import Kind
from mutualaid.care.steps import BY_KEY, STEPS, Session

ALL = [step for steps in STEPS.values() for step in steps]
ASKED = [question for step in ALL for question in step.questions]


class TestSteps:
    def test_are_those_of_the_guide_in_their_order(self):
        assert [step.key for step in ALL] == [
            *(f"1.{number}" for number in range(1, 10)),
            *(f"2.{number}" for number in range(1, 11)),
            *(f"3.{number}" for number in range(1, 8)),
        ]

    @pytest.mark.parametrize("step", ALL, ids=lambda step: step.key)
    def test_belong_to_the_session_of_their_first_figure(self, step):
        assert step in STEPS[step.session]
        assert BY_KEY[step.key] is step

    def test_have_a_short_form_of_five_screens_for_session_one(self):
        assert sum(step.is_short for step in STEPS[Session.ONE]) == 5

    def test_end_with_the_step_that_says_what_comes_next(self):
        for steps in STEPS.values():
            assert "next-on" in {question.key for question in steps[-1].questions}

    @pytest.mark.parametrize("step", ALL, ids=lambda step: step.key)
    def test_say_one_short_thing_at_a_time(self, step):
        sentences = str(step.say).replace("?", ".").split(".")

        assert max(len(each.split()) for each in sentences) <= 20


class TestQuestions:
    def test_of_one_key_are_one_question_wherever_they_stand(self):
        by_key = sorted(ASKED, key=lambda question: question.key)
        for key, same in groupby(by_key, key=lambda question: question.key):
            assert len({(str(each.label), each.kind) for each in same}) == 1, key

    @pytest.mark.parametrize("question", ASKED, ids=lambda question: question.key)
    def test_offer_choices_only_where_there_is_something_to_choose(self, question):
        assert bool(question.choices) is (question.kind in (Kind.ONE, Kind.SOME))

    def test_say_an_answer_in_words(self):
        def said(step, key, answer):
            found = {each.key: each for each in BY_KEY[step].questions}[key]
            return found.in_words(answer)

        assert said("1.1", "interest", 7) == "7 out of 10"
        assert said("1.2", "been-smart", "tried") == "Once or twice"
        assert said("2.3", "obstacles", ["cost", "work"]) == "Money, Work"
        assert said("3.7", "next-on", "2026-12-01") == "1 December 2026"
        assert said("3.7", "next-kind", "gone-by-then") == "gone-by-then"
