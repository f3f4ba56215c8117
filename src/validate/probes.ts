import { pointerTo } from '../parse/head/reading.ts';
import { objectAt, own, textsIn } from '../read/json.ts';
import type { JsonObject, Probe, ProbeOutput, SchemaFault } from '../types.ts';
import { nearest } from './nearest.ts';

/** Seconds that a probe may take when slop.yaml does not say. */
const SECONDS = 600;

/** The probes of a slop.yaml that its schema accepted, in its order. */
export function probesOf(value: JsonObject): readonly Probe[] {
  const probes = objectAt(value, 'probes');
  return Object.keys(probes).map((name) => {
    const said = objectAt(probes, name);
    const text = (key: string): string | null => {
      const found = own(said, key);
      return typeof found === 'string' && found !== '' ? found : null;
    };
    const number = (key: string): number | null => {
      const found = own(said, key);
      return typeof found === 'number' ? found : null;
    };
    return {
      name,
      repository: text('repository') ?? 'record',
      command: textsIn(own(said, 'command')),
      output: (text('output') ?? 'exit') as ProbeOutput,
      pattern: text('pattern'),
      file: text('file'),
      seconds: number('seconds') ?? SECONDS,
      limit: number('limit'),
    };
  });
}

/** Probes in repositories that slop.yaml does not name, and those of which key and output do not fit. */
export function probeFaults(value: JsonObject): readonly SchemaFault[] {
  const repositories = ['record', ...Object.keys(objectAt(value, 'repos'))];
  return probesOf(value).flatMap(({ name, repository, output, pattern }): readonly SchemaFault[] => {
    const place = pointerTo('/probes', name);
    const key = `probes.${name}.pattern`;
    if (!repositories.includes(repository)) {
      const data = {
        key: `probes.${name}.repository`,
        expected: 'a name under repos, or record',
        actual: JSON.stringify(repository),
        nearest: nearest(repository, repositories),
      };
      return [{ rule: 'head/schema', pointer: `${place}/repository`, onKey: false, data }];
    }
    if (output === 'pattern' && pattern === null)
      return [{ rule: 'head/missing-key', pointer: place, onKey: false, data: { key } }];
    if (output !== 'pattern' && pattern !== null)
      return [{ rule: 'head/unknown-key', pointer: `${place}/pattern`, onKey: true, data: { key } }];
    return [];
  });
}
