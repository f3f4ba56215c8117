import { sessionEnvironment } from '../adapters/environment.ts';
import { lookAround } from '../advance.ts';
import { exits } from '../codes.ts';
import { type LaneContext, openRunning } from '../context.ts';
import type { Outcome } from '../outcome.ts';
import { LaneTrouble } from '../trouble.ts';

/**
 * Shows the terminal of a lane: hands it over where there is one to look at it with, else prints what stands in it and
 * how to attach. Of a process that ended by itself it prints what that left there.
 * @throws LaneTrouble when the lane has no terminal, or nothing in it.
 */
export async function attach(context: LaneContext, name: string, onTerminal: boolean): Promise<Outcome> {
  const { world } = context;
  const lane = await openRunning(context, name);
  const { screen, attach: argv } = lane.adapter;
  if (screen === null || argv === null) {
    const told = `Lane ${name} has no terminal: slop lane log ${name} prints what happened in it.`;
    throw new LaneTrouble('no_terminal', exits.notReady, told);
  }
  const state = await lookAround(lane);
  if (state.process === null) {
    const next =
      state.session === null
        ? `slop lane launch ${name} starts one`
        : `slop lane resume ${name} opens its session again`;
    const told = `Lane ${name} is ${state.status}, and has no process: ${next}.`;
    const left = (await screen()).trim();
    if (left === '') throw new LaneTrouble('not_launched', exits.notReady, told);
    const json = { lane: name, status: state.status, screen: left, attach: argv };
    return { exit: exits.notReady, json, text: `${left}\n`, aside: `${told}\n` };
  }
  if (onTerminal) await world.programs.hand(argv, sessionEnvironment(world.env, []));
  const shown = onTerminal ? '' : await screen();
  return {
    exit: 0,
    json: { lane: name, status: state.status, screen: shown, attach: argv },
    text: shown === '' ? '' : `${shown.trimEnd()}\n`,
    aside: onTerminal ? '' : `Attach with: ${argv.join(' ')}\n`,
  };
}
