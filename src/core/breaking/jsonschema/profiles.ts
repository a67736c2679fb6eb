/** Who reads and who writes what the schemas describe. */
import type { Direction, OpenContent } from './engine.ts';

export interface Profile {
  readonly direction: Direction;
  readonly openContent: OpenContent;
}

/**
 * `request`: others write, such as the settings of a program, and nobody sends what is not declared.
 * `response`: others read. `both`: each of the two. `backward`, `forward` and `full` are those of the
 * registries: a new schema reads old data, an old one reads new data, and objects that are not closed
 * hold anything, so that to declare a property narrows them.
 */
export const profiles: Readonly<Record<string, Profile>> = {
  request: { direction: 'input', openContent: 'declared' },
  response: { direction: 'output', openContent: 'declared' },
  both: { direction: 'both', openContent: 'declared' },
  backward: { direction: 'input', openContent: 'anything' },
  forward: { direction: 'output', openContent: 'anything' },
  full: { direction: 'both', openContent: 'anything' },
};

const usual: Profile = { direction: 'input', openContent: 'declared' };

export function profileOf(name: string | undefined): Profile {
  return profiles[name ?? ''] ?? usual;
}
