"""Text without case and accents, and where each letter of it stood."""

import unicodedata
from dataclasses import dataclass

SPECIAL = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe",
    "ı": "i", "ħ": "h", "ŋ": "n",
}  # fmt: skip


OUT = ("ae", "oe", "ue", "aa")
"""How ä, ö, ü and å are written where they cannot be typed."""


@dataclass(frozen=True)
class Folded:
    """`text` is folded; `places[n]` is where its letter n stood, with the length at the end."""

    text: str
    places: list[int]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return where the stretch [`start`, `end`) of the folded text stood."""
        left, right = self.places[start], self.places[end]
        # A letter that folds into two is taken out whole.
        return left, right if right > self.places[end - 1] else right + 1


def fold(text: str) -> Folded:
    """Return `text` in small letters without accents."""
    letters: list[str] = []
    places: list[int] = []
    for at, character in enumerate(text):
        for letter in _folded(character):
            letters.append(letter)
            places.append(at)
    return Folded("".join(letters), [*places, len(text)])


def variants_of(word: str) -> set[str]:
    """Return the folded `word` and how it is written without umlauts: “muller”, “mueller”.

    `word` is folded; either spelling of it gives the other.
    """
    ways = {word}
    for out in OUT:
        ways |= {way.replace(out, out[0]) for way in ways}
    for out in OUT:
        ways |= {
            way[:at] + out + way[at + 1 :]
            for way in set(ways)
            for at, found in enumerate(way)
            if found == out[0] and way[at + 1 : at + 2] != out[1]
        }
    return ways


def _folded(character: str) -> str:
    if character.isascii():
        return character.lower()
    letters = (SPECIAL.get(letter, letter) for letter in character.casefold())
    plain = unicodedata.normalize("NFKD", "".join(letters)).casefold()
    kept = (SPECIAL.get(letter, letter) for letter in plain if not unicodedata.combining(letter))
    return "".join(kept)
