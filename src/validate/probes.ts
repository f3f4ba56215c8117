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
    const fault = (
      key: string,
      expected: string,
      actual: string,
      near: string | null = null,
    ): SchemaFault => ({
      rule: 'head/schema',
      pointer: own(objectAt(objectAt(value, 'probes'), name), key) === undefined ? place : `${place}/${key}`,
      onKey: false,
      data: { key: `probes.${name}.${key}`, expected, actual, nearest: near },
    });
    if (!repositories.includes(repository)) {
      const near = nearest(repository, repositories);
      return [fault('repository', 'a name under repos, or record', JSON.stringify(repository), near)];
    }
    if (output === 'pattern' && pattern === null)
      return [fault('pattern', 'a regular expression, since output is pattern', 'absent')];
    if (output !== 'pattern' && pattern !== null)
      return [fault('pattern', 'absent, since output is not pattern', JSON.stringify(pattern))];
    return [];
  });
}
