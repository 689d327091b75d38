"""What the apps below this one keep about people, which cannot register it themselves."""

from django.utils.translation import gettext_lazy as _

from mutualaid.privacy.person_tables import (
    Goes,
    PersonTable,
    Whose,
    exempt_table,
    register_table,
)

from .reasons import ONLY_FOR_COUNTING, SECRET, STANDS_FOR_YOU

_WHILE_ACCOUNT = _("You need it to sign in. It goes when your account does.")
_WHO_DID_WHAT = _("It says who was allowed to do what, and when.")

register_table(
    PersonTable(
        model="accounts.User",
        path="pk",
        whose=Whose.COLLEAGUE,
        title=_("Your account"),
        shown={
            "name": _("Name"),
            "email": _("E-mail address"),
            "reference": _("Reference"),
            "is_active": _("Turned on"),
            "created_at": _("Made"),
            "last_login": _("Last signed in"),
        },
        withheld={"password": SECRET, "token": STANDS_FOR_YOU},
        because=_WHILE_ACCOUNT,
    )
)
register_table(
    PersonTable(
        model="account.EmailAddress",
        path="user",
        whose=Whose.COLLEAGUE,
        title=_("Your e-mail addresses"),
        shown={
            "email": _("E-mail address"),
            "verified": _("Checked"),
            "primary": _("Used for letters"),
        },
        because=_WHILE_ACCOUNT,
    )
)
register_table(
    PersonTable(
        model="mfa.Authenticator",
        path="user",
        whose=Whose.COLLEAGUE,
        title=_("What you sign in with besides a password"),
        shown={
            "type": _("Kind"),
            "created_at": _("Set up"),
            "last_used_at": _("Last used"),
        },
        withheld={"data": SECRET},
        because=_WHILE_ACCOUNT,
    )
)
register_table(
    PersonTable(
        model="socialaccount.SocialAccount",
        path="user",
        whose=Whose.COLLEAGUE,
        title=_("Accounts elsewhere that you sign in with"),
        shown={
            "provider": _("Where"),
            "uid": _("Your name there"),
            "last_login": _("Last signed in"),
            "date_joined": _("Set up"),
            "extra_data": _("What they told us"),
        },
        because=_WHILE_ACCOUNT,
    )
)
register_table(
    PersonTable(
        model="accounts.Session",
        path="user",
        whose=Whose.COLLEAGUE,
        title=_("Browsers you are signed in with"),
        shown={
            "browser": _("Browser"),
            "started_at": _("Signed in"),
            "last_seen_at": _("Last used"),
            "locked_at": _("Locked"),
            "expire_date": _("Ends"),
        },
        withheld={
            "session_data": SECRET,
            "reference": ONLY_FOR_COUNTING,
            "wrong_codes": ONLY_FOR_COUNTING,
        },
        goes=Goes.AT_ONCE,
    )
)
register_table(
    PersonTable(
        model="organisations.Membership",
        path="user",
        whose=Whose.COLLEAGUE,
        title=_("Your roles"),
        shown={
            "role": _("Role"),
            "champion_level": _("Level"),
            "organisation": _("Organisation"),
            "service": _("Service"),
            "status": _("State"),
            "created_at": _("Since"),
            "updated_at": _("Last changed"),
            "ended_at": _("Ended"),
            "reference": _("Reference"),
        },
        because=_WHO_DID_WHAT,
    )
)
register_table(
    PersonTable(
        model="organisations.Cover",
        path=("membership__user", "covered_by__user"),
        whose=Whose.COLLEAGUE,
        title=_("When somebody stood in for you, or you for somebody"),
        shown={
            "reference": _("Reference"),
            "starts_on": _("From"),
            "ends_on": _("Until"),
            "ended_at": _("Ended early"),
            "created_at": _("Arranged"),
            "updated_at": _("Last changed"),
        },
        because=_WHO_DID_WHAT,
    )
)
register_table(
    PersonTable(
        model="organisations.Invitation",
        path="accepted_by",
        whose=Whose.COLLEAGUE,
        title=_("Invitations that you accepted"),
        shown={
            "reference": _("Reference"),
            "email": _("E-mail address"),
            "name": _("Name"),
            "role": _("Role"),
            "champion_level": _("Level"),
            "organisation": _("Organisation"),
            "service": _("Service"),
            "status": _("State"),
            "created_at": _("Sent"),
            "updated_at": _("Last changed"),
            "expires_at": _("Good until"),
            "approved_at": _("Agreed to"),
            "accepted_at": _("Accepted"),
            "membership": _("Became"),
            "invited_by": _("Sent by"),
            "approved_by": _("Agreed to by"),
        },
        because=_WHO_DID_WHAT,
    )
)

_NOT_USED = _("Nothing is kept there; the table belongs to a package.")
exempt_table("account.EmailConfirmation", _NOT_USED)
exempt_table("socialaccount.SocialToken", _NOT_USED)
exempt_table(
    "organisations.InvitationLink",
    _("The scrambled secret of a link, which says nothing about who has it."),
)
exempt_table(
    "organisations.KeptApart",
    _(
        "Whether somebody who works here also gets help here stands on their own page alone. A "
        "file that can lie about must not say it."
    ),
)
exempt_table(
    "organisations.Area", _("The office’s own address, which stands on public pages.")
)
exempt_table(
    "activity_log.Entry",
    _(
        "It names people by random numbers. What you did yourself stands on the page Activity."
    ),
)
exempt_table(
    "documents.StoredFile",
    _("The name and size of a file; what it belongs to names who brought it."),
)
