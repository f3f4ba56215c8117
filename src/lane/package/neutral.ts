import { objectAt, objectsAt, textAt } from '../adapters/raw.ts';
import type { TurnState } from '../types.ts';

type Line = Readonly<Record<string, unknown>>;

/** One thing that was said or done in a session, in no program's form. */
export interface Spoken {
  readonly time: string;
  readonly who: 'message' | 'answer' | 'tool' | 'result' | 'helper';
  /** Name of the tool; null for words. */
  readonly tool: string | null;
  readonly text: string;
}

/** A turn of a lane with what was said in it. */
export interface SpokenTurn {
  readonly number: number;
  readonly note: string;
  readonly path: string;
  readonly commit: string;
  readonly kind: string | null;
  readonly digest: string;
  readonly began: string;
  readonly ended: string | null;
  readonly end: string | null;
  readonly code: string | null;
  readonly review: { readonly verdict: string; readonly why: string } | null;
  readonly spoken: readonly Spoken[];
}

/** Turns with the lines of the session's record that fall into each; lines before the first turn are left out. */
export function spokenTurns(turns: readonly TurnState[], lines: readonly Line[]): readonly SpokenTurn[] {
  const timed = lines.map((line) => ({ line, at: Date.parse(textAt(line, 'timestamp') ?? '') }));
  return turns.map((turn, index) => {
    const from = Date.parse(turn.began);
    const next = turns[index + 1];
    const until = next === undefined ? Number.POSITIVE_INFINITY : Date.parse(next.began);
    const own = timed.filter(({ at }) => at >= from && at < until).map(({ line }) => line);
    const { number, request, began, ended, result, review } = turn;
    return {
      number,
      note: request.note,
      path: request.path,
      commit: request.commit,
      kind: request.kind,
      digest: request.digest,
      began,
      ended,
      end: result?.end ?? null,
      code: result?.code ?? null,
      review,
      spoken: own.flatMap(spokenIn),
    };
  });
}

function spokenIn(line: Line): readonly Spoken[] {
  const said = objectAt(line, 'message');
  const time = textAt(line, 'timestamp') ?? '';
  const helper = line['isSidechain'] === true;
  const speaker = line['type'] === 'user' ? 'message' : 'answer';
  const who = helper ? 'helper' : speaker;
  if (typeof said['content'] === 'string') return words(time, who, said['content']);
  return objectsAt(said, 'content').flatMap((block): readonly Spoken[] => {
    switch (block['type']) {
      case 'text':
        return words(time, who, textAt(block, 'text') ?? '');
      case 'tool_use': {
        const text = JSON.stringify(block['input'] ?? {}, null, 1);
        return [{ time, who: 'tool', tool: textAt(block, 'name'), text }];
      }
      case 'tool_result':
        return [{ time, who: 'result', tool: null, text: textOf(block['content']) }];
      default:
        return [];
    }
  });
}

const words = (time: string, who: Spoken['who'], text: string): readonly Spoken[] =>
  text.trim() === '' ? [] : [{ time, who, tool: null, text }];

function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  return objectsAt({ content }, 'content')
    .flatMap((block) => textAt(block, 'text') ?? [])
    .join('\n');
}

/** The same as Markdown, for people. */
export function transcriptText(lane: string, session: string, turns: readonly SpokenTurn[]): string {
  return `${[`# Lane ${lane}`, `Session ${session}.`, ...turns.flatMap(turnText)].join('\n\n')}\n`;
}

function turnText(turn: SpokenTurn): readonly string[] {
  const { number, path, commit, digest, began, end, code, review, spoken } = turn;
  const how = end === null ? 'not over' : `${end}${code === null ? '' : ` (${code})`}`;
  const judged = review === null ? 'not reviewed' : `${review.verdict}: ${review.why}`;
  return [
    `## Turn ${number}`,
    `- from ${path} at ${commit.slice(0, 7)}, digest ${digest}\n- began ${began}\n- ${how}\n- ${judged}`,
    ...spoken.flatMap(({ time, who, tool, text }) => [
      `### ${time.slice(11, 19)} ${who}${tool === null ? '' : ` ${tool}`}`,
      fenced(text),
    ]),
  ];
}

/** A fence that nothing in the text closes. */
function fenced(text: string): string {
  let fence = '```';
  for (const [ticks] of text.matchAll(/`+/g)) if (ticks.length >= fence.length) fence = `${ticks}\``;
  return `${fence}text\n${text.trimEnd()}\n${fence}`;
}
