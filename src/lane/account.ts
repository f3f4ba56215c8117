import { claimed } from '../write/claim.ts';
import type { Lane } from './lane.ts';
import { textIn } from './text.ts';

/** Milliseconds for which one lane asks alone whether a limit is over. */
const ALONE = 20_000;
const PATIENCE = 5000;

/** What the lanes of an account know of its limit together. */
interface Account {
  /** Milliseconds since 1970 until which the limit is on, as far as any of them was told. */
  readonly until: number;
  /** Folder of the lane that asked last, and when. */
  readonly prober: { readonly lane: string; readonly since: number } | null;
}

const unknown: Account = { until: 0, prober: null };

/** Tells the other lanes of the account when its limit ends. */
export function tellLimit(lane: Lane, account: string, reset: number): Promise<void> {
  return change(lane, account, async (known, write) => {
    if (known.until < reset) await write({ ...known, until: reset });
  });
}

/**
 * Whether a lane may ask now if the limit of its account is over; one at a time does.
 * @returns null when it may; else when to look again, in milliseconds since 1970.
 */
export function mayAsk(lane: Lane, account: string): Promise<number | null> {
  return change(lane, account, async (known, write) => {
    const now = lane.world.now();
    if (known.until > now) return known.until;
    const { prober } = known;
    if (prober !== null && prober.lane !== lane.folder && now - prober.since < ALONE)
      return prober.since + ALONE;
    await write({ ...known, prober: { lane: lane.folder, since: now } });
    return null;
  });
}

async function change<T>(
  { world, accounts, name }: Lane,
  account: string,
  work: (known: Account, write: (next: Account) => Promise<void>) => Promise<T>,
): Promise<T> {
  const file = `${accounts}/${account}.json`;
  const claim = {
    folder: `${accounts}/claims-${account}`,
    title: `lane ${name}`,
    where: `looking at account ${account}`,
    patience: PATIENCE,
  };
  return claimed(world, claim, async () => {
    const known = accountIn(await textIn(world.files, file));
    return work(known, (next) => world.files.write(file, `${JSON.stringify(next)}\n`));
  });
}

/** What cannot be read counts as nothing known: then each lane keeps to what it was told itself. */
function accountIn(text: string): Account {
  try {
    const { until, prober } = JSON.parse(text);
    return typeof until === 'number' ? { until, prober: prober ?? null } : unknown;
  } catch {
    return unknown;
  }
}
