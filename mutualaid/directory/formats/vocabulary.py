"""Our own words for what a meeting is like: keys that are stored, labels that people read.

Neutral between fellowships: every source's own codes are told in these (see type_codes.py).
"""


def N_(label: str) -> str:
    """Leaves it as it is; the translators' tool finds by this what is translated later."""
    return label


FEATURES: dict[str, str] = {
    # Who it is for
    "newcomers": N_("Newcomers"),
    "women": N_("Women"),
    "men": N_("Men"),
    "non-binary": N_("Non-binary people"),
    "lgbtq": N_("LGBTQ+ people"),
    "trans": N_("Trans people"),
    "young-people": N_("Young people"),
    "older-people": N_("Older people"),
    "people-of-colour": N_("People of colour"),
    "deaf-people": N_("Deaf and hard-of-hearing people"),
    "blind-people": N_("Blind and partially sighted people"),
    "parents": N_("Parents"),
    "adult-children": N_("Adults who grew up with somebody's drinking"),
    "professionals": N_("Professionals"),
    "dual-diagnosis": N_("Mental health as well"),
    # Who may come along
    "child-friendly": N_("Children welcome"),
    "childcare": N_("Childcare"),
    "families-too": N_("A family meeting at the same time"),
    "dog-friendly": N_("Dogs welcome"),
    # What happens
    "speaker": N_("A speaker"),
    "discussion": N_("Discussion"),
    "questions": N_("Questions and answers"),
    "cross-talk": N_("Members may answer each other"),
    "step-study": N_("Step study"),
    "tradition-study": N_("Traditions"),
    "book-study": N_("Reading the main book"),
    "literature": N_("Reading"),
    "daily-reading": N_("A reading for the day"),
    "meditation": N_("Meditation"),
    "writing": N_("Writing"),
    "celebration": N_("Celebrates recovery dates"),
    "business": N_("Business meeting"),
    "candlelight": N_("By candlelight"),
    "secular": N_("Secular"),
    "outdoor": N_("Outdoors"),
    "food": N_("With food"),
    # Whether somebody there signs that a person came
    "proof-of-attendance": N_("Proof of attendance"),
    "no-proof": N_("Does not sign proof of attendance"),
    # Getting in and taking part
    "step-free": N_("Step-free access"),
    "accessible-toilet": N_("Accessible toilet"),
    "hearing-loop": N_("Hearing loop"),
    "sign-language": N_("Sign language"),
    "captions": N_("Captions"),
    "fragrance-free": N_("Free of scent"),
    "parking": N_("Parking"),
    # Joining from elsewhere
    "password": N_("Needs a password"),
    "camera-off": N_("Camera can stay off"),
}

# The features as people ask for them, each in one group; those of ACCESS and JOINING apart.
FEATURE_GROUPS: dict[str, tuple[str, ...]] = {
    N_("For people like you"): (
        "women",
        "men",
        "lgbtq",
        "trans",
        "non-binary",
        "young-people",
        "older-people",
        "people-of-colour",
        "deaf-people",
        "blind-people",
        "parents",
        "adult-children",
        "dual-diagnosis",
        "professionals",
    ),
    N_("Your first time, and who comes along"): (
        "newcomers",
        "child-friendly",
        "childcare",
        "families-too",
        "dog-friendly",
    ),
    N_("Understanding and being at ease"): (
        "sign-language",
        "captions",
        "fragrance-free",
    ),
    N_("If you need proof that you came"): ("proof-of-attendance", "no-proof"),
    N_("What happens there"): (
        "speaker",
        "discussion",
        "questions",
        "cross-talk",
        "step-study",
        "tradition-study",
        "book-study",
        "literature",
        "daily-reading",
        "meditation",
        "writing",
        "celebration",
        "business",
        "candlelight",
        "secular",
        "outdoor",
        "food",
    ),
}

# What a place is like. A source may state the first few of a meeting, as features; what
# somebody found out about the venue itself counts before that.
ACCESS: dict[str, str] = {
    "step-free": N_("Step-free access"),
    "accessible-toilet": N_("Accessible toilet"),
    "hearing-loop": N_("Hearing loop"),
    "parking": N_("Parking"),
    "lighting": N_("Lit way to the door"),
    "bus-stop": N_("Bus stop near by"),
    "children": N_("Room for children"),
    "quiet": N_("Quiet place to wait"),
}

# What somebody needs who joins from elsewhere.
JOINING: dict[str, str] = {
    "link": N_("By a link"),
    "telephone": N_("By telephone"),
    "password": N_("Needs a password"),
    "camera-off": N_("Camera can stay off"),
}

OPENNESS: dict[str, str] = {
    "open": N_("Open: anyone may come"),
    "closed": N_("Closed: for people with this problem, newcomers included"),
}

LANGUAGES: dict[str, str] = {
    "af": N_("Afrikaans"),
    "am": N_("Amharic"),
    "ar": N_("Arabic"),
    "bg": N_("Bulgarian"),
    "bn": N_("Bengali"),
    "bsl": N_("British Sign Language"),
    "cs": N_("Czech"),
    "cy": N_("Welsh"),
    "da": N_("Danish"),
    "de": N_("German"),
    "el": N_("Greek"),
    "en": N_("English"),
    "es": N_("Spanish"),
    "et": N_("Estonian"),
    "fa": N_("Persian"),
    "fi": N_("Finnish"),
    "fr": N_("French"),
    "ga": N_("Irish"),
    "gd": N_("Scottish Gaelic"),
    "gu": N_("Gujarati"),
    "he": N_("Hebrew"),
    "hi": N_("Hindi"),
    "hr": N_("Croatian"),
    "hu": N_("Hungarian"),
    "is": N_("Icelandic"),
    "it": N_("Italian"),
    "ja": N_("Japanese"),
    "ka": N_("Georgian"),
    "ko": N_("Korean"),
    "ku": N_("Kurdish"),
    "lt": N_("Lithuanian"),
    "lv": N_("Latvian"),
    "ml": N_("Malayalam"),
    "mt": N_("Maltese"),
    "ne": N_("Nepali"),
    "nl": N_("Dutch"),
    "no": N_("Norwegian"),
    "pa": N_("Punjabi"),
    "pl": N_("Polish"),
    "ps": N_("Pashto"),
    "pt": N_("Portuguese"),
    "ro": N_("Romanian"),
    "ru": N_("Russian"),
    "si": N_("Sinhala"),
    "sk": N_("Slovak"),
    "sl": N_("Slovenian"),
    "so": N_("Somali"),
    "sq": N_("Albanian"),
    "sr": N_("Serbian"),
    "sv": N_("Swedish"),
    "sw": N_("Swahili"),
    "ta": N_("Tamil"),
    "te": N_("Telugu"),
    "th": N_("Thai"),
    "ti": N_("Tigrinya"),
    "tl": N_("Tagalog"),
    "tr": N_("Turkish"),
    "uk": N_("Ukrainian"),
    "ur": N_("Urdu"),
    "vi": N_("Vietnamese"),
    "yo": N_("Yoruba"),
    "zh": N_("Chinese"),
}
