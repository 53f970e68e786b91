// The people of a board or a table: what is done with those selected, menus, and what others change,
// which arrives around whatever one has selected or is on.
(() => {
  const list = () => document.querySelector("[data-rows]");
  let waits = false; // something that changed is not shown yet, for a row that stays where it is

  const refresh = () => list()?.dispatchEvent(new CustomEvent("live:changed", { bubbles: true }));
  const isKept = (row) => row.querySelector(".pick:checked") || row.contains(document.activeElement);

  // Puts a copy of `row` into what comes, where it stands now; false where that has no such place.
  function keep(row, fragment) {
    const here = row.parentElement;
    const place = fragment.getElementById(here.id);
    const other = fragment.getElementById(row.id);
    if (!place) return false;
    if (other?.parentElement === place) return true;
    other?.remove();
    place.insertBefore(row.cloneNode(true), place.children[[...here.children].indexOf(row)] ?? null);
    waits = true;
    return true;
  }

  document.addEventListener("htmx:before:swap", (event) => {
    const { sourceElement } = event.detail.ctx;
    if (event.defaultPrevented || !sourceElement.matches("[data-rows]")) return;
    const { fragment } = event.detail.tasks.find(({ target }) => target === sourceElement) ?? {};
    if (!fragment) return;
    const kept = [...sourceElement.querySelectorAll("[data-card]")].filter(isKept);
    if (kept.every((row) => keep(row, fragment))) return;
    event.preventDefault();
    waits = true;
  });

  function release() {
    setTimeout(() => {
      if (!waits || [...list().querySelectorAll("[data-card]")].some(isKept)) return;
      waits = false;
      refresh();
    });
  }
  document.addEventListener("focusout", release);
  document.addEventListener("change", release);

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-selection]")) return;
    event.preventDefault();
    const { formAction, name, value } = event.submitter;
    const values = name ? { [name]: value } : {};
    htmx.ajax("POST", formAction, { source: form, target: "#toasts", swap: "beforeend", values });
  });

  document.addEventListener("many:done", () => {
    document.dispatchEvent(new CustomEvent("ticks:clear"));
    refresh();
  });
  document.addEventListener("many:undone", refresh);

  // What there is to choose is asked for when a menu opens: it is then that of now.
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

  // By key, in a table; a board has columns to go by.
  document.addEventListener("card:step", async ({ target: row, detail }) => {
    const to = detail.by < 0 ? row.dataset.back : row.dataset.forward;
    if (!to || row.matches(".is-moving")) return;
    const values = { to, version: row.dataset.version };
    row.classList.add("is-moving");
    await htmx.ajax("POST", row.dataset.moveUrl, { source: row, target: "#toasts", swap: "beforeend", values });
    row.classList.remove("is-moving");
  });

  // A board is put right by the answer itself.
  document.addEventListener("htmx:finally:request", (event) => {
    const { request, response } = event.detail.ctx;
    if (request.method !== "POST" || response?.status >= 500 || list()?.matches("[data-board]")) return;
    setTimeout(refresh);
  });
})();
