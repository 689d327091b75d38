import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction

from mutualaid.accounts.models import User
from mutualaid.core import clock
from mutualaid.core.models import REFERENCE_ALPHABET

pytestmark = pytest.mark.django_db


def a_user(email="sam@example.org", **given) -> User:
    return User.objects.create(
        **{"email": email, "name": "Sam Sample", "created_at": clock.now(), **given}
    )


class TestUser:
    def test_is_the_one_that_django_signs_in(self):
        assert get_user_model() is User

    def test_has_a_random_reference(self):
        references = {a_user(f"{number}@example.org").reference for number in range(50)}

        assert len(references) == 50
        assert {len(each) for each in references} == {10}
        assert set("".join(references)) <= set(REFERENCE_ALPHABET)

    def test_keeps_its_reference_when_it_is_changed(self):
        user = a_user()
        user.name = "Sam Other"
        user.save()

        assert User.objects.get().reference == user.reference

    def test_a_reference_is_nobody_elses(self):
        user = a_user()

        with pytest.raises(IntegrityError), transaction.atomic():
            a_user("other@example.org", reference=user.reference)

    def test_is_known_by_its_address(self):
        assert str(a_user()) == "sam@example.org"

    def test_may_come_in_until_somebody_says_otherwise(self):
        assert a_user().is_active


class TestNaturalKey:
    @pytest.mark.parametrize(
        "typed", ["sam@example.org", "Sam@Example.org", "SAM@EXAMPLE.ORG"]
    )
    def test_ignores_capitals(self, typed):
        user = a_user("Sam@example.org")
        a_user("other@example.org")

        assert User.objects.get_by_natural_key(typed) == user

    @pytest.mark.parametrize("typed", ["sam@example.com", "sam", "", "%@example.org"])
    def test_of_nobody_finds_nobody(self, typed):
        a_user()

        with pytest.raises(User.DoesNotExist):
            User.objects.get_by_natural_key(typed)
