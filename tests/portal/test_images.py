"""Pictures are judged by what they hold, drawn anew and kept under a name of ours."""

import io
import re
import zlib

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, PngImagePlugin

from portal import images

OURS = re.compile(r"/media/images/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}\.(jpg|png|webp)")
NOT_READABLE = "This is not a picture that we can read. Use a JPEG, PNG, GIF or WebP file."
SECRET = b"51.5007 N, 0.1246 W"


def drawn(kind, size=(40, 20), mode="RGB", **how):
    """The bytes of a picture, red at the left and blue at the right."""
    picture = Image.new("RGB", size, "red")
    picture.paste("blue", (size[0] // 2, 0, *size))
    content = io.BytesIO()
    picture.convert(mode).save(content, kind, **how)
    return content.getvalue()


def stored(content, name="holiday.jpg"):
    """What we keep of this upload: its address and its bytes."""
    address = images.store(SimpleUploadedFile(name, content))
    with default_storage.open(address.removeprefix("/media/")) as file:
        return address, file.read()


def refusal(content, name="picture.gif"):
    with pytest.raises(images.NotAPicture) as error:
        images.store(SimpleUploadedFile(name, content))
    assert not default_storage.exists("images")
    return str(error.value)


@pytest.mark.parametrize(
    ("kind", "kept_as", "ending"),
    [("JPEG", "JPEG", "jpg"), ("PNG", "PNG", "png"), ("GIF", "PNG", "png"), ("WEBP", "WEBP", "webp")],
)
def test_the_four_kinds_are_drawn_anew(kind, kept_as, ending):
    address, content = stored(drawn(kind))

    picture = Image.open(io.BytesIO(content))
    assert (picture.format, picture.size) == (kept_as, (40, 20))
    assert address.endswith(f".{ending}")


@pytest.mark.parametrize("name", ["../../etc/passwd", "a.html", "Ü b.svg", "x" * 300 + ".gif", "con", "a.php.gif"])
def test_the_name_is_ours_whatever_it_was_called(name):
    address, _ = stored(drawn("PNG"), name)

    assert OURS.fullmatch(address)


def test_its_address_is_one_that_the_portal_serves(client):
    address, content = stored(drawn("PNG"))

    answer = client.get(address)

    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert b"".join(answer.streaming_content if answer.streaming else [answer.content]) == content


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_every_way_to_hold_colours_can_be_kept(mode):
    content = io.BytesIO()
    Image.new(mode, (3, 3)).save(content, "PNG")

    assert Image.open(io.BytesIO(stored(content.getvalue())[1])).size == (3, 3)


def test_printers_colours_become_screen_colours():
    assert Image.open(io.BytesIO(stored(drawn("JPEG", mode="CMYK"))[1])).mode == "RGB"


@pytest.mark.parametrize("kind", ["PNG", "GIF", "WEBP"])
def test_see_through_parts_stay_see_through(kind):
    picture = Image.new("RGBA", (4, 4), (255, 0, 0, 0))
    content = io.BytesIO()
    picture.save(content, kind)

    kept = Image.open(io.BytesIO(stored(content.getvalue())[1]))

    assert kept.convert("RGBA").getpixel((1, 1))[3] == 0


def test_a_picture_taken_sideways_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # turn by a quarter

    kept = Image.open(io.BytesIO(stored(drawn("JPEG", exif=exif))[1]))

    assert kept.size == (20, 40)
    assert kept.getpixel((10, 4))[0] > 200  # red is above
    assert not kept.getexif()


def with_secret(kind):
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    how = {"exif": exif, "xmp": SECRET, "comment": SECRET, "icc_profile": SECRET}
    if kind == "PNG":
        how["pnginfo"] = PngImagePlugin.PngInfo()
        how["pnginfo"].add_text("Comment", SECRET.decode())
    content = drawn(kind, **how)
    assert SECRET in content
    return content


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP"])
def test_what_a_camera_or_a_person_wrote_into_it_is_gone(kind):
    _, content = stored(with_secret(kind))

    assert SECRET not in content


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP"])
def test_what_is_hidden_behind_the_picture_is_gone(kind):
    script = b"<script>alert(1)</script>"

    _, content = stored(drawn(kind) + script)

    assert script not in content


def test_a_moving_picture_becomes_its_first_frame():
    frames = [Image.new("RGB", (5, 5), colour) for colour in ("red", "blue")]
    content = io.BytesIO()
    frames[0].save(content, "GIF", save_all=True, append_images=frames[1:])

    kept = Image.open(io.BytesIO(stored(content.getvalue())[1]))

    assert getattr(kept, "n_frames", 1) == 1
    assert kept.convert("RGB").getpixel((1, 1)) == (255, 0, 0)


def test_a_large_picture_is_made_smaller(settings):
    kept = Image.open(io.BytesIO(stored(drawn("JPEG", size=(3200, 1000)))[1]))

    assert kept.size == (settings.IMAGE_MAX_SIDE, 500)


def test_a_small_picture_keeps_its_size():
    assert Image.open(io.BytesIO(stored(drawn("PNG", size=(1, 1)))[1])).size == (1, 1)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    "content",
    [
        SVG,
        b'<?xml version="1.0"?>' + SVG,
        b"<!doctype html><script>alert(1)</script>",
        b"GIF89a=1;alert(1)//<script>",
        b"\xff\xd8\xff<script>alert(1)</script>",
        b"%PDF-1.7\n",
        b"\x00" * 100,
        drawn("JPEG")[:-100],
        drawn("PNG")[:40],
        drawn("WEBP")[:-10],
        drawn("BMP"),
        drawn("TIFF"),
        drawn("ICO"),
    ],
    ids=["svg", "xml", "html", "script as gif", "script as jpeg", "pdf", "zeros", "half a jpeg", "half a png"]
    + ["half a webp", "bmp", "tiff", "ico"],
)
def test_anything_else_is_refused_in_a_sentence(content):
    assert refusal(content) == NOT_READABLE


def test_an_empty_file_is_refused():
    assert refusal(b"") == NOT_READABLE


SIZES = {"50 million": (10_000, 5_000), "100 million": (10_000, 10_000), "3600 million": (60_000, 60_000)}


@pytest.mark.parametrize("pixels", SIZES)
def test_a_picture_of_too_many_pixels_is_refused_before_it_is_drawn(pixels):
    content = bytearray(drawn("PNG"))  # says that it is that large; to draw it would fail in other words
    width, height = SIZES[pixels]
    content[16:24] = width.to_bytes(4) + height.to_bytes(4)
    content[29:33] = zlib.crc32(content[12:29]).to_bytes(4)

    assert refusal(bytes(content)) == "The picture has more than 40 million pixels."


def test_a_file_of_more_than_5_mb_is_refused():
    assert refusal(drawn("PNG") + b"\x00" * 5 * 1024 * 1024) == "The picture is larger than 5 MB."
