/** What can be said of a policy file or a release record. */
import type { Catalog } from '../base/catalog.ts';
import type { Finding } from '../base/finding.ts';

export const policyFindingCodes = [
  'unreadable', // args: detail
  'tooLarge', // args: size, limit
  'syntax', // args: message
  'alias', // args: name
  'duplicateKey', // args: key
  'tooDeep', // args: limit
  'severalDocuments',
  'notAMap', // args: found
  'unknownKey', // args: key, known, near: the known key that it resembles, if any
  'wrongType', // args: key, expected, found
  'badDuration', // args: key, value
  'badOffset', // args: key, value
  'badRange', // args: key, value
  'badZone', // args: key, value
  'badDate', // args: key, value
  'badInstant', // args: key, value
  'badWeekly', // args: key, value
  'badGlob', // args: key, value, problem
  'badTagPattern', // args: key, value
  'badSchema', // args: key, value, expected
  'freezeWithoutTime', // args: key
  'freezeBackwards', // args: key
  'duplicateName', // args: key, value
] as const;
export type PolicyFindingCode = (typeof policyFindingCodes)[number];
export type PolicyFinding = Finding<PolicyFindingCode>;

export const policyCatalog: Catalog<PolicyFindingCode> = {
  unreadable: {
    severity: 'error',
    sentence: 'The file cannot be read: {detail}.',
    fix: 'Make the file readable, or remove it.',
  },
  tooLarge: {
    severity: 'error',
    sentence: 'The file is larger than {limit} characters.',
    fix: 'Keep policy and record short; move other data to another file.',
  },
  syntax: {
    severity: 'error',
    sentence: 'This is not valid YAML: {message}',
    fix: 'Correct the YAML at this line.',
  },
  alias: {
    severity: 'error',
    sentence: 'The alias {name} is not read here.',
    fix: 'Write the value out where the alias stands.',
  },
  duplicateKey: {
    severity: 'error',
    sentence: 'The key {key} is there twice.',
    fix: 'Keep one of the two.',
  },
  tooDeep: {
    severity: 'error',
    sentence: 'The values are nested deeper than {limit} levels.',
    fix: 'Use fewer levels.',
  },
  severalDocuments: {
    severity: 'error',
    sentence: 'The file holds more than one YAML document.',
    fix: 'Remove the line with three dashes and what follows it.',
  },
  notAMap: {
    severity: 'error',
    sentence: 'The file holds {found} where keys with values are expected.',
    fix: 'Begin with a line such as `timezone: UTC`.',
  },
  unknownKey: {
    severity: 'warning',
    sentence: 'The key {key} is not known and changes nothing.',
    fix: 'Use one of: {known}.',
  },
  wrongType: {
    severity: 'error',
    sentence: '{key} is {found}; expected {expected}.',
    fix: 'Write {expected}.',
  },
  badDuration: {
    severity: 'error',
    sentence: '{key} is "{value}", which is not a duration.',
    fix: 'Write a number and a unit, such as 30m, 48h or 2d.',
  },
  badOffset: {
    severity: 'error',
    sentence: '{key} is "{value}", which is not a time before or after the planned start.',
    fix: 'Write T-24h, T-30m or T+1h.',
  },
  badRange: {
    severity: 'error',
    sentence: '{key} is "{value}", which is not a span of time.',
    fix: 'Write the shorter time first, such as 30-60m or 24-48h.',
  },
  badZone: {
    severity: 'error',
    sentence: '{key} is "{value}", which is not a known time zone.',
    fix: 'Write UTC or a name such as Europe/Prague.',
  },
  badDate: {
    severity: 'error',
    sentence: '{key} is "{value}", which is not a day of the calendar.',
    fix: 'Write the date as 2026-12-18.',
  },
  badInstant: {
    severity: 'error',
    sentence: '{key} is "{value}", which is not a time in UTC.',
    fix: 'Write the time as 2026-11-24T09:00:00Z.',
  },
  badWeekly: {
    severity: 'error',
    sentence: '{key} is "{value}", which is not a part of the week.',
    fix: 'Write it as "Fri 12:00 - Mon 06:00".',
  },
  badGlob: {
    severity: 'error',
    sentence: '{key} has a pattern that is not used: "{value}" ({problem}).',
    fix: 'Use a relative path with at most 256 characters and 6 wildcards between two slashes.',
  },
  badTagPattern: {
    severity: 'error',
    sentence: '{key} is "{value}", which names no version.',
    fix: 'Write a pattern with {version} in it, such as "v{version}".',
  },
  badSchema: {
    severity: 'error',
    sentence: 'The schema "{value}" is not the one that is read here.',
    fix: 'Write {expected}, or leave the key out.',
  },
  freezeWithoutTime: {
    severity: 'error',
    sentence: '{key} says neither when it begins and ends nor which part of the week it takes.',
    fix: 'Add from and to, or weekly.',
  },
  freezeBackwards: {
    severity: 'error',
    sentence: '{key} ends before it begins.',
    fix: 'Put the earlier date in from.',
  },
  duplicateName: {
    severity: 'error',
    sentence: '{key} uses the name "{value}" a second time.',
    fix: 'Give each entry its own name.',
  },
};
