import { once } from '../../once.ts';
import { readBanner } from './banner.ts';
import { readComment } from './comment.ts';
import { readDotLine } from './dot-line.ts';
import type { KeyOf, LabelBlock } from './field.ts';
import { isTelling, type LabelChunk, readLabelChunk } from './label-lines.ts';
import { nextPiece, type Piece } from './piece.ts';
import { readTable } from './table.ts';

/** The one section that is a head wherever it stands. */
export const CONTROL = /^ {0,3}#{1,6}[ \t]+(?:[\d.]+[ \t]+)?document control[ \t]*#*[ \t]*\r?$/im;

/**
 * Finds the blocks of fields in the front of a text, from `start`: what stands before the first rule, section or
 * prose, or between a rule right under the title and the next one. In order of the text, a head over several
 * paragraphs of labels as one block; empty without any.
 */
export function findBlocks(text: string, start: number, keyOf: KeyOf): readonly LabelBlock[] {
  const lastClose = text.lastIndexOf('-->');
  // Of the same length, so that each place in it is one of the text.
  const unquoted = once(() => text.replace(/^ {0,3}>/gm, (mark) => ' '.repeat(mark.length)));
  const blocks: LabelBlock[] = [];
  const chunks: LabelChunk[] = [];
  let piece: Piece | null = null;
  let section = false;
  let inSection = false;
  let visible = false;
  let aboveRule: number | null = null;
  for (let offset = start; ; offset = piece.next) {
    const before: Piece | null = piece;
    piece = nextPiece(text, offset, lastClose);
    if (!piece) break;
    if (piece.type === 'rule') {
      if (before?.type !== 'heading' || section) break;
      aboveRule = blocks.length;
      continue;
    }
    if (piece.type === 'heading') {
      // A title may have subtitles right under it; below fields, a rule or other text, a heading opens a section.
      if (visible || aboveRule !== null || before?.type === 'paragraph') break;
      section = piece.depth > 1;
      continue;
    }
    const block = readPiece(text, piece, keyOf);
    if (block) blocks.push(block);
    visible ||= block?.form === 'table' || block?.form === 'dot-line';
    if (block || (piece.type !== 'paragraph' && piece.type !== 'quote')) continue;
    const quoted = piece.type === 'quote';
    const goesOn = chunks.at(-1)?.plain === true;
    const chunk = readLabelChunk(quoted ? unquoted() : text, piece.start, piece.end, keyOf, goesOn);
    // One plain label in a quote is rather what somebody said.
    if (quoted && (!chunk || (chunk.plain && chunk.keys.length < 2))) continue;
    if (!chunk) break;
    if (!visible) inSection = section;
    visible = true;
    chunks.push(chunk);
    piece = { ...piece, next: Math.max(piece.next, chunk.next) };
  }
  const rule = piece?.type === 'rule' ? piece : null;
  // A rule right under the title opens a head where another one closes it.
  const isOpen = aboveRule !== null && rule === null;
  const labels = !isOpen && isHead(chunks, rule !== null, inSection) ? joined(text, chunks, rule) : [];
  const counted = isOpen ? blocks.slice(0, aboveRule ?? 0) : blocks;
  const found = [...counted, ...labels].sort((a, b) => a.span.start - b.span.start);
  return found.length > 0 ? found : tableBelow(text, start, keyOf);
}

function readPiece(text: string, piece: Piece, keyOf: KeyOf): LabelBlock | null {
  const { type, start, end } = piece;
  if (type === 'comment') return readComment(text, start, end, keyOf);
  if (type === 'quote') return readBanner(text, start, end);
  return readTable(text, start, end, keyOf) ?? readDotLine(text, start, end, keyOf);
}

/**
 * True when labels make a head: with a version, a date or a status among them, with two that have an alias, or
 * with one before a rule. Under a heading that may open a section, less could be an item's own labels.
 */
function isHead(chunks: readonly LabelChunk[], closed: boolean, inSection: boolean): boolean {
  const keys = chunks.flatMap((chunk) => chunk.keys);
  if (inSection) return keys.includes('version') || (closed && keys.includes('date'));
  return keys.some(isTelling) || keys.length >= (closed ? 1 : 2);
}

/**
 * The paragraphs of labels in one. A paragraph without any alias counts only where the head shows its extent:
 * between others, or before the rule that closes it. Elsewhere it is a text with bold first words.
 */
function joined(text: string, chunks: readonly LabelChunk[], rule: Piece | null): readonly LabelBlock[] {
  const counted = rule ? chunks : chunks.slice(0, chunks.findLastIndex(({ keys }) => keys.length > 0) + 1);
  const first = counted[0];
  const last = counted.at(-1);
  if (!first || !last) return [];
  // Dashes right under a paragraph make a heading of it in CommonMark; here they close the head.
  const end = rule?.start === last.next && text.charAt(rule.end - 1) === '-' ? rule.end : last.span.end;
  const span = { start: first.span.start, end };
  return [{ form: 'label-lines', span, fields: counted.flatMap((chunk) => chunk.fields) }];
}

/** A table of fields below prose or rules: the first one before any section, else that of a document control. */
function tableBelow(text: string, start: number, keyOf: KeyOf): readonly LabelBlock[] {
  const lastClose = text.lastIndexOf('-->');
  const control = CONTROL.exec(text);
  const places = control ? [start, control.index + control[0].length + 1] : [start];
  for (const place of places) {
    let piece = nextPiece(text, place, lastClose);
    for (; piece; piece = nextPiece(text, piece.next, lastClose)) {
      if (piece.type === 'heading' && piece.depth > 1) break;
      const table = piece.type === 'paragraph' ? readTable(text, piece.start, piece.end, keyOf) : null;
      if (table) return [table];
    }
  }
  return [];
}
