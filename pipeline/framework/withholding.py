"""What the framework tells only those who edit it, such as the key to an exercise."""

from collections.abc import Mapping

from config.accounts.models import User
from pipeline.framework.lists import LISTS, EntryList


def reads_all(user: User) -> bool:
    """Say whether this person may read the fields that are kept back from others."""
    return user.can("framework.edit")


def shown_to(user: User, entry_list: EntryList, document: Mapping) -> dict:
    """Return of a document what this person may read."""
    hidden = () if reads_all(user) else entry_list.kept_back
    return {name: value for name, value in document.items() if name not in hidden}


def framework_for(user: User, documents: Mapping) -> dict[str, list[dict]]:
    """Return of a framework what this person may read."""
    return {
        name: [shown_to(user, LISTS[name], document) for document in entries]
        for name, entries in documents.items()
    }


def file_for(user: User, documents: Mapping) -> dict[str, list[dict]]:
    """Return of a framework the lists that this person may read whole.

    A list with gaps would be no framework that another company could take in.
    """
    return {
        name: entries
        for name, entries in documents.items()
        if reads_all(user) or not LISTS[name].kept_back
    }
