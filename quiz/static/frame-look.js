// The colour of the page around, in a frame: worn where it can be read, left out where it cannot.
const channels = (hex) =>
  hex
    .replace(/^#(.)(.)(.)$/, "#$1$1$2$2$3$3")
    .match(/[\da-f]{2}/gi)
    .map((part) => parseInt(part, 16));
const luminance = (hex) =>
  channels(hex)
    .map((value) => (value > 10 ? ((value / 255 + 0.055) / 1.055) ** 2.4 : value / 3294.6))
    .reduce((sum, value, n) => sum + value * [0.2126, 0.7152, 0.0722][n], 0.05);
const contrast = (one, other) => {
  const ratio = luminance(one) / luminance(other);
  return Math.max(ratio, 1 / ratio);
};
const mixed = (hex, ground, share) => {
  const below = channels(ground);
  const parts = channels(hex).map((value, n) => Math.round(below[n] + share * (value - below[n])));
  return "#" + parts.map((value) => value.toString(16).padStart(2, "0")).join("");
};

export const wear = (accent, set) => {
  const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const [page, card] = [token("--page"), token("--card")];
  if (Math.min(contrast(accent, page), contrast(accent, card)) < 4.5) return;
  let share = 0.12;
  while (share > 0 && contrast(accent, mixed(accent, card, share)) < 4.5) share -= 0.02;
  set("--accent", accent);
  set("--on-accent", contrast(accent, "#fff") < 4.5 ? "#000" : "#fff");
  set("--tint", mixed(accent, card, Math.max(share, 0)));
};
