import { isObject, objectAt, own, textsIn } from '../read/json.ts';
import type { JsonObject, PrivateMatter, Profile } from '../types.ts';

const MATTERS: readonly PrivateMatter[] = ['machine-path', 'process-id', 'port', 'host', 'email', 'secret'];

/** The profiles of a slop.yaml that its schema accepted, by name; a matter that is not mentioned is masked. */
export function profilesOf(value: JsonObject): ReadonlyMap<string, Profile> {
  return new Map(
    Object.entries(objectAt(value, 'profiles')).map(([name, said]) => {
      const object = isObject(said) ? said : {};
      const texts = (key: string): readonly string[] => textsIn(own(object, key));
      const matters = Object.fromEntries(MATTERS.map((matter) => [matter, own(object, matter) ?? 'mask']));
      return [
        name,
        {
          name,
          matters: matters as Profile['matters'],
          hosts: texts('hosts'),
          words: texts('words'),
          kinds: texts('kinds'),
          phases: texts('phases'),
          notes: texts('notes'),
        },
      ] as const;
    }),
  );
}
