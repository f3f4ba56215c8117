import type { Compiled } from '../../compile.ts';
import { isAsRecorded, measured } from '../../link/claims/baselines.ts';
import type { Claim, Probe, Receipt, World } from '../../types.ts';
import type { Terminal } from '../terminal.ts';
import { type ProbeRun, probeFor, probesFor, runProbe } from './probes.ts';

/** What some claims come to now. */
interface FoundNow {
  readonly claims: readonly Claim[];
  readonly runs: ReadonlyMap<Probe, ProbeRun>;
  readonly receipts: readonly Receipt[];
}

/**
 * Holds claims against the world: baselines by probes that are run now, once each, services by a connection. `own` is
 * as in `ProbeOccasion`.
 */
export async function foundNow(
  world: World,
  terminal: Terminal,
  recorded: readonly Claim[],
  compiled: Compiled,
  own = compiled.root,
): Promise<FoundNow> {
  const runs = new Map<Probe, ProbeRun>();
  for (const [probe, notes] of probesFor(recorded, compiled))
    runs.set(probe, await runProbe(world, terminal, compiled, probe, { notes, own }));
  const receipts = [...runs.values()].flatMap(({ receipt }) => receipt ?? []);
  const ports = new Map<number, boolean>();
  for (const { statement } of recorded) {
    if (statement.type === 'service' && !ports.has(statement.port))
      ports.set(statement.port, await world.probing.answers(statement.port));
  }
  const when = new Date(world.now()).toISOString();
  const claims = recorded.map((claim): Claim => {
    const { statement } = claim;
    if (statement.type === 'service') {
      const answers = ports.get(statement.port) === true;
      const evidence = { by: 'connection', repository: null, oid: null, when, receipt: null } as const;
      const live = answers ? 'answers' : 'no answer';
      return { ...claim, state: answers ? 'verified' : 'contradicted', live, evidence, why: null };
    }
    return statement.type === 'baseline' ? measuredNow(claim, runs, compiled) : claim;
  });
  return { claims, runs, receipts };
}

function measuredNow(claim: Claim, runs: ReadonlyMap<Probe, ProbeRun>, compiled: Compiled): Claim {
  const { statement, from } = claim;
  const note = compiled.graph.byPath.get(from);
  if (statement.type !== 'baseline' || note === undefined) return claim;
  const probe = probeFor(statement, note, compiled);
  const unknown = { ...claim, state: 'asserted', live: null, evidence: null } as const;
  if (typeof probe === 'string') return claim.state === 'asserted' ? { ...unknown, why: probe } : claim;
  const run = runs.get(probe);
  if (!run?.receipt) return { ...unknown, why: `${probe.name}: ${run?.why ?? 'it was not run'}` };
  const { receipt } = run;
  const { repository, oid, when, path } = receipt;
  const evidence = { by: 'receipt', repository, oid, when, receipt: path } as const;
  const live = measured(receipt);
  if (statement.oid !== null && oid !== null && !oid.startsWith(statement.oid)) {
    const why = `it was recorded at ${statement.oid.slice(0, 7)}, and ${repository} is at ${oid.slice(0, 7)} here`;
    return { ...claim, state: 'asserted', live, evidence, why };
  }
  return {
    ...claim,
    state: isAsRecorded(statement, receipt) ? 'verified' : 'contradicted',
    live,
    evidence,
    why: null,
    overtaken: false,
  };
}
