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
 * everything again for each thing: how fast the machine is does not matter.
 */
export async function growsLinearly(work: (size: number) => unknown, size: number): Promise<boolean> {
  // A machine that is busy with other work may need a second look.
  for (let look = 0; look < 3; look += 1) {
    await work(size);
    const small = Math.max(await costOf(() => work(size)), FLOOR);
    if ((await costOf(() => work(8 * size))) < 30 * small) return true;
  }
  return false;
}
