import { objectAt, objectsAt, textAt } from '../adapters/raw.ts';

type Line = Readonly<Record<string, unknown>>;

/** Why a line of a session's record is not handed on. */
export type LeftOut = 'not a message' | 'of another session' | 'from before the lane' | 'cut off or no JSON';

const SYSTEM = /^(?:compact_boundary|turn_duration)$/;
const KEPT = ['type', 'subtype', 'uuid', 'parentUuid', 'sessionId', 'timestamp', 'isSidechain'] as const;
const OF_MESSAGE = ['role', 'model', 'stop_reason'] as const;
const OF_USAGE = ['input_tokens', 'output_tokens'] as const;

/**
 * A line of a session's record with what is named here and nothing else: messages, tools and their results. What a
 * later version of the program adds stays out until it is named. `since`: milliseconds since 1970 at which the lane had
 * the session first; what a person did in it before is theirs.
 */
export function allowedLine(line: Line, session: string, since: number): Line | LeftOut {
  const type = textAt(line, 'type');
  const speaks = (type === 'user' || type === 'assistant') && line['isMeta'] !== true;
  const marks = type === 'system' && SYSTEM.test(textAt(line, 'subtype') ?? '');
  if (!speaks && !marks) return 'not a message';
  if (textAt(line, 'sessionId') !== session) return 'of another session';
  if (!(Date.parse(textAt(line, 'timestamp') ?? '') >= since)) return 'from before the lane';
  const kept = picked(line, KEPT);
  return speaks ? { ...kept, message: message(objectAt(line, 'message')) } : kept;
}

function message(said: Line): Line {
  const usage = picked(objectAt(said, 'usage'), OF_USAGE);
  return {
    ...picked(said, OF_MESSAGE),
    content: content(said['content']),
    ...(Object.keys(usage).length > 0 && { usage }),
  };
}

/** Text, tools and results; of anything else, such as thoughts and images, only that it was there. */
function content(said: unknown): unknown {
  if (typeof said === 'string') return said;
  if (!Array.isArray(said)) return '';
  return objectsAt({ said }, 'said').map((block) => {
    switch (block['type']) {
      case 'text':
        return picked(block, ['type', 'text']);
      case 'tool_use':
        return picked(block, ['type', 'id', 'name', 'input']);
      case 'tool_result':
        return {
          ...picked(block, ['type', 'tool_use_id', 'is_error']),
          content: content(block['content']),
        };
      default:
        return { type: textAt(block, 'type'), leftOut: true };
    }
  });
}

function picked(object: Line, keys: readonly string[]): Line {
  return Object.fromEntries(
    keys.flatMap((key) => (object[key] === undefined || object[key] === null ? [] : [[key, object[key]]])),
  );
}
