// Loaded before a command that is measured: leaves its peak memory in kB and its CPU seconds behind.
import { writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const place = process.env.SLOP_BENCH_PEAK;
if (isMainThread && place) {
  process.on('exit', () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    writeFileSync(
      place,
      JSON.stringify({ peakKilobytes: maxRSS, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6 }),
    );
  });
}
