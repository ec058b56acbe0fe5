"""JSON bodies of at most 1 MB; what cannot be read is a 400, never a failure of ours."""

from io import BytesIO
from typing import IO, Any

from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import JSONParser
from rest_framework.status import HTTP_413_REQUEST_ENTITY_TOO_LARGE

MOST = 1_000_000  # bytes


class TooLarge(APIException):
    """The body has more bytes than any of our calls needs."""

    status_code = HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_detail = "The body is too large."


class SmallJSON(JSONParser):
    """A JSON object in UTF-8."""

    def parse(self, stream: IO[bytes], media_type: str | None = None, parser_context: dict[str, Any] | None = None) -> Any:
        raw = stream.read(MOST + 1)
        if len(raw) > MOST:
            raise TooLarge
        try:
            given = super().parse(BytesIO(raw), media_type, {**(parser_context or {}), "encoding": "utf-8"})
        except (RecursionError, UnicodeError):
            raise ParseError from None
        if not isinstance(given, dict):
            raise ParseError
        return given
