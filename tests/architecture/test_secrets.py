"""No key, token or password of anybody stands in the project, nor ever did."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Written so that no pattern finds itself. Each is a form that an issuer of secrets uses.
PATTERNS = {
    "private key": rb"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----",
    "age identity": rb"AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}",
    "key of a cloud": rb"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b",
    "token of a code host": rb"\bgh[pousr]_[A-Za-z0-9]{36}|\bgithub_pat_\w{60}|\bglpat-[\w-]{20}",
    "token of a registry": rb"\bnpm_[A-Za-z0-9]{36}|\bpypi-AgE[\w-]{40}",
    "token of a chat": rb"\bxox[abprs]-[0-9A-Za-z-]{20}",
    "key of a payment house": rb"\b[sr]k_live_[0-9A-Za-z]{20}",
    "key of a map or search": rb"\bAIza[\w-]{35}",
    "signed token": rb"\beyJ[\w-]{15,}\.eyJ[\w-]{15,}\.[\w-]{20,}",
    "password in an address": rb"[a-z]://[\w.%-]+:(?!password@|\.\.\.)[^\s/@:\"'{}]{6,}@(?![\w.-]*example)[\w-]+\.",
    "key of this program": rb"^(?:export )?MUTUALAID_(?:[A-Z]+_)*KEYS?=[\"']?[\w+/-]{32,}",
}
ANY = re.compile(b"|".join(PATTERNS.values()), re.M)


def found_in(data: bytes) -> list[str]:
    """What kinds of secret stand in these bytes; the secret itself is not told again."""
    if not ANY.search(data):
        return []
    return [
        name for name, pattern in PATTERNS.items() if re.search(pattern, data, re.M)
    ]


def every_version() -> Iterator[tuple[str, bytes]]:
    """Each content that a file of the project ever had, once."""
    listed = _git("rev-list", "--objects", "--all", "--filter=object:type=blob")
    names = [line.partition(b" ")[0] for line in listed.splitlines()]
    asking = subprocess.Popen(
        ["git", "cat-file", "--batch"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )  # fmt: skip
    with asking as git:
        assert git.stdin
        assert git.stdout
        for name in names:
            git.stdin.write(name + b"\n")
            git.stdin.flush()
            _, kind, size = git.stdout.readline().split()
            data = git.stdout.read(int(size) + 1)
            if kind == b"blob":
                yield name.decode(), data


def _git(*words: str) -> bytes:
    return subprocess.run(
        ["git", *words], cwd=ROOT, capture_output=True, check=True
    ).stdout


class TestPatterns:
    @pytest.mark.parametrize(
        "planted",
        [
            b"-----BEGIN " + b"RSA PRIVATE KEY-----",
            b"AGE-SECRET-KEY-1" + b"Q" * 58,
            b"AKIA" + b"ABCDEFGHIJKLMNOP",
            b"ghp" + b"_" + b"a1B2" * 9,
            b"npm" + b"_" + b"a1B2" * 9,
            b"eyJ" + b"hbGciOiJIUzI1NiIs." + b"eyJ" + b"zdWIiOiIxMjM0NTY3." + b"x" * 30,
            b"postgresql://sam:" + b"hunter22" + b"@db.organisation.uk/name",
            b"MUTUALAID_" + b"VAULT_KEY=" + b"abcd1234" * 4,
        ],
        ids=lambda planted: planted[:8].decode(),
    )
    def test_find_what_is_planted(self, planted):
        assert found_in(b"before\n" + planted + b"\nafter") != []

    @pytest.mark.parametrize(
        "harmless",
        [
            b"MUTUALAID_VAULT_KEY=...",
            b"postgresql://user:password@host:port/name",
            b"smtp://sam:s%40lt@mail.example",
            b"a public key stands here: age1qqqq",
        ],
        ids=lambda harmless: harmless[:8].decode(),
    )
    def test_leave_alone_what_is_none(self, harmless):
        assert found_in(harmless) == []


class TestProject:
    def test_holds_no_secret(self, project_files):
        found = {
            path.relative_to(ROOT).as_posix(): kinds
            for path in project_files
            if (kinds := found_in(path.read_bytes()))
        }

        assert found == {}

    @pytest.mark.prove
    def test_never_held_one(self, full_figures):
        if not full_figures:
            pytest.skip("the history is read by bin/prove")

        assert {name: kinds for name, data in every_version() if (kinds := found_in(data))} == {}  # fmt: skip
