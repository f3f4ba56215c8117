import { isObject, objectsIn, own, valueAt } from '../read/json.ts';
import type { JsonObject } from '../types.ts';

/**
 * The keys that a schema names at its top level, its references and `allOf` followed, in their order.
 * `address` is where the schema stands among `documents`.
 */
export function keysOf(
  schema: JsonObject,
  address: string,
  documents: ReadonlyMap<string, JsonObject>,
  seen: Set<JsonObject> = new Set(),
): readonly string[] {
  if (seen.has(schema)) return [];
  seen.add(schema);
  const reference = own(schema, '$ref');
  const properties = own(schema, 'properties');
  const target = typeof reference === 'string' ? follow(reference, address, documents) : null;
  const inherited = target ? keysOf(target.schema, target.address, documents, seen) : [];
  const parts = objectsIn(own(schema, 'allOf')).flatMap((part) => keysOf(part, address, documents, seen));
  return [...new Set([...inherited, ...parts, ...(isObject(properties) ? Object.keys(properties) : [])])];
}

function follow(reference: string, address: string, documents: ReadonlyMap<string, JsonObject>) {
  const url = URL.canParse(reference, address) ? new URL(reference, address) : null;
  if (!url) return null;
  const pointer = url.hash.slice(1);
  url.hash = '';
  const document = documents.get(url.href);
  const schema = document ? valueAt(document, pointer) : undefined;
  return isObject(schema) ? { schema, address: url.href } : null;
}
