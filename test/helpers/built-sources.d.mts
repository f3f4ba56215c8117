export function buildSources(places: readonly string[]): Promise<string>;
// biome-ignore lint/suspicious/noExplicitAny: the benches that use it are no TypeScript
export function loadSources(...places: readonly string[]): Promise<readonly any[]>;
