"""Choices that several steps offer. Keys are stored; the words may change."""

from django.utils.translation import gettext_lazy as _

YES_NO = {"yes": _("Yes"), "no": _("No")}
YES_PARTLY_NO = {"yes": _("Yes"), "part": _("In part"), "no": _("No")}
# Ways to go, as domain facts know them; in order of the alphabet, which favours nobody.
FAMILIES = {
    "family": _("Groups for family and friends"),
    "local": _("Local recovery groups"),
    "online": _("Groups online"),
    "smart": _("SMART Recovery"),
    "twelve-step": _("12-step groups"),
}
BEEN = {
    "never": _("Never"),
    "tried": _("Once or twice"),
    "regular": _("Often"),
    "now": _("Goes now"),
}
WORRIES = {
    "faith": _("Faith and religion"),
    "groups": _("Talking in a group"),
    "known": _("Somebody might know me"),
    "medicine": _("My medicine"),
    "other": _("Something else"),
    "recorded": _("Who will know that I went"),
    "safety": _("Feeling safe there"),
    "works": _("Whether it helps"),
}
OBSTACLES = {
    "care": _("Children or somebody else to look after"),
    "cost": _("Money"),
    "data": _("No telephone or data"),
    "distance": _("Getting there"),
    "home": _("People at home"),
    "rules": _("Bail, curfew or other rules"),
    "sure": _("Feeling fine without it"),
    "time": _("Time"),
    "work": _("Work"),
}
FORMATS = {
    "standard": _("Print as usual"),
    "large": _("Large print"),
    "easy": _("Easy read"),
    "audio": _("To listen to"),
    "together": _("Read together"),
    "other-language": _("Another language"),
}
