"""Each refusal of a file, with a code of its own and what to do about it."""

from __future__ import annotations

from disclosures.domain.errors import DeskError
from disclosures.domain.words import _


class FileEmpty(DeskError):
    """Not one byte."""

    code = "file_empty"
    sentence = _("The file is empty. Choose it again, and look whether it opens on your own machine.")


class FileTooLarge(DeskError):
    """More than one file may have."""

    code, status = "file_too_large", 413
    sentence = _("The file is larger than the desk takes. Scan it with fewer colours, or split it.")


class BoxFull(DeskError):
    """More than all files of one case may have together."""

    code = "evidence_full"
    sentence = _(
        "The files of this case are as many, or as large, as they may be. Write to the desk if more must come."
    )


class FileTypeRefused(DeskError):
    """By its content none of the types the desk takes, whatever its name says."""

    code = "file_type_refused"
    sentence = _(
        "By its content this is no file that the desk takes: PDF, JPEG, PNG, plain text, e-mail (EML) or Word (DOCX). "
        "Save it as one of these; send what is in an archive file by file."
    )


class FilePasswordProtected(DeskError):
    """Nobody but who knows the password could read it, the virus scanner included."""

    code = "file_password_protected"
    sentence = _("The file is protected by a password. Remove the password, and send it again.")


class FileUnpacksTooLarge(DeskError):
    """An archive bomb, by what comes out of it."""

    code = "file_unpacks_too_large"
    sentence = _(
        "The file unpacks to far more than it holds, as files do that are made to harm. Save it anew from the program "
        "that it comes from, or as PDF."
    )


class FileHoldsProgram(DeskError):
    """A document with macros."""

    code = "file_holds_program"
    sentence = _("The file holds a program (macros). Save it without, or as PDF.")


class FileDamaged(DeskError):
    """Not readable as what it begins as, or not within the time and memory that a reader gets."""

    code = "file_damaged"
    sentence = _("The file cannot be read. Look whether it opens on your own machine, save it anew, and send that.")


class FileHeld(DeskError):
    """Nothing is given out before the scanner has looked at it."""

    code, status = "file_held", 409
    sentence = _("The file waits for the virus scanner. Try again in a few minutes.")


class FileQuarantined(DeskError):
    """The scanner found something, or could not look."""

    code, status = "file_quarantined", 409
    sentence = _("The file is in quarantine. A privacy officer decides whether it may be opened.")


class FileUnscanned(DeskError):
    """There is no scanner: whoever reads somebody else's file says that they know."""

    code, status = "file_unscanned", 409
    sentence = _(
        "No virus scanner looked at this file. Open it only on a machine that is made for that; to have it all the "
        "same, say that you accept it unscanned."
    )


class FileDestroyed(DeskError):
    """Only its hash is left."""

    code, status = "file_destroyed", 410
    sentence = _("The file was destroyed. What is kept of it is its hash.")
