// What to do with an answer that is no fragment: an error page, a sign-in page, no answer at all.
(() => {
  const WORDS = {
    403: "You may not do this. Reload the page if you have just signed in again.",
    404: "This is no longer here. Reload the page.",
    413: "This file is too large.",
    429: "Too many requests. Wait a moment, then try again.",
  };

  function toast(text) {
    document.dispatchEvent(new CustomEvent("fortnight:toast", { detail: { text, tone: "bad" } }));
  }

  document.addEventListener("htmx:before:response", (event) => {
    const { raw } = event.detail.ctx.response;
    if (!raw.redirected || !new URL(raw.url).pathname.startsWith("/sign-in/")) return;
    event.preventDefault();
    const back = encodeURIComponent(location.pathname + location.search);
    location.assign(`/sign-in/?next=${back}`);
  });

  document.addEventListener("htmx:response:error", (event) => {
    const { ctx } = event.detail;
    const { status } = ctx.response;
    if (status < 500 && !(status in WORDS)) return; // 409 and 422 bring their own fragment
    const sentence = ctx.text.trim();
    const isSentence = sentence && sentence.length < 300 && !sentence.includes("<");
    toast(isSentence ? sentence : (WORDS[status] ?? `The server could not do this (error ${status}).`));
  });

  document.addEventListener("htmx:error", (event) => {
    if (event.detail.error instanceof TypeError && event.detail.ctx) {
      toast("The server cannot be reached. Check the connection, then try again.");
    }
  });
})();
