"""What somebody was told, lets us tell, and how we may get in touch."""

from django.urls import path

from .views import asking, consents

ABOUT = "privacy/people/<slug:reference>/consents/"

urlpatterns = [
    path(ABOUT, consents.list_consents, name="list_consents"),
    path(f"{ABOUT}told/", asking.tell_about_privacy, name="tell_about_privacy"),
    path(f"{ABOUT}<slug:topic>/", asking.give_consent, name="give_consent"),
    path(
        f"{ABOUT}<slug:topic>/print/",
        consents.print_consent_words,
        name="print_consent_words",
    ),
    path(
        "privacy/consents/<slug:reference>/withdraw/",
        consents.withdraw_consent,
        name="withdraw_consent",
    ),
]
