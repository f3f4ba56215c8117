import type { Span, TargetOf } from '../../types.ts';
import type { FoundMention } from './grammar.ts';

/** Version at the end of a file name, in either spelling: what follows the last `-v`. */
const OWN_VERSION = /-v(\d+(?:[._]\d+){1,2})\.(?:md|html|docx)$/;

/** The version that a file name carries for itself, `_` read as `.`; null when it has none. */
export function ownVersion(name: string): string | null {
  return OWN_VERSION.exec(name)?.[1]?.replaceAll('_', '.') ?? null;
}

/** A mention of a document, as yet without what stands beside it. */
export function documentFound(
  span: Span,
  by: TargetOf<'document'>['by'],
  name: string,
  version: string | null,
  anchor: string | null = null,
): FoundMention {
  const target = { type: 'document', by, name, version, anchor, repository: null, planned: false } as const;
  return { span, target };
}
