"""What this app keeps about people, for the registry of `privacy.person_tables`."""

from django.utils.translation import gettext_lazy as _

from mutualaid.privacy.person_tables import Goes, PersonTable, Whose, register_table

register_table(
    PersonTable(
        model="handouts.LocalInsert",
        path="written_by__user",
        whose=Whose.COLLEAGUE,
        title=_("What you wrote for the hand-outs"),
        shown={
            "reference": _("Reference"),
            "sheet_key": _("Hand-out"),
            "version": _("Version"),
            "words": _("Words"),
            "status": _("State"),
            "created_at": _("Written"),
            "updated_at": _("Last changed"),
            "published_on": _("Published"),
        },
        withheld={"published_by": _("It can name other people.")},
        goes=Goes.STAYS,
        because=_("It is the area’s, and stands under your role."),
    )
)
