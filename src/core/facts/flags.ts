/** Feature flags that a range brings or takes away: entries of flag files, and calls that ask for one. */
import { locator } from '../breaking/manifest/locate.ts';
import type { DeploymentFacts } from '../notes/facts.ts';
import { configurationKeys } from './configuration.ts';

export type FlagFact = DeploymentFacts['flags'][number];

export interface FlagKey {
  readonly key: string;
  readonly line: number;
}

/** Flags that a flag file defines; undefined when it could not be read. */
export async function definedFlags(path: string, text: string): Promise<readonly FlagKey[] | undefined> {
  const read = await configurationKeys(path, text);
  if (read === undefined || !read.complete) return undefined;
  const flags = new Map<string, FlagKey>();
  const named = namesInList(text);
  for (const { key, line } of read.keys) {
    const parts = key.split('.');
    const at = wrappers.has((parts[0] ?? '').toLowerCase()) && parts.length > 1 ? 1 : 0;
    const flag = parts[at] ?? '';
    if (flag === '' || ignored.has(flag)) continue;
    // A list below a wrapper has no names of its own.
    if (at === 0 && wrappers.has(flag.toLowerCase())) continue;
    if (!flags.has(flag)) flags.set(flag, { key: flag, line });
  }
  for (const flag of named) if (!flags.has(flag.key)) flags.set(flag.key, flag);
  return [...flags.values()];
}

/** Keys above the flags. */
const wrappers = new Set([
  'flags',
  'features',
  'featureflags',
  'feature_flags',
  'feature-flags',
  'featuretoggles',
  'toggles',
  'flagvalues',
  'featuremanagement',
  'feature_management',
]);
const ignored = new Set([
  '$schema',
  'version',
  '$evaluators',
  'metadata',
  'schema',
  'project',
  'environment',
  'segments',
]);

/** `features: [{ name: x }]`, as exports of several services write it. */
function namesInList(text: string): readonly FlagKey[] {
  if (!/["']?(?:flags|features|toggles)["']?\s*:\s*(?:\[|\r?\n\s*-)/i.test(text)) return [];
  return lines(text).flatMap((line, index) => {
    const key =
      /^\s*(?:-\s*)?(?:\{\s*)?["']?(?:name|key)["']?\s*:\s*["']?([\w.:-]{2,100})["']?\s*(?:,.*|\}.*)?$/.exec(
        line,
      )?.[1];
    return key === undefined ? [] : [{ key, line: index + 1 }];
  });
}

function lines(text: string): readonly string[] {
  return text.split(/\r\n|\n|\r/);
}

/** Flags that a program asks for. */
export function askedFlags(text: string): readonly FlagKey[] {
  if (!mayAsk.test(text)) return [];
  const locate = locator(text);
  return [...text.matchAll(asks)].flatMap((match) => {
    const key = match.slice(1).find((group) => group !== undefined);
    return key === undefined ? [] : [{ key, line: locate(match.index, match.index).line }];
  });
}

const mayAsk =
  /variation|flag|feature|toggle|flipper|treatment|getBooleanValue|get_boolean_value|growthbook|unleash|isOn\b/i;
const key = `["'\`]([A-Za-z][\\w.:/-]{1,100})["'\`]`;
const asks = new RegExp(
  [
    `\\b(?:bool|boolean|string|number|int|float|double|json|Bool|Boolean|String|Int|Float|Double|JSON|Json)_?[vV]ariation(?:Detail)?\\(\\s*${key}`,
    `\\.variation(?:Detail)?\\(\\s*${key}`,
    `\\b(?:useFlag|useFeature|useFeatureFlag|useFlagValue|useVariation|useToggle|useFeatureIsOn|useFeatureValue|useBooleanFlagValue|useStringFlagValue|useFeatureFlagEnabled)\\(\\s*${key}`,
    `\\b(?:isFeatureEnabled|is_feature_enabled|featureEnabled|feature_enabled|isFlagEnabled|is_flag_enabled|hasFeature|has_feature|isFeatureActive|getFeatureValue|getFeatureFlag|get_feature_flag|isFeatureOn)\\??!?\\(\\s*${key}`,
    `\\bget(?:Boolean|String|Number|Object|Integer|Float|Double)Value(?:Async)?\\(\\s*${key}`,
    `\\bget_(?:boolean|string|integer|float|object)_value\\(\\s*${key}`,
    `\\b\\w*(?:unleash|flags?|features?|toggles?|growthbook|gb|flagsmith|posthog|configcat|splitClient)\\w*\\.(?:is_?[eE]nabled|isOn|is_on|isOff|enabled|get_?[vV]alue|getTreatment|IsEnabled(?:Async)?)\\??\\(\\s*${key}`,
    `\\bgetTreatment\\(\\s*[^,()"']{1,80},\\s*${key}`,
    `\\b(?:Flipper|Feature|Features|FeatureFlag)(?:\\.|::)(?:enabled|active|enabled_for|is_?[eE]nabled)\\??\\(?\\s*(?::(\\w{2,100})|${key})`,
    `\\bflag_is_active\\(\\s*\\w{1,40},\\s*${key}`,
    `\\b(?:switch|sample)_is_active\\(\\s*${key}`,
    `<(?:Feature|FeatureFlag|FlagProvider|Flag|IfFeatureEnabled)\\s[^>]{0,80}?(?:name|flag|feature|flagKey)=\\{?${key}`,
  ].join('|'),
  'gi',
);

/** Packages of flag services, as manifests name them. */
export const flagServices =
  /launchdarkly|unleash-client|unleash_client|unleash-proxy|@unleash\/|flagsmith|growthbook|@splitsoftware|splitio|openfeature|open-feature|posthog|configcat|\bflipper\b|django-waffle|\bgofeatureflag\b|go-feature-flag|devcycle|@optimizely|optimizely-sdk|@vercel\/flags|Microsoft\.FeatureManagement|laravel\/pennant|fun_with_flags|ff4j|togglz|statsig/i;

/** What a set of files has more, or less, than it had. A flag that only moved is neither. */
export function comparedFlags(
  before: ReadonlyMap<string, readonly FlagKey[]>,
  after: ReadonlyMap<string, readonly FlagKey[]>,
): readonly FlagFact[] {
  return [...missingFrom(before, after, 'added'), ...missingFrom(after, before, 'removed')];
}

function missingFrom(
  those: ReadonlyMap<string, readonly FlagKey[]>,
  these: ReadonlyMap<string, readonly FlagKey[]>,
  change: FlagFact['change'],
): readonly FlagFact[] {
  const known = new Set([...those.values()].flat().map((flag) => flag.key));
  const seen = new Set<string>();
  return [...these].flatMap(([path, flags]) =>
    flags.flatMap((flag): readonly FlagFact[] => {
      if (known.has(flag.key) || seen.has(flag.key)) return [];
      seen.add(flag.key);
      return [{ key: flag.key, path, line: flag.line, change }];
    }),
  );
}
