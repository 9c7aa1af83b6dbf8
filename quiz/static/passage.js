// How far those come who begin: sums without anybody in them, told by small notes that nobody waits for. One when the first
// answer is given; one when the page is left, with how many answers there are; and one that takes this back when somebody
// who came back goes on, or finishes. A note that does not arrive is not counted.
const DAY = 864e5;
const form = document.querySelector("#quiz");
// Beside the answers that the device keeps, and forgotten with them.
const LEFT = `quiz:${form.dataset.keep}/left`;
const all = (selector) => [...form.querySelectorAll(selector)];
const from = new URLSearchParams(location.hash.slice(1) || location.search);
const [site, page] = ["site", "page"].map((name) => from.get(name) ?? "");

const note = (parts) =>
  navigator.sendBeacon?.(
    "/passage",
    new URLSearchParams({ version: form.version.value, form: form.elements.form.value, site, page, ...parts }),
  );
const position = () => all("fieldset").filter((item) => item.querySelector(":checked")).length + all("[data-known]").length;

// Where somebody left these questions before, as it was told; undefined where that is not so, or another day.
const remembered = () => {
  try {
    const before = JSON.parse(localStorage[LEFT]);
    return Math.abs(Date.now() - before.at) < DAY ? +before.answers : undefined;
  } catch {}
};
let left = remembered();
let isDone = false;
const tell = () => {
  const now = isDone ? undefined : position();
  if (now === left) return;
  note({ ...(left !== undefined && { from: left }), ...(now !== undefined && { to: now }) });
  left = now;
  try {
    if (isDone) localStorage.removeItem(LEFT);
    else localStorage[LEFT] = JSON.stringify({ answers: String(left), at: Date.now() });
  } catch {}
};

if (left === undefined) note({ to: -1 });
form.addEventListener("said", ({ detail }) => {
  if (!detail?.code) return;
  isDone = true;
  tell();
});
addEventListener("pagehide", tell);
document.addEventListener("visibilitychange", () => document.hidden && tell());
