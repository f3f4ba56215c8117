import { formatVersion } from '../../parse/version.ts';
import type { Document, Rule, Version } from '../../types.ts';
import { headPlace } from '../place.ts';

/** Versions of one lineage in order; of twins only the Markdown file, and versions without a date are passed over. */
export const dateOrder: Rule<{ date: string; older: string; olderDate: string }> = {
  id: 'date/order',
  severity: 'warning',
  message: ({ date, older, olderDate }) =>
    `This version is dated ${date}, and version ${older} before it ${olderDate}.`,
  help: () => 'Write the day on which each version was written.',
  *graph({ graph }) {
    for (const { versions } of graph.lineages.values()) {
      let before: Dated | null = null;
      for (const document of versions) {
        if (!isDated(document)) continue;
        if (before !== null && document.date < before.date) {
          const related = [
            { path: before.path, span: headPlace(before, '/date'), label: 'the version before' },
          ];
          const data = { date: document.date, older: formatVersion(before.version), olderDate: before.date };
          yield { path: document.path, span: headPlace(document, '/date'), related, data };
        }
        before = document;
      }
    }
  },
};

type Dated = Document & { readonly date: string; readonly version: Version };

function isDated(document: Document): document is Dated {
  return document.date !== null && document.version !== null && document.format === 'md';
}
