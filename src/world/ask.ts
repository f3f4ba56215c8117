import { createInterface } from 'node:readline';
import type { ReadStream, WriteStream } from 'node:tty';

const INTERRUPT = '\u0003';
const END = '\u0004';

/** Asks on a terminal: one key at a time, or a line that can be edited. Control-C interrupts the program. */
export function askOn(input: ReadStream, output: WriteStream) {
  const key = (prompt: string): Promise<string> =>
    new Promise((resolve) => {
      output.write(prompt);
      const done = (text: string): void => {
        input.off('data', heard).off('end', ended).setRawMode(false).pause();
        output.write(`${/^[ -~]$/.test(text) ? text : ''}\n`);
        if (text === INTERRUPT) process.kill(process.pid, 'SIGINT');
        resolve(text === INTERRUPT || text === END ? '' : text);
      };
      const heard = (bytes: Buffer): void => done(bytes.toString('utf8'));
      const ended = (): void => done('');
      input.setRawMode(true).on('data', heard).on('end', ended).resume();
    });

  const line = (prompt: string, text: string): Promise<string | null> =>
    new Promise((resolve) => {
      const reader = createInterface({ input, output, terminal: true });
      let answer: string | null = null;
      reader.on('SIGINT', () => {
        reader.close();
        process.kill(process.pid, 'SIGINT');
      });
      reader.on('close', () => resolve(answer));
      reader.question(prompt, (given) => {
        answer = given;
        reader.close();
      });
      reader.write(text);
    });

  return { key, line };
}
