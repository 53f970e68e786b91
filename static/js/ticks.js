// Counts the people ticked in a list, and ticks all of a page at once.
(() => {
  const boxes = () => [...document.querySelectorAll("td.tick input[type=checkbox]")];

  function show() {
    const all = boxes();
    const number = all.filter((box) => box.checked).length;
    for (const words of document.querySelectorAll("[data-ticked]")) {
      words.textContent = `${number} ${number === 1 ? "person" : "people"} ticked`;
    }
    for (const box of document.querySelectorAll("[data-ticks-all]")) {
      box.checked = number > 0 && number === all.length;
      box.indeterminate = number > 0 && number < all.length;
    }
  }

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-ticks-all]")) {
      for (const box of boxes()) box.checked = event.target.checked;
    } else if (!event.target.matches("td.tick input")) return;
    show();
  });
  // A browser that comes back to the page ticks what was ticked.
  window.addEventListener("pageshow", show);
})();
