// How much may be within one request: half a million empty messages fit into a mebibyte, and take two hundred times that once
// they are read; as many texts in a list keep whoever compares each with each busy for minutes.

/** A report of a thousand slots has some ten thousand. */
export const maxParts = 50_000;

/** In lists and as keys, all together: labels, ports and names of a thousand slots. */
export const maxTexts = 20_000;

interface Made {
  ctor: (this: object) => void;
}

let left = Number.POSITIVE_INFINITY;
let textsLeft = Number.POSITIVE_INFINITY;

/** @throws RangeError when there are more in what `read` reads */
export function withinParts<T>(read: () => T): T {
  [left, textsLeft] = [maxParts, maxTexts];
  try {
    return read();
  } finally {
    [left, textsLeft] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  }
}

/** Each of these counts from now on when it is made. */
export function countParts(messages: Record<string, object>): void {
  for (const message of Object.values(messages) as Made[]) message.ctor = counted(message.ctor);
}

/** To be called for each text. */
export function countText(): void {
  textsLeft -= 1;
  if (textsLeft < 0) throw new RangeError(`more than ${maxTexts} texts in lists`);
}

// No subclass, which takes three times as long to make.
function counted(Message: (this: object) => void): (this: object) => void {
  return function (this: object) {
    left -= 1;
    if (left < 0) throw new RangeError(`more than ${maxParts} parts`);
    Message.call(this);
  };
}
