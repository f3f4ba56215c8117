import { globTest } from '../../validate/globs.ts';
import type { Breach, FrozenRequest, TurnBase } from '../types.ts';

/** Kinds of turns that write documents and no code. */
const DOCUMENTS_ONLY: ReadonlySet<string> = new Set([
  'planning-start',
  'planning-revision',
  'bugfix-orientation',
]);

const DOCUMENT = /\.(?:md|markdown|txt|rst|adoc)$/i;

/**
 * Makes the test for why a turn was not to change a path, which is from the lane's folder. What lies outside of that
 * folder was never the lane's to change.
 */
export function boundsOf(
  base: Pick<TurnBase, 'allowed' | 'protected'>,
  { kind, allowed: narrower }: Pick<FrozenRequest, 'kind' | 'allowed'>,
): (path: string) => Breach | null {
  const allowed = base.allowed.map(globTest);
  const narrowed = narrower.map(globTest);
  const guarded = base.protected.map(globTest);
  const documentsOnly = kind !== null && DOCUMENTS_ONLY.has(kind);
  return (path) => {
    const matches = (tests: readonly ((path: string) => boolean)[]): boolean =>
      tests.some((test) => test(path));
    if (matches(guarded)) return 'protected';
    if (path.startsWith('../')) return 'not-allowed';
    if ([allowed, narrowed].some((tests) => tests.length > 0 && !matches(tests))) return 'not-allowed';
    return documentsOnly && !DOCUMENT.test(path) ? 'kind' : null;
  };
}
