import { createHash } from 'node:crypto';
import type { JsonObject } from '../types.ts';

const REFERENCE = /"\$(?:ref|dynamicRef)":"([^"#]+)/g;

/**
 * A digest of all that a schema says, by its address: of its own document, and of those that it refers to. `schemas`
 * has documents by address.
 */
export function schemaKey(address: string, schemas: ReadonlyMap<string, JsonObject>): string {
  const digest = createHash('sha256');
  const reached = new Set([address]);
  for (const one of reached) {
    const text = JSON.stringify(schemas.get(one) ?? null);
    digest.update(`${one}\0${text}\0`);
    for (const [, reference = ''] of text.matchAll(REFERENCE)) reached.add(new URL(reference, one).href);
  }
  return digest.digest('hex');
}
