import pytest

from mutualaid.accounts.browsers import browser_of, in_words

GECKO = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)"
MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)"
ANDROID = "Mozilla/5.0 (Linux; Android 10; K)"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15"


class TestBrowserOf:
    @pytest.mark.parametrize(
        ("header", "words"),
        [
            (GECKO, "Firefox on Linux"),
            (f"{WINDOWS} {WEBKIT} Chrome/140.0.0.0 Safari/537.36", "Chrome on Windows"),
            (
                f"{WINDOWS} {WEBKIT} Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
                "Edge on Windows",
            ),
            (f"{MAC} {WEBKIT} Version/18.0 Safari/605.1.15", "Safari on Mac"),
            (
                f"{MAC} {WEBKIT} Chrome/140.0.0.0 Safari/537.36 OPR/120.0",
                "Opera on Mac",
            ),
            (f"{IPHONE} Version/18.0 Mobile/15E148 Safari/604.1", "Safari on iPhone"),
            (f"{IPHONE} CriOS/140.0 Mobile/15E148 Safari/604.1", "Chrome on iPhone"),
            (f"{IPHONE} FxiOS/140.0 Mobile/15E148 Safari/605.1", "Firefox on iPhone"),
            (
                f"{ANDROID} {WEBKIT} Chrome/140.0.0.0 Mobile Safari/537.36",
                "Chrome on Android",
            ),
            (
                f"{ANDROID} {WEBKIT} SamsungBrowser/28.0 Chrome/130.0 Safari/537.36",
                "Samsung Internet on Android",
            ),
            (
                f"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) {WEBKIT} Chrome/140 Safari/537",
                "Chrome on Chromebook",
            ),
            ("Lynx/2.9 Linux", "Linux"),
            ("Firefox/140.0", "Firefox"),
            ("curl/8.0", "A browser that we do not know"),
            ("", "A browser that we do not know"),
        ],
    )
    def test_reads_as_people_say_it(self, header, words):
        assert in_words(browser_of(header)) == words

    def test_keeps_nothing_else_of_the_header(self):
        kept = browser_of(f"{GECKO} canary/1.2.3.4")

        assert kept == "Firefox/Linux"

    def test_of_a_session_without_one_is_not_known(self):
        assert in_words("") == "A browser that we do not know"
