import gzip

import brotli
import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from portal.management.commands.compile_messages import compile_if_changed
from portal.middleware import Compress

PAGE = "<p>ملازمت 仕事 job</p>" * 50


def answer(accepts: str, response: HttpResponse | None = None) -> HttpResponse:
    response = response or HttpResponse(PAGE)
    return Compress(lambda request: response)(RequestFactory().get("/", headers={"accept-encoding": accepts}))


@pytest.mark.parametrize(
    ("accepts", "encoding", "opened"), [("gzip, deflate, br", "br", brotli.decompress), ("gzip", "gzip", gzip.decompress)]
)
def test_pages_travel_compressed_and_arrive_whole(accepts, encoding, opened):
    response = answer(accepts)
    assert response.headers["Content-Encoding"] == encoding
    assert opened(response.content).decode().startswith(PAGE)
    assert int(response.headers["Content-Length"]) == len(response.content) < len(PAGE) / 4
    assert "Accept-Encoding" in response.headers["Vary"]


def test_the_length_of_a_page_betrays_nothing():
    assert len({len(answer("br").content) for _ in range(40)}) > 5


@pytest.mark.parametrize(
    ("accepts", "response"),
    [
        ("", None),
        ("br", HttpResponse("short")),
        ("br", HttpResponse(PAGE, content_type="application/pdf")),
        ("br", StreamingHttpResponse([PAGE])),
    ],
)
def test_what_gains_nothing_is_left_alone(accepts, response):
    assert "Content-Encoding" not in answer(accepts, response).headers


def test_data_is_compressed_without_padding():
    response = answer("br", HttpResponse(PAGE, content_type="application/json"))
    assert brotli.decompress(response.content).decode() == PAGE


def test_catalogues_are_compiled_only_when_they_changed(tmp_path):
    source = tmp_path / "django.po"
    source.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Help"\nmsgstr "مدد"\n')
    assert [compile_if_changed(source), compile_if_changed(source)] == [True, False]
    assert "مدد".encode() in (tmp_path / "django.mo").read_bytes()
    assert [file.name for file in sorted(tmp_path.iterdir())] == ["django.mo", "django.po"]
