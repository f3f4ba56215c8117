/** Orders texts by UTF-16 code units: the same on every machine. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Orders documents and files by path. */
export function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return byText(a.path, b.path);
}

/** Adds to the list that a map holds for a key. */
export function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/** Values by key, keys in the order they were first met, values in the order they came. */
export function groupBy<V, K>(values: Iterable<V>, keyOf: (value: V) => K): Map<K, V[]> {
  const groups = new Map<K, V[]>();
  for (const value of values) push(groups, keyOf(value), value);
  return groups;
}
