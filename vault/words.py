"""What a person reads when a file is not taken, and what to do then."""

from django.utils.translation import gettext_lazy as _

PREFIX = "file_"
WORDS = {
    "file_empty": _("The file is empty. Choose the file again, or take a new photo."),
    "file_too_big": _("The file is larger than 8 MB. Take the photo again in a smaller size, or scan at 150 dpi."),
    "file_wrong_type": _("We take JPEG, PNG and PDF files. The name must end in .jpg, .png or .pdf. Save the file as one of these."),
    "file_heic": _("This is an iPhone photo (HEIC). Open Settings, Camera, Formats, choose Most Compatible, then take the photo again."),
    "file_not_an_image": _("We cannot open this photo. Take it again, or save it again as a JPEG."),
    "file_too_many_pixels": _("This picture has too many pixels (more than 40 million). Take the photo again in a smaller size."),
    "file_moving_image": _("This picture moves. Send one still picture."),
    "file_too_small": _(
        "The picture is too small to read: its shorter side needs at least 600 pixels. Take a new photo with the camera. "
        "Do not use a screenshot or a picture that was sent to you by chat."
    ),
    "file_too_dark": _(
        "The photo is too dark to read. Nothing was kept. Lay the document flat by a window or under a lamp, without your shadow on it, "
        "and take the photo again."
    ),
    "file_blank": _(
        "We see nothing on this page: it is empty, or the camera was too close. Nothing was kept. "
        "Turn the document over, hold the phone 30 cm above it, and take the photo again."
    ),
    "file_password": _("This PDF is locked with a password. Save it without a password, then send it again."),
    "file_too_many_pages": _("This PDF has more than 50 pages. Send only the pages that we ask for."),
    "file_too_complex": _("This PDF is too complex to check. Print it to a new PDF, or send photos of the pages."),
    "file_active_content": _("This PDF holds a program or an attached file. Print it to a new PDF, then send the new one."),
    "file_broken": _("The file is damaged or not complete. Save it again from the original, then send it again."),
    "file_no_such_page": _("This file has no such page."),
    "file_infected": _("Our virus check found something in this file. Do not open it. Make a new scan on another device."),
    "file_try_again": _("We could not check the file just now. Nothing was lost. Try again in a few minutes."),
}


def sentence(code: str) -> str:
    """The words for a FileRefused code in the reader's language; the same words answer Reason("file_" + code)."""
    return str(WORDS[PREFIX + code])
