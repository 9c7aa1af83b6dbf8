// node build.mjs ENTRY OUT PACKAGES: make one file of a page's own script, with what it needs from the packages.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const [entry, out, packages] = process.argv.slice(2);
const require = createRequire(`${packages}/package.json`);
const { build } = require("esbuild");
const { compileScript, parse } = require("vue/compiler-sfc");

const vue = {
  name: "vue",
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.vue$/ }, async ({ path }) => {
      const { descriptor } = parse(await readFile(path, "utf8"), { filename: path });
      const compilerOptions = { isCustomElement: (tag) => tag === "interview-diagnostic" };
      const { content } = compileScript(descriptor, { id: path, inlineTemplate: true, templateOptions: { compilerOptions } });
      return { contents: content };
    }),
};

await build({
  entryPoints: [entry],
  outfile: out,
  bundle: true,
  minify: true,
  format: "esm",
  jsx: "automatic",
  nodePaths: [`${packages}/node_modules`],
  define: { "process.env.NODE_ENV": '"production"', __VUE_OPTIONS_API__: "false", __VUE_PROD_DEVTOOLS__: "false", __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false" },
  plugins: [vue],
  logLevel: "warning",
});
