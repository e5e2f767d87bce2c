/** The look: light, dark, or as the system has it. The server renders the choice from a cookie, so nothing flashes. */

const COOKIE = "infolinia_theme";
const YEAR = 365 * 24 * 60 * 60;

function isDark(): boolean {
  const chosen = document.documentElement.dataset["bsTheme"];
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function choose(theme: "light" | "dark"): void {
  document.documentElement.dataset["bsTheme"] = theme;
  document.cookie = `${COOKIE}=${theme}; path=/; max-age=${YEAR}; samesite=lax`;
}

/** The switch works as a plain form too; with a script it changes the page in place. */
export function watchTheme(): void {
  document.addEventListener("submit", (event) => {
    if (!(event.target instanceof HTMLFormElement) || !event.target.matches("[data-theme-switch]")) return;
    event.preventDefault();
    choose(isDark() ? "light" : "dark");
  });
}
