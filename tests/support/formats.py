"""The two formats that schemas name, as their standards define them; the oracles of tests and of fuzzing go by them."""

import datetime
import re

#: RFC 3986, 2.
URI_CHARACTERS = r"(?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})"


def is_date_time(text: str) -> bool:
    """RFC 3339, 5.6, without leap seconds and in capitals."""
    offset = r"Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9]"
    if not re.fullmatch(rf"[0-9]{{4}}(-[0-9]{{2}}){{2}}T[0-9]{{2}}(:[0-9]{{2}}){{2}}(\.[0-9]+)?({offset})", text):
        return False
    try:
        return bool(datetime.datetime.fromisoformat(text))
    except ValueError:
        return False


def is_uri(text: str) -> bool:
    """RFC 3986, 3: a scheme, and no character that has to be escaped."""
    return bool(re.fullmatch(rf"[A-Za-z][A-Za-z0-9+.-]*:{URI_CHARACTERS}*", text))
