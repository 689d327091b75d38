"""What the gallery of components shows: a form with every field, and a way to get it wrong."""

from django.utils.datastructures import MultiValueDict

from .forms import (
    CheckboxesField,
    CheckboxField,
    DateField,
    EmailField,
    FileField,
    Form,
    PasswordField,
    RadiosField,
    SelectField,
    TextareaField,
    TextField,
    TimeField,
)

WAYS = [("walk", "On foot"), ("bus", "By bus"), ("car", "By car")]
NEEDS = [
    ("step_free", "Step-free"),
    ("hearing_loop", "Hearing loop"),
    ("quiet", "A quiet room"),
]
DAYS = [("", "Choose a day"), ("mon", "Monday"), ("tue", "Tuesday"), ("sun", "Sunday")]


class SampleForm(Form):
    place = TextField(
        label="Where are you?",
        help_text="A postcode, or a town. It stays with us.",
        width=20,
        autocomplete="postal-code",
        spellcheck=False,
    )
    miles = TextField(
        label="How far would you go?", width=3, inputmode="numeric", suffix="miles"
    )
    email = EmailField(label="Your e-mail address", help_text="Only to answer you.")
    travel = RadiosField(
        label="How do you get about?",
        choices=WAYS,
        choice_hints={"bus": "We show the stop nearest to the door."},
    )
    needs = CheckboxesField(label="What do you need?", choices=NEEDS)
    day = SelectField(label="Which day suits you?", choices=DAYS)
    started = DateField(
        label="When did you last go?", help_text="For example, 27 3 2026."
    )
    begins = TimeField(
        label="When does the meeting begin?", help_text="For example, 7:30pm."
    )
    story = TextareaField(label="What would help?", max_words=20, rows=3)
    secret = PasswordField(label="Your password")
    poster = FileField(label="A poster for the meeting", accept="application/pdf")
    agreed = CheckboxField(label="I may be told when the meeting changes")


def wrong_answers() -> MultiValueDict:
    """One kind of mistake for each field."""
    return MultiValueDict(
        {
            "miles": ["5"],
            "email": ["sam at example"],
            "travel": ["rocket"],
            "started-day": ["31"],
            "started-month": ["Feb"],
            "started-year": ["2026"],
            "begins": ["half past"],
            "story": ["word " * 21],
        }
    )
