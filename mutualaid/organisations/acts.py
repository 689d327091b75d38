"""What the acts of this app are called where the activity log is shown."""

from django.utils.translation import gettext_lazy as _

from mutualaid.activity_log.acts import register

register(
    {
        "organisations.create_area": _("Added the area"),
        "organisations.change_settings": _("Changed the settings of the area"),
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
