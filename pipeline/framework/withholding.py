"""What the framework does not tell everybody: the key to an exercise, and pay premiums."""

from collections.abc import Mapping

from config.accounts.models import User
from pipeline.framework.lists import LISTS, EntryList


def hidden_from(user: User, entry_list: EntryList) -> frozenset[str]:
    """Return the fields of the list that are kept back from this person."""
    return frozenset(
        name
        for name, actions in entry_list.kept_back.items()
        if not any(user.can(action) for action in actions)
    )


def shown_to(user: User, entry_list: EntryList, document: Mapping) -> dict:
    """Return of a document what this person may read."""
    hidden = hidden_from(user, entry_list)
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
        name: entries for name, entries in documents.items() if not hidden_from(user, LISTS[name])
    }
