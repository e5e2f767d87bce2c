/* Builds what the browser loads into dist/: one script per kind of page, one style sheet, the icon sprite. */

import { build, context } from "esbuild";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "dist");
const icons = join(here, "node_modules", "bootstrap-icons", "icons");
const screens = join(here, "..", "infolinia");

function filesBelow(folder, endings) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

/* Names written in a tag must exist; in code any quoted text that is an icon's name counts, so no list has to be kept. */
function usedIcons() {
  const used = new Set();
  for (const path of filesBelow(screens, [".html"])) {
    for (const [, name] of readFileSync(path, "utf8").matchAll(/{%\s*icon\s+["']([\w-]+)["']/g)) {
      if (!existsSync(join(icons, `${name}.svg`))) throw new Error(`${path}: there is no icon "${name}"`);
      used.add(name);
    }
  }
  const places = [...filesBelow(screens, [".py", ".html"]), ...filesBelow(join(here, "src"), [".ts"])];
  for (const path of places) {
    for (const [, name] of readFileSync(path, "utf8").matchAll(/["']([a-z0-9]+(?:-[a-z0-9]+)*)["']/g)) {
      if (existsSync(join(icons, `${name}.svg`))) used.add(name);
    }
  }
  return [...used].sort();
}

function writeSprite() {
  const symbols = usedIcons().map((name) => {
    const body = readFileSync(join(icons, `${name}.svg`), "utf8").match(/<svg[^>]*>([\s\S]*?)<\/svg>/)[1];
    return `<symbol id="${name}" viewBox="0 0 16 16">${body.replace(/\s*\n\s*/g, "")}</symbol>`;
  });
  const path = join(dist, "icons.svg");
  writeFileSync(`${path}.new`, `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("\n")}</svg>\n`);
  renameSync(`${path}.new`, path); // never half a file for a page that asks in this moment
}

/* Letters for PDF: the server sets them into letters and forms, so it needs whole faces, not those of the web. */
function copyPrintFaces() {
  const from = join(here, "node_modules", "@expo-google-fonts", "noto-sans");
  mkdirSync(join(dist, "print"), { recursive: true });
  for (const face of ["400Regular", "700Bold"]) {
    copyFileSync(join(from, face, `NotoSans_${face}.ttf`), join(dist, "print", `NotoSans_${face}.ttf`));
  }
}

/* The map's second thread: a file of its own, because a page may load only what has an address here. It names a map of
   its source that is not served; what is collected for serving may name nothing that is missing. */
function copyMapWorker() {
  const from = join(here, "node_modules", "maplibre-gl", "dist", "maplibre-gl-worker.mjs");
  writeFileSync(join(dist, "map-worker.js"), readFileSync(from, "utf8").replace(/^\/\/# sourceMappingURL=.*$/m, ""));
}

const options = {
  entryPoints: ["app.ts", "desk.ts", "office.ts", "editing.ts", "call.ts", "chat.ts", "map.ts", "app.css", "admin.css", "map.css"].map((name) => join(here, "src", name)).filter(existsSync),
  outdir: dist,
  bundle: true,
  format: "iife",
  minify: true,
  sourcemap: true,
  target: ["chrome123", "firefox121", "safari17.5"],
  loader: { ".woff2": "file" },
  assetNames: "fonts/[name]",
  logLevel: "info",
};

mkdirSync(dist, { recursive: true });
writeSprite();
copyPrintFaces();
copyMapWorker();
if (process.argv.includes("--watch")) await (await context(options)).watch();
else await build(options);
