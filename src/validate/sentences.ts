import type { Fault, Json, SchemaFault } from '../types.ts';

/** A fault of a schema as one sentence about slop.yaml. */
export function configSentence({ rule, pointer, data }: SchemaFault): string {
  const near = data['nearest'];
  const hint = typeof near === 'string' ? ` Did you mean "${near}"?` : '';
  const key = JSON.stringify(data['key']);
  switch (rule) {
    case 'head/unknown-key':
      return 'expected' in data
        ? `The key ${key} must be ${data['expected']}.${hint || hintAt(pointer)}`
        : `There is no key ${key}.${hint || hintAt(pointer)}`;
    case 'head/missing-key':
      return `The key ${key} is missing.`;
    case 'date/invalid':
      return `The value of ${key} must be a day of the calendar, YYYY-MM-DD, not ${JSON.stringify(data['value'])}.`;
    default:
      return `The value of ${key} must be ${data['expected']}, not ${data['actual']}.${hint}`;
  }
}

/** What is often meant by a key that is not there, and stands elsewhere. */
function hintAt(pointer: string): string {
  if (/^\/repos\/[^/]+\/path$/.test(pointer)) return ' Where a clone lies is said in slop.local.yaml.';
  if (/^\/repos\/[^/]+$/.test(pointer)) return ' Other words for a repository stand in its "words".';
  if (/^\/probes\/[^/]+\/pattern$/.test(pointer)) return ' It belongs to output: pattern alone.';
  if (/^\/rules\/[^/]+$/.test(pointer)) return ' slop explain lists the rules.';
  return '';
}

/** Rules of what the readers of files and of YAML report beside what they could read. */
export const HARMLESS: ReadonlySet<string> = new Set([
  'source/byte-order-mark',
  'source/line-endings',
  'head/number-like',
  'head/cut-off',
]);

/** What the reader of files or of YAML said, as one sentence about a file of settings. */
export function readingSentence({ rule, data }: Fault): string {
  switch (rule) {
    case 'head/duplicate-key':
      return `The key ${JSON.stringify(data['key'])} is there twice.`;
    case 'head/forbidden-key':
      return `The key ${JSON.stringify(data['key'])} may not be used.`;
    case 'head/alias':
      return `The alias ${data['alias']} cannot be used here; write the value out.`;
    default:
      return `This cannot be read: ${reasonOf(rule, data['reason'])}.`;
  }
}

/** What keeps a file of settings from being read, and what to do, where the reader says no more than its rule. */
const REASONS: ReadonlyMap<string, string> = new Map([
  ['source/not-utf8', 'it is not UTF-8 text; save it as UTF-8'],
  ['source/nul-byte', 'it holds a NUL byte; take that out'],
  ['source/too-large', 'it is too large, or nested too deep, for settings; make it shorter'],
]);

function reasonOf(rule: string, reason: Json | undefined): string {
  if (typeof reason !== 'string') return REASONS.get(rule) ?? rule;
  return reason.replaceAll(/\b(?:a|the) head\b/g, 'this file').replace(/\.$/, '');
}
