// Where a frame may open nothing: the address of a link, to take along.
const away = document.querySelector("#away");
const field = away.querySelector("input");
const [why, said] = away.querySelectorAll("p");

const copy = async () => {
  field.select();
  // The old way first: where a frame may not use the new one, asking for it is a complaint in the console.
  const isCopied = document.execCommand("copy") || (await navigator.clipboard?.writeText(field.value).then(() => true, () => false));
  said.textContent = isCopied ? away.dataset.copied : away.dataset.failed;
  // The line that says so makes the box longer, maybe beyond the frame's edge.
  away.scrollIntoView({ block: "nearest" });
};
away.querySelector("button").onclick = copy;

export const offer = (link, address, isCopied) => {
  why.hidden = !link.target;
  said.textContent = "";
  field.value = address;
  away.hidden = false;
  const line = link.closest("li");
  line ? line.append(away) : link.closest("p, nav, header").after(away);
  away.scrollIntoView({ block: "nearest" });
  field.focus();
  field.select();
  // The beginning of an address says where it leads.
  requestAnimationFrame(() => (field.scrollLeft = 0));
  if (isCopied) copy();
};
