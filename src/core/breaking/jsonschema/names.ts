/** Which schema a property of a given name has. */
import type { ObjectShape, Part } from './shape.ts';
import type { Tri } from './values.ts';

/** Whether a pattern finds itself in a name; unknown where the pattern is not understood. */
export type NameMatcher = (pattern: string, name: string) => Tri;

export interface NamedPart {
  /** Undefined: the schema is silent about it. */
  readonly part?: Part;
  /** `additional`: no property and no pattern speaks of the name. */
  readonly by: 'property' | 'pattern' | 'additional';
  /** A pattern may or may not be about the name. */
  readonly doubtful: boolean;
}

/** Of several patterns that match only the first counts; the others are doubtful. */
export function partFor(shape: ObjectShape, name: string, matches: NameMatcher): NamedPart {
  const own = shape.properties.get(name);
  let doubtful = false;
  let found: Part | undefined;
  for (const [pattern, part] of shape.patterns) {
    const match = matches(pattern, name);
    if (match === 'unknown') doubtful = true;
    if (match !== 'yes') continue;
    if (found === undefined) found = part;
    else doubtful = true;
  }
  if (own !== undefined) {
    // A name that a pattern speaks of too has to satisfy both.
    const alsoPattern = found !== undefined && found.key !== own.key && found.key !== '';
    return { part: own, by: 'property', doubtful: doubtful || alsoPattern };
  }
  if (found !== undefined) return { part: found, by: 'pattern', doubtful };
  return {
    ...(shape.additional === undefined ? {} : { part: shape.additional }),
    by: 'additional',
    doubtful,
  };
}
