"""From a meeting's form to the actions it takes: a place, a group, then the meeting."""

from django.db import transaction

from mutualaid.directory import actions
from mutualaid.directory.forms.meetings import MeetingForm
from mutualaid.directory.known_places import same
from mutualaid.directory.meeting_values import Values
from mutualaid.directory.models import Fellowship, Group, Meeting
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Area


@transaction.atomic
def write_new(
    form: MeetingForm, fellowship: Fellowship, area: Area, hat: Hat
) -> Meeting:
    """The meeting that a valid form tells of."""
    return actions.add_meeting(
        area=area,
        fellowship=fellowship,
        values=_values(form, fellowship, area, hat),
        by_role=hat.role.value,
        by=hat.actor,
    )


@transaction.atomic
def write_change(*, told: MeetingForm, meeting: Meeting, hat: Hat) -> None:
    """What a valid form tells otherwise than the meeting does."""
    actions.change_meeting(
        meeting=meeting,
        values=_values(told, meeting.fellowship, meeting.area, hat),
        by_role=hat.role.value,
        by=hat.actor,
    )


def _values(form: MeetingForm, fellowship: Fellowship, area: Area, hat: Hat) -> Values:
    return {
        **form.values(),
        "venue": _venue(form, area, hat),
        "group": _group(form.cleaned_data["group"], fellowship, area, hat),
    }


def _venue(form: MeetingForm, area: Area, hat: Hat) -> str | None:
    told = form.new_venue()
    if told is None:
        return form.venue or None
    return actions.add_venue(area=area, told=told, by=hat.actor).reference


def _group(name: str, fellowship: Fellowship, area: Area, hat: Hat) -> str | None:
    if not name:
        return None
    known = Group.objects.filter(area=area, fellowship=fellowship, name__iexact=name)
    for group in known:
        if same(group.name, name):
            return group.reference
    added = actions.add_group(area=area, fellowship=fellowship, name=name, by=hat.actor)
    return added.reference
