/** Opinions on changes that break some users and help others; the first profile is the default. */
import type { Level } from '../change.ts';
import type { Flow } from './flow.ts';

export const profiles = ['lenient', 'semver-ts', 'strict', 'output', 'input'] as const;
export type Profile = (typeof profiles)[number];

export interface Policy {
  readonly enumMemberAdded: Level;
  readonly classMemberAdded: Level;
  /** A member that becomes optional although users only provide the value. */
  readonly inputBecameOptional: Level;
  /** A required member added to a type that only the package makes. */
  readonly outputMemberAdded: Level;
  readonly readonlyRemoved: Level;
  /** A parameter that accepts more, or a result that is more precise. */
  readonly harmlessTypeChange: Level;
  readonly constraintWidened: Level;
  /** Two parameters of the same type that change places. */
  readonly parametersSwapped: Level;
  /** An interface that becomes an alias can no longer be extended by declaration merging. */
  readonly declarationKinds: boolean;
  /** Which way values of a type go that nothing in the package takes or gives; 0: both are thinkable. */
  readonly unusedFlow: Flow;
}

const lenient: Policy = {
  enumMemberAdded: 'minor',
  classMemberAdded: 'minor',
  inputBecameOptional: 'minor',
  outputMemberAdded: 'minor',
  readonlyRemoved: 'minor',
  harmlessTypeChange: 'minor',
  constraintWidened: 'minor',
  parametersSwapped: 'review',
  declarationKinds: false,
  unusedFlow: 0,
};

const policies: Readonly<Record<Profile, Policy>> = {
  lenient,
  'semver-ts': { ...lenient, inputBecameOptional: 'major', declarationKinds: true },
  strict: {
    enumMemberAdded: 'major',
    classMemberAdded: 'major',
    inputBecameOptional: 'major',
    outputMemberAdded: 'major',
    readonlyRemoved: 'major',
    harmlessTypeChange: 'major',
    constraintWidened: 'major',
    parametersSwapped: 'major',
    declarationKinds: true,
    unusedFlow: 0,
  },
  // Generated clients: their models are only received, or only sent.
  output: { ...lenient, unusedFlow: 1 },
  input: { ...lenient, unusedFlow: 2 },
};

export function policyOf(profile: string | undefined): Policy {
  const known = profiles.find((name) => name === profile);
  return policies[known ?? profiles[0]];
}
