"""Keyset paging for every list: page 500 costs what page 1 costs, and no page has more than 100 rows."""

from rest_framework.exceptions import ValidationError
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request


class Keyset(CursorPagination):
    """Newest first; `cursor` comes from the answer, `page_size` from 1 to 100."""

    page_size, max_page_size, ordering = 20, 100, "-id"
    page_size_query_param = "page_size"

    def get_page_size(self, request: Request) -> int:
        """The size asked for, or 400 with the limits: never a silent cut."""
        asked = request.query_params.get("page_size", str(self.page_size))
        if not (asked.isascii() and asked.isdigit() and len(asked) < 4 and 1 <= int(asked) <= self.max_page_size):
            raise ValidationError({"page_size": ["1 to 100."]})
        return int(asked)

    def get_schema_operation_parameters(self, view: object) -> list[dict[str, object]]:
        """The limits stand in the document."""
        parameters = super().get_schema_operation_parameters(view)
        for parameter in parameters:
            if parameter["name"] == self.page_size_query_param:
                parameter["schema"] = {"type": "integer", "minimum": 1, "maximum": self.max_page_size, "default": self.page_size}
        return parameters
