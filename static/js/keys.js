// The keyboard. Single keys can be switched off in the help dialog (WCAG 2.1.4).
(() => {
  const CARD = "[data-card]";
  let lastCard = null;

  const on = () => {
    try {
      return localStorage.getItem("keys") !== "off";
    } catch {
      return true;
    }
  };

  function typing(target) {
    return target.closest?.("input, textarea, select, [contenteditable], dialog[open]") != null;
  }

  function cardsBeside(card, step) {
    const columns = [...document.querySelectorAll("[data-column]")];
    const here = card.closest("[data-column]");
    const row = [...here.querySelectorAll(CARD)].indexOf(card);
    for (let at = columns.indexOf(here) + step; columns[at]; at += step) {
      const cards = columns[at].querySelectorAll(CARD);
      if (cards.length) return cards[Math.min(row, cards.length - 1)];
    }
    return null;
  }

  function neighbour(card, key) {
    if (!card) return document.querySelector(CARD);
    if (key === "ArrowLeft" || key === "ArrowRight") {
      return card.closest("[data-column]") && cardsBeside(card, key === "ArrowLeft" ? -1 : 1);
    }
    const cards = [...(card.closest("[data-column]") ?? document).querySelectorAll(CARD)];
    return cards[cards.indexOf(card) + (key === "j" || key === "ArrowDown" ? 1 : -1)];
  }

  function focusCard(card) {
    if (!card) return;
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  function act(event, card) {
    const { key } = event;
    if (key === "?") return document.getElementById("keys-help")?.showModal() ?? true;
    if (key === "/") return focusSearch();
    if (key === "j" || key === "k") return focusCard(neighbour(card, key)) ?? true;
    if (!card) return false;
    if (/^Arrow/.test(key)) return focusCard(neighbour(card, key)) ?? true;
    if (key === "Enter" && event.target === card) return card.querySelector("a[href]")?.click() ?? true;
    const by = { "[": -1, "]": 1 }[key];
    if (!by) return false;
    card.dispatchEvent(new CustomEvent("card:step", { bubbles: true, detail: { by } }));
    return true;
  }

  // The palette takes the event; a page without one has a search of its own.
  function focusSearch() {
    if (!document.dispatchEvent(new CustomEvent("palette:open", { cancelable: true }))) return true;
    const search = document.querySelector("[data-search]");
    search?.focus();
    search?.select();
    return Boolean(search);
  }

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "k") {
      if (focusSearch()) event.preventDefault();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || !on()) return;
    const card = event.target.closest?.(CARD);
    if (card && event.target.closest("details[open]")) return; // arrows belong to the open menu
    if (act(event, card)) event.preventDefault();
  });

  // A moved card is a new element: give it back the focus that the old one held.
  document.addEventListener("focusin", (event) => {
    lastCard = event.target.closest(CARD)?.id ?? null;
  });
  document.addEventListener("htmx:after:swap", () => {
    if (lastCard && document.activeElement === document.body) {
      document.getElementById(lastCard)?.focus({ preventScroll: true });
    }
  });

  document.addEventListener("DOMContentLoaded", () => {
    const box = document.querySelector("[data-keys-switch]");
    if (!box) return;
    box.checked = on();
    box.addEventListener("change", () => localStorage.setItem("keys", box.checked ? "on" : "off"));
  });
})();
