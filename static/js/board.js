// Dragging cards between columns. Without script, or by keyboard, the card's menu does the same.
(() => {
  const CONTROLS = "button, summary, input, select, textarea, .menu-list";
  const ANIMATION = matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 120;
  let held = null; // where the dragged card stood

  function announce(text) {
    const place = document.getElementById("announcer");
    if (place) place.textContent = text;
  }

  function putBack(card, place) {
    if (place.parent.isConnected) place.parent.insertBefore(card, place.next);
  }

  // Sortable leaves style attributes on what it moved past, which the content security policy
  // would report as soon as that HTML is copied.
  function tidy(board) {
    setTimeout(() => {
      if ("dragging" in document.body.dataset) return;
      for (const element of board.querySelectorAll("[style]")) element.removeAttribute("style");
    }, 2 * ANIMATION);
  }

  function dragging(board, is) {
    board?.classList.toggle("is-dragging", is);
    if (is) document.body.dataset.dragging = "";
    else delete document.body.dataset.dragging;
  }

  async function move(card, column, place) {
    const { name, moveUrl, version } = card.dataset;
    announce(`Moving ${name} to ${column.dataset.columnName}`);
    card.classList.add("is-moving");
    const back = (event) => {
      if (event.type === "htmx:after:request" && event.detail.ctx.response.status < 400) return;
      putBack(card, place);
      announce(`${name} was not moved`);
    };
    card.addEventListener("htmx:after:request", back, { once: true });
    card.addEventListener("htmx:error", back, { once: true });
    const values = { to: column.dataset.column, version };
    await htmx.ajax("POST", moveUrl, { source: card, target: "#toasts", swap: "beforeend", values });
    card.classList.remove("is-moving");
    card.removeEventListener("htmx:after:request", back);
    card.removeEventListener("htmx:error", back);
  }

  function sortable(column) {
    return new Sortable(column, {
      group: "board",
      draggable: "[data-draggable]",
      filter: CONTROLS,
      preventOnFilter: false,
      delay: 160,
      delayOnTouchOnly: true,
      animation: ANIMATION,
      ghostClass: "is-ghost",
      dragClass: "is-dragged",
      scrollSensitivity: 60,
      onStart({ item, from }) {
        held = { parent: from, next: item.nextElementSibling };
        dragging(item.closest(".board"), true);
      },
      onEnd({ item, from, to }) {
        dragging(from.closest(".board"), false);
        tidy(from.closest(".board"));
        // Within a column the order is by urgency, and not for us to change.
        if (from === to) putBack(item, held);
        else move(item, to, held);
      },
    });
  }

  function start() {
    for (const column of document.querySelectorAll("[data-board] [data-column]")) {
      if (!Sortable.get(column)) sortable(column);
    }
  }
  document.addEventListener("DOMContentLoaded", start);
  document.addEventListener("htmx:after:swap", start);
})();
