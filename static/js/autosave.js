// Forms with data-autosave="URL" save themselves. What is typed is kept in this browser until the
// server has it, so that a lost connection or a closed page loses nothing.
(() => {
  const QUIET = 800;
  const LONGEST = 30000;
  const KEPT_DAYS = 7;
  const PREFIX = "draft:";
  const NOT_TYPED = ["csrfmiddlewaretoken", "version"];

  const storage = {
    read(key) {
      try {
        return JSON.parse(localStorage.getItem(key));
      } catch {
        return null;
      }
    },
    write(key, copy) {
      try {
        localStorage.setItem(key, JSON.stringify(copy));
      } catch {
        // Full or switched off: the server's copy is then the only one.
      }
    },
    prune(isStale) {
      for (const key of Object.keys(localStorage)) {
        if (key.startsWith(PREFIX) && isStale(this.read(key))) localStorage.removeItem(key);
      }
    },
  };

  class Draft {
    constructor(form) {
      this.form = form;
      this.url = form.dataset.autosave;
      this.key = PREFIX + (form.dataset.autosaveKey ?? this.url);
      this.savedAt = form.dataset.autosaveSavedAt ?? "";
      this.version = form.querySelector("input[name=version]");
      this.dirty = false;
      this.sending = null;
      this.failures = 0;
      this.restore();
      form.addEventListener("input", () => this.changed());
      form.addEventListener("change", () => this.changed());
      form.addEventListener("submit", (event) => this.beforeSubmit(event), { capture: true });
    }

    fields() {
      const data = new FormData(this.form);
      for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
      return data;
    }

    say(text) {
      const place =
        this.form.querySelector("[data-autosave-status]") ??
        document.querySelector("[data-autosave-status]");
      if (place) place.textContent = text;
    }

    entered() {
      return [...this.fields()].filter(([name]) => !NOT_TYPED.includes(name));
    }

    changed() {
      this.dirty = true;
      const version = this.version?.value;
      storage.write(this.key, { at: Date.now(), base: this.savedAt, version, fields: this.entered() });
      this.say("Saving…");
      this.wait(QUIET);
    }

    wait(milliseconds) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.save(), milliseconds);
    }

    async save() {
      clearTimeout(this.timer);
      if (!this.dirty || this.sending) return;
      this.dirty = false;
      this.sending = this.send();
      await this.sending;
      this.sending = null;
      if (this.dirty) this.wait(this.failures ? Math.min(1000 * 2 ** this.failures, LONGEST) : QUIET);
    }

    async send() {
      try {
        const answer = await fetch(this.url, this.request());
        if (answer.redirected) return this.refused("Not saved: you are signed out. Sign in in another tab.");
        if (answer.status >= 500 || answer.status === 429) throw new Error(`error ${answer.status}`);
        if (!answer.ok) return this.refused(await this.reason(answer));
        this.failures = 0;
        await this.saved(answer);
      } catch {
        this.failures += 1;
        this.dirty = true;
        this.say("Not saved – retrying");
      }
    }

    request() {
      const headers = { "X-Autosave": "1", Accept: "application/json" };
      return { method: "POST", body: new URLSearchParams(this.fields()), headers };
    }

    async reason(answer) {
      if (answer.status === 403) return "Not saved: you may not change this any more.";
      const isJson = answer.headers.get("Content-Type")?.includes("json");
      const detail = isJson ? (await answer.json()).detail : null;
      const usual = answer.status === 409 ? "this was changed elsewhere. Reload the page." : "check what you have entered";
      return `Not saved: ${detail ?? usual}`;
    }

    refused(words) {
      this.failures = 0;
      this.say(words);
    }

    async saved(answer) {
      const isJson = answer.headers.get("Content-Type")?.includes("json");
      const said = isJson ? await answer.json() : {};
      if (this.version && said.version != null) this.version.value = said.version;
      this.savedAt = said.saved_at ?? new Date().toISOString();
      if (this.dirty) return;
      localStorage.removeItem(this.key);
      const time = new Date().toLocaleTimeString([], { timeStyle: "short", hourCycle: "h23" });
      this.say(`Saved ${time}`);
    }

    // What the server has already is forgotten. Where versions are counted, the rest is restored
    // with the version it was typed on: if the server has moved on, saving it is a conflict, which
    // the server shows. Elsewhere it is restored unless the server's copy is the newer one.
    restore() {
      const copy = storage.read(this.key);
      if (!copy) return;
      const isKnown = JSON.stringify(copy.fields) === JSON.stringify(this.entered());
      const isOlder = copy.base !== this.savedAt && copy.at <= (Date.parse(this.savedAt) || 0);
      if (isKnown || (isOlder && !this.version)) {
        localStorage.removeItem(this.key);
        return;
      }
      if (this.version && copy.version != null) this.version.value = copy.version;
      const values = new Map();
      for (const [name, value] of copy.fields) values.set(name, [...(values.get(name) ?? []), value]);
      this.fill(values);
      this.dirty = true;
      this.say("Restored what you had typed");
      // At once: the last breath of the page that was lost may only now have reached the server,
      // and whoever submits meanwhile would meet their own copy as a stranger's.
      this.save();
    }

    fill(values) {
      for (const field of this.form.elements) {
        if (!field.name || NOT_TYPED.includes(field.name)) continue;
        if (field.type === "checkbox" || field.type === "radio") {
          field.checked = (values.get(field.name) ?? []).includes(field.value);
        } else if (values.has(field.name) && !["file", "submit", "button", "hidden"].includes(field.type)) {
          field.value = values.get(field.name).shift() ?? "";
        }
      }
    }

    // Sent by the page's last breath; the copy stays until the server's answer is seen.
    flush() {
      if (this.dirty) fetch(this.url, { ...this.request(), keepalive: true }).catch(() => {});
    }

    // A submit that overtook a save in flight would meet its own version as a stranger's.
    beforeSubmit(event) {
      clearTimeout(this.timer);
      if (!this.sending) {
        this.dirty = false;
        return;
      }
      event.preventDefault();
      event.stopImmediatePropagation();
      this.sending.then(() => {
        this.dirty = false;
        this.form.requestSubmit(event.submitter);
      });
    }
  }

  const drafts = new Map();
  function start() {
    for (const form of document.querySelectorAll("form[data-autosave]")) {
      if (!drafts.has(form)) drafts.set(form, new Draft(form));
    }
  }
  document.addEventListener("DOMContentLoaded", () => {
    storage.prune((copy) => !copy || Date.now() - copy.at > KEPT_DAYS * 86400000);
    // The page holds what was typed and asks what to do with it: the copy has served.
    for (const form of document.querySelectorAll("form[data-autosave-held]")) {
      localStorage.removeItem(PREFIX + form.dataset.autosaveKey);
    }
    start();
  });
  document.addEventListener("htmx:after:swap", start);
  addEventListener("pagehide", () => drafts.forEach((draft) => draft.flush()));
  addEventListener("online", () => drafts.forEach((draft) => draft.save()));
  // Nothing about candidates stays behind for the next person at this computer.
  document.addEventListener("submit", (event) => {
    if (event.target.matches("[data-signs-out]")) storage.prune(() => true);
  });
})();
