import type { Edge } from '../../types.ts';

/** A tag or branch that is still to be made is no broken reference. */
const TO_COME =
  /\b(?:will|shall|would|to be|target tag|tag target|at completion|at close|planned|future|proposed|next)\b/i;

/** True for a branch or tag that is nowhere, though its sentence does not speak of what is to come. */
export function isGone({ state, to, mention: { sentence, field } }: Edge): boolean {
  return state === 'missing' && to === null && field === null && !TO_COME.test(sentence);
}

/** `engine has no tag "v1"`, or `No repository has the tag "v1"` where none is said. */
export function lacks(repository: string | null, what: string): string {
  return repository === null ? `No repository has the ${what}` : `${repository} has no ${what}`;
}
