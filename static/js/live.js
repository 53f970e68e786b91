// Asks every few seconds whether a page has changed, in visible tabs only. [data-live-url] answers
// 304 while its ETag stands; at a new one the element gets "live:changed", for hx-trigger.
(() => {
  const PAUSE = 4000;
  const LONGEST = 60000;

  function busy(element) {
    return (
      document.hidden ||
      "dragging" in document.body.dataset ||
      element.querySelector("details.menu[open], .is-moving, :is(input, textarea, select):focus") != null
    );
  }

  async function ask(element, state) {
    const headers = state.etag ? { "If-None-Match": state.etag } : {};
    const answer = await fetch(element.dataset.liveUrl, { headers, cache: "no-store" });
    if (answer.redirected || [401, 403, 404].includes(answer.status)) return false;
    if (answer.status >= 500) throw new Error(`error ${answer.status}`);
    const etag = answer.headers.get("ETag");
    if (answer.status !== 200 || !etag || etag === state.etag || busy(element)) return true;
    const first = state.etag == null;
    state.etag = etag;
    if (!first) element.dispatchEvent(new CustomEvent("live:changed", { bubbles: true }));
    return true;
  }

  async function watch(element) {
    const state = { etag: element.dataset.liveEtag ?? null };
    let pause = PAUSE;
    while (element.isConnected) {
      await new Promise((resolve) => setTimeout(resolve, pause));
      if (!element.isConnected || busy(element)) continue;
      try {
        if (!(await ask(element, state))) return;
        pause = PAUSE;
      } catch {
        pause = Math.min(pause * 2, LONGEST); // the server is away: ask more seldom
      }
    }
  }

  const watched = new WeakSet();
  function start() {
    for (const element of document.querySelectorAll("[data-live-url]")) {
      if (watched.has(element)) continue;
      watched.add(element);
      watch(element);
    }
  }
  document.addEventListener("DOMContentLoaded", start);
  document.addEventListener("htmx:after:swap", start);
})();
