/**
 * Properties start from one seed, so that a change is judged by the same cases wherever it runs.
 * New cases are looked for on purpose: `npm run explore`.
 */
import fc from 'fast-check';

const usual = 2026;

fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? usual) });
