"""The Jinja2 environments: ours, strict, and the one that the published macros need."""

from collections.abc import Mapping
from functools import cache, lru_cache, partial
from typing import Any, cast

from django.core.signals import setting_changed
from django.dispatch import receiver
from django.templatetags.static import static as uncached_static
from django.urls import reverse
from django.utils import translation
from jinja2 import (
    ChainableUndefined,
    Environment,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
)
from jinja2.runtime import Macro
from markupsafe import Markup

from mutualaid.design_system import dates
from mutualaid.design_system.pagination import page_links
from mutualaid.design_system.remembered import SLOT, counted, kept
from mutualaid.design_system.translated import TranslatedWhenCompiled

EXTENSIONS = [TranslatedWhenCompiled]
FILTERS = {
    "day": dates.day,
    "full_date": dates.full_date,
    "clock_time": dates.clock_time,
    "ago": dates.ago,
    "time_until": dates.time_until,
}


def environment(**options: Any) -> Environment:
    """The environment of our own templates: an unknown name is an error, never a blank."""
    ours: dict[str, Any] = {
        **options,
        "autoescape": True,
        "undefined": StrictUndefined,
        "extensions": EXTENSIONS,
        "trim_blocks": True,
        "lstrip_blocks": True,
        # Every template stays compiled: we have more than the 400 that are usual.
        "cache_size": -1,
    }
    made = Environment(**ours)  # noqa: S701
    translate(made)
    made.filters.update(FILTERS)
    made.globals.update(static=static, url=url, govuk=govuk, page_links=page_links)
    made.globals.update(kept=kept, counted=counted, slot=SLOT)
    return made


def translate(made: Environment) -> None:
    """Let templates speak through Django's catalogues."""
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_callables(  # type: ignore[attr-defined]
        gettext,
        translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )


def gettext(message: str) -> str:
    """Django's answer, remembered: a page asks twenty times for the same few words."""
    return _translated(translation.get_language(), message)


@lru_cache(maxsize=4096)
def _translated(language: str | None, message: str) -> str:
    return translation.gettext(message)


@cache
def static(path: str) -> str:
    """The address of a static file; it cannot change while the process runs."""
    return uncached_static(path)


@receiver(setting_changed)
def _forget(**change: object) -> None:
    static.cache_clear()
    _translated.cache_clear()


def url(name: str, /, *args: object, **kwargs: object) -> str:
    """The address of a named page."""
    return reverse(name, args=args, kwargs=kwargs)


def govuk(component: str, params: Mapping[str, Any]) -> Markup:
    """Markup of a published component: `govuk("radios", {...})`.

    Parameters ending in `html` are not escaped; give them markup only.
    """
    return cast(Markup, macro(component)(params))


@cache
def macro(component: str) -> Macro:
    name = "govuk" + "".join(part.capitalize() for part in component.split("-"))
    path = f"govuk_frontend_jinja/components/{component}/macro.html"
    return getattr(published().get_template(path).module, name)


@cache
def published() -> Environment:
    """The published macros import each other by package name and lean on undefined values."""
    loader = PrefixLoader(
        {"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}
    )
    make = partial(Environment, autoescape=True, undefined=ChainableUndefined)
    return make(loader=loader, auto_reload=False, trim_blocks=True, lstrip_blocks=True)
