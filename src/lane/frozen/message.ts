import { evidenceIn } from '../../parse/turn/listed.ts';
import { fillTemplate } from '../../plan/fill.ts';
import { Refusal } from '../../refusal.ts';
import type { Contract, ContractPart, Edge, PartName } from '../../types.ts';
import { exits } from '../codes.ts';
import type { LaneContext } from '../context.ts';
import { LaneTrouble } from '../trouble.ts';
import type { CommittedNote } from './committed.ts';
import { baselineList, commandOf, readingList } from './expected.ts';
import type { FrozenNote } from './record.ts';

/** The text of a message before it is normalised. */
export interface Message {
  readonly text: string;
  /** What of the reading order nobody could look at. */
  readonly unchecked: readonly string[];
}

const COMMENT = /<!--[\s\S]*?-->/g;
const COMMENT_WITH_SPACE = /\s*<!--[\s\S]*?-->/g;

/** What every message is made around, by its name in templates/turns. */
const SHARED = 'contract';

/**
 * Makes the message of a contract by the template of its sort, from one commit alone.
 * @throws LaneTrouble for a template that cannot be used, such as one that names an unknown variable.
 */
export async function messageOf(
  context: LaneContext,
  note: CommittedNote,
  { document, graph, config }: FrozenNote,
  contract: Contract,
): Promise<Message> {
  const reading = readingList(document, graph);
  const edges = graph.out.get(document.path) ?? [];
  const part = (name: PartName): string | null => {
    const found = contract.parts.get(name);
    return found === undefined || found.empty ? null : withLinks(found, note.text, edges);
  };
  const evidence = contract.parts.get('evidence');
  const named = evidence === undefined ? [] : evidenceIn(evidence).flatMap(({ names }) => names);
  const values = {
    turn: contract.turn,
    message: contract.message,
    commit: note.commit.slice(0, 12),
    reading: reading.lines,
    baselines: baselineList(document, graph, config.probes),
    probes: [...new Set(named)].flatMap((name) => {
      const probe = config.probes.find((one) => one.name === name);
      return probe === undefined ? [] : [`\`${name}\` is ${commandOf(probe)}`];
    }),
    context: part('context') ?? '',
    anchor: part('anchor') ?? '',
    ask: part('ask') ?? '',
    outcomes: part('outcomes') ?? '',
    evidence: part('evidence') ?? '',
    shortcuts: part('shortcuts') ?? '',
    stop: part('stop') ?? '',
    reply: part('reply') ?? '',
    branches: part('branches'),
    shared: part('shared'),
    join: part('join'),
  };
  const text = await filled(context, note, contract.turn, values);
  return { text, unchecked: reading.unchecked };
}

async function filled(
  context: LaneContext,
  note: CommittedNote,
  turn: string,
  values: Readonly<Record<string, unknown>>,
): Promise<string> {
  const parts = await templatesFor(context, note, [turn, SHARED]);
  try {
    return fillTemplate(`templates/turns/${turn}.md`, parts[turn] ?? '', values, { strict: true, parts });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const told = `${error.message} (as of ${note.commit.slice(0, 7)}).`;
    throw new LaneTrouble('note_invalid', exits.note, told);
  }
}

/** Templates by name: what the commit has beside slop.yaml, else slop's own. */
async function templatesFor(
  { world }: LaneContext,
  { beside }: CommittedNote,
  names: readonly string[],
): Promise<Record<string, string>> {
  const texts = names.map(async (name) => {
    const place = `templates/turns/${name}.md`;
    const own = beside.get(place)?.text;
    const text = own ?? new TextDecoder().decode(await world.files.read(`${world.home}/${place}`));
    return [name, text] as const;
  });
  return Object.fromEntries(await Promise.all(texts));
}

/** A part as written, with its links led on from the root: the session does not know where the note lies. */
function withLinks({ body }: ContractPart, text: string, edges: readonly Edge[]): string {
  let written = '';
  let at = body.start;
  for (const { mention, to } of edges) {
    const { span, field, target } = mention;
    const isLink = target.type === 'file' || (target.type === 'document' && target.by === 'link');
    if (field !== null || !isLink || span.start < at || span.end > body.end) continue;
    if (to?.type !== 'document' && to?.type !== 'file' && to?.type !== 'section') continue;
    const slug = to.type === 'file' || to.slug === null ? '' : `#${to.slug}`;
    written += text.slice(at, span.start);
    written += text
      .slice(span.start, span.end)
      .replace(/(\]\(\s*<?)[^)>\s]+/, (_, open: string) => `${open}${to.path}${slug}`);
    at = span.end;
  }
  return commentsLast(written + text.slice(at, body.end));
}

/** Comments behind the text, so that taking them out leaves no holes and is still told. */
function commentsLast(text: string): string {
  const comments = text.match(COMMENT) ?? [];
  return text.replace(COMMENT_WITH_SPACE, '').trim() + comments.join('');
}
