"""The OpenAPI document says which problems each call may answer with."""

from typing import Any

from api.errors import MEDIA_TYPE, NAMES

PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {"type": "object", "additionalProperties": True},
        "reasons": {"type": "array", "items": {"type": "object", "additionalProperties": True}},
    },
}
ALWAYS, UNSAFE = (400, 401, 403, 404, 405, 406, 429, 500), (409, 413, 415, 422)


def document_problems(result: dict[str, Any], generator: object, request: object, public: bool) -> dict[str, Any]:
    """Add the problem answers of RFC 9457 to every operation."""
    result.setdefault("components", {}).setdefault("schemas", {})["Problem"] = PROBLEM
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for operations in result.get("paths", {}).values():
        for method, operation in operations.items():
            for status in ALWAYS + (UNSAFE if method == "post" else ()):
                operation["responses"].setdefault(str(status), {"description": NAMES[status], "content": content})
    return result
