import type { Draft, Rule } from '../../types.ts';
import { quoted, shellWord } from '../words.ts';

/** A part of a slug; `v0_2` inside a slug is the version of what the note is about. */
const PART = String.raw`(?:[a-z0-9]+|v\d+(?:_\d+)+)`;
const SLUG = new RegExp(`^${PART}(?:-${PART})*$`);
const COUNT = String.raw`(?:0|[1-9]\d{0,8})`;
const VERSIONED = new RegExp(`^${PART}(?:-${PART})*-v${COUNT}(?:_${COUNT}){1,2}$`);

/** A version as people write it by mistake: `_v0.1`, ` v0.1`, `-V0_1`; without the `v` it may be a date. */
const LOOSE_VERSION = /[-_ .]+v(\d+(?:[._]\d+){1,2})$/i;
const LOOSER_VERSION = /[-_ .]+v?(\d+(?:[._]\d+){1,2})$/i;

/** What systems add to the name of a copy: ` (1)`, ` copy 2`, ` - Copy`. */
const COPY = /(?: - copy| copy(?: \d{1,3})?)?(?: \(\d{1,3}\))?$/i;

/** A note that no kind claims may be named as its author likes, unless its name has a version in it. */
export const grammar: Rule<{
  name: string;
  path: string;
  suggestion: string;
  /** Whether the name is one that a system gives to a copy. */
  isCopy: boolean;
}> = {
  id: 'name/grammar',
  severity: 'warning',
  message: ({ name }) => `The file name ${quoted(name)} does not fit the grammar of names.`,
  help: ({ path, suggestion, isCopy }) => {
    const command = `\`slop mv ${shellWord(path)} ${shellWord(suggestion)}\``;
    return isCopy
      ? `Delete it where ${quoted(suggestion)} is there too; else rename it, and every mention of it: ${command}.`
      : `Rename it, and every mention of it: ${command}.`;
  },
  *note({ draft, kind }) {
    const { path } = draft;
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    const name = path.slice(folder.length);
    const stem = name.replace(/\.md$/i, '');
    const original = stem.replace(COPY, '');
    const versioned = kind.versioned || LOOSE_VERSION.test(original);
    if (versioned ? VERSIONED.test(stem) : SLUG.test(stem) || kind.name === 'document') return;
    const suggestion = `${folder}${suggest(original, versioned, draft)}`;
    yield { span: { start: 0, end: 0 }, data: { name, path, suggestion, isCopy: stem !== original } };
  },
};

function suggest(stem: string, versioned: boolean, draft: Draft): string {
  const inName = LOOSER_VERSION.exec(stem)?.[1];
  const inHead = draft.versions.find(({ place }) => place === 'head')?.text;
  const version = inName ?? inHead ?? '0.1';
  const rest = inName === undefined ? stem : stem.replace(LOOSER_VERSION, '');
  const plain = rest.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const slug = plain.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'note';
  return versioned ? `${slug}-v${version.split(/[._]/).map(Number).join('_')}.md` : `${slug}.md`;
}
