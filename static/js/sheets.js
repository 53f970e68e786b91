// A <dialog data-sheet> opens when something is swapped into it, and closes when its form is done.
(() => {
  document.addEventListener("htmx:after:swap", (event) => {
    const { target } = event.detail.ctx;
    if (target?.matches?.("dialog[data-sheet]") && !target.open) target.showModal();
  });
  document.addEventListener("htmx:after:request", (event) => {
    const { sourceElement, request, response } = event.detail.ctx;
    const isDone = request.method === "POST" && response.status !== 422;
    if (isDone) sourceElement.closest("dialog[data-sheet]")?.close();
  });
  document.addEventListener(
    "close",
    ({ target }) => {
      if (target.matches("dialog[data-sheet]")) target.replaceChildren();
    },
    { capture: true },
  );
})();
