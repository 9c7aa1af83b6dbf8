// The page for site owners with script: snippet and preview follow each change, and a button copies.
// What is made is made by the server alone; this file fetches the same page for other choices.
const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const PAUSE = 250;

const form = one("#builder");
const [accent, swatch, copy, said] = ["accent", "swatch", "copy", "said"].map((id) => one("#" + id));
let asking, timer;

// The element takes its look from CSS, which this page may set by script and not in its HTML.
const look = () => {
  const shown = one("interview-diagnostic");
  for (const name of ["accent", "radius"]) shown?.style.setProperty(`--diagnostic-${name}`, shown.dataset[name] ?? "");
};
// The element takes what changes, and begins anew only where it has to.
const change = (shown, next) => {
  for (const { name } of [...shown.attributes]) if (name !== "style" && !next.hasAttribute(name)) shown.removeAttribute(name);
  for (const { name, value } of next.attributes) if (shown.getAttribute(name) !== value) shown.setAttribute(name, value);
};

const take = (fresh) => {
  const [shown, coming] = [document, fresh].map((root) => one("#preview > interview-diagnostic", root));
  if (shown && coming) change(shown, coming);
  for (const id of ["code", "pasted", "advice", ...(shown && coming ? [] : ["preview"])]) {
    const [now, next] = [one("#" + id), one("#" + id, fresh)];
    // Where script runs there is no place for what stands in for it, and what stays the same stays.
    one("noscript", next)?.remove();
    if (now.innerHTML !== next.innerHTML) now.replaceChildren(...document.importNode(next, true).childNodes);
  }
  one("#summary")?.remove();
  for (const field of all(".field", form)) {
    const name = one("[name]", field).name;
    const next = one(`.field:has([name="${name}"])`, fresh);
    one(".why", field)?.remove();
    const why = one(".why", next);
    const [control, other] = [field, next].map((part) => (part.matches("fieldset") ? part : one(`[name="${name}"]`, part)));
    if (why) control.closest(".colour, .field > *, fieldset").before(document.importNode(why, true));
    field.classList.toggle("wrong", !!why);
    for (const attribute of ["aria-invalid", "aria-describedby"]) {
      const value = other.getAttribute(attribute);
      value ? control.setAttribute(attribute, value) : control.removeAttribute(attribute);
    }
  }
  look();
};

const make = async () => {
  asking?.abort();
  asking = new AbortController();
  const { signal } = asking;
  document.body.classList.add("stale");
  const chosen = [...new FormData(form)].filter(([, value]) => value);
  const address = `${location.pathname}?${new URLSearchParams(chosen)}`;
  try {
    const answer = await fetch(address, { signal });
    if (!answer.ok && answer.status !== 422) throw answer.status;
    take(new DOMParser().parseFromString(await answer.text(), "text/html"));
    said.textContent = "";
    history.replaceState(null, "", address);
  } catch {
    if (!signal.aborted) said.textContent = form.dataset.failed;
  }
  if (!signal.aborted) document.body.classList.remove("stale");
};

form.addEventListener("input", ({ target }) => {
  if (target === swatch) accent.value = swatch.value;
  else if (target === accent && /^#[\da-f]{6}$/i.test(accent.value)) swatch.value = accent.value;
  clearTimeout(timer);
  timer = setTimeout(make, target.type === "radio" ? 0 : PAUSE);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  make();
});

copy.onclick = async () => {
  const snippet = one("#snippet");
  if (!snippet) return;
  snippet.select();
  const isCopied = await navigator.clipboard?.writeText(snippet.value).then(
    () => true,
    () => false,
  );
  said.textContent = isCopied ? copy.dataset.done : copy.dataset.failed;
};

swatch.hidden = copy.hidden = false;
one(".go", form).hidden = true;
look();
