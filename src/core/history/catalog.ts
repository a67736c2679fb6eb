/** Sentences for what was noticed about a message. */
import { fill } from '../base/catalog.ts';
import type { MessageFinding, Placement } from './model.ts';

const sentences: Readonly<Record<string, string>> = {
  headerSpelling: 'Read as "{type}". The convention writes "{type}: " in front of the subject.',
  breakingSpelling: 'Read "{written}" as a breaking change. The convention writes "BREAKING CHANGE: ".',
  breakingDenied: 'The header says breaking, a footer says that nothing breaks. The header counts.',
  breakingEmoji: 'Read {written} as a breaking change. The convention writes "!" before the colon.',
  fromPaths: 'Taken as "{type}" because of the paths it touches.',
  fromVerb: 'Taken as "{type}" because of its first word.',
  noReleaseNote: 'The release-note block says that there is nothing to note.',
};

export function messageSentence({ code, args }: MessageFinding): string {
  return fill(sentences[code] ?? code, args);
}

const placementWords: Readonly<Record<string, string>> = {
  reverted: 'taken back by another commit of the range',
  reverts: 'takes back another commit of the range',
  folded: 'part of a pull request that is shown',
  merge: 'joins two branches',
  release: 'marks a release',
  fixup: 'belongs to another commit',
  empty: 'has no message',
  developmentDependency: 'a development dependency',
  noReleaseNote: 'its release note says none',
  convention: 'hidden by the conventions of the team',
  mayBreak: 'removes or renames something: does it break anybody?',
  plain: 'nothing says what kind of change it is',
  unknownType: 'its type is no usual one',
};

/** Why a commit ended where it did, in a few words. */
export function placementSentence(placement: Placement): string {
  switch (placement.outcome) {
    case 'placed':
      return placement.section;
    case 'hidden':
      return placementWords[placement.rule] ?? `${placement.rule} is hidden`;
    case 'toPlace':
      return placementWords[placement.why] ?? placement.why;
  }
}
