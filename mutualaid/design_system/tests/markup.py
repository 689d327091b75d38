"""Reads markup the way a browser would, as far as the tests need it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"br", "hr", "img", "input", "link", "meta", "path", "circle"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    said: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its words and those of everything inside, with single spaces."""
        return " ".join(" ".join(self.said).split())

    def __getitem__(self, name: str) -> str:
        return self.attributes[name]

    def get(self, name: str, default: str = "") -> str:
        return self.attributes.get(name, default)


class Page(HTMLParser):
    """All elements of a piece of markup, in order."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.open: list[Element] = []
        self.feed(str(markup))
        self.close()

    def handle_starttag(self, tag, attrs):
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag):
        if any(element.tag == tag for element in self.open):
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data):
        for element in self.open:
            element.said.append(data)

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """Elements of one kind; `class_` and `for_` stand for the reserved words."""
        wanted = {
            name.rstrip("_").replace("_", "-"): v for name, v in attributes.items()
        }
        return [
            element
            for element in self.elements
            if element.tag == tag
            and all(element.get(name) == value for name, value in wanted.items())
        ]

    def one(self, tag: str, **attributes: str) -> Element:
        (found,) = self.all(tag, **attributes)
        return found

    def by_id(self, id_: str) -> Element:
        (found,) = [e for e in self.elements if e.get("id") == id_]
        return found
