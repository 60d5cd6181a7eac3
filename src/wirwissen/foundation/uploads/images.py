"""Photos and screenshots: decoded fully and written anew, so that only the picture remains.

Runs in the limited child process only. Colour profiles go with the rest of the metadata: they may
name a device or a person, and for a paper to be read the shift in colour does not matter.
"""

import io

from PIL import Image, JpegImagePlugin, PngImagePlugin

from .outcome import Cleaned, Limits, Reason

JPEG_QUALITY = 88
PNG_END = b"IEND\xaeB`\x82"
# A real progressive JPEG has about ten scans. Each scan costs a walk over the whole picture, and a
# file of 100 kB can hold thousands of them.
MAX_SCANS = 100
# From here on zlib's level 6 costs ten seconds and more for the largest pictures we take.
FAST_FROM_PIXELS = 4_000_000
_ORIENTATION_TAG = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def clean_jpeg(content: bytes, limits: Limits) -> Cleaned | Reason:
    """The photo written anew without metadata, or the reason why it is not taken.

    The size is known from the header: too many pixels are refused before one is decoded. Raises
    what Pillow raises for a damaged file.
    """
    if content.count(b"\xff\xda") > MAX_SCANS:
        return Reason.TOO_COMPLEX
    # The class itself, not `Image.open`: no other decoder is ever asked.
    image = JpegImagePlugin.JpegImageFile(io.BytesIO(content))
    if image.width * image.height > limits.max_pixels:
        return Reason.TOO_MANY_PIXELS
    image.load()
    return Cleaned(_written_as_jpeg(_turned_upright(image)))


def clean_png(content: bytes, limits: Limits) -> Cleaned | Reason:
    """The picture written anew without metadata, or the reason why it is not taken.

    As for `clean_jpeg`; of an animation the first picture remains.
    """
    image = PngImagePlugin.PngImageFile(io.BytesIO(content))
    if image.width * image.height > limits.max_pixels:
        return Reason.TOO_MANY_PIXELS
    # Decoding alone does not notice that the end is missing.
    if PNG_END not in content:
        return Reason.DAMAGED
    PngImagePlugin.PngImageFile(io.BytesIO(content)).verify()
    image.load()
    return Cleaned(_written_as_png(_turned_upright(image)))


def _turned_upright(image: Image.Image) -> Image.Image:
    try:
        turn = _TURNS.get(image.getexif().get(_ORIENTATION_TAG, 1))
    except Exception:
        # Broken EXIF is common and goes anyway; the picture is fine, it may only lie on its side.
        return image
    return image if turn is None else image.transpose(turn)


def _written_as_jpeg(image: Image.Image) -> bytes:
    plain = image if image.mode in {"L", "RGB"} else image.convert("RGB")
    return _written(plain, "JPEG", quality=JPEG_QUALITY)


def _written_as_png(image: Image.Image) -> bytes:
    # Transparency may sit in the metadata; it belongs to the picture and moves into the pixels.
    if "transparency" in image.info and image.mode in {"1", "L", "P", "RGB"}:
        image = image.convert("RGBA")
    level = 6 if image.width * image.height < FAST_FROM_PIXELS else 1
    return _written(image, "PNG", compress_level=level)


def _written(image: Image.Image, image_format: str, **options: int) -> bytes:
    # Pillow writes comment, profile and text from here again if they are left.
    image.info.clear()
    written = io.BytesIO()
    image.save(written, format=image_format, **options)
    return written.getvalue()
