import { spawn } from 'node:child_process';

/**
 * Opens a file in `$VISUAL` or `$EDITOR`, on the terminal of this process, and waits until it is closed. The variable
 * is a command line, as Git takes it; the path is handed over apart from it, and the line in the way that the
 * editor is known to take it. Null when all went well, else why not.
 */
export function openEditor(
  path: string,
  env: Readonly<Record<string, string | undefined>>,
  line?: number,
): Promise<string | null> {
  const editor = env['VISUAL'] || env['EDITOR'];
  if (!editor) return Promise.resolve('neither VISUAL nor EDITOR names an editor');
  const child =
    process.platform === 'win32'
      ? spawn(`${editor} "${path}"`, { shell: true, stdio: 'inherit', env })
      : spawn('sh', ['-c', `${editor} "$@"`, 'sh', ...placeArguments(editor, path, line)], {
          stdio: 'inherit',
          env,
        });
  return new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code, signal) =>
      resolve(code === 0 ? null : `${editor} ended with ${signal ?? `exit code ${code}`}`),
    );
  });
}

/** How an editor is told the line: `+12 file`, `file:12`, or `--goto file:12`; one that is not known, not at all. */
function placeArguments(editor: string, path: string, line: number | undefined): readonly string[] {
  const program = /^\s*(?:"([^"]*)"|(\S+))/.exec(editor)?.slice(1).find(Boolean)?.split(/[\\/]/).at(-1) ?? '';
  if (line === undefined) return [path];
  if (/^(code|code-insiders|codium|cursor|windsurf)$/.test(program)) return ['--goto', `${path}:${line}`];
  if (/^(subl|zed|hx|helix|mate)$/.test(program)) return [`${path}:${line}`];
  return /^(vi|vim|nvim|gvim|nano|emacs|emacsclient|kak|micro|joe|ne)$/.test(program)
    ? [`+${line}`, path]
    : [path];
}
