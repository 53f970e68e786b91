// The inbox: whoever comes next is fetched ahead, so that going on swaps at once; keys rate,
// decide and go on. Each key presses a link or a button that works without script as well.
(() => {
  const FRESH = 60_000;
  const CHOICES = ["1", "2", "3", "4"];
  const ahead = new Map(); // what was fetched ahead, by address, each used once
  const read = new Set(); // who was open in this page: their drafts change, so they come anew
  let isBusy = false;

  const root = () => document.querySelector("[data-inbox]");
  const find = (selector) => root()?.querySelector(selector);

  async function ask(address) {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) throw new Error(`error ${answer.status}`);
    return answer.text();
  }

  function fetchAhead() {
    const address = find("a[rel=next][data-sheet]")?.dataset.sheet;
    if (!address || read.has(address) || ahead.has(address)) return;
    ahead.clear();
    const text = ask(address);
    text.catch(() => ahead.delete(address));
    ahead.set(address, { text, at: Date.now() });
  }

  function take(address) {
    const kept = ahead.get(address);
    ahead.delete(address);
    return kept && Date.now() - kept.at < FRESH ? kept.text : ask(address);
  }

  async function open(link) {
    if (isBusy) return;
    isBusy = true;
    performance.mark("inbox:asked");
    try {
      const text = await take(link.dataset.sheet);
      await htmx.swap({ text, target: root(), swap: "innerHTML", sourceElement: root() });
      performance.measure("inbox:next", "inbox:asked");
    } catch {
      location.assign(link.href);
    } finally {
      isBusy = false;
    }
  }

  const criteria = () => [...(root()?.querySelectorAll("[data-criterion]") ?? [])];
  const isRated = (criterion) => criterion.querySelector(".segments :checked") !== null;
  const here = () => find("[data-criterion][data-here]");

  function point(criterion) {
    for (const other of criteria()) other.toggleAttribute("data-here", other === criterion);
  }

  function settle() {
    const place = find("[data-address]");
    if (!place) return;
    if (place.dataset.here) read.add(place.dataset.here);
    point(criteria().find((criterion) => !isRated(criterion)) ?? criteria().at(-1));
    fetchAhead();
  }

  // Whoever is shown is named to a screen reader, and the reading begins at the top; unless
  // something is to be mended, which then comes into sight.
  function arrive() {
    const wrong = find("[role=alert], .error");
    if (wrong) {
      wrong.scrollIntoView({ block: "center" });
      return;
    }
    scrollTo({ top: 0 });
    find("#applicant")?.focus({ preventScroll: true });
  }

  function rate(key) {
    const criterion = here();
    const choice = criterion?.querySelectorAll(".segments input")[CHOICES.indexOf(key)];
    if (!choice) return false;
    choice.checked = true;
    choice.dispatchEvent(new Event("change", { bubbles: true }));
    step(criterion);
    return true;
  }

  function step(criterion) {
    const all = criteria();
    const next = all[all.indexOf(criterion) + 1] ?? criterion;
    point(next);
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  }

  function note() {
    const field = here()?.querySelector("textarea");
    field?.focus();
    return Boolean(field);
  }

  function undo() {
    const buttons = document.querySelectorAll("[data-undo]");
    buttons[buttons.length - 1]?.click();
    return buttons.length > 0;
  }

  function press(key) {
    const control = find(`[data-key="${key}"]`);
    if (!control) return "jk".includes(key);
    if (control.matches("summary")) unfold(control.parentElement);
    else control.click();
    return true;
  }

  function unfold(details) {
    details.open = true;
    details.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  }

  function act({ key }) {
    if (CHOICES.includes(key)) return rate(key);
    if (key === "n") return note();
    if (key === "u") return undo();
    return /^[jkarhs]$/.test(key) && press(key);
  }

  const isTyping = (target) =>
    target.closest?.("textarea, select, input:not([type=radio], [type=checkbox]), dialog[open]");

  function isOn() {
    try {
      return localStorage.getItem("keys") !== "off";
    } catch {
      return true;
    }
  }

  // Before the keys of all pages, which know j and k as well.
  document.addEventListener(
    "keydown",
    (event) => {
      const { target, key } = event;
      if (!root()) return;
      if (key === "Enter" && (event.ctrlKey || event.metaKey) && root().contains(target)) {
        target.closest("form")?.requestSubmit(target.closest("form").querySelector("button:not([type=button])"));
        return;
      }
      if (key === "Escape" && isTyping(target) && root().contains(target)) {
        find("#applicant")?.focus({ preventScroll: true });
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(target) || !isOn()) return;
      const isHeld = event.repeat && !"jk".includes(key);
      if (isHeld || isBusy || !act(event)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    { capture: true },
  );

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-inbox] a[data-sheet]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    open(link);
  });

  document.addEventListener("focusin", ({ target }) => {
    const criterion = target.closest("[data-inbox] [data-criterion]");
    if (criterion) point(criterion);
  });

  // One decision at a time: a second press must not fall on whoever comes next.
  const isOurs = (event) => event.detail.ctx?.target === root() || event.detail.ctx?.target === "#inbox";
  document.addEventListener("htmx:before:request", (event) => {
    if (root() && isOurs(event)) isBusy = true;
  });
  document.addEventListener("htmx:finally:request", () => {
    isBusy = false;
  });

  document.addEventListener("htmx:after:swap", (event) => {
    const place = find("[data-address]");
    if (!place || !isOurs(event)) return;
    history.replaceState(history.state, "", place.dataset.address);
    settle();
    arrive();
  });
  document.addEventListener("DOMContentLoaded", settle);
})();
