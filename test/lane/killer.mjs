// Loaded before the program: kills it at the write of a number (SLOP_KILL_AT), and prints how many there were to a file
// (SLOP_COUNT_TO) when it lives. A write of bytes is then half done.
import childProcess from 'node:child_process';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const limit = Number(process.env['SLOP_KILL_AT'] ?? 'Infinity');
const countTo = process.env['SLOP_COUNT_TO'];
let count = 0;

const isLast = () => {
  count += 1;
  return count === limit;
};
const die = () => process.kill(process.pid, 'SIGKILL');
const mortal = (holder, name, counts = () => true) => {
  const real = holder[name];
  holder[name] = (...given) => {
    if (counts(...given) && isLast()) die();
    return real(...given);
  };
};

mortal(fs, 'openSync', (_place, flags) => flags === 'wx' || flags === 'a');
mortal(fs, 'renameSync');
mortal(fs.promises, 'rename');
mortal(fs.promises, 'rm');
mortal(fs, 'fdatasyncSync');
mortal(childProcess, 'spawn', (program) => program === 'cat' || program === '/bin/sh');
const { writeSync } = fs;
fs.writeSync = (handle, bytes, ...rest) => {
  if (!isLast()) return writeSync(handle, bytes, ...rest);
  writeSync(handle, bytes.subarray(0, bytes.length >> 1));
  return die();
};
syncBuiltinESMExports();
if (countTo !== undefined) process.on('exit', () => fs.writeFileSync(countTo, String(count)));
