"""How a provider may fail."""


class TryLater(Exception):
    """The provider did not take it now; it may later."""


class Unclear(Exception):
    """It may have been taken: the line broke, or the provider failed, after the text had left."""


class NeverPossible(Exception):
    """This address or text will never be taken."""
