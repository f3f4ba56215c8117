/**
 * What `make` makes of each item, in order. So many `steps` are begun before one is waited for: other threads work
 * on the next ones meanwhile, and no more than these are in memory.
 */
export async function* ahead<T, R>(
  items: Iterable<T>,
  steps: number,
  make: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const begun: Promise<R>[] = [];
  for (const item of items) {
    const making = make(item);
    // It may fail before anybody waits for it.
    making.catch(() => {});
    begun.push(making);
    if (begun.length > steps) yield await (begun.shift() as Promise<R>);
  }
  for (const making of begun) yield await making;
}

/** The same items, the first of which is asked for at once. */
export function begun<T>(items: AsyncGenerator<T>): AsyncIterable<T> {
  const first = items.next();
  // It may fail before anybody waits for it.
  first.catch(() => {});
  return (async function* () {
    const { done, value } = await first;
    if (done) return;
    yield value;
    yield* items;
  })();
}

/** Lists of `size` items; the last may be shorter. */
export function batchesOf<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
