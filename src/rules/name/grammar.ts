import type { NoteView, Rule } from '../../types.ts';
import { quoted, shellWord } from '../words.ts';

/** A part of a slug; `v0_2` inside a slug is the version of what the note is about. */
const PART = String.raw`(?:[a-z0-9]+|v\d+(?:_\d+)+)`;
const SLUG = new RegExp(`^${PART}(?:-${PART})*$`);
const COUNT = String.raw`(?:0|[1-9]\d{0,8})`;
const VERSIONED = new RegExp(`^${PART}(?:-${PART})*-v${COUNT}(?:_${COUNT}){1,2}$`);

/** A version as people write it by mistake: `_v0.1`, ` v0.1`, `-V0_1`, `-0.1`. */
const LOOSE_VERSION = /(?:[-_ .]+v|[-_ .]+(?=\d+[._]\d))(\d+(?:[._]\d+){1,2})$/i;

/** A note that no kind claims may be named as its author likes, unless it states a version. */
export const grammar: Rule<{ name: string; suggestion: string }> = {
  id: 'name/grammar',
  severity: 'warning',
  message: ({ name }) => `The file name ${quoted(name)} does not fit the grammar of names.`,
  help: ({ name, suggestion }) => `Rename it: \`git mv ${shellWord(name)} ${shellWord(suggestion)}\`.`,
  *note(view) {
    const name = view.draft.path.slice(view.draft.path.lastIndexOf('/') + 1);
    const stem = name.replace(/\.md$/, '');
    const versioned = view.kind.versioned || statesVersion(view) || LOOSE_VERSION.test(stem);
    if (versioned ? VERSIONED.test(stem) : SLUG.test(stem) || view.kind.name === 'document') return;
    yield { span: { start: 0, end: 0 }, data: { name, suggestion: suggest(stem, versioned, view) } };
  },
};

function statesVersion({ draft }: NoteView): boolean {
  return draft.versions.some(({ place }) => place === 'head');
}

function suggest(stem: string, versioned: boolean, { draft }: NoteView): string {
  const inName = LOOSE_VERSION.exec(stem)?.[1];
  const inHead = draft.versions.find(({ place }) => place === 'head')?.text;
  const version = inName ?? inHead ?? '0.1';
  const rest = inName === undefined ? stem : stem.replace(LOOSE_VERSION, '');
  const plain = rest.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const slug = plain.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'note';
  return versioned ? `${slug}-v${version.split(/[._]/).map(Number).join('_')}.md` : `${slug}.md`;
}
