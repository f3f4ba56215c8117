/** Begins to count the seconds that this process computes; what else a busy machine does is not among them. */
export function computing(): () => number {
  const begin = process.cpuUsage();
  return () => process.cpuUsage(begin).user / 1e6;
}
