/** Where the push process answers: the page is told, because it may have a port of its own. */

/** The base address of live signals, without a slash at its end. */
export function liveBase(): string {
  const given = document.querySelector<HTMLMetaElement>('meta[name="live-url"]')?.content ?? "";
  return (given || location.origin).replace(/\/$/, "");
}

/** The address of the browser phones' socket: the same door, with `ws:` for `http:`. */
export function sipSocketUrl(query = ""): string {
  return `${liveBase().replace(/^http/, "ws")}/sip${query}`;
}
