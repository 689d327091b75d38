"""The words that sheets use where feeds use codes: "Wheelchair access", "Women only", "Urdu"."""

import re
from functools import lru_cache

from .vocabulary import FEATURES, LANGUAGES

_SPOKEN_AS = {
    "newcomers": "newcomer, newcomers, newcomers welcome, beginner, beginners",
    "women": "women, woman, women only, womens, womens meeting, womens group, ladies, female",
    "men": "men, man, men only, mens, mens meeting, mens group, male",
    "lgbtq": "lgbt, lgbt+, lgbtq, lgbtq+, lgbtqia, lgbtqia+, gay, lesbian, gay lesbian, "
    "bisexual, queer",
    "trans": "trans, transgender",
    "young-people": "young people, young persons, youth, young adults, teens, teenagers",
    "older-people": "older people, seniors, over 50s, over 60s",
    "people-of-colour": "people of colour, people of color, persons of color, poc, bipoc",
    "deaf-people": "deaf, deaf hard of hearing, deaf people",
    "blind-people": "blind, blind visually impaired",
    "adult-children": "adult child, adult children, adult child focus",
    "dual-diagnosis": "dual diagnosis, mental health",
    "child-friendly": "child friendly, children welcome, kids welcome",
    "childcare": "childcare, child care, childcare available, child care available, creche, "
    "babysitting, babysitting available",
    "families-too": "concurrent with al anon, concurrent with alateen, "
    "families welcome",
    "dog-friendly": "dog friendly, dogs welcome",
    "speaker": "speaker, speakers, speaker meeting, main share",
    "discussion": "discussion, discussion participation, topic, topic discussion, sharing, "
    "discussion meeting",
    "questions": "questions and answers, q and a, questions answers",
    "cross-talk": "cross talk, cross talk permitted, crosstalk",
    "step-study": "step, steps, step study, step meeting, step working guide study",
    "tradition-study": "tradition, traditions, tradition study",
    "book-study": "big book, big book study, basic text, book study",
    "literature": "literature, literature study, 12 steps and 12 traditions, "
    "12 steps 12 traditions, twelve steps and twelve traditions, as bill sees it, "
    "living sober, grapevine, it works how and why",
    "daily-reading": "daily reflections, daily reflection, just for today, "
    "just for today study, daily reading",
    "meditation": "meditation, 11th step, 11th step meditation, mindfulness",
    "writing": "writing, step writing",
    "celebration": "birthday, birthdays, celebration",
    "business": "business, business meeting",
    "candlelight": "candlelight, candle light, candlelit",
    "secular": "secular, atheist agnostic, agnostic, atheist",
    "outdoor": "outdoor, outdoors, outdoor meeting, outside",
    "food": "breakfast, food, lunch, meal",
    "proof-of-attendance": "proof of attendance, chit, chits, attendance slips",
    "step-free": "wheelchair access, wheelchair accessible, wheelchair, step free, "
    "step free access, disabled access, level access",
    "accessible-toilet": "accessible toilet, accessible toilets, disabled toilet, "
    "disabled toilets, wheelchair accessible bathroom, wheelchair accessible toilet",
    "hearing-loop": "hearing loop, induction loop",
    "sign-language": "american sign language, asl, quebec sign language, "
    "russian sign language, irish sign language, sign language asl",
    "captions": "captions, closed captions, live captions, subtitles",
    "fragrance-free": "fragrance free, scent free",
    "parking": "parking, car park, free parking",
    "bsl": "bsl, british sign language, bsl interpreted, bsl interpreter",
    "en": "english speaking",
    "es": "espanol, español",
    "fa": "farsi",
    "zh": "mandarin, cantonese",
    "pa": "panjabi",
    "cy": "cymraeg",
    "tl": "filipino",
    "bn": "bangla",
}
_NOT_PLAIN = re.compile(r"[^a-z0-9+]+")
# Known, and rightly told by none of our facets.
_WITHOUT_A_FACET = (
    "digital basket, smoking permitted, smoking, non smoking, indigenous, "
    "native american, loners isolationists, format varies, varies, "
    "indoors, indoor, concentrated, temporary, regular"
)


@lru_cache(maxsize=4096)
def plain(words: str) -> str:
    """Small letters, one space, no apostrophes; "Women's / Gay & Lesbian" as people mean it."""
    return " ".join(_NOT_PLAIN.sub(" ", _without_apostrophes(words)).split())


def _without_apostrophes(words: str) -> str:
    return words.casefold().replace("'", "").replace("’", "").replace("&", " and ")


WORDS: dict[str, str] = {
    **{plain(label): key for key, label in (FEATURES | LANGUAGES).items()},
    **dict.fromkeys(map(plain, _WITHOUT_A_FACET.split(",")), ""),
    **{
        plain(word): key
        for key, words in _SPOKEN_AS.items()
        for word in words.split(",")
    },
}
