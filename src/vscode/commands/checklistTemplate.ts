/**
 * The checklist that "Create Release Checklist" writes: the areas and stages of
 * the release guide, one line for each thing to be sure of.
 */
export function checklistTemplate(heading: string): string {
  return `# ${heading}

<!-- A note after the dash says who, when and why:
     "@ana", "due T-24h", "N/A: reason", "waived until 2026-12-01 by @ben: reason". -->

## Readiness

### Code
- [ ] Everything planned for this release is merged
- [ ] Code freeze in effect
- [ ] Tests pass on the release commit
- [ ] Security scan shows nothing high or critical
- [ ] Required reviews are given

### Documentation
- [ ] Release notes reviewed
- [ ] User documentation matches the release
- [ ] API documentation matches the release (if applicable)
- [ ] Migration guide written (for breaking changes)
- [ ] Known issues listed

### Testing
- [ ] Manual tests of the critical flows done
- [ ] Smoke tests prepared
- [ ] Performance compared with the last release (if applicable)
- [ ] Accessibility checked (if UI changes)

### Operations
- [ ] Runbook ready
- [ ] Rollback tried out
- [ ] Monitoring and alerts in place
- [ ] Database migrations tested (if applicable)

### Communication
- [ ] Stakeholders know the date — due T-48h
- [ ] Support team briefed
- [ ] On-call covered for the release window

## Deployment

### Before deployment (T-24h)
- [ ] Release window confirmed
- [ ] Rollback plan read by everybody on duty
- [ ] Dashboards open

### Before deployment (T-1h)
- [ ] Team in position
- [ ] Production access verified
- [ ] Backup taken (if applicable)

### Staging
- [ ] Deployed to staging
- [ ] Smoke tests pass in staging
- [ ] Sign-off from QA and PM

### Production
- [ ] Deployed to production
- [ ] Error rates and logs watched during deployment

### Verification (within 30 minutes)
- [ ] Smoke tests pass in production
- [ ] Critical flows tried by hand
- [ ] Alerts quiet

### Announcement (within 1 hour)
- [ ] Release announced
- [ ] Status page up to date (if applicable)

### Monitoring (24-48 hours)
- [ ] Error rates and performance as before
- [ ] Feedback and tickets reviewed
- [ ] Retrospective scheduled (if needed)
`;
}
