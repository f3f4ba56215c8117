import { placeAt } from '../parse/head/places.ts';
import type { Document, Span } from '../types.ts';

/** Where a document states its version: in the head, title or footer; else as `headPlace` says, with its `id`. */
export function versionPlaceOf(document: Document): Span {
  return document.draft?.versions.find(({ span }) => span !== null)?.span ?? headPlace(document, '/id');
}

/** The value of a key (a JSON pointer) of the head; else the title; else the start of the file. */
export function headPlace({ draft }: Document, key: string): Span {
  return placeAt(draft, key)?.value ?? draft?.title?.span ?? { start: 0, end: 0 };
}
