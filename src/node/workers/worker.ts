/** Where a worker thread begins: every detector there is, each loaded when a unit asks for it. */
import { detectorTable } from '../../core/breaking/table.ts';
import { serveUnits } from './serve.ts';

serveUnits(detectorTable);
