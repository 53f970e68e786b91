// Menus are <details>: this closes them again. Also buttons that open a dialog or copy a text.
(() => {
  const open = () => document.querySelectorAll("details.menu[open]");

  document.addEventListener("click", (event) => {
    for (const menu of open()) {
      const chosen = event.target.closest(".menu-list :is(a, button)");
      if (!menu.contains(event.target) || (chosen && !chosen.hasAttribute("data-stays"))) {
        menu.open = false;
      }
    }
    const opener = event.target.closest("[data-opens]");
    if (opener) document.getElementById(opener.dataset.opens)?.showModal();
    const copier = event.target.closest("[data-copies]");
    if (copier) copy(copier);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of open()) {
      menu.open = false;
      if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
    }
  });

  // A click on the backdrop is a click on the dialog itself.
  document.addEventListener("click", (event) => {
    const dialog = event.target;
    if (!(dialog instanceof HTMLDialogElement) || !dialog.open) return;
    const { left, right, top, bottom } = dialog.getBoundingClientRect();
    const inside =
      event.clientX >= left && event.clientX <= right && event.clientY >= top && event.clientY <= bottom;
    if (!inside && event.detail > 0) dialog.close();
  });

  async function copy(button) {
    const source = document.querySelector(button.dataset.copies);
    const text = source.value ?? source.textContent.trim();
    try {
      await navigator.clipboard.writeText(text);
      say("Copied");
    } catch {
      getSelection().selectAllChildren(source);
      say("Press Ctrl-C to copy");
    }
  }

  function say(text) {
    document.dispatchEvent(new CustomEvent("fortnight:toast", { detail: { text } }));
  }
})();
