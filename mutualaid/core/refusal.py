"""An expected "no": somebody asked for what cannot be done, and is told why."""


class Refused(Exception):
    """Raised by actions with one plain sentence; nothing has been changed.

    The command line prints the sentence and exits with status 1; a view shows it on the page.
    """

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
