"""Writes the pages of the documentation that are tables of the library's own data: rules, error codes, replies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ocpp_codec import Codec, OcppJsonProtocol, Rule, Severity, tolerance
from ocpp_codec._core.compat import DIALECTS
from ocpp_codec.compat import MessageTypeEnum
from ocpp_codec.rules import RULES, Defect, RuleInfo

HEADER = "<!-- Generated from the tables of the library: `make generate` writes it anew. Do not edit. -->"

_RULES = """\
# The rules

{header}

Every way in which a frame can be wrong has a name, a member of `ocpp_codec.Rule`. `ocpp_codec.rules.RULES` holds the
facts of this page.

- *Kind of defect* decides [the error code](replies.md).
- *On receipt*: an error refuses the frame, unless it is tolerated. Advice does not refuse the frame, unless it is
  enforced (`Codec(..., enforce={{...}})`).
- *On sending*: what `Codec.encode` does. It tolerates nothing.
- *Repair*: what happens to the value, if the frame is not refused. A rule without a repair cannot be tolerated.
- *Lost*: what the message lacks after the repair, and where you can find it.
- *FIELD*: whether `tolerance.FIELD` has the rule. `tolerance.ALL` has every rule with a repair, `tolerance.STRICT` has
  none.

{table}

Two rules of 2.x are for the sender only: the digits of the seconds in a date-time (`DATETIME_FINE_FRACTION`), and the
digits of a number that goes to a station (`TOO_MANY_DECIMALS`). The other rules that are advice on receipt and an error
on sending are about forms that a receiver should understand. One decimal digit for the limits of a charging schedule of
1.6 (`NOT_A_MULTIPLE`) is in the schema, so it is an error in both directions. `encode` writes milliseconds, unless
`timespec` is given, and cuts a long error description. `serializer.serialize` is lossless: it checks the schemas, but
not these two rules.

The kind of defect of `EMPTY_STRING_FOR_ABSENT` is "wrong JSON type" for a field that cannot be a string.
`UNKNOWN_FIELD` is advice in 2.0, because its schemas allow any field. `Codec.examine` reports
`VALID_IN_OTHER_VERSION`, `Codec.decode` does not. The last {conversation} rules are about the conversation; `Pairing`
finds them. A result that breaks `UNASKED_ANSWER` is refused, because its action is unknown.
"""

_REPLIES = """\
# Error codes and replies

{header}

## The error code of each kind of defect

Each finding has its code in `Finding.code`. The code of the frame is `OCPPException.ocpp_error.code`: if there are
several errors, the first one in the order of the document decides, and missing fields come last (choice: no
specification orders them). [The rules](rules.md) shows the kind of defect of each rule.

{codes}

Sources: OCPP-J 1.6, 4.2.3; Part 4 of 2.0.1 and 2.1, 4.3. No text of 2.0 was at hand. It has the codes of 2.0.1, by
inference: the errata of 2.0, which made 2.0.1 of it, change nothing in 4.3 and 4.4. 1.6 spells two codes differently:
FormationViolation and OccurenceConstraintViolation. They are sent in this spelling. On receipt every spelling is
understood. `types.ErrorCodeEnum` of each version has all its codes.

## What may be sent back

`Examination.reply` and `OCPPException.reply` are the frame to send, or `None` where the protocol forbids a reply.
`OCPPException.as_call_error` always gives a message.

{replies}

Sources: OCPP-J 1.6, 4.2.3; Part 4 of 2.0.1, 4.2.3 and 4.4; Part 4 of 2.1, 4.2.3 and 4.2.4. 2.0 is as 2.0.1, by
inference: no erratum of 2.0 brought the id "-1" or the reply to an unknown message type to 2.0.1. A result whose id
cannot be read gets no reply (choice): a reply without that id would not help the sender. A result to an unknown call
gets no reply, and neither does a result whose action was not given to the codec: its content is not wrong.
An id of up to 255 characters goes back as it came; a longer one counts as unreadable (choice). A reply is never longer
than 2 kB, and never holds the text of a corrupt frame.
"""

_FRAMES = {
    "CALL with a readable id": '[2,"id","Heartbeat",{"unknown":[[]]},0]',
    "CALL whose id has 37 to 255 characters": f'[2,"{"x" * 37}","Heartbeat",{{}}]',
    "CALL whose id cannot be read": "[2,{}]",
    "first element is no integer, readable id": '["2","id","Heartbeat",{}]',
    "text that is no frame": "Hello",
    "unknown message type, readable id": '[9,"id"]',
    "CALLRESULT": '[3,"id",[]]',
    "CALLERROR": '[4,"id","GenericError","",{},0]',
    "CALLRESULTERROR": '[5,"id","GenericError","",{},0]',
    "SEND": '[6,"id","NotifyPeriodicEventStream",[]]',
}


def pages() -> dict[str, str]:
    """File name -> text."""
    conversation = sum(info.in_conversation for info in RULES.values())
    rules = _RULES.format(header=HEADER, table=_rules(), conversation=conversation)
    return {"rules.md": rules, "replies.md": _REPLIES.format(header=HEADER, codes=_codes(), replies=_replies())}


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    titles = list(head)
    lines = [titles, ["---"] * len(titles), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _rules() -> str:
    head = ("rule", "the value or frame ...", "kind of defect", "on receipt", "on sending", "repair", "lost", "FIELD")
    return table(head, (_rule(rule, info) for rule, info in RULES.items()))


def _rule(rule: Rule, info: RuleInfo) -> Iterator[str]:
    yield f"`{rule.name}`"
    yield info.problem
    yield info.defect.value
    yield info.severity.value
    yield "" if info.defect is Defect.OTHER or info.in_conversation else info.sent.value
    yield info.repair or ""
    yield info.loses or ""
    yield "yes" if rule in tolerance.FIELD else ""


def _codes() -> str:
    head = ("kind of defect", *(protocol.value for protocol in OcppJsonProtocol))
    rows = ((defect.value, *(DIALECTS[protocol].codes[defect] for protocol in OcppJsonProtocol)) for defect in Defect)
    return table(head, rows)


def _replies() -> str:
    head = ("received, defective", *(protocol.value for protocol in OcppJsonProtocol))
    rows = ((what, *(_reply(protocol, frame) for protocol in OcppJsonProtocol)) for what, frame in _FRAMES.items())
    return table(head, rows)


def _reply(protocol: OcppJsonProtocol, frame: str) -> str:
    """What the library itself would send."""
    codec = Codec(protocol)
    seen = codec.examine(frame, "Heartbeat")
    if frame[1] in "56" and MessageTypeEnum(int(frame[1])) not in DIALECTS[protocol].message_types:
        return "unknown message type"
    assert any(finding.severity is Severity.ERROR for finding in seen.findings)
    if seen.reply is None:
        return "nothing"
    reply = codec.decode(seen.reply)
    unreadable = ', id "-1"' if reply.uniqueId == "-1" else ""
    return f"{reply.messageTypeId.name} {getattr(reply, 'errorCode', '')}{unreadable}"
