// The entry form with script: counters, hints while writing, a draft in this tab. Without it the form works as it is.
const one = (selector, root = document) => root.querySelector(selector);
const DRAFT = "quiz:ask";
const KEPT = ["title", "body", "grade", "gender"];
const PAUSE = 800;

// A draft lives as long as its tab: computers at a university are shared. Storage may be forbidden; then nothing is kept.
const draft = {
  read: () => {
    try {
      return JSON.parse(sessionStorage[DRAFT]);
    } catch {}
  },
  write: (value) => {
    try {
      value ? (sessionStorage[DRAFT] = JSON.stringify(value)) : sessionStorage.removeItem(DRAFT);
    } catch {}
  },
};

// The rule of quiz.advice.cleaning: what the server will keep, counted as a reader counts.
export const lengthOf = (text) =>
  [
    ...text
      .replace(/\r\n?/g, "\n")
      .replace(/\t/g, " ")
      .replace(/(?![\n\u200d])[\p{Cc}\p{Cf}]/gu, "")
      .replace(/[\uff61-\uff9f]+/g, (run) => run.normalize("NFKC"))
      .normalize("NFC")
      .replace(/[^\S\n]*\n[^\S\n]*/g, "\n")
      .replace(/\n{3,}/g, "\n\n")
      .trim()
      .replace(/\u200d.?|[\u{1f3fb}-\u{1f3ff}]/gsu, "")
      .replace(/[\u{1f1e6}-\u{1f1ff}]{2}/gu, "f")
      .replace(/\p{M}/gu, ""),
  ].length;

const write = (form) => {
  const words = form.dataset;
  const fields = Object.fromEntries(KEPT.map((name) => [name, form.elements[name]]));
  const [status, counted, restored, hints, confirm] = ["status", "counted", "draft", "hints", "confirm"].map((id) => one("#" + id));
  let isComposing = false;
  let isSending = false;
  let timer, telling, asking;

  // The number is seen at once; it is read out only after a pause, and only where it stops the sending or soon will.
  const count = (field) => {
    const { least = 0, most } = field.dataset;
    const length = lengthOf(field.value);
    const [text, number] =
      length > most ? [words.over, length - most] : length < least ? [words.short, least - length] : [words.left, most - length];
    const said = length ? text.replace("%", number.toLocaleString()) : "";
    const counter = one(`#${field.id}-count`);
    counter.textContent = said;
    counter.classList.toggle("over", length > most);
    clearTimeout(telling);
    telling = setTimeout(() => (counted.textContent = length > most * 0.8 ? said : ""), 2 * PAUSE);
  };
  const save = () => draft.write(Object.fromEntries(KEPT.map((name) => [name, fields[name].value])));

  // One set of rules, the server's: it looks through the text while nobody types, and keeps nothing.
  const look = async () => {
    asking?.abort();
    asking = new AbortController();
    const body = new URLSearchParams({ title: fields.title.value, body: fields.body.value });
    try {
      const answer = await fetch(words.hints, { method: "POST", body, signal: asking.signal });
      if (answer.ok) show((await answer.text()).trim());
    } catch {}
  };
  let shown = "";
  const show = (html) => {
    // What has not changed is not read out again.
    if (html === shown) return;
    hints.innerHTML = shown = html;
    // What was said above of an older text would contradict it.
    one("#summary[data-hints]")?.remove();
    const found = one("[data-confirmed]", hints);
    confirm.hidden = !found;
    confirm.value = found?.dataset.confirmed ?? "";
  };

  form.addEventListener("input", ({ target }) => {
    if (target.dataset.most) count(target);
    if (!KEPT.includes(target.name)) return;
    save();
    // Who goes on to another field in the meantime still gets their hints.
    if (!target.dataset.most) return;
    clearTimeout(timer);
    if (!isComposing) timer = setTimeout(look, PAUSE);
  });
  form.addEventListener("compositionstart", () => (isComposing = true));
  form.addEventListener("compositionend", () => {
    isComposing = false;
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  });
  // Enter never sends. While it confirms a conversion it is left alone (Safari tells that by 229 only).
  form.addEventListener("keydown", (event) => {
    const { key, target, isComposing, keyCode } = event;
    if (key !== "Enter" || isComposing || keyCode === 229 || ![fields.title, form.elements.mail].includes(target)) return;
    event.preventDefault();
    if (target === fields.title) fields.body.focus();
  });
  form.addEventListener("submit", (event) => {
    if (isSending || navigator.onLine === false) event.preventDefault();
    if (isSending) return;
    isSending = navigator.onLine !== false;
    status.textContent = isSending ? words.sending : words.offline;
    one(".go button", form).ariaDisabled = isSending;
  });
  // Who comes back to this page may send again; the server takes the same question only once.
  addEventListener("pageshow", () => {
    isSending = false;
    status.textContent = "";
    one(".go button", form).ariaDisabled = false;
  });

  const before = "fresh" in words && draft.read();
  const isEmpty = KEPT.every((name) => !fields[name].value);
  if (before && isEmpty && KEPT.some((name) => before[name])) {
    for (const name of KEPT) fields[name].value = before[name] ?? "";
    restored.hidden = false;
    look();
  }
  one("button", restored).onclick = () => {
    draft.write();
    for (const name of KEPT) fields[name].value = "";
    restored.hidden = true;
    show("");
    count(fields.title);
    count(fields.body);
    fields.title.focus();
  };
  count(fields.title);
  count(fields.body);
  one("#summary")?.focus();
};

const form = one("#ask");
if (form) write(form);
if (one("[data-sent]")) draft.write();
const copy = one("#copy");
if (copy && navigator.clipboard) {
  copy.hidden = false;
  copy.onclick = async () => {
    const said = await navigator.clipboard.writeText(one("#address").textContent).then(
      () => copy.dataset.copied,
      () => copy.dataset.failed,
    );
    one("#copied").textContent = said;
  };
}
