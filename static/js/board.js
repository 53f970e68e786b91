// Dragging cards between columns. Without script, or by keyboard, the card's menu does the same.
(() => {
  const CONTROLS = "button, summary, input, select, textarea, .menu-list";
  const ANIMATION = matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 120;
  let held = null; // where the dragged card stood
  let missed = null; // the board that changed meanwhile

  function announce(text) {
    const place = document.getElementById("announcer");
    if (place) place.textContent = text;
  }

  // An element that moves through the document loses the focus it holds.
  function put(card, parent, next) {
    const focused = card.contains(document.activeElement) ? document.activeElement : null;
    parent.insertBefore(card, next);
    focused?.focus({ preventScroll: true });
  }

  function putBack(card, place) {
    if (!place.parent.isConnected) return;
    put(card, place.parent, place.next?.parentNode === place.parent ? place.next : null);
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
    if (!is) askAgain();
  }

  const isBusy = () => "dragging" in document.body.dataset || document.querySelector(".is-moving");

  // What others changed may arrive when a card is in the hand or on its way: then it is asked
  // for again, once the card has arrived.
  document.addEventListener("htmx:before:swap", (event) => {
    const { sourceElement } = event.detail.ctx;
    if (!sourceElement.matches("[data-board]") || !isBusy()) return;
    event.preventDefault();
    missed = sourceElement;
  });

  function askAgain() {
    if (!missed || isBusy()) return;
    missed.dispatchEvent(new CustomEvent("live:changed", { bubbles: true }));
    missed = null;
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
    askAgain();
  }

  function show(card) {
    card?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  // By key: into the column before or behind, at once; the answer settles where it stands there.
  async function step(card, by) {
    const columns = [...card.closest("[data-board]").querySelectorAll("[data-column]")];
    const here = card.closest("[data-column]");
    const column = columns[columns.indexOf(here) + by];
    if (!column || card.matches(".is-moving") || !card.matches("[data-draggable]")) return;
    const place = { parent: here, next: card.nextElementSibling };
    put(card, column, column.firstElementChild);
    show(card);
    await move(card, column, place);
    show(document.getElementById(card.id));
  }

  // A card that arrives takes its place by urgency, as the server orders them: first contact,
  // then key. One that comes again with further cards replaces the one that was there.
  function settle(column) {
    const known = new Map();
    for (const card of column.querySelectorAll(":scope > [data-card]")) {
      known.get(card.id)?.remove();
      known.set(card.id, card);
    }
    const since = (card) => (card.dataset.since === "" ? Infinity : Number(card.dataset.since));
    const before = (a, b) => (since(a) === since(b) ? (a.id < b.id ? -1 : 1) : since(a) - since(b));
    const further = column.querySelector(":scope > [data-more]");
    let next = column.querySelector(":scope > [data-card]");
    for (const card of [...known.values()].sort(before)) {
      if (card === next) next = next.nextElementSibling;
      else put(card, column, next ?? further);
    }
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
      if (!column.querySelector(":scope > .is-moving")) settle(column);
    }
  }
  document.addEventListener("DOMContentLoaded", start);
  document.addEventListener("htmx:after:swap", start);

  document.addEventListener("card:step", ({ target, detail }) => step(target, detail.by));

  // The stages a card may go to are asked for when its menu opens: they are then those of now.
  document.addEventListener(
    "toggle",
    ({ target: menu }) => {
      if (!menu.matches("[data-menu]")) return;
      menu.toggleAttribute("hx-morph-skip", menu.open); // an open menu stays as it is
      if (!menu.open) return;
      const target = menu.querySelector(".menu-list");
      htmx.ajax("GET", menu.dataset.menu, { source: menu, target, swap: "innerHTML" });
    },
    { capture: true },
  );

  // A card, a toast or a sheet that goes with its answer must not take the focus with it.
  document.addEventListener("htmx:finally:request", (event) => {
    const { sourceElement } = event.detail.ctx;
    if (!sourceElement.closest("[data-card], [data-toast], [data-sheet]")) return;
    setTimeout(() => {
      if (document.activeElement !== document.body) return;
      document.querySelector("[data-board]")?.focus({ preventScroll: true });
    });
  });

  // What others changed comes with as many cards as the longest column shows by now.
  document.addEventListener(
    "live:changed",
    ({ target: board }) => {
      const columns = [...board.querySelectorAll("[data-column]")];
      const shown = Math.max(...columns.map((column) => column.querySelectorAll("[data-card]").length));
      const address = new URL(board.getAttribute("hx-get"), location.href);
      address.searchParams.set("shown", shown);
      board.setAttribute("hx-get", address.pathname + address.search);
    },
    { capture: true },
  );
})();
