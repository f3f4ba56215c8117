import type { File, LongFile } from '../../types.ts';
import type { Site } from '../site.ts';
import { calendarFile } from './calendar.ts';
import { feedFiles } from './feeds.ts';
import { llmsFile } from './llms.ts';
import { noteDataFile } from './note.ts';
import { recordDataFile, xrefFile } from './record.ts';

/** What programs read of a site: the record and each lineage as JSON, cross-references, feeds, a calendar, llms.txt. */
export function* dataFiles(site: Site): Generator<File | LongFile> {
  yield recordDataFile(site);
  yield xrefFile(site);
  yield* feedFiles(site);
  const calendar = calendarFile(site);
  if (calendar !== null) yield calendar;
  yield llmsFile(site);
  for (const lineage of site.graph.lineages.values()) yield noteDataFile(site, lineage);
}
