import { readBanner } from './banner.ts';
import { readComment } from './comment.ts';
import { readDotLine } from './dot-line.ts';
import type { Block, KeyOf } from './field.ts';
import { type LabelChunk, readLabelChunk } from './label-lines.ts';
import { nextPiece, type Piece } from './piece.ts';
import { readTable } from './table.ts';

/** The one section that is a head wherever it stands. */
const CONTROL = /^ {0,3}#{1,6}[ \t]+(?:[\d.]+[ \t]+)?document control[ \t]*#*[ \t]*\r?$/im;

/**
 * Finds the blocks of fields in the front of a text, from `start`: what stands before the first rule, section
 * or prose. In order of the text, a head over several paragraphs of labels as one block; empty without any.
 */
export function findBlocks(text: string, start: number, keyOf: KeyOf): readonly Block[] {
  const blocks: Block[] = [];
  const chunks: LabelChunk[] = [];
  let piece: Piece | null = null;
  let section = false;
  let visible = false;
  for (let offset = start; ; offset = piece.next) {
    const before: Piece | null = piece;
    piece = nextPiece(text, offset);
    if (!piece || piece.type === 'rule') break;
    if (piece.type === 'heading') {
      // A title may have subtitles right under it; below fields or other text, a heading opens a section.
      if (visible || before?.type === 'paragraph') break;
      section = piece.depth > 1;
      continue;
    }
    const block = readPiece(text, piece, keyOf);
    if (block) blocks.push(block);
    visible ||= block?.form === 'table' || block?.form === 'dot-line';
    if (block || piece.type !== 'paragraph') continue;
    const chunk = readLabelChunk(text, piece.start, piece.end, keyOf);
    if (!chunk || (section && !visible && !chunk.telling)) break;
    visible = true;
    chunks.push(chunk);
    piece = { ...piece, next: Math.max(piece.next, chunk.next) };
  }
  const labels = joined(text, chunks, piece?.type === 'rule' ? piece : null);
  const found = [...blocks, ...labels].sort((a, b) => a.span.start - b.span.start);
  return found.length > 0 ? found : control(text, keyOf);
}

function readPiece(text: string, piece: Piece, keyOf: KeyOf): Block | null {
  const { type, start, end } = piece;
  if (type === 'comment') return readComment(text, start, end, keyOf);
  if (type === 'quote') return readBanner(text, start, end);
  return readTable(text, start, end, keyOf) ?? readDotLine(text, start, end);
}

/**
 * The paragraphs of labels that are a head: with a version, a date or a status among them, or two labels that
 * have an alias. A paragraph without alias counts only where the head shows its extent: between others, or
 * before the rule that closes it. Elsewhere it is a text with bold first words.
 */
function joined(text: string, chunks: readonly LabelChunk[], rule: Piece | null): readonly Block[] {
  const known = chunks.reduce((sum, chunk) => sum + chunk.known, 0);
  if (known < 2 && !chunks.some((chunk) => chunk.telling)) return [];
  const counted = rule ? chunks : chunks.slice(0, chunks.findLastIndex((chunk) => chunk.known > 0) + 1);
  const first = counted[0];
  const last = counted.at(-1);
  if (!first || !last) return [];
  // Dashes right under a paragraph make a heading of it in CommonMark; here they close the head.
  const end = rule?.start === last.next && text.charAt(rule.end - 1) === '-' ? rule.end : last.span.end;
  const span = { start: first.span.start, end };
  return [{ form: 'label-lines', span, fields: counted.flatMap((chunk) => chunk.fields) }];
}

function control(text: string, keyOf: KeyOf): readonly Block[] {
  const heading = CONTROL.exec(text);
  const piece = heading && nextPiece(text, heading.index + heading[0].length + 1);
  const table = piece && readTable(text, piece.start, piece.end, keyOf);
  return table ? [table] : [];
}
