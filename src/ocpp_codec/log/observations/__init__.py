"""What went wrong without breaking the protocol: refused cards, faulted connectors, silence, meters that run back.

    >>> from ocpp_codec import log
    >>> lines = [
    ...     '09:41:33 CS001 received [2,"17","Authorize",{"idTag":"04A2B9"}]',
    ...     '09:41:34 CS001 sent [3,"17",{"idTagInfo":{"status":"Blocked"}}]',
    ... ]
    >>> observation, = log.observations.observe(log.conversations(log.read(lines)))
    >>> observation.kind, observation.text
    (<Kind.REFUSED_CARD: 'refused_card'>, 'The CSMS refused card "04A2B9": Blocked (once, Authorize).')

Names in this package:

    observe           all observations of a log
    Observer          the same, turn by turn
    Observation       one of them
    Kind, KINDS       what can be observed, and what it means
"""

from ._kinds import KINDS, Kind, Observation
from ._observer import Observer, observe

__all__ = ["KINDS", "Kind", "Observation", "Observer", "observe"]

for _public in (Kind, Observation, Observer, observe):
    _public.__module__ = __name__  # tracebacks and pickles name the module that users import
