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
  const reading: Reading = {
    text,
    keyOf,
    lastClose: text.lastIndexOf('-->'),
    unquoted: once(() => text.replace(/^ {0,3}>/gm, (mark) => ' '.repeat(mark.length))),
  };
  const front = readFront(reading, start, true);
  const ruled = front.underTitle && front.rule ? readFront(reading, front.rule.next, false) : null;
  // A rule right under the title opens a head only where another one closes it.
  const found = ruled?.rule ? [...front.blocks, ...ruled.blocks] : front.blocks;
  return found.length > 0 ? found : tableBelow(text, start, keyOf);
}

interface Reading {
  readonly text: string;
  readonly keyOf: KeyOf;
  /** Where the last comment of the text closes; -1 without any. */
  readonly lastClose: number;
  /** The text with blanks in place of the marks of quotes, so that each place in it is one of the text. */
  readonly unquoted: () => string;
}

interface Front {
  /** In order of the text. */
  readonly blocks: readonly LabelBlock[];
  /** The rule that ends it. */
  readonly rule: Piece | null;
  /** True when a title is the last of it. */
  readonly underTitle: boolean;
}

/** What stands from an offset on before a rule, a section or prose. */
function readFront(reading: Reading, offset: number, mayBeTitled: boolean): Front {
  const { text, keyOf, lastClose } = reading;
  const blocks: LabelBlock[] = [];
  const chunks: LabelChunk[] = [];
  // A title may have subtitles right under it; below fields a heading opens a section.
  let titles = mayBeTitled;
  let inSection = false;
  let last: Piece | null = null;
  let piece = nextPiece(text, offset, lastClose);
  while (piece && piece.type !== 'rule') {
    let { next } = piece;
    const block = piece.type === 'heading' ? null : readPiece(text, piece, keyOf);
    if (piece.type === 'heading') {
      if (!titles) break;
      inSection = piece.depth > 1;
    } else if (block) {
      blocks.push(block);
      titles &&= block.form !== 'table' && block.form !== 'dot-line';
    } else {
      const chunk = readLabels(reading, piece, chunks.at(-1)?.plain === true);
      if (!chunk && piece.type === 'paragraph') break;
      if (chunk) {
        chunks.push(chunk);
        titles = false;
        next = Math.max(next, chunk.next);
      }
    }
    last = piece;
    piece = nextPiece(text, next, lastClose);
  }
  const rule = piece?.type === 'rule' ? piece : null;
  if (isHead(chunks, rule !== null, inSection)) blocks.push(...joined(text, chunks, rule));
  return {
    blocks: blocks.sort((a, b) => a.span.start - b.span.start),
    rule,
    underTitle: last?.type === 'heading' && !inSection,
  };
}

/** The labels of a paragraph or a quote; one plain label in a quote is rather what somebody said. */
function readLabels(
  { text, keyOf, unquoted }: Reading,
  { type, start, end }: Piece,
  goesOn: boolean,
): LabelChunk | null {
  if (type === 'comment') return null;
  if (type === 'paragraph') return readLabelChunk(text, start, end, keyOf, goesOn);
  const chunk = readLabelChunk(unquoted(), start, end, keyOf, goesOn);
  return chunk?.plain && chunk.keys.length < 2 ? null : chunk;
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
