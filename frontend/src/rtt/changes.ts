/** Lines of text and their changes, counted in code points, as the server counts them. */

/** One change of a line: at `at`, `del` characters go and `ins` comes; `end` finishes the line. */
export interface Change {
  n: number;
  line: number;
  at: number;
  del: number;
  ins: string;
  end: boolean;
}

/** The longest piece that one frame may carry. */
export const LONGEST_PIECE = 1_500;

export function letters(text: string): string[] {
  return Array.from(text);
}

/** The line after the change; what does not fit is bent to fit, as on the server. */
export function after(line: string[], change: Pick<Change, "at" | "del" | "ins">): string[] {
  const start = Math.min(change.at, line.length);
  return [...line.slice(0, start), ...letters(change.ins), ...line.slice(start + change.del)];
}

/** What has to be done to make the first text the second: one change, cut into pieces that fit into frames. */
export function difference(before: string[], now: string[]): Pick<Change, "at" | "del" | "ins">[] {
  let start = 0;
  while (start < before.length && start < now.length && before[start] === now[start]) start += 1;
  let tail = 0;
  while (
    tail < before.length - start &&
    tail < now.length - start &&
    before[before.length - 1 - tail] === now[now.length - 1 - tail]
  )
    tail += 1;
  const removed = before.length - tail - start;
  const added = now.slice(start, now.length - tail);
  if (!removed && !added.length) return [];
  const pieces = [{ at: start, del: removed, ins: added.slice(0, LONGEST_PIECE).join("") }];
  for (let done = LONGEST_PIECE; done < added.length; done += LONGEST_PIECE)
    pieces.push({ at: start + done, del: 0, ins: added.slice(done, done + LONGEST_PIECE).join("") });
  return pieces;
}
