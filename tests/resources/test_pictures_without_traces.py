"""Pictures are published without what the camera noted of place, time and device, and look as before."""

import io

import pytest
from PIL import Image, PngImagePlugin
from PIL.ExifTags import GPS, IFD, Base

from portal import files
from resources.models import Document
from tests.resources.make import make_document, make_upload
from tests.resources.real_files import make_picture
from tests.resources.test_files_refused import refusal

SECRETS = [b"PhoneMaker", b"Ada Photographer", b"xmp-secret", b"comment-secret", b"behind-the-end"]


def photograph(kind="JPEG", turned=6, **saved):
    """A picture as a telephone saves it: where it stood, which telephone it was and how it was held."""
    exif = Image.Exif()
    exif[Base.Make], exif[Base.Artist], exif[Base.Orientation] = "PhoneMaker", "Ada Photographer", turned
    exif.get_ifd(IFD.GPSInfo).update({GPS.GPSLatitudeRef: "N", GPS.GPSLatitude: (52.0, 28.0, 47.5)})
    picture = Image.linear_gradient("L").resize((61, 40)).convert("RGB")
    content, profile = io.BytesIO(), b"\x00" * 128
    if kind == "PNG":
        said = PngImagePlugin.PngInfo()
        said.add_text("Author", "Ada Photographer")
        said.add_itxt("XML:com.adobe.xmp", "xmp-secret", zip=False)
        picture.save(content, kind, exif=exif, pnginfo=said, icc_profile=profile, dpi=(300, 300), **saved)
    else:
        saved = {"quality": 80} | saved
        picture.save(
            content, kind, exif=exif, xmp=b"xmp-secret", comment=b"comment-secret", icc_profile=profile, **saved
        )
    return content.getvalue() + b"behind-the-end"


def received(content):
    kept, facts = files.received(make_upload(content))
    kept.seek(0)
    return kept.read(), facts


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_the_place_the_device_and_the_names_are_gone_and_every_pixel_stays(kind):
    taken = photograph(kind)
    assert Image.open(io.BytesIO(taken)).getexif().get_ifd(IFD.GPSInfo)

    kept, facts = received(taken)

    before, after = Image.open(io.BytesIO(taken)), Image.open(io.BytesIO(kept))
    assert after.tobytes() == before.tobytes()
    assert after.info["icc_profile"] == before.info["icc_profile"]
    assert dict(after.getexif()) == {Base.Orientation: 6}
    assert not [secret for secret in SECRETS if secret in kept]
    assert facts.size == len(kept) < len(taken)


@pytest.mark.parametrize("saved", [{"progressive": True}, {"subsampling": 0, "restart_marker_rows": 1}])
def test_other_ways_of_writing_a_jpeg_keep_every_pixel_too(saved):
    taken = photograph(**saved)

    kept, _ = received(taken)

    assert Image.open(io.BytesIO(kept)).tobytes() == Image.open(io.BytesIO(taken)).tobytes()


def test_a_picture_that_is_not_turned_keeps_nothing_of_its_notes():
    kept, _ = received(photograph(turned=1))

    assert not Image.open(io.BytesIO(kept)).getexif()
    assert b"Exif" not in kept


def test_a_telephones_file_of_several_pictures_keeps_the_first():
    content = io.BytesIO()
    pictures = [Image.new("RGB", (40, 30), colour) for colour in ("red", "blue")]
    pictures[0].save(content, "MPO", save_all=True, append_images=pictures[1:])

    kept, facts = received(content.getvalue())

    assert facts.kind == "jpg"
    assert Image.open(io.BytesIO(kept)).format == "JPEG"


def test_a_transparent_png_of_few_colours_stays_so():
    content = io.BytesIO()
    Image.new("P", (9, 9), 1).save(content, "PNG", transparency=b"\x00", bits=2)

    kept, _ = received(content.getvalue())

    assert Image.open(io.BytesIO(kept)).info["transparency"] == Image.open(content).info["transparency"] == 0


def test_a_picture_without_notes_is_kept_as_it_came():
    for kind in ("PNG", "JPEG"):
        content = make_picture(kind)

        assert received(content)[0] == content


def test_a_picture_that_ends_in_markers_is_refused_or_kept_without_them():
    spoilt = make_picture("JPEG")[:-2] + b"\xff\xe1" * 3

    try:
        received(spoilt)
    except files.Refused as refusal:
        assert "damaged" in str(refusal)


@pytest.mark.django_db(transaction=True)
def test_the_published_file_and_its_hash_are_those_of_the_cleaned_picture(client):
    document = make_document(photograph(), slug="poster")

    served = b"".join(client.get("/resources/poster/download/").streaming_content)

    assert not [secret for secret in SECRETS if secret in served]
    assert Document.objects.get(pk=document.pk).newest.size == len(served)
    assert files.judge(make_upload(served)).sha256 == document.newest.sha256


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_that_was_cut_short_is_refused(kind):
    content = make_picture(kind, size=(600, 400))

    assert "picture is damaged" in refusal(content[: len(content) // 2])
