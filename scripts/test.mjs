/** `npm test [-- LAYER...]`: see scripts/layers.ts. This part runs on the Node that is there. */
import { continueIn, hosts, orExplain, setUp } from './setup.mjs';

const layers = process.argv.slice(2);
const wanted = (/** @type {string} */ layer) => layers.length === 0 || layers.includes(layer);
const inside = wanted('vscode') || layers.some((layer) => hosts.includes(layer));

orExplain(() => {
  setUp({
    hosts: inside ? hosts : wanted('window') ? hosts.slice(0, 1) : [],
    oldestNode: wanted('contract'),
    browser: inside || wanted('window'),
    reference: wanted('unit'),
  });
  continueIn('scripts/layers.ts', layers);
});
