/** Requests that a page sends by itself this long after the last input do not count as use of the session. */
const IDLE_AFTER_MS = 60_000;
const INPUTS = ['keydown', 'pointerdown', 'wheel', 'touchstart'] as const;

let lastInputMs = Date.now();

for (const input of INPUTS) {
  addEventListener(input, () => (lastInputMs = Date.now()), { capture: true, passive: true });
}

/** Returns whether the page is left alone: what it asks for now, it asks for by itself. */
export function isLeftAlone(nowMs = Date.now()): boolean {
  return nowMs - lastInputMs > IDLE_AFTER_MS;
}
