// What a result's page does for whoever got it on this device, and when asked: history, copy, print, QR code.
const main = document.querySelector("main");
const history = document.querySelector("#history");
const status = document.querySelector("#status");
const words = history.dataset;
const language = document.documentElement.lang;
const KEY = "quiz:results";
const FRESH = 33e5;
const make = (tag, properties, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};
const entries = () => {
  try {
    return [JSON.parse(localStorage[KEY])].flat().filter((entry) => entry?.code);
  } catch {
    return [];
  }
};
const day = (time, more) => new Intl.DateTimeFormat(language, { month: "long", day: "numeric", ...more }).format(time);
const MINUTE = { hour: "numeric", minute: "2-digit" };

// Only results of the same form and scale are compared: other questions make another number.
const compare = () => {
  const { code, form, scale, score, step } = main.dataset;
  const alike = entries().filter((entry) => entry.form === form && entry.scale === scale);
  const place = alike.findLastIndex?.((entry) => entry.code === code) ?? alike.map((entry) => entry.code).lastIndexOf(code);
  const before = alike[place - 1];
  const section = document.querySelector("#compare");
  section.hidden = !before;
  if (!before) return;
  const difference = score - before.score;
  const signed = difference > 0 ? `+${difference}` : difference < 0 ? `−${-difference}` : "±0";
  section.replaceChildren(
    make("b", { textContent: words.compare.replace("%date", day(before.at)).replace("%diff", signed) }),
    make("span", { textContent: Math.abs(difference) < step ? words.within : words.beyond }),
  );
};

// Where the attempt began is known here alone: what is followed is counted for that place, too.
const place = ({ form, placement }) => {
  const { site, page } = placement ?? {};
  if (!site && !page) return;
  for (const link of document.querySelectorAll('a[href^="/go/"]')) {
    link.setAttribute("href", `${link.getAttribute("href")}&${new URLSearchParams({ form, site, page })}`);
  }
};

// Fields that come after everything else, and only while what is told may still be counted.
const ask = async ({ key }) => {
  const answer = await fetch(language === "en" ? "/cohort?lang=en" : "/cohort").catch(() => {});
  const fields = answer?.ok && (await answer.text());
  if (!fields) return;
  const [box] = document.createRange().createContextualFragment(fields).children;
  // What makes it work is loaded where somebody opens it, and shows the fields then.
  box.addEventListener("toggle", async () => (await import(box.dataset.module)).tell(box, key), { once: true });
  history.after(box);
};

export const begin = () => {
  compare();
  const mine = entries()
    .filter(({ code }) => code === main.dataset.code)
    .pop();
  if (!mine) return;
  place(mine);
  if (Math.abs(Date.now() - mine.at) < FRESH) ask(mine);
};

export const list = () => {
  const rows = entries()
    .reverse()
    .map(({ at, url, score }) =>
      make("li", {}, make("a", { href: url }, day(at, MINUTE)), make("b", { textContent: words.points.replace("%", score) })),
    );
  const erase = make("button", { type: "button", className: "quiet", textContent: words.erase });
  erase.onclick = () => {
    for (const name of [KEY, "quiz:last", "quiz:cohort"]) localStorage.removeItem(name);
    compare();
    list();
    history.querySelector("summary").focus();
  };
  const shown = rows.length
    ? [make("p", { className: "by", textContent: words.kept }), make("ul", { className: "links" }, ...rows), erase]
    : [make("p", { textContent: words.empty })];
  history.replaceChildren(history.querySelector("summary"), ...shown);
};

export const copy = async () => {
  const said = await navigator.clipboard?.writeText(location.href).then(() => words.copied, () => {});
  status.textContent = said ?? words.failed;
};

export const print = () => {
  for (const details of document.querySelectorAll("details:not(#history)")) details.open = true;
  window.print();
};

export const qr = (link) => {
  const shown = document.querySelector("#qr");
  if (shown) return shown.remove();
  const code = make("img", { id: "qr", src: link.href, alt: words.qr, width: 240, height: 240 });
  status.after(code);
  code.scrollIntoView({ block: "center" });
};
