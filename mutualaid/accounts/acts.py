"""What the acts of this app are called where the activity log is shown."""

from django.utils.translation import gettext_lazy as _

from mutualaid.activity_log.acts import register
from mutualaid.activity_log.details import register_details

register(
    {
        "accounts.make_account": _("Made an account"),
        "accounts.reset_factors": _("Took somebody's second factors away"),
    }
)

register(
    {
        "accounts.end_session": _("Ended a session"),
        "accounts.lock_sessions_of": _("Had to give the second factor again"),
        "accounts.end_sessions_of": _("Signed somebody out of their browsers"),
        "accounts.lock_session": _("Locked the screen"),
        "accounts.unlock_session": _("Unlocked the screen"),
        "accounts.refuse_unlock": _("Met a locked screen with a wrong code"),
    }
)

register(
    {
        "accounts.sign_in": _("Signed in"),
        "accounts.sign_out": _("Signed out"),
        "accounts.refuse_sign_in": _("Turned away somebody who tried to sign in"),
        "accounts.add_factor": _("Added a second factor"),
        "accounts.remove_factor": _("Removed a second factor"),
        "accounts.make_recovery_codes": _("Had new recovery codes made"),
        "accounts.ask_for_reset": _("Took a request for a new password"),
        "accounts.reset_password": _("Chose a new password by letter"),
        "accounts.change_password": _("Changed the password"),
    }
)

FACTORS = {
    "password": _("password"),
    "totp": _("code of an app"),
    "webauthn": _("passkey"),
    "recovery_codes": _("recovery code"),
}

register_details(
    {
        "factor": _("by"),
        "factors": _("by"),
        "session": _("session"),
        "sessions": _("sessions"),
        "why": _("why"),
        "wrong": _("wrong"),
    },
    {
        "factor": FACTORS,
        "factors": FACTORS,
        "why": {"asked": _("asked for"), "guesses": _("five wrong codes")},
        "wrong": {
            "password": _("password"),
            "code": _("code"),
            "recovery code": _("recovery code"),
        },
    },
)
