import { type Command, InvalidArgumentError } from 'commander';
import { type Act, examples } from './parts.ts';

/** `slop serve`. */
export function addServe(program: Command, act: Act): void {
  program
    .command('serve')
    .summary('show the site on this machine, and keep it up to date while you write')
    .description(
      'Serves the site of the record at 127.0.0.1 and builds again what changes. Findings stand in the page at their place; a click opens the line in VISUAL or EDITOR. No site is written. Ctrl-C ends it.',
    )
    .option('--port <number>', 'where to listen; 0 takes any free port', portOf, 4321)
    .addHelpText('after', examples('slop serve', 'slop serve --port 8080'))
    .action((options: { port: number }) =>
      act(async (world, terminal) => {
        const { serve } = await import('../serve.ts');
        return serve(world, terminal, { port: options.port });
      }),
    );
}

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new InvalidArgumentError('A port is a number up to 65535.');
  return port;
}
