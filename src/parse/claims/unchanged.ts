import type { Assertion, Mention, Section, Span, Statement } from '../../types.ts';
import { wholeWord } from '../literal.ts';
import { fold, matchesOf } from '../mentions/words.ts';
import { sectionAt } from '../sections.ts';
import { mentionsWithin, type Passage, placeInUnit, sentenceOf } from './passage.ts';

type Unchanged = Extract<Statement, { type: 'unchanged' }>;
type Since = Pick<Unchanged, 'since'> & { readonly document: string | null };

const UNCHANGED =
  /(?<![\p{L}\p{N}_-])(?:unchanged\s+(?:since|from|against)|(?:has|have)\s+not\s+changed\s+since|no\s+changes?\s+since)\s+/giu;
/** Without one of these there is nothing to look closely at. */
const HINT = /unchanged|not\s+changed|no\s+change/i;
const VERSION = /^(?:the\s)?(?:version\s)?v?(\d{1,9}(?:[._]\d{1,9}){1,2})(?![\p{L}\p{N}_]|\.\d)/u;
/** Who doubts it, or says that somebody said it, does not say it. */
const DOUBTED =
  /(?<![\p{L}\p{N}_-])(?:not|never|no longer|nor|claim(?:s|ed|ing)?|says?|said|whether|if|overclaim|must|should|unless|check(?:s|ed)?)(?![\p{L}\p{N}_-])|n['’]t(?![\p{L}\p{N}_-])/iu;
const THIS_SECTION = new RegExp(wholeWord(String.raw`this\ssection`), 'iu');
const THIS_NOTE = new RegExp(
  wholeWord(
    String.raw`(?:this|the\swhole|the\sentire)\s(?:note|document|handoff|page|cr|change\srequest|brief|text|file|manifest|queue)`,
  ),
  'iu',
);

/** What a heading says behind its title. */
const IN_TITLE = /[\s(—–:,-]*(?:unchanged|no changes?)\s.*$/i;

/**
 * "§4 and §5 are unchanged since v0.3", "this note has not changed since engine 771aacd", and a heading that ends in
 * "(unchanged since v0.3)". A sentence that does not say what is unchanged says nothing that can be tested.
 */
export function unchangedClaims(passage: Passage, sections: readonly Section[]): readonly Assertion[] {
  const { unit } = passage;
  if (!HINT.test(unit.text)) return [];
  return matchesOf(UNCHANGED, unit.text).flatMap(({ 0: words, index }): readonly Assertion[] => {
    const sentence = sentenceOf(passage, index);
    const before = { start: sentence.start, end: index };
    if (DOUBTED.test(unit.text.slice(Math.max(before.start, index - 60), index))) return [];
    const since = sinceAt(passage, index + words.length);
    if (since === null) return [];
    const span = { start: unit.start + index, end: unit.start + since.end };
    return subjectsOf(passage, before, sections).map((subject) => {
      const document = subject.document ?? since.document;
      return {
        span,
        field: unit.field,
        statement: { type: 'unchanged', ...subject, document, since: since.since },
      };
    });
  });
}

/** The version or commit that stands at an offset, and where it ends. */
function sinceAt(passage: Passage, offset: number): (Since & { readonly end: number }) | null {
  const { unit } = passage;
  const [whole, version] = VERSION.exec(unit.text.slice(offset, offset + 60)) ?? [];
  if (whole !== undefined && version !== undefined) {
    return { since: version.replaceAll('_', '.'), document: null, end: offset + whole.length };
  }
  const [named] = mentionsWithin(passage, offset, offset + 30);
  if (named === undefined) return null;
  const { end } = placeInUnit(passage, named);
  if (named.target.type === 'commit') return { since: named.target.hash, document: null, end };
  if (named.target.type !== 'document' || named.target.version === null) return null;
  return { since: named.target.version, document: nameOf(named), end };
}

/** How far before the words what they speak of may be named. */
const NEAR = 400;

type Subject = Pick<Unchanged, 'document' | 'section'>;

function subjectsOf(passage: Passage, before: Span, sections: readonly Section[]): readonly Subject[] {
  const { unit, all } = passage;
  const named = mentionsWithin(passage, Math.max(before.start, before.end - NEAR), before.end);
  const addressed = named.flatMap(({ target }): readonly Subject[] => {
    if (target.type !== 'section') return [];
    const owner = typeof target.of === 'number' ? all[target.of] : undefined;
    if (owner?.target.type === 'item') {
      const version = target.version === undefined ? '' : `@${target.version}`;
      return [{ document: `${owner.target.id}${version}`, section: target.address }];
    }
    return [{ document: owner === undefined ? null : nameOf(owner), section: target.address }];
  });
  if (addressed.length > 0) return addressed;
  const words = fold(unit.text.slice(Math.max(before.start, before.end - NEAR), before.end));
  if (unit.shape === 'heading' || THIS_SECTION.test(words)) {
    const around = sectionAt(sections, unit.start + before.end);
    return around === null || around.depth === 0
      ? []
      : [{ document: null, section: around.number ?? around.title.replace(IN_TITLE, '') }];
  }
  if (THIS_NOTE.test(words)) return [{ document: null, section: null }];
  const document = named.findLast(({ target }) => target.type === 'document');
  return document === undefined ? [] : [{ document: nameOf(document), section: null }];
}

/** How a document can be looked up: its file name, or its id or word with the version. */
function nameOf({ target }: Mention): string | null {
  if (target.type !== 'document') return null;
  if (target.by === 'file-name' || target.by === 'link' || target.version === null) return target.name;
  return `${target.name}@${target.version}`;
}
