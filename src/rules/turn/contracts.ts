import { contractsIn } from '../../parse/turn/contract.ts';
import type { Contract, ContractPart, Draft, NoteView, PartName, Span, Target } from '../../types.ts';

/** The contracts of the note that a rule looks at. */
export function contractsOf({ draft, text, kind }: NoteView): readonly Contract[] {
  return contractsIn(draft, text, kind.name);
}

/** The parts of a contract that say something; of those that are asked for, in their order. */
export function filledParts({ parts }: Contract, names?: readonly PartName[]): readonly ContractPart[] {
  const all = names === undefined ? [...parts.values()] : names.flatMap((name) => parts.get(name) ?? []);
  return all.filter(({ empty }) => !empty);
}

/** The sentences and list items of a part, without the marks of lists, quotes and emphasis. */
export function partSentences({ sent }: ContractPart): readonly string[] {
  return sent
    .split(/[!?\n]+|\.(?=\s|$)/)
    .map((sentence) => sentence.replace(/^[\s>*+_-]*(?:\d{1,3}[.)]\s+)?[*_`]*|[\s*_`:;,…]+$/g, ''))
    .filter((sentence) => sentence !== '');
}

/** What names a section or an item, and what names anything, in a block of code: nobody looks for mentions there. */
const SECTION_WRITTEN = /§|\b[A-Z]\w*-[A-Z]?\d+|\b(?:Finding|Gate|Option|Candidate) [A-Z\d]|\.md#/;
const NAME_WRITTEN = /\.(?:md|html|docx)\b|\[\[|\b(?=[a-f]*\d)[0-9a-f]{7,40}\b/;

/** Whether a part names anything, and whether a section or an item of it. */
export function whatIsNamed(
  { body, sent }: ContractPart,
  { mentions, code }: Draft,
): 'nothing' | 'a name' | 'a section' {
  if (code.some(({ info, span }) => info !== null && span.start < body.start && span.end > body.start)) {
    if (SECTION_WRITTEN.test(sent)) return 'a section';
    return NAME_WRITTEN.test(sent) ? 'a name' : 'nothing';
  }
  const named = mentions.filter(({ span }) => span.start >= body.start && span.end <= body.end);
  if (named.some(({ target }) => isSection(target))) return 'a section';
  return named.length > 0 ? 'a name' : 'nothing';
}

function isSection(target: Target): boolean {
  return (
    target.type === 'section' ||
    target.type === 'item' ||
    (target.type === 'document' && target.anchor !== null)
  );
}

/** Where a body names documents and files, links as a whole. */
export function documentNames({ mentions }: Draft): readonly Span[] {
  return mentions
    .filter(({ target: { type }, field }) => field === null && (type === 'document' || type === 'file'))
    .map(({ span }) => span);
}
