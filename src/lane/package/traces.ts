import { literal } from '../../parse/literal.ts';
import { linesOf, positionIn } from '../../read/position.ts';

/** What tells that a file was made in a workflow: a word or name, and what it is. */
export interface TraceSource {
  /** Folder of the record, from the top of the repository. */
  readonly record: string;
  /** File names of notes, without their endings. */
  readonly notes: readonly string[];
  readonly sessions: readonly string[];
  /** Every id of an item; global. Null where none would tell. */
  readonly items: RegExp | null;
  /** Branches that lanes work on. */
  readonly branches: readonly string[];
  /** Words of the workflow, as slop.yaml lists them. */
  readonly jargon: readonly string[];
  /** Absolute folders of this machine. */
  readonly folders: readonly string[];
}

/** A trace in a text. */
export interface Trace {
  /** From 1; 0 for the name of the file itself. */
  readonly line: number;
  readonly what: string;
  /** The words that tell, at most 80 characters. */
  readonly text: string;
}

/** Words that only the tools of a workflow write. */
const TOOLS =
  /\bslop(?:\.local)?\.yaml\b|\bslop lane\b|\.slop\/|\bSlop-Turn\b|\bClaude-Session\b|\b(?:CLAUDE|AGENTS)\.md\b|\.claude\/|Co-Authored-By: Claude\b|Generated with \[?Claude Code/gi;
const SHOWN = 80;

/** Finds traces in the text of a file, or in its name. */
export function tracesIn(source: TraceSource): (text: string) => readonly Trace[] {
  const patterns: readonly (readonly [string, RegExp | null])[] = [
    ['a word of its tools', TOOLS],
    ['a session', anyOf(source.sessions)],
    ['a branch of a lane', anyOf(source.branches, '(?<![\\w./-])', '(?![\\w/-])')],
    ['a note', anyOf(source.notes, '(?<![\\w-])', '(?![\\w-])')],
    ['an item', source.items],
    ['a path into the record', anyOf([`${source.record}/`], '(?<![\\w./-])(?:\\./)?', '(?=[\\w.-])')],
    ['a word of the workflow', anyOf(source.jargon, '(?<![\\p{L}\\p{N}])', '(?![\\p{L}\\p{N}])')],
    ['a folder of this machine', anyOf(source.folders, '', '(?![\\w-])')],
  ];
  return (text) => {
    const found = patterns.flatMap(([what, pattern]) =>
      pattern === null
        ? []
        : [...text.matchAll(pattern)].map((match) => ({
            at: match.index,
            what,
            text: match[0].slice(0, SHOWN),
          })),
    );
    found.sort((one, other) => one.at - other.at);
    const lines = linesOf(text);
    return found.map(({ at, ...trace }) => ({ line: positionIn(lines, at).line, ...trace }));
  };
}

/** Any of some words, whatever their case; null for none. */
function anyOf(words: readonly string[], before = '', behind = ''): RegExp | null {
  const named = words.filter((word) => word.length > 1);
  if (named.length === 0) return null;
  const escaped = named.map(literal);
  return new RegExp(`${before}(?:${escaped.join('|')})${behind}`, 'giu');
}
