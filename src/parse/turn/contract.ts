import type { Contract, ContractPart, Draft, PartName, Section, Span, TurnKind } from '../../types.ts';
import { endWithBelow, withBelow } from '../sections.ts';

/** The parts in the order of a note: first the eight that every contract has. */
export const PARTS: ReadonlyMap<PartName, string> = new Map([
  ['context', 'Context snapshot'],
  ['anchor', 'Contract anchor'],
  ['ask', 'This turn only'],
  ['outcomes', 'Expected outcomes'],
  ['evidence', 'Evidence required'],
  ['shortcuts', 'Disallowed shortcuts'],
  ['stop', 'Stop boundary'],
  ['reply', 'Reply contract'],
  ['branches', 'Branch map'],
  ['shared', 'Shared constraints'],
  ['join', 'Fan-in rule'],
]);

/** The parts of work in parallel: all of them or none. */
export const IN_PARALLEL: ReadonlySet<PartName> = new Set(['branches', 'shared', 'join']);

/** The sorts of turns, in the order in which they usually come. */
export const TURN_KINDS: readonly TurnKind[] = [
  'planning-start',
  'planning-revision',
  'scaffold-start',
  'scaffold-review',
  'development-slice',
  'development-correction',
  'bugfix-orientation',
  'bugfix-fix',
  'resume',
  'recovery',
];

const NAMES = [...PARTS.values()].join('|').replaceAll(' ', '[ \\t]+');
/** `## 3. This turn only`, `**This turn only.**`, `This turn only:` at the beginning of a line. */
const LABEL = new RegExp(
  `^[ \\t>]*(?:(?:[-*][ \\t]+)?(?:\\*\\*|__)?(${NAMES})(?:[ \\t]+now)?(?:[.:](?:\\*\\*|__)?|(?:\\*\\*|__)[.:]?)|#{1,6}[ \\t]+(?:\\d[\\w.]*[ \\t]+)?(${NAMES})\\b[^\\n]*)`,
  'gim',
);
const KIND_LABEL = /^[ \t>]*(?:\*\*|__)?turn kind[.:]?(?:\*\*|__)?[.:]?[ \t]*`?([a-z-]+)/im;
const MAY_HOLD_LABELS = /^(?:kickoff prompt|step)\b/i;
/** Without such a heading a note that is no turn holds no contract. */
const MAY_HOLD = /^(?:kickoff prompt|step)\b|this turn only/i;
/** A comment, closed or up to the end of the text. */
export const COMMENT = /<!--[\s\S]*?(?:-->|$(?![\s\S]))/g;
const NOTHING = /^\s*none\.?\s*$/i;

/** A place that may hold a contract. */
type Looking = Pick<Draft, 'sections' | 'code' | 'body' | 'title' | 'head'>;

/**
 * The contracts of a note: a turn as a whole; in another note each section with a part "This turn only", as a heading
 * below it or as a label in it. `kind` is the name of the note's kind. What is done or withdrawn holds none.
 */
export function contractsIn(draft: Looking, text: string, kind: string): readonly Contract[] {
  if (kind === 'turn') {
    const contract = noteContract(draft, text);
    return contract === null ? [] : [contract];
  }
  const found: Contract[] = [];
  if (!draft.sections.some(({ title }) => MAY_HOLD.test(title))) return found;
  for (const [index, section] of draft.sections.entries()) {
    if (section.depth === 0) continue;
    const parts = sectionParts(draft, text, index);
    if (parts.has('ask')) found.push(sectionContract(draft, text, index, parts, kind));
  }
  return found;
}

/** The contract of a turn note, whatever its status; null once it is of the past, unless `past` is asked for. */
export function noteContract(draft: Looking, text: string, past = false): Contract | null {
  const { head, sections, title, body } = draft;
  const status = head['status'];
  if (!past && status !== 'draft' && status !== 'ready') return null;
  return {
    turn: kindIn(head['turn']) ?? 'development-slice',
    message: head['message'] === 'reading' ? 'reading' : 'brief',
    section: null,
    heading: title?.span ?? { start: body.start, end: body.start },
    ready: status !== 'draft',
    parts: partsAmong(sections, text, null),
  };
}

function sectionContract(
  { sections }: Looking,
  text: string,
  index: number,
  parts: ReadonlyMap<PartName, ContractPart>,
  kind: string,
): Contract {
  const section = sections[index] as Section;
  const under = text.slice(section.heading.end, endWithBelow(sections, index));
  const said = kindIn(KIND_LABEL.exec(under)?.[1]);
  return {
    turn: said ?? (kind === 'handoff' ? 'resume' : 'development-slice'),
    message: 'brief',
    section,
    heading: section.heading,
    ready: true,
    parts,
  };
}

function kindIn(said: unknown): TurnKind | null {
  return TURN_KINDS.find((one) => one === said) ?? null;
}

/** The parts right below a section; or those that labels open in its own text. */
function sectionParts(draft: Looking, text: string, index: number): ReadonlyMap<PartName, ContractPart> {
  const { sections, code } = draft;
  const section = sections[index] as Section;
  const below = withBelow(sections, index).slice(1);
  const depth = below.reduce((least, one) => Math.min(least, one.depth), Infinity);
  const parts = partsAmong(below, text, depth);
  if (parts.size > 0 || !MAY_HOLD_LABELS.test(section.title)) return parts;
  const own = { start: section.heading.end, end: section.span.end };
  const fence = code.find(
    ({ info, span }) => info !== null && span.start >= own.start && span.end <= own.end,
  );
  return labelledParts(fence === undefined ? own : inside(fence.span, text), text);
}

/** The parts among some sections, those of one depth where that is given, each with what stands below it. */
function partsAmong(
  sections: readonly Section[],
  text: string,
  depth: number | null,
): ReadonlyMap<PartName, ContractPart> {
  const parts = new Map<PartName, ContractPart>();
  for (const [index, section] of sections.entries()) {
    if (section.depth === 0 || section.depth !== (depth ?? section.depth)) continue;
    const name = partNamed(section.title);
    if (name === null || parts.has(name)) continue;
    const body = { start: section.heading.end, end: endWithBelow(sections, index) };
    parts.set(name, partOf(name, section.heading, body, text));
  }
  return parts;
}

function labelledParts(scope: Span, text: string): ReadonlyMap<PartName, ContractPart> {
  const within = text.slice(scope.start, scope.end);
  const labels = [...within.matchAll(LABEL)];
  const parts = new Map<PartName, ContractPart>();
  for (const [index, match] of labels.entries()) {
    const name = partNamed((match[1] ?? match[2] ?? '').replace(/\s+/g, ' '));
    if (name === null || parts.has(name)) continue;
    const heading = { start: scope.start + match.index, end: scope.start + match.index + match[0].length };
    const next = labels[index + 1]?.index ?? within.length;
    parts.set(name, partOf(name, heading, { start: heading.end, end: scope.start + next }, text));
  }
  return parts;
}

function partOf(name: PartName, heading: Span, body: Span, text: string): ContractPart {
  const sent = text.slice(body.start, body.end).replace(COMMENT, (comment) => comment.replace(/[^\n]/g, ' '));
  const empty = sent.trim() === '' || (IN_PARALLEL.has(name) && NOTHING.test(sent));
  return { heading, body, sent, empty };
}

function partNamed(title: string): PartName | null {
  const folded = title.toLowerCase().replace(/^\d[\w.]*[.):]? /, '');
  for (const [name, wanted] of PARTS) {
    const start = wanted.toLowerCase();
    if (folded.startsWith(start) && !/^[\p{L}\p{N}]/u.test(folded.slice(start.length))) return name;
  }
  return null;
}

/** A fenced block without its fences. */
function inside({ start, end }: Span, text: string): Span {
  const first = text.indexOf('\n', start) + 1;
  const last = text.lastIndexOf('\n', end - 1);
  return first === 0 || last < first ? { start, end } : { start: first, end: last };
}
