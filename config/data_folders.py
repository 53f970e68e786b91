"""The folder of all that Fortnight keeps outside its database."""

from pathlib import Path


def make_data_folder(folder: Path) -> None:
    """Make `folder` unless it is there: others may pass through it, but not look into it.

    Passing through is for the database server, which has an account of its own under root.
    """
    if not folder.exists():
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o711)
