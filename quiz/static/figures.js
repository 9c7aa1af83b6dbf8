// The charts of a page, each drawn once it comes near the screen: the script that draws them is large, and the page is
// complete without it. Colours are those of the scheme, or of paper.
const main = document.querySelector("main[data-plotly]");
const places = [...main.querySelectorAll(".chart")];
const filters = main.querySelector(".filters");
const printer = document.getElementById("print");
const CONFIG = { displayModeBar: false, responsive: true, showTips: false, doubleClick: false };
const ON_PAPER = 352;
let loading;

if (filters && matchMedia("(max-width: 47.99rem)").matches) {
  filters.open = false;
}

function load() {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = main.dataset.plotly;
    script.onload = () => resolve(window.Plotly);
    script.onerror = reject;
    document.head.append(script);
  });
  return loading;
}

// Names of tokens become their values; plotly knows no custom properties.
function painted(value, tokens) {
  if (typeof value === "string") {
    return (value.startsWith("--") && tokens.getPropertyValue(value).trim()) || value;
  }
  if (Array.isArray(value)) {
    return value.map((part) => painted(part, tokens));
  }
  if (value === null || typeof value !== "object") {
    return value;
  }
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, painted(part, tokens)]));
}

function render(place) {
  const chart = JSON.parse(document.getElementById(place.dataset.chart).textContent);
  const { data, layout } = painted(chart, getComputedStyle(main));
  if (main.classList.contains("paper")) {
    Object.assign(layout, { width: ON_PAPER, autosize: false });
  }
  place.classList.add("done");
  window.Plotly.react(place.querySelector(".drawing"), data, layout, CONFIG);
}

async function draw(place) {
  try {
    await load();
    render(place);
  } catch {
    place.classList.add("failed");
    place.querySelector(".failing").hidden = false;
  }
}

function again(which) {
  if (window.Plotly) {
    which.forEach(render);
  }
}

const near = new IntersectionObserver(
  (seen) => {
    for (const one of seen.filter((entry) => entry.isIntersecting)) {
      near.unobserve(one.target);
      draw(one.target);
    }
  },
  { rootMargin: "300px" },
);
places.forEach((place) => (printer ? draw(place) : near.observe(place)));

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () =>
  again(places.filter((place) => place.classList.contains("done"))),
);
addEventListener("beforeprint", () => {
  main.classList.add("paper");
  again(places);
});
addEventListener("afterprint", () => {
  main.classList.remove("paper");
  again(places);
});
if (printer) {
  printer.hidden = false;
  printer.addEventListener("click", () => print());
}
