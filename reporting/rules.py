"""What keeps Inter-SES from entering a fee. Values in, reasons out."""

from datetime import date

from workflow.steps import Reason


def fee_blockers(
    *,
    kind: str,
    amount: int,
    charged_on: date,
    today: date,
    hired_on: date | None,
    is_allowed: bool,
    charged: int,
    refunded: int,
    is_double: bool,
) -> list[Reason]:
    """A fee follows a placement (Employment Security Act 32-3), never in a field where placement for a fee is forbidden (domain.md N12);

    what is given back is no more than what was charged.
    """
    reasons = []
    if charged_on > today:
        reasons.append(Reason("fee_in_future"))
    if is_double:
        reasons.append(Reason("fee_entered_already"))
    if kind == "placement" and not is_allowed:
        reasons.append(Reason("fee_forbidden_in_field"))
    if kind == "placement" and (hired_on is None or charged_on < hired_on):
        reasons.append(Reason("fee_before_hire"))
    if kind == "refund" and amount + refunded > charged:
        reasons.append(Reason("refund_exceeds_fee"))
    return reasons
