"""Questions and reports through the same doors that people use."""

from support import transitions


def a_question(person=None, subject="application", **more):
    """Asked by a person, or by a stranger who left an address."""
    more = {"text": "Where is my file?"} | more | ({} if person else {"reply_to": "stranger@example.org"})
    return transitions.ask(by=person, subject=subject, **more)


def a_report(said_to_be="agent", **more):
    """A demand for cash."""
    said = {"how": "cash", "said_to_be": said_to_be, "amount": 50000, "their_contact": "0300 1112223", "text": "He wants money"} | more
    return transitions.receive(said=said, photo=None, language="ur")
