"""What the acts of this app are called where the activity log is shown."""

from django.utils.translation import gettext_lazy as _

from mutualaid.activity_log.acts import register
from mutualaid.activity_log.details import register_details, register_subjects

from .models.invitations import InvitationStatus
from .retention import KINDS
from .roles import ChampionLevel, Role

register(
    {
        "organisations.create_area": _("Added the area"),
        "organisations.change_settings": _("Changed the settings of the area"),
        "organisations.set_reach": _("Said how far the area reaches"),
        "organisations.add_organisation": _("Added an organisation"),
        "organisations.rename_organisation": _("Renamed an organisation"),
        "organisations.close_organisation": _("Closed an organisation"),
        "organisations.reopen_organisation": _("Reopened an organisation"),
        "organisations.add_service": _("Added a service"),
        "organisations.rename_service": _("Renamed a service"),
        "organisations.close_service": _("Closed a service"),
        "organisations.reopen_service": _("Reopened a service"),
        "organisations.add_holiday": _("Added a holiday"),
        "organisations.add_bank_holidays": _("Added the bank holidays of a year"),
        "organisations.delete_holiday": _("Deleted a holiday"),
        "organisations.change_champion_level": _("Changed the level of a champion"),
        "organisations.read_activity": _("Read the activity log"),
        "organisations.export_activity": _("Exported the activity log"),
        "organisations.invite_person": _("Invited somebody"),
        "organisations.resend_invitation": _("Sent an invitation’s link again"),
        "organisations.withdraw_invitation": _("Withdrew an invitation"),
        "organisations.accept_invitation": _("Accepted an invitation"),
        "organisations.approve_invitation": _("Approved an invitation"),
        "organisations.refuse_invitation": _("Refused an invitation"),
        "organisations.give_role": _("Gave somebody a role"),
        "organisations.end_role": _("Ended somebody’s role"),
        "organisations.end_roles": _("Ended all of somebody’s roles"),
        "organisations.turn_off_person": _("Turned somebody off"),
        "organisations.turn_on_person": _("Turned somebody on again"),
        "organisations.arrange_cover": _("Arranged cover"),
        "organisations.end_cover": _("Ended cover early"),
        "organisations.keep_apart": _("Said something about themselves"),
        "organisations.stop_keeping_apart": _("Took back what they had said"),
        "access.denied": _("Was refused a page"),
    }
)

SETTINGS = {
    "name": _("name"),
    "colour": _("colour"),
    "contact_name": _("office"),
    "contact_email": _("e-mail address of the office"),
    "contact_telephone": _("telephone of the office"),
    "safeguarding_contact": _("whom to reach about safety"),
    **{f"keep_{kind.key}": kind.label for kind in KINDS},
}

register_details(
    {
        **SETTINGS,
        "added": _("added"),
        "answer": _("answer"),
        "changed": _("changed"),
        "closed_on": _("closed on"),
        "codes": _("codes of authorities"),
        "covered_by": _("covered by"),
        "filters": _("filters"),
        "former_level": _("level before"),
        "former_name": _("name before"),
        "host": _("host"),
        "level": _("level"),
        "membership": _("role held"),
        "memberships": _("roles held"),
        "miles": _("miles around its middle"),
        "on": _("on"),
        "organisation": _("organisation"),
        "permission": _("permission"),
        "points": _("points of the outline"),
        "role": _("role"),
        "route": _("page"),
        "service": _("service"),
        "slug": _("key"),
        "status": _("state"),
        "year": _("year"),
    },
    {
        "changed": SETTINGS,
        "filters": {"day": _("day"), "person": _("person"), "act": _("act")},
        "former_level": dict(ChampionLevel.choices),
        "level": dict(ChampionLevel.choices),
        "role": dict(Role.choices),
        "status": dict(InvitationStatus.choices),
    },
)

register_subjects(
    {
        "area": _("area %(reference)s"),
        "cover": _("cover %(reference)s"),
        "holiday": _("holiday %(reference)s"),
        "invitation": _("invitation %(reference)s"),
        "membership": _("role %(reference)s"),
        "organisation": _("organisation %(reference)s"),
        "service": _("service %(reference)s"),
    }
)
