// <interview-diagnostic bank="…">: the diagnostic in somebody else's page, as a frame that never moves what is being read.
// What it understands and tells is in docs/reference/element.md, how frame and element talk in docs/decisions/0017.
const HERE = import.meta.url;
const PRODUCT = new URL(HERE).origin;
const ATTRIBUTES = ["bank", "form", "language", "theme", "campaign", "start", "variant"];
// Every question of the short form and the first screen of a result fit in so many pixels on a phone.
const RESERVED = 560;
const PATIENCE = 8000;

const text = (value) => typeof value === "string" && value.length < 200;
const number = (value) => Number.isFinite(value) && value <= 20000;
const height = (value) => number(value) && value >= 100;
const TOLD = {
  __proto__: null,
  ready: { bank: text, version: text, form: text, language: text },
  progress: { answered: number, items: number },
  complete: { bank: text, version: text, form: text },
  result: { score: number, band: text, code: text },
  resize: { height },
  error: { reason: text },
};
const JA = {
  lang: "ja",
  title: "面接力診断",
  headline: "いまの準備は、どこまで進んでいますか？",
  line: "匿名・登録なしで、強みと次の一歩がわかります。",
  start: "面接力診断をはじめる",
  close: "とじる",
  more: "すべて表示",
  blocked: "下のリンクから開けます。",
};
const EN = {
  lang: "en",
  title: "Interview readiness check",
  headline: "How far has your preparation come?",
  line: "Anonymous. See your strengths and your next step.",
  start: "Start the interview readiness check",
  close: "Close",
  more: "Show all",
  blocked: "Use the link below.",
};

// A page's policy may forbid <style> and style attributes, but not a sheet that a script makes.
const sheet = new CSSStyleSheet();
sheet.replaceSync(
  [
    ":host{all:initial;display:block;width:100%;max-width:40rem;color-scheme:light dark;color:CanvasText;font:inherit;line-height:1.7;--_a:var(--diagnostic-accent,light-dark(#075e63,#7dd3cb));--_r:var(--diagnostic-radius,16px)}",
    ":host([theme=light]){color-scheme:light}",
    ":host([theme=dark]){color-scheme:dark}",
    "div{display:grid;gap:8px}",
    ":host([hidden]),[hidden],.frame>.call,.card>.body,.button>.body,:not(.card)>.call>:not(button){display:none}",
    ".card>.call,.wait{border:1px solid #8886;border-radius:var(--_r);padding:24px;background:Canvas}",
    "b{font-size:1.25em;word-break:auto-phrase}",
    "p{margin:0}",
    "button{min-height:48px;padding:0 24px;border:2px solid #8886;border-radius:var(--_r);background:Canvas;color:CanvasText;font:inherit;font-weight:bold;cursor:pointer}",
    ":not(.open)>.call>button{border-color:var(--_a);background:lch(from var(--_a) l c h);color:lch(from var(--_a) calc(999*(49 - l)) 0 0)}",
    ".open>.call{place-content:end}",
    ".body{position:relative;grid-template-rows:1fr}",
    ".wait{position:absolute;inset:0;place-content:center;text-align:center}",
    "iframe{width:100%;height:100%;border:0;border-radius:var(--_r)}",
    ".wait:not([hidden])~iframe,i{visibility:hidden}",
    // The foot, by which the element sees where its lower edge stands, and what the page's colour and radius come to.
    "i{position:absolute;bottom:0;width:1px;height:1px;background:color-mix(in srgb,var(--diagnostic-accent),var(--diagnostic-accent));border-radius:var(--_r)}",
  ].join(""),
);

const set = Object.assign;
const make = (tag, properties, ...children) => {
  const made = set(document.createElement(tag), properties);
  made.append(...children);
  return made;
};

class InterviewDiagnostic extends HTMLElement {
  // A page may also set the colour and the radius on the element itself.
  static observedAttributes = [...ATTRIBUTES, "style", "class"];
  static {
    for (const name of ATTRIBUTES) {
      Object.defineProperty(this.prototype, name, {
        get() {
          return this.getAttribute(name) ?? "";
        },
        set(value) {
          this.setAttribute(name, value);
        },
      });
    }
  }
  #state = "idle";
  #progress;
  #height = RESERVED;
  #wanted = RESERVED;
  #isOpen = false;
  #frame;
  // "*" for a frame without an origin, which has no other name; a theme is no secret.
  #peer;
  #timer;
  #headline = make("b");
  #line = make("p");
  #toggle = make("button", { onclick: () => (this.#isOpen ? this.close() : this.open()) });
  #why = make("p", { role: "status" });
  #wait = make("div", { className: "wait" }, this.#why, make("slot"));
  #more = make("button", { onclick: () => (this.#size(this.#wanted), this.#frame.focus()) });
  #foot = make("i");
  #body = make("div", { className: "body" }, this.#wait, this.#more, this.#foot);
  #box = make("div", { dir: "ltr" }, make("div", { className: "call" }, this.#headline, this.#line, this.#toggle), this.#body);
  #near = new IntersectionObserver((seen) => seen.at(-1).isIntersecting && this.#load(), { rootMargin: "50%" });
  #edge = new IntersectionObserver((seen) => this.#fit(seen.at(-1)));

  constructor() {
    super();
    set(this.attachShadow({ mode: "open" }), { adoptedStyleSheets: [sheet] }).append(this.#box);
  }
  get state() {
    return this.#state;
  }
  get progress() {
    return this.#progress;
  }

  connectedCallback() {
    // What was set before the browser knew this class.
    for (const [name, value] of Object.entries(this)) {
      delete this[name];
      this[name] = value;
    }
    addEventListener("message", this.#hear);
    this.reload();
  }
  disconnectedCallback() {
    removeEventListener("message", this.#hear);
    this.#stop();
  }
  // With this, Element.moveBefore() keeps the frame as it is.
  connectedMoveCallback() {}
  attributeChangedCallback(name, before, after) {
    if (this.isConnected && before !== after) /theme|campaign|style|class/.test(name) ? this.#tell() : this.reload();
  }

  // Begin anew, with a new frame: another address in the old one would be a step in the history of the page.
  reload() {
    this.#stop();
    this.#turn();
    this.#near.observe(this.#body);
  }
  open() {
    this.#isOpen = true;
    this.#turn();
    this.#load();
    this.#frame?.focus();
  }
  close() {
    this.#isOpen = false;
    this.#turn();
    this.#toggle.focus();
  }

  // Show the frame, or the call to it.
  #turn() {
    const words = this.#words;
    const isOpen = this.#isOpen;
    const isCalled = ["card", "button"].includes(this.variant);
    set(this.#box, { lang: words.lang, className: isCalled ? (isOpen ? "open" : this.variant) : "frame" });
    set(this.#toggle, { textContent: isOpen ? words.close : words.start, ariaExpanded: isOpen });
    this.#headline.textContent = words.headline;
    this.#line.textContent = words.line;
    this.#more.textContent = words.more;
  }
  #load() {
    if (this.#frame || !this.isConnected) return;
    this.#near.disconnect();
    this.#state = "loading";
    const { title, blocked } = this.#words;
    this.#frame = make("iframe", { title, referrerPolicy: "strict-origin" });
    // Inside the product's own pages there is nothing to keep it from.
    if (origin !== PRODUCT) {
      this.#frame.sandbox = "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox";
    }
    this.#frame.src = this.#address;
    this.#wait.after(this.#frame);
    // A frame that may not be here or cannot be reached says nothing; one that is late is shown even so.
    this.#timer = setTimeout(() => {
      this.#why.textContent = blocked;
      this.#state = "error";
      this.#say("error", { reason: "blocked" });
    }, PATIENCE);
  }
  #stop() {
    clearTimeout(this.#timer);
    this.#near.disconnect();
    this.#frame?.remove();
    this.#frame = undefined;
    this.#state = "idle";
    this.#progress = { answered: 0, items: 0 };
    this.#peer = undefined;
    this.#why.textContent = "";
    this.#wait.hidden = false;
    this.#wanted = RESERVED;
    this.#size(this.#height);
  }

  get #words() {
    // Whoever reads the frame may have changed its language.
    const language = this.#frame?.lang || this.language || this.closest("[lang]")?.lang || "ja";
    return /^ja/i.test(language) ? JA : EN;
  }
  get #tone() {
    const { backgroundColor, borderTopLeftRadius } = getComputedStyle(this.#foot);
    // A colour that the page does not name, or that lets others through, has a fourth part.
    const parts = backgroundColor.match(/[\d.]+/g);
    const bytes = parts.reduce((sum, part) => sum * 256 + Math.min(255, Math.round(part * 255)), 1);
    return {
      theme: this.theme || "auto",
      accent: parts[3] ? "" : "#" + bytes.toString(16).slice(1),
      radius: parseInt(borderTopLeftRadius),
    };
  }
  get #address() {
    const url = new URL("f/d/" + this.bank + (this.form === "full" ? "/full" : ""), HERE);
    if (this.#words === EN) url.search = "lang=en";
    url.hash = new URLSearchParams({
      host: origin,
      page: location.origin + location.pathname,
      campaign: this.campaign,
      start: this.start,
      popups: 1,
      ...this.#tone,
    });
    return url;
  }
  #tell() {
    if (this.#peer) this.#frame.contentWindow.postMessage({ diagnostic: 1, type: "theme", ...this.#tone }, this.#peer);
  }

  #hear = ({ source, origin, data }) => {
    if (!source || source !== this.#frame?.contentWindow || (origin !== PRODUCT && origin !== "null")) return;
    const type = data?.diagnostic === 1 && data.type;
    const shape = TOLD[type];
    if (!shape) return;
    const told = {};
    for (const key in shape) {
      if (!shape[key](data[key])) return;
      told[key] = data[key];
    }
    if (type === "resize") {
      this.#wanted = Math.max(RESERVED, told.height);
      // Ask the browser anew where the lower edge stands.
      this.#edge.disconnect();
      this.#edge.observe(this.#foot);
    } else {
      // The next step begins at the top, which may have left the screen of whoever taps in the frame.
      if (this.shadowRoot.activeElement && this.getBoundingClientRect().top < 0) this.scrollIntoView();
      if (type === "progress") this.#progress = told;
      else if (type !== "result") this.#state = type;
    }
    if (type === "ready") {
      clearTimeout(this.#timer);
      this.#peer = origin === "null" ? "*" : origin;
      this.#frame.lang = told.language;
      this.#wait.hidden = true;
      this.#turn();
      this.#tell();
      if (this.shadowRoot.activeElement) this.#frame.focus();
    }
    this.#say(type, told);
  };
  // A window has handlers of two of these names, which should not hear them.
  #say(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: type !== "resize" && type !== "error", composed: true }));
  }

  // Take another height where that moves nothing in sight: where the lower edge is below the screen, and stays there.
  #fit({ isIntersecting, boundingClientRect: { bottom } }) {
    const height = this.#height;
    const canMove = !isIntersecting && bottom >= 0;
    this.#size(canMove ? Math.max(this.#wanted, Math.min(height, height + innerHeight - bottom + 2)) : height);
  }
  #size(height) {
    this.#height = height;
    this.#body.style.height = height + "px";
    this.#more.hidden = this.#wanted <= height;
  }
}

// The script may stand in a page twice, under two addresses even.
customElements.get("interview-diagnostic") ?? customElements.define("interview-diagnostic", InterviewDiagnostic);
