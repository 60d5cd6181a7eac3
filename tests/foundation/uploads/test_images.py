"""Photos and screenshots through the whole check, child process included."""

import io
import random
import zlib
from collections.abc import Callable

import pytest
from PIL import Image

from wirwissen.foundation.uploads.check import (
    Accepted,
    Kind,
    Limits,
    Reason,
    Rejected,
    check_upload,
)

from . import make

RED, BLUE = (255, 0, 0), (0, 0, 255)
FRAME = b"\xff\xc0"  # where a JPEG states its size


def accepted(content: bytes) -> Accepted:
    result = check_upload(content)
    assert isinstance(result, Accepted), result
    return result


def picture(result: Accepted) -> Image.Image:
    image = Image.open(io.BytesIO(result.content))
    image.load()
    return image


def test_a_photo_is_taken_and_written_anew() -> None:
    sent = make.jpeg()

    result = accepted(sent)

    assert (result.kind, result.media_type, result.pages) == (Kind.JPEG, "image/jpeg", None)
    assert result.content != sent
    assert picture(result).size == (64, 48)


def test_place_camera_comment_and_profile_of_a_photo_are_gone() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Telling Camera"
    exif.get_ifd(0x8825)[2] = (52.0, 31.0, 12.0)
    sent = make.jpeg(
        exif=exif, comment=b"Telling comment", icc_profile=b"Telling profile", xmp=b"Telling xmp"
    )
    assert b"Telling" in sent

    result = accepted(sent)

    assert b"Telling" not in result.content
    assert not picture(result).getexif()
    # JFIF header, tables, size, tables: nothing else.
    assert set(make.segments_of(result.content)) <= {0xE0, 0xDB, 0xC0, 0xC4}


@pytest.mark.parametrize(
    ("orientation", "size", "top", "bottom"),
    [(1, (64, 48), RED, BLUE), (3, (64, 48), BLUE, RED), (6, (48, 64), None, None)],
)
def test_a_photo_lies_the_right_way_round_without_its_exif(
    orientation: int,
    size: tuple[int, int],
    top: tuple[int, int, int] | None,
    bottom: tuple[int, int, int] | None,
) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation

    image = picture(accepted(make.png(exif=exif)))

    assert image.size == size
    if top and bottom:
        assert (image.getpixel((5, 2)), image.getpixel((5, 45))) == (top, bottom)
    else:
        assert (image.getpixel((2, 5)), image.getpixel((45, 5))) == (BLUE, RED)


@pytest.mark.parametrize("write", [make.jpeg, make.png])
def test_a_picture_with_broken_exif_is_taken_as_it_lies(write: Callable[..., bytes]) -> None:
    sent = write(exif=b"Exif\0\0nonsense!")

    assert picture(accepted(sent)).size == (64, 48)


@pytest.mark.parametrize("mode", ["CMYK", "L"])
def test_photos_for_print_and_in_grey_become_ordinary_photos(mode: str) -> None:
    image = picture(accepted(make.jpeg(make.photo(mode=mode))))

    assert image.mode == ("RGB" if mode == "CMYK" else "L")


def test_a_picture_with_transparent_palette_stays_transparent() -> None:
    image = make.photo().quantize(4)
    transparent = image.getpixel((0, 0))

    kept = picture(accepted(make.png(image, transparency=transparent))).convert("RGBA")

    assert (kept.getpixel((0, 0)), kept.getpixel((0, 47))) == ((255, 0, 0, 0), (0, 0, 255, 255))


def test_a_picture_of_16_bits_keeps_its_values() -> None:
    image = Image.new("I;16", (20, 10), 51_234)

    assert picture(accepted(make.png(image))).getpixel((3, 3)) == 51_234


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_every_mode_of_png_is_taken(mode: str) -> None:
    assert picture(accepted(make.png(make.photo(mode=mode)))).size == (64, 48)


def test_text_profile_and_time_of_a_png_are_gone() -> None:
    telling = make.chunk(b"tEXt", b"Author\0Telling name") + make.chunk(b"tIME", bytes(7))
    telling += make.chunk(b"iCCP", b"Telling\0\0" + zlib.compress(b"profile"))

    result = accepted(make.png_of_zeros(8, 8, extra=telling))

    assert set(make.chunks_of(result.content)) == {b"IHDR", b"IDAT", b"IEND"}


def test_of_an_animation_the_first_picture_remains() -> None:
    second = Image.new("RGB", (64, 48), "green")

    result = accepted(make.png(save_all=True, append_images=[second], duration=100))

    assert b"acTL" not in make.chunks_of(result.content)
    assert picture(result).getpixel((5, 2)) == RED


def test_twenty_five_megapixels_are_taken_and_one_row_more_is_not() -> None:
    assert picture(accepted(make.png_of_zeros(5000, 5000))).size == (5000, 5000)
    assert check_upload(make.png_of_zeros(5000, 5001, rows=1)) == Rejected(Reason.TOO_MANY_PIXELS)


def test_the_number_of_pixels_follows_the_limits_given() -> None:
    limits = Limits(max_pixels=64 * 48 - 1)

    assert check_upload(make.png(), limits=limits) == Rejected(Reason.TOO_MANY_PIXELS)
    assert check_upload(make.jpeg(), limits=limits) == Rejected(Reason.TOO_MANY_PIXELS)


def test_a_small_file_that_decodes_to_hundreds_of_megabytes_is_refused_before_decoding() -> None:
    bomb = make.png_of_zeros(11_000, 11_000, rows=300)
    assert len(bomb) < 12_000

    assert check_upload(bomb) == Rejected(Reason.TOO_MANY_PIXELS)


@pytest.mark.parametrize("size", [b"\xff\xff\xff\xff", b"\xff\xf0\xff\xf0"])
def test_a_photo_that_states_a_huge_size_is_refused(size: bytes) -> None:
    sent = bytearray(make.jpeg())
    at = sent.index(FRAME) + 5
    sent[at : at + 4] = size

    assert check_upload(bytes(sent)) == Rejected(Reason.TOO_MANY_PIXELS)


def test_a_png_with_a_hundred_megabytes_of_text_is_refused() -> None:
    text = make.chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(150_000_000), 1))

    assert check_upload(make.png_of_zeros(8, 8, extra=text)) == Rejected(Reason.DAMAGED)


def test_more_rows_than_stated_are_not_decoded() -> None:
    result = accepted(make.png_of_zeros(8, 8, rows=400_000))

    assert picture(result).size == (8, 8)


def test_a_photo_of_thousands_of_scans_is_refused() -> None:
    sent = make.jpeg(progressive=True)
    first = sent.index(b"\xff\xda")
    scan = sent[first : sent.index(b"\xff", first + 2)]

    bomb = sent[:-2] + scan * 5000 + sent[-2:]

    assert check_upload(bomb) == Rejected(Reason.TOO_COMPLEX)


@pytest.mark.parametrize("sent", [make.jpeg(), make.jpeg(progressive=True), make.png()])
@pytest.mark.parametrize("missing", [1, 4, 12, 100])
def test_a_picture_whose_end_is_missing_is_refused(sent: bytes, missing: int) -> None:
    assert check_upload(sent[:-missing]) == Rejected(Reason.DAMAGED)


def test_a_picture_with_a_changed_byte_never_stops_the_check() -> None:
    chance = random.Random(7)
    for sent in (make.jpeg(), make.png()) * 5:
        changed = bytearray(sent)
        for _ in range(3):
            changed[chance.randrange(4, len(sent))] = chance.randrange(256)

        result = check_upload(bytes(changed))

        assert isinstance(result, Accepted) or result.reason in {
            Reason.DAMAGED,
            Reason.TOO_MANY_PIXELS,
            Reason.TOO_COMPLEX,
        }
