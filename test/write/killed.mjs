// Applies or recovers a plan with modules of slop in a folder, and kills itself before a write of its number; a write
// of bytes is then half done. Without a number it goes to the end, and prints how many writes there were.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { pathToFileURL } from 'node:url';

const [built, what, root, planFile, last] = process.argv.slice(2);
const limit = last === undefined ? Number.POSITIVE_INFINITY : Number(last);
let count = 0;

/** Counts one write to the disk; true when it is the last that this process will live to see. */
function isLast() {
  count += 1;
  return count === limit;
}

const die = () => process.kill(process.pid, 'SIGKILL');

for (const [holder, names] of [
  [fs, ['openSync', 'mkdirSync', 'renameSync', 'rmSync']],
  [fs.promises, ['rename', 'rm', 'mkdir']],
]) {
  for (const name of names) {
    const real = holder[name];
    holder[name] = (...given) => {
      if (name === 'openSync' && given[1] !== 'wx') return real(...given);
      if (isLast()) die();
      return real(...given);
    };
  }
}
const { writeFileSync } = fs;
fs.writeFileSync = (target, bytes, options) => {
  if (!isLast()) return writeFileSync(target, bytes, options);
  try {
    writeFileSync(target, bytes.slice(0, bytes.length >> 1), options);
  } finally {
    die();
  }
};
syncBuiltinESMExports();

const load = (place) => import(pathToFileURL(`${built}/${place}`).href);
const [{ diskFiles }, { realProcesses }, { applyPlan }, { recover }] = await Promise.all(
  ['world/files.js', 'world/processes.js', 'write/apply.js', 'write/recover.js'].map(load),
);
const world = { files: diskFiles, processes: realProcesses };
if (what === 'apply') await applyPlan(world, root, JSON.parse(fs.readFileSync(planFile, 'utf8')));
else await recover(world, root);
process.stdout.write(String(count));
