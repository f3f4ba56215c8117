import type { Config, Draft, MarkdownEngine, Source } from '../types.ts';
import { readBody } from './body.ts';
import { codeOf } from './code.ts';
import { emptyHead, type HeadReading, readHead } from './head/head.ts';

/** The head of a note and how its text is built up; what it names and claims is left out. */
export type Outline = Pick<Draft, 'path' | 'head' | 'headSpan' | 'body' | 'title' | 'sections' | 'code'>;

/** The head of a note; of an opaque source an empty one. */
export function headOf({ opaque, path, text }: Source, config: Pick<Config, 'labels'>): HeadReading {
  return opaque ? emptyHead(text) : readHead(text, config, path);
}

/** Reads of a note what `parse` says of its outline, without looking through its sentences. Never throws. */
export function outlineOf(source: Source, config: Pick<Config, 'labels'>, engine: MarkdownEngine): Outline {
  const { path, opaque, text } = source;
  const { head, headSpan, body } = headOf(source, config);
  const { tree, offset, title, sections } = readBody(text, { headSpan, body }, opaque ? null : engine);
  const code = tree === null ? [] : codeOf(tree, offset);
  return { path, head, headSpan, body, title, sections, code };
}
