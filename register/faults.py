"""Why a whole file is refused; the words stand in words.py. Pure."""


class FileFault(Exception):
    """The file cannot be imported at all; `code` has its words in words.py."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
