// The diagnostic in a frame of somebody else's page: what stands behind the #, the talk with that page, the height.
// It runs before main.js, which knows next to nothing of all this.
const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const root = document.documentElement;
const isInside = self !== top;
// Where the parts are that not every frame needs.
const parts = one("script[data-look]").dataset;
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

// WordPress writes "#?secret=…" behind whatever is there already.
const told = new URLSearchParams(location.hash.replace(/#\??|^\?/g, "&"));
const write = () => {
  try {
    history.replaceState(history.state, "", "#" + told);
  } catch {
    // A browser may refuse a hundredth change within seconds; the next one carries this one, too.
  }
};
const origin = (address) => {
  try {
    const { protocol, origin } = new URL(address);
    return /^https?:$/.test(protocol) ? origin : "";
  } catch {
    return "";
  }
};

// Where storage is forbidden, what a device would keep goes along behind the #, which this window alone can read.
let isCarried;
try {
  isCarried = !localStorage;
} catch {
  isCarried = true;
}
const TRUSTED = {
  "quiz:results": (value) => [value].flat().filter(({ key, url }) => UUID.test(key) && /^\/r\/[\w-]+(\?lang=en)?$/.test(url)).slice(-9),
  "quiz:unstored": (value) => Object.fromEntries(Object.entries(value).filter(([key]) => UUID.test(key))),
};
const carried = () => {
  const kept = {};
  try {
    for (const [name, value] of Object.entries(JSON.parse(told.get("kept")))) {
      if (name.startsWith("quiz:")) kept[name] = JSON.stringify((TRUSTED[name] ?? ((it) => it))(value));
    }
  } catch {
    // Whoever changed the address by hand begins anew.
  }
  return kept;
};
if (isCarried) {
  const carry = (kept) => {
    told.set("kept", `{${Object.entries(kept).map(([name, value]) => `${JSON.stringify(name)}:${value}`)}}`);
    write();
    return true;
  };
  const value = new Proxy(carried(), {
    get: (kept, name) => (name === "removeItem" ? (old) => carry(kept, delete kept[old]) : kept[name]),
    set: (kept, name, value) => carry(kept, (kept[name] = value)),
  });
  Object.defineProperty(self, "localStorage", { value, configurable: true });
}
// The page around is told under the origin that it gave as its own; a browser that knows better says so.
const host = isInside ? origin(told.get("host")) : "";
const around = location.ancestorOrigins?.[0] ?? "null";
const isHost = host && (around === "null" || around === host);
const tell = (type, payload) => isHost && parent.postMessage({ diagnostic: 1, type, ...payload }, host);

// What the page around wants of the look; only those who want a colour of their own pay for what judges it.
const set = (name, value = "") => root.style.setProperty(name, value);
const dress = async () => {
  const [theme, accent, radius] = ["theme", "accent", "radius"].map((name) => told.get(name) ?? "");
  if (/^(light|dark)$/.test(theme)) root.dataset.theme = theme;
  else delete root.dataset.theme;
  set("--round", /^\d+(\.\d+)?$/.test(radius) ? Math.min(radius, 32) + "px" : "");
  const look = /^#[\da-f]{6}$/i.test(accent) && (await import(parts.look));
  // Another wish may have come meanwhile.
  if (accent !== (told.get("accent") ?? "")) return;
  ["--accent", "--on-accent", "--tint"].forEach((name) => set(name));
  if (look) look.wear(accent, set);
};
addEventListener("message", ({ source, origin, data }) => {
  if (!host || source !== parent || origin !== host || data?.diagnostic !== 1 || data.type !== "theme") return;
  for (const name of ["theme", "accent", "radius"]) {
    if (name in data) told.set(name, String(data[name] ?? "").slice(0, 9));
  }
  write();
  dress();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", dress);

// The height: during the questions that of the tallest, so that nothing moves from one to the next. A result is as tall as
// it has weak areas, which the page around must not learn: each is told the height of the longest. What is longer even so,
// like the answers before they are sent, scrolls inside.
let width, least, said;
const longest = () => {
  const [base, narrow] = root.lang === "en" ? [1832, 635e3] : [1572, 615e3];
  return base + narrow / Math.min(innerWidth, 608) + 900 * all("details[open]").length;
};
const outer = (part) => {
  const { marginTop, marginBottom } = getComputedStyle(part);
  return part.offsetHeight + parseFloat(marginTop) + parseFloat(marginBottom);
};
const tallest = () => {
  const items = all(".steps fieldset");
  root.classList.add("measuring");
  const [heights, first] = [items, all(".steps [data-first]")].map((parts) => parts.map(outer));
  const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);
  const rest = root.offsetHeight - sum(heights) - sum(first);
  root.classList.remove("measuring");
  return items[0] ? rest + Math.max(heights[0] + sum(first), ...heights) : 0;
};
const measure = () => {
  // While the page around waits for its style sheets, or hides the frame, there is no room to measure in.
  if (!innerWidth) return;
  if (width !== innerWidth && (one("#review")?.hidden ?? true)) {
    width = innerWidth;
    least = tallest();
  }
  const height = Math.ceil(shown.code ? longest() : least || root.getBoundingClientRect().height);
  // Heights of text are fractions, whose sum is rounded now up, now down.
  if (Math.abs(height - said) < 2 || !isInside) return;
  said = height;
  tell("resize", { height });
  const secret = told.get("secret");
  if (secret) parent.postMessage({ message: "height", value: height, secret }, "*");
  if (told.has("amp")) parent.postMessage({ sentinel: "amp", type: "embed-size", height }, "*");
};

// Links: within the frame one page replaces the other; out of it they open a window, or show their address.
const mayOpen = !isInside || self.origin !== "null" || told.get("popups") === "1";
// What helps where nothing opens is loaded when somebody needs it.
const offer = async (link, address, isCopied) => (await import(parts.out)).offer(link, address, isCopied);
const follow = (event) => {
  const link = event.target.closest?.("a[href], [data-do=copy]");
  const isPlain = event.type === "click" && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  if (!link || link.dataset.do === "qr") return;
  if (link.dataset.do) {
    event.stopPropagation();
    return offer(link, one("[rel=canonical]").href, true);
  }
  if (mayOpen && !isPlain) return;
  event.preventDefault();
  if (link.target) {
    // A sandbox may forbid windows to a frame that has its origin, and so may an app: opening one is the only way to know.
    const opened = mayOpen && open();
    if (!opened) return offer(link, link.href);
    opened.opener = null;
    opened.location = link.href;
  } else if (link.hash) one(link.hash)?.focus();
  // As main.js goes on.
  else location.replace(link.origin + "/f/?to=" + link.pathname.replace(/^\/f\//, "/") + link.search + "#" + told);
};

// The item that the page around wants first, its answer given where one is named.
const begin = (form) => {
  const [name, option] = (told.get("start") ?? "").split(":");
  const items = all("fieldset", form);
  const wanted = items.find((item) => one("input", item).name === name);
  if (!wanted) return;
  items[0].before(wanted);
  all("fieldset legend i", form).forEach((number, n) => (number.textContent = n + 1));
  const radio = all("input", wanted).find((input) => input.value === option);
  if (radio) radio.checked = true;
  // A tap counts once; what is chosen after it is not undone by a reload.
  told.set("start", name);
};

const form = one("#quiz");
const shown = one("main").dataset;
if (isInside) {
  const { referrer } = document;
  // Origin and path; what a query tells is nobody's business.
  if (!told.has("page") && origin(referrer)) told.set("page", origin(referrer) + new URL(referrer).pathname);
  if (form) begin(form);
  // What goes along in the address is lost with the page.
  if (form && isCarried) Object.assign(form.dataset, { waiting: parts.waiting, refused: parts.refused });
  addEventListener("click", follow, true);
  addEventListener("auxclick", follow, true);
}
const isFinished = told.has("finished");
told.delete("finished");
if (String(told) || location.hash) write();
dress();
const out = one("#window");
const placement = new URLSearchParams(["site", "page", "campaign"].flatMap((name) => (told.get(name) ? [[name, told.get(name)]] : [])));
if (out && form && String(placement)) out.href += "#" + placement;

const count = () => {
  const items = all("fieldset", form);
  const answered = items.filter((item) => one(":checked", item)).length;
  if (answered) tell("progress", { answered, items: items.length });
};
form?.addEventListener("change", count);
let last;
form?.addEventListener("said", ({ detail }) => {
  if (detail?.code) {
    if (detail.stored === false) tell("error", { reason: "storage" });
    told.set("finished", 1);
    write();
  } else if (detail !== last && /waiting|refused/.test(detail)) tell("error", { reason: detail === "waiting" ? "offline" : "refused" });
  last = detail;
});
// main.js has run by then.
addEventListener("DOMContentLoaded", () => {
  const bank = shown.bank ?? form?.dataset.bank;
  const what = { bank, version: shown.code?.split("-")[0] ?? form?.version.value, form: shown.form ?? form?.elements.form.value };
  // Its last act was to write the address that it had found.
  if (isCarried) write();
  if (bank) tell("ready", { ...what, language: root.lang });
  measure();
  new ResizeObserver(measure).observe(root);
  if (form) count();
  if (bank && isFinished) tell("complete", what);
  const box = one("#tell");
  if (box && isHost) import(parts.tell).then(({ ask }) => ask(box, host, tell));
});
