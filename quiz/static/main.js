// The student's way with script: one item at a time, kept on this device, sent exactly once.
// Without script every page works as it is; this file only adds to it.
const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const DAY = 864e5;
const SHOWN_FOR = 250;
const LONGEST = 6e5;
// In somebody else's page the questions and the result replace each other: "back" leaves that page. What comes next stands
// behind the ?, since the policy of that page could tell it paths.
const frame = self === top ? "" : "/f/?to=";
const language = location.search.includes("lang=en") ? "?lang=en" : "";

// Storage may be forbidden or full; then nothing is kept, and everything else works.
const kept = (name) => {
  try {
    return JSON.parse(localStorage[name]);
  } catch {}
};
const keep = (name, value) => {
  try {
    value === undefined ? localStorage.removeItem(name) : (localStorage[name] = JSON.stringify(value));
  } catch {}
};

// Answers of another day, to whichever questions, do not stay on a device that others may use.
const forget = () => {
  try {
    for (const name of Object.keys(localStorage)) {
      const old = name.startsWith("quiz:") && kept(name);
      if (old?.answers && !(Math.abs(Date.now() - old.at) < DAY)) keep(name);
    }
  } catch {}
};

const results = () => [kept("quiz:results")].flat().filter((entry) => entry?.code);

// randomUUID is missing in older browsers and outside secure contexts.
const uuid = () =>
  crypto.randomUUID?.() ??
  "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (digit) =>
    (digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (digit / 4)))).toString(16),
  );

const put = (key, attempt) =>
  fetch(`/api/v1/attempts/${key}${language}`, {
    method: "PUT",
    headers: { "Content-Type": "application/json", Prefer: "return=minimal" },
    body: JSON.stringify(attempt),
    signal: AbortSignal.timeout?.(15e3),
  });
const isTransient = (status) => status > 499 || status === 429 || status === 408;

// What the server answered but could not store is sent again, quietly, from whichever page comes next.
const sendUnstored = async () => {
  const unstored = { ...kept("quiz:unstored") };
  for (const key in unstored) {
    const answer = unstored[key]?.answers && (await put(key, unstored[key]).catch(() => ({ status: 503 })));
    if (answer?.status === 202 || isTransient(answer?.status)) return;
    // Read anew: another page may have added to it meanwhile.
    const { [key]: _, ...rest } = { ...kept("quiz:unstored") };
    keep("quiz:unstored", Object.keys(rest)[0] && rest);
  }
};

const take = (form) => {
  const words = form.dataset;
  const items = all("fieldset", form);
  const [steps, back, count, resumed, review, status] = ["steps", "back", "count", "resumed", "review", "status"].map(
    (id) => one("#" + id),
  );
  const go = one(".go", form);
  const place = "quiz:" + words.keep;
  const last = kept("quiz:last");
  const previous = /^[\da-f-]{36}$/.test(last) ? last : undefined;
  const { answers, times, key, placement } = kept(place) ?? {};
  let state = { answers: { ...answers }, times: { ...times }, key, placement };
  let at, since, timer, isArrow, isChange, wake;
  // Each sending has a number; one that is no longer the newest stops by itself.
  let sending = 0;
  let isSending = false;

  const given = (item) => one(":checked", item);
  const save = () => keep(place, { ...state, at: Date.now() });
  // Whoever shows this page in a frame listens, to the result too.
  const say = (word, detail = word) => {
    status.textContent = words[word] ?? "";
    form.dispatchEvent(new CustomEvent("said", { detail }));
  };
  const stop = () => {
    sending++;
    isSending = false;
    say();
  };

  const show = (next, focus = true) => {
    clearTimeout(timer);
    // Nobody stands beyond the first item without an answer.
    const open = items.findIndex((item) => !given(item));
    at = Math.min(next, open < 0 ? items.length : open);
    since = performance.now();
    const isDone = at === items.length;
    items.forEach((item, n) => (item.hidden = n !== at));
    review.hidden = go.hidden = !isDone;
    all("[data-first]").forEach((part) => (part.hidden = at));
    back.disabled = !at;
    one("progress").value = at;
    count.textContent = isDone ? words.review : words.count.replace("%", at + 1);
    if (isDone) {
      isChange = false;
      one("ol", review).replaceChildren(...items.map(row));
    }
    if (focus) {
      scrollTo(0, 0);
      (isDone ? one("h2", review) : given(items[at]) ?? one("input", items[at])).focus();
    }
  };
  const step = (next) => {
    frame || history.pushState({ at: next, inside: true }, "");
    show(next);
  };
  const row = (item, n) => {
    const part = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });
    const button = part("button", "");
    button.type = "button";
    button.append(
      part("span", one("legend", item).lastElementChild.textContent),
      part("b", given(item).parentNode.textContent),
      part("i", words.change),
    );
    button.onclick = () => {
      isChange = true;
      resumed.hidden = true;
      step(n);
    };
    const line = part("li", "");
    line.append(button);
    return line;
  };
  // The choice stays in sight for a moment; another tap meanwhile corrects it.
  const choose = (radio) => {
    clearTimeout(timer);
    state.times[radio.name] = Math.min(LONGEST, Math.round((state.times[radio.name] ?? 0) + performance.now() - since));
    since = performance.now();
    save();
    timer = setTimeout(() => {
      resumed.hidden = true;
      step(isChange ? items.length : at + 1);
    }, SHOWN_FOR);
  };

  const isRadioKey = ({ key, target }) => (key === "Enter" || key === " ") && target.type === "radio";
  form.addEventListener("keydown", (event) => {
    // Browsers turn an arrow's choice into a click; it must not lead on.
    isArrow = /^Arrow/.test(event.key);
    // Space does nothing of itself on an option that an arrow has chosen already.
    if (isRadioKey(event)) {
      event.preventDefault();
      if (!event.repeat) event.target.click();
    }
  });
  form.addEventListener("keyup", (event) => {
    isArrow = false;
    if (isRadioKey(event)) event.preventDefault();
  });
  form.addEventListener("click", (event) => {
    // The second half of a double tap was meant for the item before.
    if (event.detail > 1 && performance.now() - since < 300 && event.target.closest("label")) event.preventDefault();
    else if (event.target.type === "radio" && !isArrow) choose(event.target);
  });
  form.addEventListener("change", ({ target }) => {
    state.answers[target.name] = target.value;
    // Other answers are another attempt: they never go out under the key of these.
    state.key = undefined;
    stop();
    save();
  });
  form.addEventListener("change", () => import(words.begun), { once: true });
  back.onclick = () => (history.state?.inside ? history.back() : show(at - 1));
  addEventListener("popstate", ({ state }) => state && show(state.at));
  one("#anew").onclick = () => {
    all(":checked", form).forEach((radio) => (radio.checked = false));
    stop();
    state = { answers: {}, times: {} };
    keep(place);
    resumed.hidden = true;
    show(0);
  };

  const attempt = () => {
    const from = new URLSearchParams(location.hash.slice(1) || location.search);
    const plain = (name, length) => (from.get(name) ?? "").replace(/[^ -~]/g, "").slice(0, length);
    const answers = { ...state.answers };
    all("[data-known]", form).forEach((field) => (answers[field.name] = field.value));
    return {
      bank: words.bank,
      version: form.version.value,
      form: form.elements.form.value,
      answers,
      durations_ms: state.times,
      // Kept with the key: whoever resumes at another address still sends the same.
      placement: (state.placement ??= { site: plain("site", 64), page: plain("page", 200), campaign: plain("campaign", 64) }),
      previous,
    };
  };
  const finish = (key, body, result) => {
    if (result.stored === false) keep("quiz:unstored", { ...kept("quiz:unstored"), [key]: body });
    const before = results().filter((entry) => entry.key !== key);
    const mine = { ...result, key, scale: words.scale, placement: body.placement, at: Date.now() };
    keep("quiz:results", [...before, mine].slice(-50));
    keep("quiz:last", key);
    keep(place);
    say("sending", result);
    frame ? location.replace(frame + result.url + location.hash) : location.assign(result.url);
  };
  const send = async () => {
    if (isSending) return wake?.();
    isSending = true;
    const mine = ++sending;
    state.key ??= uuid();
    const body = attempt();
    save();
    say("sending");
    let conflicts = 0;
    for (let wait = 1e3; mine === sending; wait = Math.min(2 * wait, 3e4)) {
      const answer = await put(state.key, body).catch(() => {});
      const result = answer?.ok && (await answer.json().catch(() => {}));
      if (mine !== sending) return;
      if (result) return finish(state.key, body, result);
      if (answer?.status === 409 && !conflicts++) {
        state.key = uuid();
        save();
        continue;
      }
      if (answer && !answer.ok && !isTransient(answer.status)) {
        isSending = false;
        state.key = undefined;
        save();
        return say("refused");
      }
      say("waiting");
      await new Promise((resolve) => {
        wake = resolve;
        setTimeout(resolve, wait);
        addEventListener("online", resolve, { once: true });
      });
      wake = undefined;
    }
  };
  // In a sandbox without forms a browser ends the sending of one before it tells the page.
  one("button", go).onclick = (event) => {
    event.preventDefault();
    send();
  };
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) stop();
  });

  document.body.classList.add("steps");
  steps.hidden = false;
  // What the page came with was tapped just now, on the page that invited; a reload should not tap it again.
  const address = new URL(location);
  for (const { name, value } of all(":checked", form)) {
    if (state.answers[name] !== value) state = { answers: { ...state.answers, [name]: value }, times: state.times };
    address.searchParams.delete(name);
    save();
  }
  for (const name in state.answers) {
    const radio = all("input", form).find((input) => input.name === name && input.value === state.answers[name]);
    if (radio && !radio.checked) resumed.hidden = !(radio.checked = true);
  }
  show(items.length, false);
  history.replaceState({ at }, "", address);
};

const result = one("[data-more]");
if (result) {
  const more = () => import(result.dataset.more);
  all("[data-script]").forEach((part) => (part.hidden = false));
  document.addEventListener("click", async (event) => {
    const act = event.target.closest("[data-do]");
    if (!act) return;
    event.preventDefault();
    (await more())[act.dataset.do](act);
  });
  one("#history").addEventListener("toggle", async () => (await more()).list());
  if (results()[0]) more().then((module) => module.begin());
}
// Whoever came here from a result finds the way back to the newest one.
const mine = one("#mine");
const newest = results().at(-1);
if (mine && newest) {
  one("a", mine).href = newest.url;
  mine.hidden = false;
}
forget();
// A page that comes back with errors shows all its items, with the summary above them.
const form = one("#quiz");
if (form && !one(".errors")) take(form);
sendUnstored();
