/** The rules with their sentences; examples stand in examples.ts. */
import type { CatalogEntry } from '../../base/catalog.ts';
import type { NotesRuleId } from './model.ts';

export interface NotesRule extends CatalogEntry {
  /** `text`: the notes alone decide. `facts`: the repository has to be known. */
  readonly needs: 'text' | 'facts';
  /** Why it matters, for the page of the rule. */
  readonly why: string;
}

export const notesRules: Readonly<Record<NotesRuleId, NotesRule>> = {
  placeholder: {
    severity: 'error',
    needs: 'text',
    sentence: 'The placeholder [{placeholder}] is not filled in.',
    fix: 'Write what belongs here, or take the line out.',
    why: 'Readers see the form instead of an answer, and cannot tell whether there is none or it was forgotten.',
  },
  'placeholder-like': {
    severity: 'warning',
    needs: 'text',
    sentence: '"{text}" looks like something that is still to be written.',
    fix: 'Write it, or make it a link if it is one.',
    why: 'Words in brackets without a target and marks such as TBD are notes of the author to herself.',
  },
  'empty-section': {
    severity: 'warning',
    needs: 'text',
    sentence: '"{heading}" has nothing below it.',
    fix: 'Say what is new there, write "None", or take the heading out.',
    why: 'An empty section may mean that there is nothing, or that nobody has looked. "None" says which.',
  },
  'breaking-none': {
    severity: 'error',
    needs: 'facts',
    sentence: 'The notes name no breaking change, but something breaks: {subjects}.',
    fix: 'List them under Breaking Changes.',
    why: 'Users upgrade without care when the notes say that it is safe. Both commit messages and the comparison of the code are asked.',
  },
  'breaking-bump': {
    severity: 'error',
    needs: 'text',
    sentence: 'Version {version} is too low: the notes list {what}.',
    fix: 'Choose a {least} version, or move the change to a later release.',
    why: 'Tools and people take the version for the promise. Below 1.0.0 a breaking change asks for a new minor version.',
  },
  'breaking-no-migration': {
    severity: 'error',
    needs: 'text',
    sentence: 'Breaking changes are listed, but no numbered migration step.',
    fix: 'Add the steps below Migration Steps, or link to the migration guide.',
    why: 'Users who learn that something breaks need to know what to do about it.',
  },
  'migrations-no': {
    severity: 'error',
    needs: 'facts',
    sentence: 'The notes name no database migration, but the release has {count}: {paths}.',
    fix: 'Answer "Database migrations: Yes" with what they do.',
    why: 'Whoever deploys plans the window and the backup by this answer.',
  },
  'config-no': {
    severity: 'error',
    needs: 'facts',
    sentence: 'The notes name no configuration change, but the release has {count}: {keys}.',
    fix: 'Answer "Configuration changes required: Yes" with the keys.',
    why: 'A key that is missing at deployment stops the product, or lets it run with a default that nobody chose.',
  },
  'flags-missing': {
    severity: 'warning',
    needs: 'facts',
    sentence: 'The feature flag {flag} was {change} and is not in the notes.',
    fix: 'List it with its state below Feature flags.',
    why: 'Support and operations have to know what can be switched, and what is off at first.',
  },
  'downtime-no': {
    severity: 'warning',
    needs: 'facts',
    sentence: 'The notes say that no downtime is needed, but {path}:{line} locks a table.',
    fix: 'Say how long it takes, or why it does not stop anybody.',
    why: 'A statement that locks a table for long is an outage for those who write to it.',
  },
  'deps-wrong': {
    severity: 'error',
    needs: 'facts',
    sentence: 'The notes say "{text}", but {truth}.',
    fix: 'Take the versions from the manifest.',
    why: 'Users check their own constraints against these versions.',
  },
  'deps-missing': {
    severity: 'warning',
    needs: 'facts',
    sentence: '{name} went from {from} to {to} and is not in the notes.',
    fix: 'List it below Dependencies.',
    why: 'A new major version of something that ships with the product reaches its users.',
  },
  'deprecation-incomplete': {
    severity: 'warning',
    needs: 'text',
    sentence: 'The deprecation of {subject} does not say {missing}.',
    fix: 'Name what to use instead, and the version or date of the removal.',
    why: 'A warning without a way out and without a date is a surprise later.',
  },
  'security-missing': {
    severity: 'warning',
    needs: 'facts',
    sentence: '{id} is fixed in this release and is not in the notes.',
    fix: 'List it below Security Updates.',
    why: 'Users look for the id to decide how soon they upgrade.',
  },
  'security-detail': {
    severity: 'warning',
    needs: 'text',
    sentence: 'A security fix is described without a public id.',
    fix: 'Name the CVE or GHSA id, or leave the details out until the issue is public.',
    why: 'Details of an issue that is not public help those who attack installations that are not upgraded yet.',
  },
  'reverted-listed': {
    severity: 'error',
    needs: 'facts',
    sentence: '"{subject}" is listed, but it was taken back before the release.',
    fix: 'Take the line out.',
    why: 'The release does not contain it.',
  },
  'unknown-ref': {
    severity: 'warning',
    needs: 'facts',
    sentence: '{reference} is named by no commit of this release.',
    fix: 'Correct the number, or take the line out.',
    why: 'A wrong number sends readers elsewhere, and an old one credits work of another release.',
  },
  'not-mentioned': {
    severity: 'info',
    needs: 'facts',
    sentence: '"{subject}" ({reference}) is not in the notes.',
    fix: 'Add it below {section}, or leave it out on purpose.',
    why: 'It is easy to forget one of many, and users who waited for it will not find it.',
  },
  'tests-stale': {
    severity: 'warning',
    needs: 'facts',
    sentence: 'The test results in the notes do not hold: {why}.',
    fix: 'Run the tests on the released commit and write the new figures.',
    why: 'Figures of an older commit say nothing of this release.',
  },
  'rollback-missing': {
    severity: 'error',
    needs: 'facts',
    sentence: 'The release has database migrations, and the rollback plan {why}.',
    fix: 'Say how the data comes back.',
    why: 'After a migration the old version may not run on the new data. This is found out at the worst time.',
  },
  'credits-missing': {
    severity: 'warning',
    needs: 'facts',
    sentence: 'The credits leave out {people}.',
    fix: 'Add them.',
    why: 'Who contributed deserves the thanks.',
  },
  'version-mismatch': {
    severity: 'warning',
    needs: 'facts',
    sentence: 'The title says {title}, the release is {version}.',
    fix: 'Write the version of the release into the title.',
    why: 'Notes that name another version are found by nobody, or by the wrong people.',
  },
  'date-mismatch': {
    severity: 'warning',
    needs: 'facts',
    sentence: 'The title says {title}, the release date is {date}.',
    fix: 'Write the date of the release into the title.',
    why: 'Users tell by the date whether they have what they read about.',
  },
  'known-and-fixed': {
    severity: 'warning',
    needs: 'text',
    sentence: '{reference} is listed as fixed and as a known issue.',
    fix: 'Take it out of one of the two.',
    why: 'Only one of them can be true.',
  },
  duplicate: {
    severity: 'warning',
    needs: 'text',
    sentence: 'Line {line} says the same already.',
    fix: 'Take one of them out.',
    why: 'Two lines about one change look like two changes.',
  },
};
