"""Finding the one record that an emergency opens, and what of it an emergency never opens."""

from mutualaid.organisations.hats import Hat

from .finding import fitting
from .models import BreakGlass, Client


def client_for_emergency(words: str, *, by: Hat) -> Client | None:
    """The client of the hat's service with this reference or exactly this name.

    None alike for nobody, for somebody of another service and for several of one name: the
    one place besides `visible_to` that finds a client, and it tells nothing of who is there.
    """
    # An emergency is for those whom the hat does not see, so that `visible_to` cannot help.
    here = Client.objects.filter(area=by.area_id, service=by.service_id)
    rows = list(fitting(here, words, area_id=by.area_id).with_everything()[:2])
    return rows[0] if len(rows) == 1 else None


def emergency_now(hat: Hat, reference: str) -> BreakGlass | None:
    """The hour of this hat that runs for this client, if the client is open by it alone."""
    running = BreakGlass.objects.of(hat).in_force().filter(area=hat.area_id)
    return running.filter(client__person__reference=reference).first()
