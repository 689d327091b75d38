"""The settings that make an installation the demo, where only a command says that it is one."""

from django.conf import settings

from mutualaid.demo import outbox

# The settings were read before this was known, as for a site that the public reaches by TLS;
# nothing ends TLS in front of a demo, and it sends no letters.
OF_THE_DEMO = {
    "DEMO": True,
    "SECURE_SSL_REDIRECT": False,
    "CSRF_COOKIE_SECURE": False,
    "SESSION_COOKIE_SECURE": False,
    "SESSION_COOKIE_NAME": "session",
    "DEVICE_COOKIE_NAME": "browser",
    "CSRF_COOKIE_NAME": "csrf",
    "PATH_COOKIE_PREFIX": "",
    "EMAIL_BACKEND": outbox.BACKEND,
}


def be_the_demo() -> None:
    """Let this process be the demo from now on."""
    for name, value in OF_THE_DEMO.items():
        setattr(settings, name, value)
