/** Where a thread of the tests begins. */
import { serveUnits } from '../../src/node/workers/serve.ts';
import { unitDetectors } from './unitDetectors.ts';

serveUnits(unitDetectors);
