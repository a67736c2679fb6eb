import { parseVersion } from '../core/base/semver.ts';
import type { Catalogue } from '../core/breaking/catalog.ts';
import { bumpReport } from '../core/report/bumpReport.ts';
import type { ReleaseEvidence } from '../core/release/suggestRelease.ts';
import type { Changes } from './changes.ts';

/** What a comparison with the last release says about the next one. */
export function evidenceOf(changes: Changes, catalogue: Catalogue): ReleaseEvidence {
  const { base, head, detection, manifests, commitTypes, release } = changes;
  const report = bumpReport(
    {
      base,
      head,
      detection,
      manifests,
      undeclared: [],
      notes: [],
      ...(release === undefined ? {} : { release: release.version }),
      ...(commitTypes === undefined ? {} : { commitTypes }),
    },
    catalogue,
  );
  const stated = parseVersion(report.stated?.version ?? '');
  return {
    ...(release === undefined ? {} : { last: { name: release.name, version: release.version } }),
    changes: {
      bump: report.bump,
      because: report.because.map(({ message }) => message),
      ...(report.commits === undefined ? {} : { commits: report.commits }),
      undecided: report.undecided.length,
      notAnalysed: report.notAnalysed.filter(({ reason }) => reason !== 'unsupported').length,
    },
    ...(stated === undefined ? {} : { stated }),
  };
}
