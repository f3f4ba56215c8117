import path from 'node:path';
import { fakeAdapter } from '../../src/lane/adapters/fake.ts';
import { type FakeAgent, runFake } from '../../src/lane/fake/running.ts';
import type { FakeScript } from '../../src/lane/fake/script.ts';
import type { Lane } from '../../src/lane/lane.ts';
import type { Files, Logs, ProcessIdentity, Programs, World } from '../../src/types.ts';
import { lanesOf } from '../../src/validate/lanes-values.ts';
import { type MemoryWorld, memoryWorld } from '../helpers/memory-world.ts';

/** What a process of slop dies of: everything it still tries throws this. */
export class Died extends Error {}

/** Where in its life a process of slop dies: at its nth write, before it, half way, or behind it. */
export interface Death {
  readonly at: number;
  readonly how: 'before' | 'half' | 'after';
}

interface Running {
  readonly identity: ProcessIdentity;
  alive: boolean;
  agent: FakeAgent | null;
}

/** A machine in memory, with a clock that only moves when somebody waits, or when it is put elsewhere. */
export interface MemoryStage {
  readonly world: MemoryWorld;
  /** A new process of slop with a lane open; the one before it has ended. */
  readonly process: (death?: Death) => Lane & { readonly writes: () => number };
  readonly killAgent: () => void;
  /** Puts the clock on when slop has waited that often from now on; who sleeps does not wake any earlier. */
  readonly putClockOn: (milliseconds: number, waits: number) => void;
  /** Messages that agents got: id → how often. */
  readonly got: ReadonlyMap<string, number>;
  /** Messages to which an agent told its ending. */
  readonly told: ReadonlySet<string>;
  readonly record: () => string;
}

const FOLDER = '/state/slop/project/develop-1';
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Makes a stage on which agents follow the script, and begin `late` milliseconds after their process. */
export function memoryStage(script: FakeScript, { late = 0 } = {}): MemoryStage {
  const world = memoryWorld({ files: {} });
  const lanes = lanesOf({ declared: { 'develop-1': { adapter: 'fake' } }, limits: { resumes: 3 } });
  const declaration = lanes.declared[0];
  if (declaration === undefined) throw new Error('no lane');
  let now = world.now();
  let ahead = 0;
  let jump = { waits: 0, by: 0 };
  let pid = 100;
  let living = pid;
  let sleepers: { readonly at: number; readonly wake: () => void }[] = [];
  const agents = new Map<number, Running>();
  const readers = new Map<string, Running>();
  const got = new Map<string, number>();
  const told = new Set<string>();
  const identity = (number: number): ProcessIdentity => ({
    host: 'here',
    boot: 'b',
    namespace: 'n',
    pid: number,
    start: String(number),
  });

  const sleep = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      sleepers.push({ at: now + milliseconds, wake: resolve });
    });
  const pause = async (milliseconds: number): Promise<void> => {
    const end = now + milliseconds;
    // Who sleeps for less has done what comes behind that by then.
    for (let at = end; ; await settled()) {
      at = Math.min(end, ...sleepers.map((sleeper) => sleeper.at));
      now = Math.max(now, at);
      const woken = sleepers.filter((sleeper) => sleeper.at <= now);
      if (woken.length === 0) break;
      sleepers = sleepers.filter((sleeper) => sleeper.at > now);
      for (const { wake } of woken) wake();
    }
    await settled();
  };
  const changed = new Map<string, number>();
  const put = (place: string, text: string): void => {
    changed.set(place, now + ahead);
    world.disk.set(place, Buffer.concat([world.disk.get(place) ?? Buffer.alloc(0), Buffer.from(text)]));
  };
  const measure: Logs['measure'] = async (place) => {
    const found = await world.logs.measure(place);
    return found && { ...found, changed: changed.get(place) ?? 0 };
  };

  const startAgent = async (argv: readonly string[], output: string): Promise<Running> => {
    const [, , session = '', record = ''] = argv;
    pid += 1;
    const running: Running = { identity: identity(pid), alive: true, agent: null };
    agents.set(pid, running);
    const users = Buffer.from(world.disk.get(record) ?? '')
      .toString()
      .split('\n');
    const before = users.filter((line) => line.startsWith('{"type":"user"')).length;
    const living = (work: () => void) => async (): Promise<void> => {
      if (running.alive) work();
    };
    const begin = async (): Promise<void> => {
      running.agent = await runFake(
        { session, record, script, before },
        {
          now: () => now + ahead,
          pause: (milliseconds) => sleep(milliseconds),
          say: (text) =>
            living(() => {
              put(output, text);
              const said = /"user_message_uuid":"([^"]*)"/.exec(text)?.[1];
              if (said !== undefined) told.add(said);
            })(),
          record: (text) => living(() => put(record, text))(),
          tear: living(() => {
            const bytes = world.disk.get(record) ?? Buffer.alloc(0);
            world.disk.set(record, bytes.subarray(0, bytes.length - 3));
          }),
          lose: living(() => void world.disk.delete(record)),
          write: async () => {},
          commit: async () => {},
          exit: () => {
            running.alive = false;
          },
        },
      );
    };
    if (late > 0) void sleep(late).then(begin);
    else await begin();
    return running;
  };

  const programs: Programs = {
    run: async () => ({ code: 0, out: '', err: '', absent: false }),
    hand: async () => null,
    start: async ({ argv, input, output, identity: place }) => {
      const running = await startAgent(argv, output);
      readers.set(input, running);
      put(place, String(running.identity.pid));
      return running.identity;
    },
    started: async (place) => {
      const running = agents.get(Number(Buffer.from(world.disk.get(place) ?? '').toString()));
      return running?.alive === true ? running.identity : null;
    },
    pour: async (file, pipe) => {
      const line = Buffer.from(world.disk.get(file) ?? '')
        .toString()
        .trim();
      const running = readers.get(pipe);
      if (running?.alive === true) {
        const id = /^\{"type":"user","uuid":"([^"]*)"/.exec(line)?.[1];
        if (id !== undefined) got.set(id, (got.get(id) ?? 0) + 1);
        running.agent?.take(line);
      }
      return running?.alive === true;
    },
    signal: async ({ pid: number }) => {
      const running = agents.get(number);
      if (running !== undefined) running.alive = false;
    },
  };

  const newProcess: MemoryStage['process'] = (death) => {
    pid += 1;
    living = pid;
    const self = identity(pid);
    const life = lifeOf(death);
    const own: World = {
      ...world,
      now: () => now + ahead,
      files: mortalFiles(world.files, life),
      logs: mortalLogs({ ...world.logs, measure }, put, life),
      programs: {
        ...programs,
        start: (program) => life.write(() => programs.start(program)),
        pour: (...given) => life.write(() => programs.pour(...given)),
        signal: (...given) => life.write(() => programs.signal(...given)),
      },
      processes: {
        ...world.processes,
        self: async () => self,
        runs: async ({ pid: number }) => agents.get(number)?.alive ?? number === living,
        pause: async (milliseconds) => {
          life.check();
          jump.waits -= 1;
          if (jump.waits === 0) ahead += jump.by;
          await pause(milliseconds);
        },
      },
    };
    const setting = {
      world: own,
      lane: declaration,
      config: lanes,
      root: '/project',
      folder: FOLDER,
      cwd: '/project',
    };
    return {
      world: own,
      name: 'develop-1',
      root: '/project',
      folder: FOLDER,
      cwd: '/project',
      accounts: '/state/slop/accounts',
      config: lanes,
      adapter: fakeAdapter(setting),
      writes: life.writes,
    };
  };

  return {
    world,
    process: newProcess,
    killAgent: () => {
      for (const running of agents.values()) running.alive = false;
    },
    putClockOn: (by, waits) => {
      jump = { waits, by };
    },
    got,
    told,
    record: () => {
      const place = [...world.disk.keys()].find((one) => path.posix.dirname(one) === `${FOLDER}/record`);
      return Buffer.from(place === undefined ? '' : (world.disk.get(place) ?? '')).toString();
    },
  };
}

interface Life {
  readonly writes: () => number;
  readonly check: () => void;
  readonly write: <T>(work: () => Promise<T>, half?: () => void) => Promise<T>;
}

function lifeOf(death: Death | undefined): Life {
  let [writes, dead] = [0, false];
  const check = (): void => {
    if (dead) throw new Died();
  };
  return {
    writes: () => writes,
    check,
    write: async (work, half = () => {}) => {
      check();
      writes += 1;
      if (death === undefined || writes !== death.at) return work();
      dead = true;
      if (death.how === 'half') half();
      if (death.how === 'after') await work();
      throw new Died();
    },
  };
}

function mortalFiles(files: Files, { write, check }: Life): Files {
  const alive =
    <A extends readonly unknown[], T>(work: (...given: A) => Promise<T>) =>
    (...given: A): Promise<T> => {
      check();
      return work(...given);
    };
  return {
    read: alive(files.read),
    holds: alive(files.holds),
    list: alive(files.list),
    stat: alive(files.stat),
    realPath: alive(files.realPath),
    write: (...given) => write(() => files.write(...given)),
    create: (...given) => write(() => files.create(...given)),
    rename: (...given) => write(() => files.rename(...given)),
    remove: (...given) => write(() => files.remove(...given)),
  };
}

function mortalLogs(logs: Logs, put: (place: string, text: string) => void, { write }: Life): Logs {
  return {
    ...logs,
    // A kill in the middle of writing leaves a part.
    append: (place, text) =>
      write(
        () => logs.append(place, text),
        () => put(place, text.slice(0, Math.floor(text.length / 2))),
      ),
    cut: (...given) => write(() => logs.cut(...given)),
  };
}
