"""The codes with which fellowships describe a meeting. A code means nothing without its list:
"POA" is proof of attendance in AA and parents of alcoholics in Al-Anon, "UK" is Ukrainian.

Sources: the Meeting Guide list of types, and the lists of the WordPress plugin per fellowship.
"""

_GUIDE_FEATURES = {
    "11": "meditation", "12X12": "literature", "A": "secular", "ABSI": "literature",
    "AL": "families-too", "AL-AN": "families-too", "ASL": "sign-language",
    "B": "book-study", "BA": "childcare", "BE": "newcomers", "BI": "lgbtq",
    "BRK": "food", "BV-I": "blind-people", "CAN": "candlelight", "CF": "child-friendly",
    "D": "discussion", "D-HOH": "deaf-people", "DD": "dual-diagnosis",
    "DR": "daily-reading", "FF": "fragrance-free", "G": "lgbtq", "GR": "literature",
    "H": "celebration", "L": "lgbtq", "LGBTQ": "lgbtq", "LGBTQIA": "lgbtq",
    "LGBTQIAA+": "lgbtq", "LIT": "literature", "LS": "literature", "M": "men",
    "MED": "meditation", "NB": "non-binary", "OUT": "outdoor", "P": "professionals",
    "POA": "proof-of-attendance", "POC": "people-of-colour", "QSL": "sign-language",
    "RSL": "sign-language", "SEN": "older-people", "SP": "speaker", "SPD": "speaker discussion",
    "ST": "step-study",
    "T": "trans", "TR": "tradition-study", "W": "women", "X": "step-free",
    "XB": "accessible-toilet", "XT": "cross-talk", "Y": "young-people",
}  # fmt: skip

LANGUAGE_CODES = {
    "AF": "af", "AM": "am", "AR": "ar", "BG": "bg", "BSL": "bsl", "DA": "da", "DE": "de",
    "EL": "el", "EN": "en", "FA": "fa", "FI": "fi", "FR": "fr", "HE": "he", "HI": "hi",
    "HR": "hr", "HU": "hu", "IS": "is", "ITA": "it", "JA": "ja", "KA": "ka",
    "KOR": "ko", "LT": "lt", "ML": "ml", "MT": "mt", "NE": "ne", "NL": "nl", "NO": "no",
    "POL": "pl", "POR": "pt", "PUN": "pa", "RUS": "ru", "S": "es", "SK": "sk",
    "SL": "sl", "SV": "sv", "TH": "th", "TL": "tl", "TUR": "tr", "UK": "uk",
}  # fmt: skip

# Known, and rightly told by none of our facets: a basket for gifts by card, smoking, ...
_GUIDE_OTHER = "DB LO-I N NDG SM"

_NA_FEATURES = {
    "BEG": "newcomers", "BT": "book-study", "CAN": "candlelight", "CPT": "literature",
    "CW": "child-friendly", "DISC": "discussion", "GL": "lgbtq", "IP": "literature",
    "IW": "literature", "JFT": "daily-reading", "LC": "literature", "LIT": "literature",
    "M": "men", "MED": "meditation", "QA": "questions", "SPAD": "daily-reading",
    "SPK": "speaker", "STEP": "step-study", "SWG": "step-study", "TOP": "discussion",
    "TRAD": "tradition-study", "W": "women", "X": "step-free", "Y": "young-people",
}  # fmt: skip
_NA_OTHER = "NS RA SMOK VAR"

# What differs from the Meeting Guide list; "" is a code without a facet of ours.
_DIFFERENCES: dict[str, dict[str, str]] = {
    "aca": {
        "A": "", "ANH": "literature", "AV": "", "BEG": "newcomers", "CAP": "captions",
        "CC": "childcare", "COS": "", "LLW": "literature", "LPG": "literature", "NS": "",
        "S": "speaker", "SMR": "daily-reading", "T": "book-study",
        "TEEN": "young-people", "WOR": "", "Y": "literature", "YA": "young-people",
    },
    "al-anon": {
        "AA": "families-too", "AC": "adult-children", "POA": "parents",
        "Y": "young-people", "YA": "young-people",
    },
    "ca": {"BUS": "business"},
    "daa": {"SS": "speaker", "YP": "young-people"},
    "ga": {
        "20": "newcomers", "COM": "discussion", "CRC": "cross-talk",
        "GAA": "families-too", "GAM": "families-too", "PAR": "parking",
        "TOP": "discussion",
    },
    "ma": {"BB": "book-study", "CCAP": "captions"},
    "oa": {
        "11TH": "meditation", "90D": "", "AA12": "literature", "AIB": "questions",
        "DOC": "", "FT": "daily-reading", "HOW": "", "LI": "literature",
        "LIS": "literature", "MAIN": "", "MISC": "", "NEWB": "newcomers",
        "OA23": "literature", "PROM": "literature", "RELA": "", "SD": "speaker discussion",
        "SPIR": "", "SSP": "literature", "TEEN": "young-people", "TOOL": "",
        "VOR": "daily-reading", "WORK": "literature", "WRIT": "writing",
    },
    "recovery-dharma": {
        "8F": "literature", "BB": "book-study", "CC": "childcare",
        "DF": "dog-friendly", "IS": "literature", "IW": "writing", "MI": "meditation",
        "PR": "", "WA": "step-free",
    },
}  # fmt: skip
_DIFFERENCES["alateen"] = _DIFFERENCES["al-anon"]


def _list_of(features: dict[str, str], other: str) -> dict[str, str]:
    return {**LANGUAGE_CODES, **dict.fromkeys(other.split(), ""), **features}


_GUIDE = _list_of(_GUIDE_FEATURES, _GUIDE_OTHER)
_OWN_LISTS = {"na": _list_of(_NA_FEATURES, _NA_OTHER)} | {
    fellowship: _GUIDE | differences for fellowship, differences in _DIFFERENCES.items()
}


def codes_of(fellowship: str) -> dict[str, str]:
    """Code in capitals to keys of FEATURES or LANGUAGES, or "" where we have no facet for it.

    A fellowship without a list of its own speaks the Meeting Guide's.
    """
    return _OWN_LISTS.get(fellowship, _GUIDE)
