// Keeps a worksheet in this browser (localStorage) and nowhere else, a moment after the last change.
export class Store {
  constructor(guideline, say) {
    this.name = `mapping:${guideline}`;
    this.say = say;
    addEventListener("pagehide", () => this.waiting && this.keep());
    addEventListener("storage", ({ key }) => {
      if (key === this.name) say("This mapping was changed in another tab. Load this page again before you go on.");
    });
  }

  // The state kept last, or null when there is none or it cannot be read.
  load() {
    try {
      const state = JSON.parse(localStorage.getItem(this.name));
      return Array.isArray(state?.sheets) ? state : null;
    } catch {
      return null;
    }
  }

  changed(state) {
    this.state = state;
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.keep(), 600);
  }

  keep(state = this.state) {
    clearTimeout(this.waiting);
    this.waiting = null;
    try {
      localStorage.setItem(this.name, JSON.stringify({ sheets: state.sheets }));
    } catch {
      // It may be full, or refuse to keep anything.
      this.say("This browser cannot keep so much. Your work is on this page only: save your file now.");
      return false;
    }
    const time = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    this.say(`Kept in this browser at ${time}. Only your own file is safe for good: save it when you stop.`);
    return true;
  }

  forget() {
    clearTimeout(this.waiting);
    this.waiting = null;
    localStorage.removeItem(this.name);
  }
}
