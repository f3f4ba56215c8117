/** Microseconds of the processor that this process takes for some work. */
export async function costOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

/** Less cannot be told from chance. */
const FLOOR = 15_000;

/**
 * True when `work` of eight times the size takes far less than 64 times as much, as it would if it looked at
 * everything again for each thing: how fast the machine is does not matter. `size` must be large enough for that to
 * take half a second, or it is not seen.
 */
export async function growsLinearly(work: (size: number) => unknown, size: number): Promise<boolean> {
  let [small, large] = [FLOOR, Number.POSITIVE_INFINITY];
  // A machine that is busy with other work may need a second look.
  for (let look = 0; look < 3; look += 1) {
    await work(size);
    small = Math.max(small, await costOf(() => work(size)));
    large = Math.min(large, await costOf(() => work(8 * size)));
    if (large < 30 * small) return true;
  }
  return false;
}
