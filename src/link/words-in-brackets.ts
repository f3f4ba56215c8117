import type { Edge, Mention } from '../types.ts';

/**
 * True for a word between double brackets that leads nowhere and comes near nothing. Where no name in the record is
 * linked so, it means something else, such as the `[[Call]]` of a language.
 */
export function isWordInBrackets({ mention, state, candidates }: Edge): boolean {
  if (state !== 'missing' || candidates.length > 0 || !isInBrackets(mention)) return false;
  const { name, version, anchor } = mention.target;
  return version === null && anchor === null && /^\p{L}+$/u.test(name);
}

/** True for a document that prose names between double brackets. */
export function isInBrackets(mention: Mention): mention is NameInBrackets {
  const { target, field } = mention;
  return field === null && target.type === 'document' && target.by === 'wiki';
}

type NameInBrackets = Mention & { readonly target: Extract<Mention['target'], { type: 'document' }> };
