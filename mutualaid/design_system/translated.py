"""Translation of templates when they are compiled, so that words cost a request nothing."""

from django.conf import settings
from django.utils import translation
from jinja2 import nodes
from jinja2.ext import InternationalizationExtension
from jinja2.parser import Parser


class TranslatedWhenCompiled(InternationalizationExtension):
    """Writes the translation of a `trans` block without variables into the template.

    A page has some two hundred of them, and looking each up on every request took longer
    than all queries together. An environment therefore speaks one language, the
    installation's; a second language needs a second environment.
    """

    def parse(self, parser: Parser) -> nodes.Node | list[nodes.Node]:
        """The block as plain template text where it has no variables."""
        line = parser.stream.current.lineno
        made = super().parse(parser)
        message = _constant_message(made)
        if message is None:
            return made
        with translation.override(settings.LANGUAGE_CODE):
            # The lookup at run time would do this too, so that "%%" reads "%".
            text = translation.gettext(message) % {}
        return nodes.Output([nodes.TemplateData(text, lineno=line)])


def _constant_message(made: nodes.Node | list[nodes.Node]) -> str | None:
    match made:
        case nodes.Output(
            nodes=[
                nodes.Call(
                    node=nodes.Name(name="gettext"),
                    args=[nodes.Const(value=str(message))],
                    kwargs=[],
                )
            ]
        ):
            return message
    return None
