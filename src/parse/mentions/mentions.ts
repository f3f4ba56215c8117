import type { Mention, Span, Target } from '../../types.ts';
import type { HeadReading } from '../head/reading.ts';
import { isPlanned, repositoryBeside } from './beside.ts';
import { branches } from './branches.ts';
import { commits } from './commits.ts';
import { fileNames } from './file-names.ts';
import type { FoundMention, Grammar } from './grammar.ts';
import { headIds, saysByPlace } from './head-ids.ts';
import { items } from './items.ts';
import { closedSpans, links } from './links.ts';
import { namedDocuments } from './names.ts';
import { type NumberOwner, numberOwnersAmong } from './number-owners.ts';
import { nobody, type Owned, type Owner, ownersOf } from './owners.ts';
import { sections } from './sections.ts';
import { quote, sentenceAt } from './sentences.ts';
import type { Setting } from './setting.ts';
import { withFieldsBeside, withPlanned } from './settled.ts';
import { commitBeside, sources } from './sources.ts';
import { without } from './spans.ts';
import { isStray, steps } from './steps.ts';
import { type Unit, unitOf } from './units.ts';
import { wikiLinks } from './wiki-links.ts';

/** Every shape that a mention outside a link can have, strongest first: what one takes, the next does not see. */
const grammars: readonly Grammar[] = [
  wikiLinks,
  headIds,
  fileNames,
  namedDocuments,
  sources,
  commits,
  branches,
  sections,
  steps,
  items,
];

/** Without one of these a text holds nothing that a grammar could find, but in fields that say it by their place. */
const HINT =
  /§|[Ss]ec|\d[._]\d|\[\[|\b[0-9a-f]{7,64}\b|(?:ommits? |@)[0-9a-f]{4,6}\b|\b(?:branch|tag)|\.md\b|\.[a-z]{1,7}(?::\d|\s?,?\s{1,3}(?:at\s)?lines?\s)/;

/**
 * Finds what a note names: documents, sections and files, in its units. In order of their spans, which are offsets into
 * the raw text; a section of a document holds that document's index in the answer. `head` says what the fields beside
 * those of the units are. Takes time linear in the length of the text.
 */
export function findMentions(
  units: readonly Unit[],
  head: HeadReading['head'],
  setting: Setting,
): readonly Mention[] {
  return withPlanned(withFieldsBeside(mentionsIn(units, setting), head));
}

/** What some units name, as it is written; in order. */
function mentionsIn(units: readonly Unit[], setting: Setting): readonly Mention[] {
  const mentions: Mention[] = [];
  for (const unit of units) {
    if (!mayHoldMentions(unit, setting)) continue;
    const found = findIn(unit, setting);
    if (found.length === 0) continue;
    for (const mention of complete(unit, found, setting, mentions.length)) mentions.push(mention);
  }
  return mentions;
}

function mayHoldMentions({ text, field, links }: Unit, { items: names }: Setting): boolean {
  if (links.length > 0 || HINT.test(text) || (field !== null && saysByPlace(field))) return true;
  return names?.hint.test(text) === true;
}

function findIn(unit: Unit, setting: Setting): readonly FoundMention[] {
  let found = links(unit, setting, unit.text);
  let open = takenOut(unit, closedSpans(unit));
  for (const grammar of grammars) {
    const more = grammar(open, setting, unit.text);
    if (more.length === 0) continue;
    found = found.concat(more);
    open = takenOut(
      open,
      more.map(({ span }) => span),
    );
  }
  return found.toSorted((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
}

function takenOut(unit: Unit, spans: readonly Span[]): Unit {
  return spans.length === 0 ? unit : unitOf({ ...unit, text: without(unit.text, spans, unit.start) });
}

/** Gives each found its owner or what stands beside it, and the sentence around it. */
function complete(
  unit: Unit,
  all: readonly FoundMention[],
  setting: Setting,
  first: number,
): readonly Mention[] {
  const sentences = unit.sentences();
  const theirs = ownersAmong(unit, all, sentences, setting);
  const found = all.filter((one, index) => !isStray(one, theirs[index]?.of ?? null));
  const owners = found.length === all.length ? theirs : ownersAmong(unit, found, sentences, setting);
  const numbers = numberOwnersAmong({ unit, found, sentences }, setting);
  const besideLine = commitBeside(unit, found, sentences);
  return found.map(({ span, target }, index) => {
    const place = { start: span.start - unit.start, end: span.end - unit.start };
    return {
      span,
      target: owned(
        withNeighbours(target, unit.text, place, setting),
        target.type === 'source' ? besideLine(index) : (numbers[index]?.of ?? owners[index]?.of ?? null),
        first,
        numbers[index] ?? owners[index] ?? nobody,
      ),
      field: unit.field,
      sentence: quote(unit.text, sentenceAt(sentences, place.start), place),
    };
  });
}

/** Items own no section, and do not stand between one and its document. */
function ownersAmong(
  unit: Unit,
  found: readonly FoundMention[],
  sentences: readonly Span[],
  setting: Setting,
): readonly Owned[] {
  if (!found.some(({ target }) => target.type === 'section')) return found.map(() => nobody);
  const others = [...found.keys()].filter((index) => found[index]?.target.type !== 'item');
  const owners = ownersOf(
    { unit, found: others.map((index) => found[index] as FoundMention), sentences },
    setting,
  );
  const all: Owned[] = found.map(() => nobody);
  others.forEach((index, at) => {
    const owner = owners[at] ?? nobody;
    const { of } = owner;
    all[index] = { ...owner, of: typeof of === 'number' ? (others[of] ?? null) : of };
  });
  return all;
}

function withNeighbours(target: Target, text: string, place: Span, { config }: Setting): Target {
  if (target.type !== 'document') return target;
  const isNamed = target.by === 'file-name' || target.by === 'name';
  return {
    ...target,
    repository: isNamed ? repositoryBeside(text, place, config.repos) : null,
    planned: isPlanned(text, place),
  };
}

/** Owners are counted from the first mention of the unit, and in the answer from that of the note. */
function said(how: Owned | NumberOwner): { version?: string; near?: true; foreign?: true } {
  if ('version' in how) return how.version === null ? {} : { version: how.version };
  return { ...(how.isNear && { near: true }), ...(how.isForeign && { foreign: true }) };
}

function owned(target: Target, owner: Owner, first: number, how: Owned | NumberOwner): Target {
  const of = typeof owner === 'number' ? first + owner : owner;
  if (target.type === 'section') return { ...target, of, ...said(how) };
  return target.type === 'source' ? { ...target, of: of === 'here' ? null : of } : target;
}
