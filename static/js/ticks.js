// Counts the people ticked in a list, ticks all of a page at once, and with Shift all in between.
(() => {
  const BOX = "td.tick input[type=checkbox], .card .pick";
  const boxes = () => [...document.querySelectorAll(BOX)];
  let last = null;

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

  function clear() {
    for (const box of boxes()) box.checked = false;
    last = null;
    show();
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-clears-ticks]")) clear();
    const box = event.target;
    if (!box.matches(BOX)) return;
    const all = boxes();
    const [from, to] = [all.indexOf(document.getElementById(last)?.querySelector(BOX)), all.indexOf(box)];
    if (event.shiftKey && from >= 0) {
      for (const each of all.slice(Math.min(from, to), Math.max(from, to) + 1)) each.checked = box.checked;
    }
    last = box.closest("[id]").id; // rows come again, and are other elements then
    show();
  });

  document.addEventListener("change", (event) => {
    if (!event.target.matches("[data-ticks-all]")) return;
    for (const box of boxes()) box.checked = event.target.checked;
    show();
  });
  document.addEventListener("ticks:clear", clear);
  document.addEventListener("htmx:after:swap", show);
  // A browser that comes back to the page ticks what was ticked.
  window.addEventListener("pageshow", show);
})();
