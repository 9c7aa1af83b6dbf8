// The editors' desk with script: a preview while typing, sections without a new page, a word before text is lost.
// Without script every button sends the form and the page comes back; this file only makes that quicker.
const one = (selector, root = document) => root.querySelector(selector);
const PAUSE = 400;

const send = (address, form, act) => {
  const fields = new URLSearchParams(new FormData(form));
  if (act) fields.set("do", act);
  return fetch(address, { method: "POST", body: fields, signal: AbortSignal.timeout?.(15e3) });
};

const write = (form) => {
  const preview = one("#preview");
  let timer;
  // An older answer that comes late must not replace a newer one.
  let newest = 0;

  const show = async () => {
    const mine = ++newest;
    const answer = await send(form.dataset.preview, form).catch(() => {});
    if (!answer?.ok || mine !== newest) return;
    const text = await answer.text();
    if (mine === newest) preview.innerHTML = text;
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(show, PAUSE);
  };
  form.addEventListener("input", soon);

  // Adding, moving and removing is done by the server, which knows one way to number the fields.
  form.addEventListener("submit", async (event) => {
    const act = event.submitter?.value ?? "";
    if (!/^(add|remove|up|card|uncard|preview)\b/.test(act)) return;
    event.preventDefault();
    if (act === "preview") return show();
    const answer = await send(form.action, form, act).catch(() => {});
    const page = answer?.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
    const sections = page && one("#sections", page);
    if (!sections) {
      // The form itself finds the words for whatever went wrong.
      form.dataset.unsaved = "";
      form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "do", value: act }));
      return form.submit();
    }
    one("#sections").replaceWith(sections);
    preview.innerHTML = one("#preview", page).innerHTML;
    form.dataset.unsaved = "yes";
    place(act)?.focus();
  });
};

// Where to write next after a button.
const place = (act) => {
  const [name, number] = act.split("-");
  const sections = document.querySelectorAll(".section");
  if (name === "add") return one("input", sections[sections.length - 1]);
  if (name === "card") return [...sections[number].querySelectorAll(".link-form")].pop()?.querySelector("input");
  const nearest = Math.min(name === "up" ? number - 1 : number, sections.length - 1);
  return one("input", sections[nearest]);
};

const form = one("#answer");
if (form) {
  one("#preview-button").hidden = true;
  write(form);
}

for (const form of document.querySelectorAll("[data-unsaved]")) {
  form.addEventListener("input", () => (form.dataset.unsaved = "yes"));
  form.addEventListener("submit", ({ defaultPrevented }) => defaultPrevented || (form.dataset.unsaved = ""));
  // Enter that confirms a conversion sends nothing, in browsers too that tell of it late.
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) event.preventDefault();
  });
}
addEventListener("beforeunload", (event) => {
  if (one('[data-unsaved="yes"]')) event.preventDefault();
});
