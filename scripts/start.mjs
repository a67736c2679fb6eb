/** `npm start [-- FOLDER]`: see scripts/open.ts. This part runs on the Node that is there. */
import { spawnSync } from 'node:child_process';
import { continueIn, hosts, orExplain, setUp } from './setup.mjs';

const hasCode = spawnSync('code', ['--version'], { shell: process.platform === 'win32' }).status === 0;
orExplain(() => {
  setUp({ hosts: hasCode ? [] : hosts.slice(0, 1) });
  continueIn('scripts/open.ts', [...process.argv.slice(2), ...(hasCode ? ['--desktop'] : [])]);
});
