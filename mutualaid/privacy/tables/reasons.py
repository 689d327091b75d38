"""Reasons that several tables of the registry share: why something is withheld, or stays."""

from django.utils.translation import gettext_lazy as _

AS_LONG_AS_THE_RECORD = _(
    "It is part of your care record. Services have to keep those for some years."
)
STANDS_FOR_YOU = _(
    "A random number that stands for you in the record of who did what. It says nothing."
)
OF_OTHERS = _("It can name other people. Ask us, and we go through it with you.")
BESIDE_IT = _("It stands beside the words that it is about.")
SECRET = _("A secret that keeps others out. We have it only scrambled, or locked.")
ONLY_FOR_COUNTING = _(
    "A number that our computer counts with. It says nothing about you."
)
