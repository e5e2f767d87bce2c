/** Drafts that outlive a reload and the end of a session, focus on errors, and the shortcut to the search box. */

const SENT = "sent:";
const DRAFT = "draft:";

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/* Kept for this tab only: a resident's words must not stay on a shared computer's disk. */
const store = window.sessionStorage;

function owner(): string {
  return document.body.dataset["user"] ?? "";
}

function key(field: Element, prefix = DRAFT): string {
  return `${prefix}${owner()}:${location.pathname}:${field.getAttribute("data-draft")}`;
}

function isField(element: EventTarget | null): element is Field {
  return element instanceof HTMLElement && element.matches("input[data-draft], textarea[data-draft], select[data-draft]");
}

function fieldsOf(scope: ParentNode): Field[] {
  return [...scope.querySelectorAll<Field>("[data-draft]")].filter(isField);
}

function keep(field: Field): void {
  store.setItem(key(field), field.value);
}

function restore(scope: ParentNode): void {
  for (const field of fieldsOf(scope)) {
    const draft = store.getItem(key(field));
    if (draft === null || draft === field.value || field === document.activeElement) continue;
    field.value = draft;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function rename(from: string, to: string): void {
  for (const name of Object.keys(store).filter((each) => each.startsWith(from))) {
    const value = store.getItem(name) ?? "";
    store.removeItem(name);
    if (to) store.setItem(to + name.slice(from.length), value);
  }
}

function forget(form: ParentNode): void {
  for (const field of fieldsOf(form)) store.removeItem(key(field));
}

/* A form sent as a page: its drafts are gone when the next page opens, unless that page says that nothing was saved. */
function markSent(form: HTMLFormElement): void {
  for (const field of fieldsOf(form)) {
    store.setItem(key(field, SENT), field.value);
    store.removeItem(key(field));
  }
}

function settleSent(): void {
  rename(SENT, document.body.hasAttribute("data-not-saved") ? DRAFT : "");
}

function focusErrors(scope: ParentNode): void {
  scope.querySelector<HTMLElement>("[data-error-summary]")?.focus();
}

function focusSearch(event: KeyboardEvent): void {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "k") return;
  const box = document.querySelector<HTMLInputElement>("[data-search]");
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
}

function offerPrint(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
}

/** Fields with `data-draft="name"` are kept while typed and given back; a successful send forgets them. */
export function watchForms(): void {
  settleSent();
  restore(document);
  focusErrors(document);
  document.addEventListener("input", (event) => {
    if (event.isTrusted && isField(event.target)) keep(event.target);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form instanceof HTMLFormElement && !event.defaultPrevented) markSent(form);
  });
  document.addEventListener("htmx:load", (event) => {
    if (event.target instanceof HTMLElement && event.target !== document.body) {
      restore(event.target);
      focusErrors(event.target);
    }
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const detail = (event as CustomEvent<{ elt: Element; successful: boolean; xhr: XMLHttpRequest }>).detail;
    if (detail.successful && detail.elt instanceof HTMLFormElement) forget(detail.elt);
  });
  document.addEventListener("keydown", focusSearch);
  offerPrint();
}
