import type { Fault, Span } from '../../../types.ts';
import { foreignLanguage, unreadable } from '../faults.ts';
import { type HeadReading, noFields } from '../reading.ts';
import { type Fence, findFence } from './fence.ts';
import { readPlainYaml } from './plain.ts';
import { readYaml } from './yaml.ts';

/** Blank lines, then what can only be a head: its opening fence and a first key. */
const LATE = /^\s*?\n(?=---[ \t]*\r?\n[A-Za-z_$"'][^\n:]*:)/;

/**
 * Reads a head between `---` lines that begins at `start`; null when the text does not begin with one.
 * A head that cannot be read is empty and has a fault; it never counts as valid.
 */
export function readYamlHead(text: string, start: number, path: string): HeadReading | null {
  const late = LATE.exec(text.slice(start))?.[0].length ?? 0;
  const fence = findFence(text, start + late);
  if (!fence) return null;
  const faults = fenceFaults(text, fence);
  if (late > 0) faults.push(lateHead({ start, end: start + late }, fence, path));
  const extent = {
    form: 'yaml' as const,
    headSpan: { start: fence.opening.start, end: (fence.closing ?? fence.opening).end },
    body: { start: fence.body, end: text.length },
  };
  if (faults.length > 0) return { ...noFields(), ...extent, faults, suppressions: [] };
  const reading = readPlainYaml(text, fence.inner, path) ?? readYaml(text, fence.inner, path);
  return { ...extent, ...reading };
}

/** What is wrong with the fences themselves; any of it makes the head unreadable. */
function fenceFaults(text: string, fence: Fence): Fault[] {
  const { language, closing, behind, opening } = fence;
  if (language) {
    return [foreignLanguage(text.slice(language.start, language.end), language)];
  }
  if (!closing) return [unreadable(opening, 'the head that opens here never closes with a line `---`')];
  if (behind) {
    const line = { start: closing.start, end: behind.end };
    return [unreadable(line, 'the line that closes the head holds more than `---`')];
  }
  return [];
}

function lateHead(blank: Span, fence: Fence, path: string): Fault {
  const edits = [{ path, span: blank, text: '' }];
  const fix = { title: 'Delete the blank lines before the head', edits, safe: true };
  return unreadable(
    fence.opening,
    'blank lines stand before the head, which must begin on the first line',
    fix,
  );
}
