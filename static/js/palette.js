// The palette: finding anything from anywhere. Without script the search in the rail leads to its page.
(() => {
  const LAST = "palette:last";
  const MOST_LAST = 5;
  const palette = () => document.getElementById("palette");
  const input = () => palette().querySelector("input");
  const options = () => [...palette().querySelectorAll("[role=option]")];
  const chosen = () => palette().querySelector("[role=option][aria-selected=true]");

  function open(text = "") {
    const dialog = palette();
    if (!dialog || document.querySelector("dialog[open]:not(#palette)")) return Boolean(dialog);
    if (!dialog.open) dialog.showModal();
    if (text) input().value = text;
    input().focus();
    input().select();
    ask();
    return true;
  }

  const ask = () => input().dispatchEvent(new CustomEvent("palette:ask"));

  // What was opened last, for this window only: names do not outlive it.
  function last() {
    try {
      return JSON.parse(sessionStorage.getItem(LAST)) ?? [];
    } catch {
      return [];
    }
  }

  function remember(option) {
    if (option.hasAttribute("data-passing")) return;
    const { pathname, search } = new URL(option.href);
    const row = { href: pathname + search, title: option.querySelector("b").textContent };
    const rows = [row, ...last().filter((each) => each.href !== row.href)].slice(0, MOST_LAST);
    try {
      sessionStorage.setItem(LAST, JSON.stringify(rows));
    } catch {
      // A full or forbidden store costs the list of the last ones, nothing else.
    }
  }

  function made(name, attributes, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  }

  function listLast() {
    const list = palette().querySelector("[role=listbox]");
    const rows = last();
    if (!list || !rows.length) return;
    const group = made("div", { role: "group", "aria-label": "Opened last" });
    group.append(made("p", { class: "title", "aria-hidden": "true" }, "Opened last"));
    rows.forEach(({ href, title }, at) => {
      const option = { role: "option", id: `palette-last-${at}`, "aria-selected": "false", tabindex: "-1", href };
      group.append(made("a", option, made("b", {}, title)));
    });
    list.prepend(group);
  }

  function choose(option) {
    chosen()?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) input().setAttribute("aria-activedescendant", option.id);
    else input().removeAttribute("aria-activedescendant");
  }

  function step(by) {
    const all = options();
    if (!all.length) return;
    const at = all.indexOf(chosen());
    choose(all[(at + by + all.length) % all.length]);
  }

  const isCurrent = () =>
    palette().querySelector("[data-found-for]")?.dataset.foundFor === input().value.trim();

  function show() {
    if (!input().value.trim()) listLast();
    const list = palette().querySelector("[role=listbox]");
    input().setAttribute("aria-expanded", String(Boolean(list)));
    if (list) input().setAttribute("aria-controls", list.id);
    choose(options()[0]);
    const number = options().filter((option) => option.id !== "palette-all").length;
    palette().querySelector("[data-palette-status]").textContent =
      number === 1 ? "1 found" : `${number || "None"} found`;
  }

  function typed(event) {
    if (event.key === "ArrowDown") step(1);
    else if (event.key === "ArrowUp") step(-1);
    else if (event.key === "Enter") {
      // What is listed may still be for fewer letters: then the page of results is the answer.
      if (event.isComposing || !isCurrent() || !chosen()) return;
      const option = chosen();
      if (event.ctrlKey || event.metaKey) {
        remember(option);
        window.open(option.href);
      } else option.click();
    } else return;
    event.preventDefault();
  }

  document.addEventListener("keydown", (event) => {
    if (palette()?.open && event.target === input()) typed(event);
  });

  document.addEventListener("click", (event) => {
    const option = event.target.closest?.("#palette [role=option]");
    if (option) remember(option);
    if (event.target.closest?.("[data-search]") && palette()) open(event.target.value);
    if (event.target.closest?.("[data-signs-out]")) sessionStorage.removeItem(LAST);
  });

  document.addEventListener("htmx:after:swap", () => {
    if (palette()?.open && palette().querySelector("[data-found-for]:not([data-shown])")) {
      palette().querySelector("[data-found-for]").dataset.shown = "";
      show();
    }
  });

  document.addEventListener("palette:open", (event) => {
    if (open()) event.preventDefault();
  });
})();
