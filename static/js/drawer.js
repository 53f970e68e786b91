// The drawer: one application beside a board or a table, with an address of its own (?open=…).
// Without script its content stands above them.
(() => {
  const drawer = () => document.getElementById("drawer");
  const body = () => document.getElementById("drawer-body");
  const rows = () => [...document.querySelectorAll("[data-rows] [data-card]")];
  const keyOf = (row) => row.id.slice(row.id.indexOf("-") + 1);
  const rowOf = (key) => rows().find((row) => keyOf(row) === key);
  let open = null;

  function address(key) {
    const url = new URL(location.href);
    if (key) url.searchParams.set("open", key);
    else url.searchParams.delete("open");
    return url;
  }

  const asked = () => new URL(location.href).searchParams.get("open");

  function focusHead() {
    drawer().querySelector("[autofocus]")?.focus({ preventScroll: true });
    drawer().scrollTop = 0;
  }

  async function show(key) {
    const dialog = drawer();
    open = key;
    await htmx.ajax("GET", `${dialog.dataset.drawer}${key}/drawer/`, { source: dialog, target: dialog, swap: "innerHTML" });
    if (open !== key) return;
    if (body()?.dataset.drawerOf !== key) return leave(); // they are there no longer
    if (!dialog.open) dialog.showModal();
    focusHead();
  }

  function hide() {
    const row = rowOf(open);
    open = null;
    if (drawer().open) drawer().close();
    drawer().replaceChildren();
    row?.focus({ preventScroll: true });
  }

  function enter(row) {
    history.pushState({ drawer: true }, "", address(keyOf(row)));
    show(keyOf(row));
  }

  // Back to the address before, where one came from it: then the browser's own back is the same.
  function leave() {
    if (history.state?.drawer) {
      history.back();
    } else {
      history.replaceState(null, "", address(null));
      hide();
    }
  }

  function step(by) {
    const all = rows();
    const next = all[all.findIndex((row) => keyOf(row) === open) + by];
    if (!next) return;
    history.replaceState(history.state, "", address(keyOf(next)));
    next.scrollIntoView({ block: "nearest", inline: "nearest" });
    show(keyOf(next));
  }

  document.addEventListener("click", (event) => {
    const { target } = event;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const name = target.closest("[data-rows] a.name");
    const stepper = target.closest("[data-drawer-step]");
    if (name) enter(name.closest("[data-card]"));
    else if (stepper) step(Number(stepper.dataset.drawerStep));
    else if (target.closest("[data-drawer-close]")) leave();
    else return;
    event.preventDefault();
  });

  window.addEventListener("popstate", () => {
    if (!drawer()) return;
    if (asked()) show(asked());
    else if (open) hide();
  });

  document.addEventListener(
    "close",
    ({ target }) => {
      if (target === drawer() && open) leave();
    },
    { capture: true },
  );

  const keysAreOn = () => {
    try {
      return localStorage.getItem("keys") !== "off";
    } catch {
      return true;
    }
  };

  document.addEventListener(
    "keydown",
    (event) => {
      if (!open || !drawer().contains(event.target)) return;
      // An open menu closes before the drawer does.
      if (event.key === "Escape" && drawer().querySelector("details.menu[open]")) event.preventDefault();
      if (event.ctrlKey || event.metaKey || event.altKey || !keysAreOn()) return;
      if (event.target.closest("input, textarea, select, details[open]")) return;
      const by = { j: 1, k: -1 }[event.key];
      const moves = { "[": -1, "]": 1 }[event.key];
      if (by) step(by);
      if (moves) rowOf(open)?.dispatchEvent(new CustomEvent("card:step", { bubbles: true, detail: { by: moves } }));
    },
    { capture: true },
  );

  // What was done with the person, here or on their card, shows in the drawer at once.
  document.addEventListener("htmx:finally:request", (event) => {
    const { request, response, target } = event.detail.ctx;
    if (!open || request.method !== "POST" || !(response?.status < 400) || target === drawer()) return;
    setTimeout(() => body()?.dispatchEvent(new CustomEvent("live:changed", { bubbles: true })));
  });

  document.addEventListener("DOMContentLoaded", () => {
    if (!body()) return;
    open = body().dataset.drawerOf;
    drawer().removeAttribute("open");
    drawer().showModal();
    focusHead();
  });
})();
