import { objectFrom, objectsIn, textAt } from '../read/json.ts';
import type { JsonObject, OtherNote, OtherRecord } from '../types.ts';

/**
 * The record that the text of an `xref.json` tells of, as schemas/site/xref.json has it; else what is wrong with it, as
 * a sentence without its subject. `said` is where its site stands, when slop.yaml says so. What does not lead into that
 * site is left out.
 */
export function otherRecord(name: string, text: string, said: string | null): OtherRecord | string {
  const top = objectFrom(text);
  if (top === null || !Array.isArray(top['notes'])) return 'is no xref.json of a site';
  if (top['schemaVersion'] !== 1) return 'has a schemaVersion that this slop does not know';
  const address = said ?? textAt(top, 'address');
  if (address === null || !/^https?:\/\//.test(address))
    return 'says no address of its site, so slop.yaml has to: {file: …, address: https://…}';
  const base = address.replace(/\/*$/, '/');
  const notes = objectsIn(top['notes']).flatMap((note) => noteOf(note, base) ?? []);
  return { name, notes: new Map(notes.map((note) => [note.id, note])) };
}

function noteOf(note: JsonObject, base: string): OtherNote | null {
  const [id, href] = [textAt(note, 'id'), pageOf(note, base)];
  if (id === null || href === null) return null;
  return {
    id,
    title: textAt(note, 'title') ?? id,
    href,
    versions: objectsIn(note['versions']).flatMap((one) => {
      const [version, file, page] = [textAt(one, 'version'), textAt(one, 'file'), pageOf(one, base)];
      return version === null || file === null || page === null ? [] : [{ version, file, href: page }];
    }),
    sections: objectsIn(note['sections']).flatMap((one) => {
      const slug = textAt(one, 'slug');
      return slug === null ? [] : [{ slug, number: textAt(one, 'number') }];
    }),
  };
}

/** The page itself where it is told, since an anchor is lost on the way through the permanent address. */
function pageOf(of: JsonObject, base: string): string | null {
  const page = textAt(of, 'view') ?? textAt(of, 'page');
  if (page === null || !URL.canParse(page, base)) return null;
  const { href } = new URL(page, base);
  return href.startsWith(base) ? href : null;
}
