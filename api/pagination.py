"""Keyset paging for every list."""

from rest_framework.pagination import CursorPagination


class Keyset(CursorPagination):
    page_size_query_param, max_page_size, ordering = "page_size", 100, "-id"
