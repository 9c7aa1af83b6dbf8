// A site that may ask is told the result when the student says so, and not before.
const find = (selector, root = document) => root.querySelector(selector);
const isAsking = (pattern, host) => {
  const [head, tail] = pattern.split("*");
  return tail === undefined ? head === host : host.startsWith(head) && host.endsWith(tail) && host.length > pattern.length - 1;
};
const results = () => {
  try {
    return [JSON.parse(localStorage["quiz:results"])].flat();
  } catch {
    return [];
  }
};

// An attempt that was not stored at once is known a little later, and a network comes back.
const note = async (key, host) => {
  const body = { method: "PUT", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ host }), keepalive: true };
  for (let wait = 1e3; wait < 1e5; wait *= 2) {
    const answer = await fetch(`/api/v1/attempts/${key}/sharing`, body).catch(() => {});
    if (answer?.ok || answer?.status === 403) return;
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
};

export const ask = (box, host, tell) => {
  const { code, score } = find("main").dataset;
  const mine = results().filter((entry) => entry?.code === code).pop();
  if (!mine || !box.dataset.asking.split(" ").some((pattern) => isAsking(pattern, host))) return;
  const [yes, no] = box.querySelectorAll("button");
  const [before, after] = box.dataset.ask.split("%");
  const title = find("h2", box);
  title.append(before, Object.assign(document.createElement("b"), { textContent: new URL(host).host }), after);
  box.hidden = false;
  const answer = (word) => {
    find("div", box).hidden = true;
    find("[role]", box).textContent = word;
    title.focus();
  };
  no.onclick = () => answer(box.dataset.kept);
  // A page could lay something else over this button: it counts when it has been in sight for a moment, where a browser
  // knows that.
  let isSeen = false;
  const see = (seen) => (isSeen = seen.at(-1).isVisible ?? seen.at(-1).isIntersecting);
  new IntersectionObserver(see, { threshold: 1, trackVisibility: true, delay: 500 }).observe(yes);
  yes.onclick = () => {
    if (!isSeen) return (find("[role]", box).textContent = box.dataset.again);
    answer(box.dataset.told);
    tell("result", { score: +score, band: box.dataset.band, code });
    note(mine.key, host);
  };
};
