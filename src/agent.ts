import path from 'node:path';
import { runFake } from './lane/fake/running.ts';
import { scriptIn } from './lane/fake/script.ts';
import { diskFiles } from './world/files.ts';
import { diskLogs } from './world/logs.ts';
import { realPrograms } from './world/programs.ts';
import { standardStreams } from './world/standard.ts';

/** Milliseconds that Git may take. */
const PATIENCE = 30_000;

// The fake agent: session, record and folder as arguments, then perhaps its script. It speaks as the real program does.
const standard = standardStreams();
const [session = '', record = '', folder = '', scriptFile] = standard.argv;

const textAt = async (place: string): Promise<string> =>
  new TextDecoder().decode(await diskFiles.read(place).catch(() => new Uint8Array()));

const script = scriptFile === undefined ? { steps: [] } : scriptIn(await textAt(scriptFile));
const before = (await textAt(record)).split('\n').filter((line) => line.startsWith('{"type":"user"')).length;
await diskLogs.own(path.dirname(record));

const agent = await runFake(
  { session, record, script: script ?? { steps: [] }, before },
  {
    now: () => Date.now(),
    pause: standard.pause,
    say: standard.say,
    record: (text) => diskLogs.append(record, text),
    tear: async () => diskLogs.cut(record, ((await diskLogs.measure(record))?.size ?? 3) - 3),
    lose: () => diskFiles.remove(record),
    write: (place, text) => diskFiles.write(path.join(folder, place), text),
    commit: async (subject) => {
      const git = ['git', '-c', 'user.name=Fake agent', '-c', 'user.email=agent@example.org'];
      const options = { cwd: folder, env: standard.env, milliseconds: PATIENCE };
      await realPrograms.run([...git, 'add', '--all'], options);
      await realPrograms.run([...git, 'commit', '--quiet', '--message', subject], options);
    },
    exit: standard.crash,
  },
);
standard.lines(agent.take);
