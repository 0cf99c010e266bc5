"""Where the text of a log comes from: files, pipes, archives; encodings and line ends; what is refused, and how."""

from __future__ import annotations

import bz2
import contextlib
import gzip
import io
import lzma
import os
import sys
import tarfile
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from ocpp_codec.log import LogError
from ocpp_codec.log import _compressed as compressed
from ocpp_codec.log import _lines as lines
from ocpp_codec.log._sources import IDLE, Line, Part, open_source
from tests.support.captures import Talk, pcap
from tests.support.packed import tar, zipped

TEXT = 'one\n[2,"1","Heartbeat",{}]\r\nzwölf\nlast'.encode()
LINES = [(1, "one"), (2, '[2,"1","Heartbeat",{}]'), (3, "zwölf"), (4, "last")]

Packer = Callable[[bytes], bytes]
PACKERS: dict[str, Packer] = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "lzma": lambda data: lzma.compress(data, format=lzma.FORMAT_ALONE),
    "zst": zstandard.compress,
}

#: gzip without the time at which it packs: a test is named by its data.
gz = partial(gzip.compress, mtime=0)


def numbered(part: Part) -> list[tuple[int, str]]:
    assert part.lines is not None
    return [(line.number, line.text) for line in part.lines if line is not IDLE]


def read(source: Any) -> dict[str, list[tuple[int, str]]]:
    """The lines of all parts by their names, each read twice if that is possible."""
    parts = {}
    for part in open_source(source):
        parts[part.name] = numbered(part)
        if part.reopen is not None:
            assert numbered(part.reopen()) == parts[part.name]
    return parts


def refused(source: Any) -> str:
    with pytest.raises(LogError) as caught:
        read(source)
    return str(caught.value)


def opened(data: bytes) -> io.BytesIO:
    return io.BytesIO(data)


@contextlib.contextmanager
def pipe(*pieces: bytes, pause: float = 0.0) -> Iterator[io.BufferedReader]:
    """A pipe that somebody writes into."""
    output, target = os.pipe()

    def write() -> None:
        with os.fdopen(target, "wb", buffering=0) as file:
            for piece in pieces:
                file.write(piece)
                time.sleep(pause)

    writer = threading.Thread(target=write)
    writer.start()
    with os.fdopen(output, "rb") as file:
        yield file
    writer.join()


# Sources


def test_a_path_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.log"
    path.write_bytes(TEXT)
    assert read(path) == read(str(path)) == {str(path): LINES}
    with path.open("rb") as binary, path.open() as text:
        assert read(binary) == read(text) == {str(path): LINES}
        assert not binary.closed


def test_an_open_file_is_read_from_where_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.log"
    path.write_bytes(TEXT)
    with path.open("rb") as binary, path.open(encoding="utf-8") as text:
        assert (binary.readline(), text.readline()) == (b"one\n", "one\n")
        rest = [(number - 1, line) for number, line in LINES[1:]]
        assert read(binary) == read(text) == {str(path): rest}


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(opened(TEXT)))
    assert read("-") == {"-": LINES}
    monkeypatch.setattr(sys, "stdin", None)
    assert refused("-") == "-: there is no standard input"


def test_an_iterable_of_lines_is_read() -> None:
    assert read(["a\n", "b\r\n", "c\nd", ""]) == {"-": [(1, "a"), (2, "b"), (3, "c"), (4, "d"), (5, "")]}
    assert read([b"z\xc3\xa4\n", b"z\xe4"]) == {"-": [(1, "zä"), (2, "zä")]}
    assert read(io.StringIO("a\nb")) == read(iter(["a", "b"])) == {"-": [(1, "a"), (2, "b")]}


@pytest.mark.parametrize("source", [None, 1, b"bytes", [1], [["a"]]])
def test_what_is_no_source_is_an_error_of_the_caller(source: Any) -> None:
    with pytest.raises(TypeError, match="a source is a path, an open file"):
        read(source)


def test_what_cannot_be_opened_is_told(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.log") == f"{tmp_path}/none.log: no such file or directory"
    assert refused(tmp_path) == f"{tmp_path}: is a directory"
    assert refused("a\0b") == "a\0b: embedded null byte"


def test_a_pipe_answers_before_it_ends() -> None:
    with pipe(b"one\ntw", b"o\n", pause=0.5) as source:
        (part,) = open_source(source)
        assert part.reopen is None
        assert part.lines is not None
        assert list(part.lines) == [Line(1, "one"), IDLE, Line(2, "two"), IDLE]


@pytest.mark.parametrize("name", PACKERS)
def test_a_pipe_may_be_packed(name: str) -> None:
    packed = PACKERS[name](TEXT)
    with pipe(packed[:2], packed[2:20], packed[20:], pause=0.01) as source:
        assert read(source) == {"-": LINES}


def test_an_archive_may_come_through_a_pipe() -> None:
    for archive in (
        tar({"a": TEXT, "b": TEXT}),
        gzip.compress(tar({"a": TEXT, "b": TEXT})),
        zipped({"a": TEXT, "b": TEXT}),
    ):
        with pipe(archive) as source:
            assert read(source) == {"-:a": LINES, "-:b": LINES}


# Packed


@pytest.mark.parametrize("name", PACKERS)
def test_compressed_files_are_known_by_their_content(name: str, tmp_path: Path) -> None:
    packed = PACKERS[name](TEXT)
    path = tmp_path / "a.log"
    path.write_bytes(packed)
    assert read(path) == {str(path): LINES}
    assert read(opened(packed)) == {"-": LINES}


@pytest.mark.parametrize("name", ["gz", "bz2", "xz", "zst"])
def test_files_that_follow_each_other_are_one(name: str) -> None:
    pack = PACKERS[name]
    assert read(opened(pack(b"a\nb") + pack(b"c\n") + pack(b"") + pack(b"d"))) == {"-": [(1, "a"), (2, "bc"), (3, "d")]}
    assert read(opened(pack(b"a") + bytes(1000))) == {"-": [(1, "a")]}  # filled up, as on a tape


@pytest.mark.parametrize("name", PACKERS)
def test_what_is_left_of_a_damaged_file_is_read(name: str) -> None:
    text = b"\n".join(b"%x" % (at**9 % 999_999_937) for at in range(200_000))
    packed = PACKERS[name](text)
    (part,) = open_source(opened(packed[: len(packed) * 3 // 4]))
    assert part.lines is not None
    found: list[str] = []
    with pytest.raises(LogError, match=r"^-: it cannot be read to its end: it ends in the middle$"):
        found.extend(line.text for line in part.lines)
    assert len(found) > 1000
    assert found == text.decode().split("\n")[: len(found)] or found[:-1] == text.decode().split("\n")[: len(found) - 1]


def test_every_file_of_an_archive_is_a_part() -> None:
    inner = {"a.log": TEXT, "dir/b.gz": gzip.compress(TEXT), "../../etc/c": TEXT}
    expected = {"-:a.log": LINES, "-:dir/b.gz": LINES, "-:../../etc/c": LINES}
    for archive in (tar(inner), zipped(inner), zipped(inner, zipfile.ZIP_STORED), gzip.compress(tar(inner))):
        assert read(opened(archive)) == expected
    assert read(opened(zipped({"x.tar.gz": gzip.compress(tar({"a": TEXT})), "y.zip": zipped({"b": TEXT})}))) == {
        "-:x.tar.gz:a": LINES,
        "-:y.zip:b": LINES,
    }


def test_what_is_no_file_of_an_archive_is_skipped() -> None:
    link = tarfile.TarInfo("link")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    device = tarfile.TarInfo("device")
    device.type = tarfile.CHRTYPE
    folder = tarfile.TarInfo("folder")
    folder.type = tarfile.DIRTYPE
    members = {"__MACOSX/._a": b"junk", "._a": b"junk", "a": TEXT}
    assert read(opened(tar(members, link, device, folder))) == {"-:a": LINES}
    assert read(opened(zipped({**members, "folder/": b""}))) == {"-:a": LINES}


def test_a_file_of_an_archive_does_not_hide_the_others() -> None:
    members = {
        "deep.gz": gzip.compress(gzip.compress(TEXT)),
        "junk.gz": b"\x1f\x8b\x08\xff" + b"junk" * 100,
        "list.xlsx": zipped({"docProps/app.xml": b"", "xl/workbook.xml": b""}),
        "image.png": b"\x89PNG\r\n\x1a\n",
        "a": TEXT,
    }
    for archive in (tar(members), zipped(members), gzip.compress(tar(members))):
        found: dict[str, Any] = {}
        parts = open_source(opened(archive))
        with pytest.raises(StopIteration):
            while True:
                part = next(parts)
                try:
                    found[part.name] = numbered(part)
                except LogError as error:
                    assert str(error).startswith(f"{part.name}: ")
                    found[part.name] = str(error).removeprefix(f"{part.name}: ")
        assert found.pop("-:junk.gz").startswith("it cannot be read to its end: ")
        assert found == {
            "-:deep.gz": "it is packed more than 2 times: unpack it first",
            "-:list.xlsx": "it is a spreadsheet: save it as CSV",
            "-:image.png": "it is an image, not a text",
            "-:a": LINES,
        }


def test_a_capture_may_be_packed() -> None:
    said = Talk()
    said.open()
    for archive in (zipped({"a.pcap": pcap(said.packets)}), gzip.compress(tar({"a.pcap": pcap(said.packets)}))):
        for part in open_source(opened(archive)):
            assert (part.name, part.lines) == ("-:a.pcap", None)
            assert part.records is not None
            assert part.reopen is not None
            again = part.reopen().records
            assert again is not None
            assert [record.station for record in part.records] == [record.station for record in again] == ["CS001"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (zipped({"docProps/app.xml": b"", "xl/workbook.xml": b""}), "it is a spreadsheet: save it as CSV"),
        (
            zipped({"mimetype": b"", "content.xml": b""}),
            "it is an Office file: save a spreadsheet as CSV, a document as text",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "it is an old Office file: save a spreadsheet as CSV, a document as text",
        ),
        (b"%PDF-1.7\n", "it is a PDF: save its text"),
        (b"7z\xbc\xaf\x27\x1c", "it is a 7z archive: unpack it first"),
        (b"\x7fELF\x02", "it is a program, not a text"),
        (gz(gz(gz(TEXT))), "it is packed more than 2 times: unpack it first"),
        (zipped({})[:10], "it cannot be read to its end: File is not a zip file"),
    ],
)
def test_what_is_no_log_is_refused_by_name(data: bytes, reason: str) -> None:
    assert refused(opened(data)) == f"-: {reason}"


def test_a_zip_with_a_password_is_told() -> None:
    archive = bytearray(zipped({"a.log": TEXT}))
    archive[6] |= 1
    archive[archive.index(b"PK\x01\x02") + 8] |= 1
    assert refused(opened(bytes(archive))) == "-:a.log: it is encrypted"
    assert refused(opened(zipped({"a.log": TEXT}, zipfile.ZIP_LZMA))) == (
        "-:a.log: it is compressed in a rare way: unpack it first"
    )


def test_zst_without_a_library_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    packed = zstandard.compress(TEXT)
    monkeypatch.setitem(sys.modules, "zstandard", None)
    monkeypatch.setitem(sys.modules, "compression.zstd", None)
    assert refused(opened(packed)) == "-: to read zst, pip install 'ocpp-codec[cli]'"


# Bombs


def zeros(pack: Packer, unit: int) -> bytes:
    """More than is allowed, quickly made."""
    return pack(bytes(unit)) * (200_000_000 // unit)


BOMBS = {
    "gz": zeros(gzip.compress, 10_000_000),
    "bz2": zeros(bz2.compress, 40_000_000),
    "xz": zeros(lambda data: lzma.compress(data, preset=0), 50_000_000),
    "zst": zeros(zstandard.compress, 50_000_000),
    "lines": zeros(lambda data: bz2.compress((b"x" * 9999 + b"\n") * (len(data) // 10_000)), 40_000_000),
    "within": gzip.compress(zeros(gzip.compress, 10_000_000)),
    "zip": zipped({"a": bytes(10_000_000), **{f"{at}": bytes(10_000_000) for at in range(11)}}),
    "tar": gzip.compress(tar({"a": bytes(110_000_000)}), 1),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_by_name(name: str) -> None:
    ratio = 1000 if name == "lines" else 100
    assert refused(opened(BOMBS[name])) == f"-: refused as a bomb: more than {ratio} times its size comes out of it"


def test_a_log_that_repeats_itself_is_no_bomb() -> None:
    log = "".join(f'2026-05-17 09:41:{at % 60:02} received [2,"{at}","Heartbeat",{{}}]\n' for at in range(50_000))
    packed = gzip.compress(log.encode(), 1)
    (part,) = open_source(opened(packed * 40))
    assert part.lines is not None
    assert sum(1 for _ in part.lines) == 40 * 50_000 > compressed.FREE / len(log) * 50_000


def test_an_archive_has_a_bounded_number_of_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compressed, "MAX_MEMBERS", 3)
    members = {str(at): b"" for at in range(4)}
    for archive in (tar(members), zipped(members), zipped({"a": zipped(members)})):
        assert refused(opened(archive)) == "-: refused as a bomb: it has more than 3 files in it"


def test_names_in_an_archive_take_little_memory() -> None:
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.XHDTYPE, 1 << 32
    head = info.tobuf()
    for data in (head, gzip.compress(head + bytes(10_000))):
        # Python 3.14 finds no header at all.
        assert refused(opened(data)).startswith("-: it cannot be read to its end: ")


def test_names_that_follow_each_other_without_end_are_damage() -> None:
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.GNUTYPE_LONGNAME, 1
    assert refused(opened((info.tobuf() + bytes(512)) * 5000)).startswith("-: it cannot be read to its end: ")


# Lines


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_the_encoding_is_found_out(encoding: str) -> None:
    data = TEXT.decode().encode(encoding)
    assert read(opened(data)) == {"-": LINES}


def test_a_line_that_is_no_utf8_does_not_matter_to_the_others() -> None:
    data = "zwölf\n".encode() + b"zw\xf6lf\n" + b"zw\xc3\xb6lf \xff\n" + b"\0\xf6\n" + b"\x81\n" + b"last"
    assert read(opened(data)) == {
        "-": [(1, "zwölf"), (2, "zwölf"), (3, "zwölf \ufffd"), (4, "\0\ufffd"), (5, "\ufffd"), (6, "last")]
    }


def test_lines_are_numbered_as_grep_numbers_them() -> None:
    data = b"a\r\n\r\nb\n10 %\r20 %\r30 %\nc\r\r\nd\x0be\x0cf\x1cg\xc2\x85h\xe2\x80\xa8i\r"
    assert read(opened(data)) == {
        "-": [
            *[(1, "a"), (2, ""), (3, "b"), (4, "10 %"), (4, "20 %"), (4, "30 %"), (5, "c")],
            (6, "d\x0be\x0cf\x1cg\x85h\u2028i"),
        ]
    }


@given(st.lists(st.text("aé€😀", max_size=30), min_size=1), st.integers(4, 20), st.sampled_from(["\n", "\r\n"]))
def test_a_long_line_comes_in_pieces(texts: list[str], most: int, end: str) -> None:
    source = opened((end.join(texts) + end).encode())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lines, "MAX_LINE", most)
        patch.setattr(lines, "CHUNK", 3)
        (part,) = open_source(source)
        assert part.lines is not None
        whole: dict[int, str] = {}
        for line in part.lines:
            assert len(line.text.encode()) <= most + 10
            whole[line.number] = whole.get(line.number, "") + line.text
            assert line.more or whole[line.number] == texts[line.number - 1]
    assert list(whole.values()) == texts


def test_a_line_of_an_iterable_comes_in_pieces() -> None:
    (part,) = open_source(["x" * (2 * lines.MAX_LINE + 1), "y"])
    assert part.lines is not None
    assert [(line.number, len(line.text), line.more) for line in part.lines] == [
        (1, lines.MAX_LINE, True),
        (1, lines.MAX_LINE, True),
        (1, 1, False),
        (2, 1, False),
    ]


@given(st.binary())
def test_every_byte_is_kept_where_it_is_text(data: bytes) -> None:
    """What comes out has as many line feeds, and its ASCII, whatever is between."""
    source = opened(b"text " + data)
    (part,) = open_source(source)
    assert part.lines is not None
    found = list(part.lines)
    assert found[-1].number == data.removesuffix(b"\n").count(b"\n") + 1 or b"\0" in data


# Hostile


def survives(data: bytes) -> None:
    for part in open_source(opened(data)):
        with contextlib.suppress(LogError):
            for _ in part.lines or part.records or ():
                pass


HEADS = [
    *(pack(TEXT)[:size] for pack in PACKERS.values() for size in (4, 12, 30)),
    tar({"a": TEXT})[:512],
    tar({"a": TEXT})[:300],
    zipped({"a": TEXT})[:40],
    b"\xff\xfe",
    b"\0\0\xfe\xff",
    b"",
]


@given(st.sampled_from(HEADS), st.binary(max_size=2000))
def test_chance_never_breaks_it(head: bytes, junk: bytes) -> None:
    with contextlib.suppress(LogError):
        survives(head + junk)


ARCHIVES = [
    *(pack(TEXT * 5) for pack in PACKERS.values()),
    tar({"a": TEXT, "b.gz": gzip.compress(TEXT)}),
    gzip.compress(tar({"a": TEXT, "b" * 150: TEXT})),
    zipped({"a": TEXT, "b.xz": lzma.compress(TEXT)}),
]


@given(st.data())
def test_damage_never_breaks_it(data: st.DataObject) -> None:
    file = bytearray(data.draw(st.sampled_from(ARCHIVES)))
    for at in data.draw(st.lists(st.integers(0, len(file) - 1), max_size=8)):
        file[at] = data.draw(st.integers(0, 255))
    del file[data.draw(st.integers(0, len(file))) :]
    with contextlib.suppress(LogError):
        survives(bytes(file))
