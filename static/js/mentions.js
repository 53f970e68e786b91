// Names after an @: a form with [data-mentions] offers colleagues while one types, by keyboard as by
// mouse. Without script the typed name is matched when the form is sent.
(() => {
  const TYPED = /(?:^|[^\p{L}\p{N}_@./-])@((?:[\p{L}\p{N}_.'’-]+(?: [\p{L}'’-]*)?)?)$/u;
  const PAUSE = 120;
  let field = null;
  let asked = 0;
  let timer;

  const list = () => document.getElementById("mentionable");
  const options = () => [...(list()?.querySelectorAll("[role=option]") ?? [])];
  const chosen = () => options().find((option) => option.ariaSelected === "true");

  function typedIn(area) {
    if (area.selectionStart !== area.selectionEnd) return null;
    return TYPED.exec(area.value.slice(0, area.selectionStart))?.[1] ?? null;
  }

  function close() {
    clearTimeout(timer);
    asked += 1;
    list()?.remove();
    for (const name of ["aria-controls", "aria-activedescendant"]) field?.removeAttribute(name);
    field = null;
  }

  function choose(option) {
    if (!option) return;
    for (const each of options()) each.ariaSelected = String(each === option);
    option.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", option.id);
  }

  function insert(option) {
    const area = field;
    const end = area.selectionStart;
    const start = end - typedIn(area).length;
    area.setRangeText(`${option.dataset.name} `, start, end, "end");
    close();
    area.focus();
  }

  function show(area, html) {
    if (!html.trim()) return close();
    if (!list()) {
      const made = document.createElement("ul");
      made.id = "mentionable";
      made.className = "mentionable";
      made.setAttribute("role", "listbox");
      made.setAttribute("aria-label", "Colleagues");
      area.after(made);
    }
    list().innerHTML = html;
    field = area;
    field.setAttribute("aria-controls", "mentionable");
    choose(options()[0]);
    const number = options().length;
    const words = number === 1 ? "1 colleague" : `${number} colleagues`;
    document.getElementById("announcer").textContent = `${words}. Arrows choose, Enter takes.`;
  }

  async function ask(area, typed) {
    const turn = (asked += 1);
    const url = `${area.closest("[data-mentions]").dataset.mentions}?q=${encodeURIComponent(typed)}`;
    try {
      const answer = await fetch(url, { headers: { "HX-Request": "true" } });
      const html = answer.ok && !answer.redirected ? await answer.text() : "";
      if (turn === asked && document.activeElement === area) show(area, html);
    } catch {
      if (turn === asked) close(); // the name can be typed out as well
    }
  }

  document.addEventListener("input", (event) => {
    const area = event.target.closest?.("[data-mentions] textarea");
    if (!area) return;
    const typed = typedIn(area);
    clearTimeout(timer);
    if (typed === null) close();
    else timer = setTimeout(() => ask(area, typed), PAUSE);
  });

  function typedKey(event) {
    const all = options();
    const at = all.indexOf(chosen());
    if (event.key === "ArrowDown") choose(all[(at + 1) % all.length]);
    else if (event.key === "ArrowUp") choose(all[(at - 1 + all.length) % all.length]);
    else if (event.key === "Enter" || event.key === "Tab") insert(chosen());
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  // Before anybody else hears the key: Escape closes the list, and not what lies under it.
  document.addEventListener(
    "keydown",
    (event) => {
      if (list() && event.target === field && !event.isComposing && !event.ctrlKey) typedKey(event);
    },
    true,
  );

  document.addEventListener("pointerdown", (event) => {
    const option = event.target.closest?.("#mentionable [role=option]");
    if (!option) return;
    event.preventDefault();
    insert(option);
  });

  document.addEventListener("focusout", (event) => {
    if (event.target === field) close();
  });
})();
