// Toasts go by themselves, but never under the pointer or while one of them holds the focus.
// Any script may ask for one: dispatch "fortnight:toast" with {text, tone}.
(() => {
  const LIFE = 8000;
  const region = () => document.getElementById("toasts");
  const timers = new WeakMap();

  function start(toast) {
    clearTimeout(timers.get(toast));
    const life = toast.matches(".bad, .error") ? LIFE * 2 : LIFE;
    timers.set(toast, setTimeout(() => toast.remove(), life));
  }

  // Of one thing only the latest step can be undone: an older offer to do so is gone.
  function replaceOlder(toast) {
    const undo = toast.querySelector("form")?.action;
    for (const older of undo ? region().querySelectorAll("[data-toast]") : []) {
      if (older !== toast && older.querySelector("form")?.action === undo) older.remove();
    }
  }

  function watch(toast) {
    if (timers.has(toast)) return;
    start(toast);
    replaceOlder(toast);
    const hold = () => clearTimeout(timers.get(toast));
    const release = () => {
      if (!toast.matches(":hover, :focus-within")) start(toast);
    };
    toast.addEventListener("pointerenter", hold);
    toast.addEventListener("focusin", hold);
    toast.addEventListener("pointerleave", release);
    toast.addEventListener("focusout", () => setTimeout(release));
  }

  function add({ text, tone = "" }) {
    const toast = document.createElement("div");
    toast.className = `toast ${tone}`.trim();
    toast.dataset.toast = "";
    const words = document.createElement("p");
    words.textContent = text;
    const close = document.createElement("button");
    close.type = "button";
    close.className = "small";
    close.dataset.close = "";
    close.textContent = "Close";
    toast.append(words, close);
    region()?.append(toast);
  }

  function init() {
    if (!region()) return;
    const watchAll = () => region().querySelectorAll("[data-toast]").forEach(watch);
    new MutationObserver(watchAll).observe(region(), { childList: true });
    watchAll();
  }

  document.addEventListener("DOMContentLoaded", init);
  document.addEventListener("fortnight:toast", (event) => add(event.detail));
  document.addEventListener("click", (event) => {
    event.target.closest("[data-toast] [data-close]")?.closest("[data-toast]").remove();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || document.querySelector("dialog[open]")) return;
    region()?.querySelector("[data-toast]:last-of-type")?.remove();
  });
  // An undo that has been sent is done with; a second press would undo the undo.
  document.addEventListener("htmx:finally:request", (event) => {
    const { sourceElement, response } = event.detail.ctx;
    if (response?.status < 400) sourceElement.closest("[data-toast]")?.remove();
  });
})();
