import { uuidOf } from './digest.ts';
import type { TurnState } from './types.ts';

/**
 * The words by which a session goes on with a turn that was cut off. The prompt itself is in its context and is never
 * sent again. The same turn gives the same words.
 */
export function continuation({ request }: TurnState): string {
  return `Go on with the task you were given (${request.note}), in the same bounds: what was interrupted is not done, and what is done needs no repetition. Look at the files first, then finish, and answer as the task asks.`;
}

/** The id of the next such message: it follows from the turn, so that two who go on send one message. */
export function continuationId({ id, attempts }: Pick<TurnState, 'id' | 'attempts'>): string {
  return uuidOf(id, 'continuation', String(attempts));
}
