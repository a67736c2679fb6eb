#!/usr/bin/env node
import { isatty } from 'node:tty';
import { processOutput } from './output.ts';
import { run } from './run.ts';

void run(process.argv.slice(2), {
  output: processOutput,
  cwd: process.cwd(),
  environment: process.env,
  input: () => process.stdin,
  isTerminal: { out: isatty(1), err: isatty(2) },
  now: () => Date.now(),
}).then((code) => {
  process.exitCode = code;
});
