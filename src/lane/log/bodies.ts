import type { World } from '../../types.ts';
import { digestOf } from '../digest.ts';

/** Absolute path of a text that the log names by its digest. */
const bodyFile = (folder: string, digest: string): string => `${folder}/bodies/${digest}`;

/** Puts texts beside a log, before a line that names them. A text that is there already is not written again. */
export async function keepBodies(
  { logs, files }: Pick<World, 'logs' | 'files'>,
  folder: string,
  bodies: Iterable<readonly [string, string]>,
): Promise<void> {
  for (const [digest, text] of bodies) {
    const place = bodyFile(folder, digest);
    const size = (await logs.measure(place))?.size ?? -1;
    if (size === Buffer.byteLength(text)) continue;
    if (size < 0) await logs.own(`${folder}/bodies`);
    await files.write(place, text);
  }
}

/** A text beside a log; null when it is not there, or not the text that its name says. */
export async function readBody(
  { files }: Pick<World, 'files'>,
  folder: string,
  digest: string,
): Promise<string | null> {
  try {
    const bytes = await files.read(bodyFile(folder, digest));
    return digestOf(bytes) === digest ? new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) : null;
  } catch {
    return null;
  }
}
