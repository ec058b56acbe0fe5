"""How a provider may fail."""


class TryLater(Exception):
    """The provider did not take it now; it may later."""


class NeverPossible(Exception):
    """This address or text will never be taken."""
