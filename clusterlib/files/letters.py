"""The letters of a file: UTF-8 and UTF-16 are read, another coding is asked for, not guessed."""

from __future__ import annotations

import re
import unicodedata

from clusterlib.files.problems import FileReport

#: The cure of most that is wrong with letters.
SAVE_AGAIN = "Save it again as CSV UTF-8 (in Excel: Save as, CSV UTF-8)."
#: What programs write beside Unicode, most frequent first: where most letters of a word have no
#: accent, and where most are beyond a to z.
_WESTERN = ("cp1252", "mac_roman", "cp1250", "cp1254", "cp850")
_OTHERS = (
    *("cp1251", "cp1250", "gb18030", "cp932", "cp1253", "big5", "cp949", "cp1255", "cp1256"),
    *("koi8_r", "cp1252"),
)
#: So many codings, and so many words in each, are shown.
_CODINGS, _WORDS = 3, 3
_MOST_WORDS = 500
_LINE_ENDS = re.compile(rb"\r\n|\r|\n")


def composed(text: str) -> str:
    """Return a text in which letters that look the same are coded the same (Unicode's NFC).

    Examples
    --------
    >>> composed("Zoe\\u0308") == "Zo\\u00eb"
    True
    """
    return unicodedata.normalize("NFC", text)


def is_encoding(name: str) -> bool:
    """Return whether Python knows a coding of letters by this name; an empty one says nothing."""
    try:
        b"a".decode(name or "utf-8")
    except (LookupError, ValueError):
        return False
    return True


def decode(data: bytes, report: FileReport, *, utf_16: bool, encoding: str = "") -> str:
    """Return the text of a file, and report where its letters are not sure.

    Parameters
    ----------
    data : bytes
    report : FileReport
    utf_16 : bool
        Whether UTF-16 is as good as UTF-8.
    encoding : str
        What a person says that the file is in, if it is in neither.
    """
    try:
        if codec := _utf_16(data):
            if not utf_16:
                report.add(1, "the file is in UTF-16, not in UTF-8", SAVE_AGAIN)
            return data.decode(codec)
        if encoding and data.isascii():
            return data.decode(encoding)  # some codings have no byte above 127
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if encoding and error.encoding.startswith("utf-8"):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as other:
                error = other
        _refuse(data, error, report, encoding)
    # The rest is checked, too: all problems at once.
    return data.decode("cp1252", errors="replace")


def _utf_16(data: bytes) -> str:
    """Return the codec of a file in UTF-16, with or without its mark; empty if it is in none."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    for parity, codec in ((1, "utf-16-le"), (0, "utf-16-be")):
        half = data[parity:200:2]
        if half and half.count(0) > len(half) / 2:
            return codec
    return ""


def _refuse(data: bytes, error: UnicodeDecodeError, report: FileReport, encoding: str) -> None:
    line = 1 + len(_LINE_ENDS.findall(data[: error.start]))
    if error.encoding.lower().startswith("utf-16"):
        report.add(line, "the file is cut off or damaged: it is not whole UTF-16", SAVE_AGAIN)
        return
    named = f"{encoding} either" if encoding else "UTF-8"
    what = f"a letter is not in {named} (byte 0x{data[error.start]:02X})"
    shown = readings(data)
    if not shown:
        report.add(line, what, SAVE_AGAIN)
        return
    said = "; ".join(f"{', '.join(words)} in {codec}" for codec, words in shown.items())
    first = next(iter(shown))
    cure = f"It would be {said}. If one is right, say which: --encoding {first} (or any that Python"
    report.add(line, what, f"{cure} knows; in Python: encoding={first!r}). Or: {SAVE_AGAIN}")


def readings(data: bytes) -> dict[str, list[str]]:
    """Return how words of a file would look in some codings, where these differ.

    Examples
    --------
    >>> readings("id,name\\n1,Zoë\\n".encode("cp1252"))
    {'cp1252': ['Zoë'], 'mac_roman': ['ZoÎ'], 'cp850': ['ZoÙ']}
    """
    chunks = (chunk.strip() for chunk in re.split(rb'[,;\t\r\n"]', data))
    words = [*dict.fromkeys(chunk for chunk in chunks if not chunk.isascii())][:_MOST_WORDS]
    letters = b"".join(words)
    high = sum(byte > 127 for byte in letters)
    western = high * 3 <= len(letters) * 2
    found: dict[str, list[str]] = {}
    for codec in _WESTERN if western else _OTHERS:
        try:
            data.decode(codec)
            read = [word.decode(codec) for word in words]
        except UnicodeDecodeError:
            continue
        if read not in found.values():
            found[codec] = read
    # Stable: of those with as many odd letters the most frequent coding comes first.
    likely = sorted(found, key=lambda codec: _odd(" ".join(found[codec]), western))[:_CODINGS]
    places: list[int] = []
    for at in range(len(words)):
        if len(places) < _WORDS and _told_apart(found, likely, [*places, at]) > _told_apart(
            found, likely, places
        ):
            places.append(at)
    return {codec: [found[codec][at] for at in places or [0][: len(words)]] for codec in likely}


def _told_apart(found: dict[str, list[str]], codecs: list[str], places: list[int]) -> int:
    return len({tuple(found[codec][at] for at in places) for codec in codecs})


def _odd(text: str, western: bool) -> int:
    """Return how many letters beyond a to z are odd in a name, or where they stand."""
    odd = 0
    for before, letter in zip(f" {text}", text, strict=False):
        name, kind = unicodedata.name(letter, ""), unicodedata.category(letter)
        script = "LATIN SMALL LIGATURE" not in name and (name.startswith("LATIN") or not western)
        fits = (script and kind in ("Ll", "Lu", "Lo")) or kind in ("Pi", "Pf")
        odd += letter > "\x7f" and (not fits or (kind == "Lu" and before.islower()))
    return odd
