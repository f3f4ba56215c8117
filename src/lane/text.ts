import type { World } from '../types.ts';

/** The text of a file; '' where there is none, or it cannot be read. */
export async function textIn({ read }: World['files'], place: string): Promise<string> {
  return new TextDecoder().decode(await read(place).catch(() => new Uint8Array()));
}
