import { natural } from '../../read/natural.ts';
import { groupBy } from '../../read/order.ts';
import type { Document, File } from '../../types.ts';
import { encodePath, wellFormed } from '../href.ts';
import { newestFirst } from '../order.ts';
import { numberDocuments } from '../search/entries.ts';
import type { Site } from '../site.ts';
import { absolute } from '../view/masthead.ts';
import { kindPlural, titleOf, versionName } from '../view/names.ts';

/** `llms.txt`: what is in force, kind by kind, as links to the exact Markdown (llmstxt.org). */
export function llmsFile(site: Site): File {
  const { documents, current } = numberDocuments(site);
  const kinds = [...groupBy(documents.slice(0, current), ({ kind }) => kind)]
    .map(([kind, members]) => ({ title: kindPlural(site, kind), members }))
    .sort((one, other) => natural(one.title, other.title));
  const sections = kinds.map(({ title, members }) => {
    const lines = members.sort(newestFirst).map((document) => line(site, document));
    return `## ${oneLine(title)}\n\n${lines.join('\n')}\n`;
  });
  const optional = `## Optional\n\n- [The record as JSON](data/record.json): every note and every edge\n- [Cross-references](xref.json): ids, versions and sections to link to\n`;
  const about = `The current notes of this record, as Markdown. Older versions are in data/record.json.`;
  return {
    path: 'llms.txt',
    bytes: `# ${oneLine(site.config.title)}\n\n> ${about}\n\n${[...sections, optional].join('\n')}`,
  };
}

function line(site: Site, document: Document): string {
  const raw = site.addresses.raw.get(document.path) ?? '';
  const name = [titleOf(document), versionName(document), document.status?.value].filter(Boolean).join(', ');
  const summary = document.summary === null ? '' : `: ${oneLine(document.summary)}`;
  return `- [${oneLine(name)}](${absolute(site, raw) ?? encodePath(raw)})${summary}`;
}

/** Text that stays within its line and its brackets. */
function oneLine(text: string): string {
  return wellFormed(text)
    .replace(/[\s\u0000-\u001f\u007f]+/g, ' ')
    .replace(/[\\[\]<>`]/g, '\\$&')
    .trim();
}
