import assert from 'node:assert/strict';
import { contributorsOf, isBot, loginOf } from '../../../src/core/history/people.ts';
import { readCommit } from '../../../src/core/history/readCommit.ts';
import { loggedCommit } from '../../support/loggedCommit.ts';

function by(name: string, email: string, message = 'x') {
  return readCommit(loggedCommit(message, { author: { name, email } }));
}

describe('contributors', () => {
  const known = {
    names: new Set(['ana', 'cem']),
    emails: new Set(['ana@example.com']),
    logins: new Map([['cem', 'cem-c']]),
  };

  function check(readings: readonly ReturnType<typeof by>[], expected: readonly string[]): void {
    const found = contributorsOf(readings, known).map(
      ({ person, login, bot, first, commits }) =>
        `${person.name}${login === undefined ? '' : ` @${login}`} ${commits}${bot ? ' bot' : ''}${first === true ? ' first' : ''}`,
    );
    assert.deepEqual(found, expected);
  }

  it('counts a person once, by name and by address', () =>
    check(
      [by('Ana', 'ana@example.com'), by('ANA', 'ana@home.example'), by('A.', 'ana@example.com')],
      ['Ana 3'],
    ));

  it('counts co-authors', () =>
    check(
      [by('Ana', 'ana@example.com', 'x\n\nCo-authored-by: Ben <ben@example.com>')],
      ['Ana 1', 'Ben 1 first'],
    ));

  it('knows that a new address is no new person', () =>
    check([by('Cem', 'cem@new.example')], ['Cem @cem-c 1']));

  it('puts bots last and apart', () =>
    check(
      [
        by('dependabot[bot]', '1+dependabot[bot]@users.noreply.github.com'),
        by('dependabot[bot]', '1+dependabot[bot]@users.noreply.github.com'),
        by('Ana', 'ana@example.com'),
      ],
      ['Ana 1', 'dependabot[bot] 2 bot first'],
    ));

  it('reads logins from the addresses that hosts give', () => {
    const cases: readonly (readonly [email: string, login: string | undefined])[] = [
      ['12345+ana-b@users.noreply.github.com', 'ana-b'],
      ['ana@users.noreply.github.com', 'ana'],
      ['42-ana@users.noreply.gitlab.com', 'ana'],
      ['ana@noreply.codeberg.org', 'ana'],
      ['ana@example.com', undefined],
      ['ana@users.noreply.example.com.evil@example.com', undefined],
    ];
    for (const [email, login] of cases) {
      assert.equal(loginOf(email), login, email);
    }
  });

  it('tells bots from people', () => {
    assert.ok(isBot({ name: 'renovate[bot]', email: 'x@example.com' }));
    assert.ok(isBot({ name: 'Renovate Bot', email: 'x@example.com' }));
    assert.ok(!isBot({ name: 'Abbot Talbot', email: 'talbot@example.com' }));
  });
});
