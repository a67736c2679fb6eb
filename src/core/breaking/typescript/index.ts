/** Changes in the exported API of TypeScript and JavaScript packages. */
import type { Compared, Detector } from '../detector.ts';
import { profiles } from './policy.ts';
import { rules } from './rules.ts';
import { detectorId, packageUnits } from './units.ts';

export const typescriptDetector: Detector = {
  id: detectorId,
  profiles,
  rules,
  units: packageUnits,
  compare: async (unit, comparison, budget): Promise<Compared> => {
    const { comparePackage } = await import('./compare.ts');
    return comparePackage(unit, comparison, budget);
  },
};
