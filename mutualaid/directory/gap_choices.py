"""What the choices of a gap are called."""

from django.utils.translation import gettext


def time_names() -> dict[str, str]:
    """The times of day."""
    return {
        "morning": gettext("morning"),
        "afternoon": gettext("afternoon"),
        "evening": gettext("evening"),
    }


def audience_names() -> dict[str, str]:
    """For whom."""
    return {
        "use": gettext("people with their own problem"),
        "family": gettext("family and friends"),
        "young": gettext("young people"),
        "women": gettext("women"),
        "men": gettext("men"),
        "lgbtq": gettext("LGBTQ+ people"),
        "older-people": gettext("older people"),
    }


def access_names() -> dict[str, str]:
    """What a place has, as it stands after "with"."""
    return {
        "step-free": gettext("a step-free way in"),
        "accessible-toilet": gettext("an accessible toilet"),
        "hearing-loop": gettext("a hearing loop"),
        "sign-language": gettext("sign language"),
        "children": gettext("room for children"),
        "parking": gettext("parking"),
        "bus-stop": gettext("a bus stop near by"),
    }
