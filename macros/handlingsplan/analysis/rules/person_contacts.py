"""Telephone numbers, and e-mail addresses that are one person's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handlingsplan.analysis.rules.person_texts import Written
from handlingsplan.analysis.rules.person_words import GIVEN_NAMES, MAILBOX
from handlingsplan.text.places import Problem, remark
from handlingsplan.text.words import slug

_DASH = "[-\u2010\u2011\u2012\u2013\u2212]"
#: An area code and groups of two or three digits. Digits in one go are a mobile's number, or have Sweden's code.
_PHONE = re.compile(
    r"(?<![\w.,:/+-])(?:"
    rf"(?:(?:\+|00)46\s?(?:\(0\)\s?)?|0)(?:8|[1-9]\d{{1,2}})\s?(?:{_DASH}|/|\s)\s?\d{{2,3}}(?:(?:\s|{_DASH})?\d{{2,3}}){{1,3}}"
    r"|07[02369]\d{7}|(?:\+|00)46\s?[1-9]\d{6,8}"
    r")(?![\w/]|[.,:]\d|-\d)"
)
_ADDRESS = re.compile(r"(?<![\w.+-])(?P<local>[\w.+-]{1,64})@[\w-]+(?:\.[\w-]+)+")
#: How many digits there are after the leading 0.
_DIGITS = range(7, 10)


def find_phones(written: Written) -> Iterator[Problem]:
    """Find telephone numbers. One begins with 0 or +."""
    if "0" not in written.text and "+" not in written.text:
        return
    for found in _PHONE.finditer(written.text):
        digits = re.sub(r"\D", "", re.sub(r"^(?:\+|00)46\s?(?:\(0\))?", "", found.group())).lstrip("0")
        if len(digits) in _DIGITS:
            said = " ".join(found.group().split())
            message = f"telefonnumret «{said}» kan leda till en person; skriv vart man vänder sig i stället"
            yield remark("telefonnummer", written.place(found.start()), message, said)


def find_addresses(written: Written) -> Iterator[Problem]:
    """Find e-mail addresses that are not a mailbox of several."""
    if "@" not in written.text:
        return
    for found in _ADDRESS.finditer(written.text):
        if _is_personal(found["local"]):
            said = found.group().rstrip(".")
            message = f"e-postadressen «{said}» är en persons; skriv en brevlåda som flera läser, eller ingen"
            yield remark("e-postadress", written.place(found.start()), message, said)


def _is_personal(local: str) -> bool:
    """Whether what stands before @ is a person: a given name, or two words of which none is a function's."""
    words = [slug(each) for each in re.split(r"[._+-]", local) if each]
    if any(MAILBOX.match(each) for each in words):
        return False
    names = [each for each in words if each.isalpha()]
    return any(each in _FOLDED for each in names) or (len(names) > 1 and len(names[-1]) > 1)


_FOLDED = frozenset(slug(each) for each in GIVEN_NAMES)
