def document_problems(result, generator, request, public):  # type: ignore[no-untyped-def]
    return result
