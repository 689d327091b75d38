"""The reader of packed answers finds a word wherever it is put; else it could not miss one either."""

import gzip
import io
import json

import brotli
import openpyxl
import pytest
import typst
from decoding import readings, text_of
from django.http import HttpResponse, StreamingHttpResponse

WORD = "zq00001jx"


def pdf(words: str) -> bytes:
    source = f'#set document(title: "Sample")\n= Sample\n#table(columns: 2, [One], [{words}])'
    return typst.compile(source.encode(), pdf_standards=["ua-1"])


def workbook(words: str) -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["One", words])
    hidden = book.create_sheet("Hidden")
    hidden.sheet_state = "hidden"
    hidden.append([words])
    told = io.BytesIO()
    book.save(told)
    return told.getvalue()


def packed(words: str) -> HttpResponse:
    return HttpResponse(gzip.compress(words.encode()), headers={"Content-Encoding": "gzip"})  # fmt: skip


@pytest.mark.parametrize(
    "response",
    [
        HttpResponse(f'<input type="hidden" value="{WORD}">'),
        HttpResponse("<p>zq00001&#106;x</p>"),
        HttpResponse(json.dumps({"name": f"Sam {WORD}"})),
        HttpResponse(pdf(f"Sam {WORD} Reed")),
        HttpResponse(workbook(f"Sam {WORD}")),
        packed(f"Sam {WORD}"),
        HttpResponse(brotli.compress(WORD.encode()), headers={"Content-Encoding": "br"}),
        StreamingHttpResponse([b"Sam zq000", b"01jx"]),
    ],
    ids=["hidden", "escaped", "json", "pdf", "xlsx", "gzip", "brotli", "streamed"],
)  # fmt: skip
def test_finds_a_word(response):
    assert WORD in text_of(response)


@pytest.mark.parametrize("make", [pdf, workbook])
def test_finds_none_that_is_not_there(make):
    assert WORD not in "\n".join(readings(make("nothing of it")))
