import type { Document, Rule } from '../../types.ts';
import { versionPlaceOf } from '../place.ts';
import { quoted } from '../words.ts';

/** Twins are files of one name in one folder. What an HTML file does not say is no drift. */
export const twins: Rule<{ what: string; here: string; there: string; note: string }> = {
  id: 'version/twins',
  severity: 'warning',
  message: ({ what, here, there, note }) =>
    `The ${what} of this HTML file is ${quoted(here)}, and that of ${quoted(note)} is ${quoted(there)}.`,
  help: () => 'Make both say the same; slop bump changes both at once.',
  *graph({ graph }) {
    for (const document of graph.documents) {
      if (document.format !== 'html' || document.archived) continue;
      const note = graph.byPath.get(document.path.replace(/\.html$/i, '.md'));
      if (note === undefined) continue;
      for (const what of ['title', 'date'] as const) {
        const [here, there] = [document[what], note[what]];
        if (here === null || there === null || folded(here) === folded(there)) continue;
        if (what === 'title' && isNameOnly(document)) continue;
        const related = [{ path: note.path, span: versionPlaceOf(note), label: 'the note' }];
        const data = { what, here, there, note: note.path };
        yield { path: document.path, span: { start: 0, end: 0 }, data, related };
      }
    }
  },
};

/** A file without a title of its own goes by its name. */
function isNameOnly({ title, id }: Document): boolean {
  return title === id;
}

function folded(text: string): string {
  return text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
}
