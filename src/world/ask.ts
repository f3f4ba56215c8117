import { createInterface } from 'node:readline';
import type { ReadStream, WriteStream } from 'node:tty';

const INTERRUPT = '\u0003';
const END = '\u0004';
/** One key: a character, or the several that a terminal sends for a key without one. */
const KEY = /^(?:\u001b(?:[[O][0-9;]*[A-Za-z~])?|.)/su;

/** Asks on a terminal: one key at a time, or a line that can be edited. Control-C interrupts the program. */
export function askOn(input: ReadStream, output: WriteStream) {
  /** The signal ends the program. No answer may come before it does, and open input keeps it alive until then. */
  const interrupt = (): void => {
    input.resume();
    process.kill(process.pid, 'SIGINT');
  };

  const key = (prompt: string): Promise<string> =>
    new Promise((resolve) => {
      output.write(prompt);
      const done = (text: string): void => {
        input.off('data', heard).off('end', ended).setRawMode(false);
        output.write(`${/^[ -~]$/.test(text) ? text : ''}\n`);
        if (text === INTERRUPT) interrupt();
        else {
          input.pause();
          resolve(text === END ? '' : text);
        }
      };
      const heard = (bytes: Buffer): void => {
        const text = bytes.toString('utf8');
        // Keys pressed faster than they are asked for wait; a key such as an arrow comes as several characters.
        const [first = ''] = KEY.exec(text) ?? [];
        done(first);
        if (text.length > first.length) input.unshift(Buffer.from(text.slice(first.length)));
      };
      const ended = (): void => done('');
      input.setRawMode(true).on('data', heard).on('end', ended).resume();
    });

  const line = (prompt: string, text: string): Promise<string | null> =>
    new Promise((resolve) => {
      const reader = createInterface({ input, output, terminal: true });
      let answer: string | null = null;
      const ended = (): void => resolve(answer);
      reader.on('close', ended);
      reader.on('SIGINT', () => {
        reader.off('close', ended).close();
        interrupt();
      });
      reader.question(prompt, (given) => {
        answer = given;
        reader.close();
      });
      reader.write(text);
    });

  return { key, line };
}
