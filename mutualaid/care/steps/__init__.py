"""The steps of the three sessions, in their order."""

from . import one, three, two
from .step import Beside, Session, Step

STEPS: dict[Session, tuple[Step, ...]] = {
    Session.ONE: one.STEPS,
    Session.TWO: two.STEPS,
    Session.THREE: three.STEPS,
}
BY_KEY = {step.key: step for steps in STEPS.values() for step in steps}
QUESTIONS = {
    (step.key, question.key): question
    for step in BY_KEY.values()
    for question in step.questions
}

__all__ = ["BY_KEY", "QUESTIONS", "STEPS", "Beside", "Session", "Step"]
