import { spawn } from 'node:child_process';

/**
 * Opens a file in `$VISUAL` or `$EDITOR`, on the terminal of this process, and waits until it is closed. The variable
 * is a command line, as Git takes it; the path is handed over apart from it. Null when all went well, else why not.
 */
export function openEditor(
  path: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string | null> {
  const editor = env['VISUAL'] || env['EDITOR'];
  if (!editor) return Promise.resolve('neither VISUAL nor EDITOR names an editor');
  const child =
    process.platform === 'win32'
      ? spawn(`${editor} "${path}"`, { shell: true, stdio: 'inherit', env })
      : spawn('sh', ['-c', `${editor} "$@"`, 'sh', path], { stdio: 'inherit', env });
  return new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code, signal) =>
      resolve(code === 0 ? null : `${editor} ended with ${signal ?? `exit code ${code}`}`),
    );
  });
}
