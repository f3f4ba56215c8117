import { type Seen, type Translate, textAt } from './raw.ts';

/** Events for which every version since 2.1.104 takes a hook; an unknown one would open a dialog. */
const EVENTS = [
  'SessionStart',
  'UserPromptSubmit',
  'PermissionRequest',
  'Notification',
  'SubagentStart',
  'SubagentStop',
  'PreCompact',
  'Stop',
  'StopFailure',
  'SessionEnd',
] as const;

export type HookEvent = (typeof EVENTS)[number];

/**
 * A shell line that adds a hook's payload to a file: in one write, since hooks run side by side, and with exit code 0
 * whatever happens. Where `dd` knows no such write, `cat` does it in several.
 */
export function hookLine(spool: string): string {
  const file = `'${spool.replaceAll("'", "'\\''")}'`;
  return `dd bs=16M iflag=fullblock oflag=append conv=notrunc status=none of=${file} 2>/dev/null || cat >>${file}; exit 0`;
}

/** The `hooks` of the session's settings. */
export function hookSettings(spool: string, events: readonly HookEvent[] = EVENTS): object {
  const hook = { type: 'command', command: hookLine(spool), timeout: 10 };
  return Object.fromEntries(events.map((event) => [event, [{ hooks: [hook] }]]));
}

/** What the hooks of a streaming session say beside its output: where its record lies. */
export const beginningHook: Translate = (payload) => {
  const event = textAt(payload, 'hook_event_name');
  if (event === null) return null;
  return event === 'SessionStart' ? begins(payload) : [];
};

/** A session begins, or begins anew after a compaction. */
export function begins(payload: Readonly<Record<string, unknown>>): readonly Seen[] {
  const [session, transcript] = [textAt(payload, 'session_id'), textAt(payload, 'transcript_path')];
  return session === null ? [] : [{ event: { type: 'start.ready', session, transcript } }];
}
