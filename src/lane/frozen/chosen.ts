import type { Outline } from '../../parse/outline.ts';
import { findSections } from '../../parse/section-finder.ts';
import { contractsIn, noteContract } from '../../parse/turn/contract.ts';
import type { Contract, Section } from '../../types.ts';
import { exits } from '../codes.ts';
import { kickoffIn } from '../prompt/kickoff.ts';
import { LaneTrouble } from '../trouble.ts';

/** What of a note is sent: a contract, or the text of a kickoff prompt that has none. */
export type Chosen =
  | { readonly contract: Contract; readonly kickoff: null }
  | { readonly contract: null; readonly kickoff: string };

const KICKOFF = /^kickoff prompt\b/i;

/**
 * Finds what of a note is to be sent. `section` names a section by slug, number, heading or the words that one begins with
 * (`step-2a`); without it, it is the note as a whole for a turn, and in others the kickoff prompt or the only contract.
 * @throws LaneTrouble when the note has nothing that can be sent, or more than one thing.
 */
export function chosenIn(draft: Outline, text: string, kind: string, section: string | null): Chosen {
  const wanted = section === null ? null : sectionNamed(draft, section);
  if (kind === 'turn') {
    if (wanted !== null) throw invalid(`${draft.path} is a turn, and is sent as a whole.`);
    const contract = noteContract(draft, text, true);
    if (contract !== null) return { contract, kickoff: null };
  }
  const contracts = contractsIn(draft, text, kind);
  const kickoffs = wanted === null || KICKOFF.test(wanted.title) ? kickoffIn(draft, text) : null;
  const contract =
    wanted === null
      ? (contracts.find((one) => KICKOFF.test(one.section?.title ?? '')) ??
        (kickoffs === null ? onlyOne(draft, contracts) : undefined))
      : contracts.find((one) => one.section === wanted);
  if (contract !== undefined) return { contract, kickoff: null };
  if (kickoffs !== null) return { contract: null, kickoff: kickoffs };
  if (wanted === null)
    throw invalid(
      `${draft.path} has no text under a heading "Kickoff prompt", and no contract: write there what is to be sent.`,
    );
  throw invalid(
    `Section ${JSON.stringify(wanted.title)} of ${draft.path} has no contract: write its parts as headings below it, "This turn only" among them.`,
  );
}

function onlyOne({ path }: Outline, contracts: readonly Contract[]): Contract | undefined {
  if (contracts.length < 2) return contracts[0];
  const slugs = contracts.map(({ section }) => `#${section?.slug ?? ''}`).join(', ');
  throw invalid(`${path} has ${contracts.length} contracts: name one behind the note, ${slugs}.`);
}

function sectionNamed({ path, sections }: Outline, name: string): Section {
  const named = findSections(sections, name);
  const found = named.length > 0 ? named : findSections(sections, name.replaceAll('-', ' '));
  const [section, ...others] = found;
  if (section === undefined) {
    const known = sections.filter(({ depth }) => depth > 1).slice(0, 12);
    throw invalid(`${path} has no section ${JSON.stringify(name)}: it has ${anchorsOf(known) || 'none'}.`);
  }
  if (others.length === 0) return section;
  throw invalid(
    `${path} has ${found.length} sections ${JSON.stringify(name)}: name one behind the note, ${anchorsOf(found)}.`,
  );
}

const anchorsOf = (sections: readonly Section[]): string => sections.map(({ slug }) => `#${slug}`).join(', ');

function invalid(told: string): LaneTrouble {
  return new LaneTrouble('note_invalid', exits.note, told);
}
