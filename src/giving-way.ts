/** Milliseconds after which a person would feel that nobody hears an interrupt. */
const LONG = 50;

/** What a long work needs to let others come in between. */
interface Way {
  /** A clock in milliseconds. */
  readonly now: () => number;
  /** Waits until what came meanwhile, such as a signal, was heard. */
  readonly pause: () => Promise<void>;
}

/** Does a work that yields between its parts, and waits by `pause` after those that took long. */
export async function givingWay<T>(work: Generator<undefined, T>, { now, pause }: Way): Promise<T> {
  for (let begun = now(); ; ) {
    const { done, value } = work.next();
    if (done) return value;
    if (now() - begun < LONG) continue;
    await pause();
    begun = now();
  }
}
