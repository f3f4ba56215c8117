import { textIn } from '../../read/json.ts';
import type { JsonObject, Mention, TargetOf } from '../../types.ts';

/**
 * Adds to mentions in the head what the fields beside them say: `reading/0/version` and `repository` belong to
 * `reading/0/document` or `path`, and `reading/0/section` is one of that document.
 */
export function withFieldsBeside(mentions: readonly Mention[], head: JsonObject): readonly Mention[] {
  const indexes = new Map<string, number>();
  mentions.forEach(({ field, target }, index) => {
    if (field !== null && target.type === 'document' && !indexes.has(field)) indexes.set(field, index);
  });
  return mentions.map((mention) => {
    const { field, target } = mention;
    if (target.type === 'commit') return { ...mention, target: commitBeside(target, field, head) };
    const entry = field === null ? null : /^(\/reading\/(\d+))\/(document|path|section)$/.exec(field);
    if (entry === null) return mention;
    if (target.type === 'section' && target.of === null) {
      const of = indexes.get(`${entry[1]}/document`) ?? indexes.get(`${entry[1]}/path`) ?? null;
      return { ...mention, target: { ...target, of } };
    }
    if (target.type !== 'document') return mention;
    const beside = entryOf(head, Number(entry[2]));
    const version = target.version ?? textIn(beside['version'])?.replace(/^v/, '') ?? null;
    return {
      ...mention,
      target: { ...target, version, repository: target.repository ?? textIn(beside['repository']) },
    };
  });
}

/** `commits/0/repository` says whose `commits/0/oid` is. */
function commitBeside(
  target: TargetOf<'commit'>,
  field: string | null,
  head: JsonObject,
): TargetOf<'commit'> {
  const steps = field?.split('/').slice(1) ?? [];
  if (steps.pop() !== 'oid') return target;
  let at: unknown = head;
  for (const step of steps) at = typeof at === 'object' && at !== null ? Reflect.get(at, step) : null;
  const beside = (typeof at === 'object' && at !== null ? at : {}) as JsonObject;
  return {
    ...target,
    repository: textIn(beside['repository']) ?? target.repository,
    as: beside['type'] === 'tag' ? 'object' : target.as,
  };
}

function entryOf(head: JsonObject, index: number): JsonObject {
  const list = head['reading'];
  const entry = Array.isArray(list) ? list[index] : null;
  return entry !== null && typeof entry === 'object' && !Array.isArray(entry) ? (entry as JsonObject) : {};
}

/** Marks every mention of a document that the head lists under `planned:`, there and wherever it is named. */
export function withPlanned(mentions: readonly Mention[]): readonly Mention[] {
  const planned = new Set<string>();
  for (const { field, target } of mentions) {
    if (field !== null && /^\/planned(?:\/\d+)?$/.test(field) && target.type === 'document')
      planned.add(nameOf(target));
  }
  if (planned.size === 0) return mentions;
  return mentions.map((mention) => {
    const { target } = mention;
    if (target.type !== 'document' || !planned.has(nameOf(target))) return mention;
    return { ...mention, target: { ...target, planned: true } };
  });
}

/** One spelling for `x-v0_2.md`, `docs/x-v0_2.md` and `x@0.2`. */
function nameOf({ name, version }: { readonly name: string; readonly version: string | null }): string {
  const bare = name.slice(name.lastIndexOf('/') + 1).replace(/-v[\d_.]+\.[a-z]+$/, '');
  return `${bare.toLowerCase().replace(/\s+/g, ' ')}@${version ?? ''}`;
}
