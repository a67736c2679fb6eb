/**
 * The built-in template: what the release guide of the organisation asks of every release, in its own words.
 * The place-holder is filled in when a release starts.
 */
export const guideTemplate = `# Release {{version}}

<!-- A note after the dash says who, when and why:
     "@name", "due T-24h", "N/A: reason", "waived until DATE by @name: reason". -->

## Pre-release Requirements

### Code Readiness
- [ ] All acceptance criteria met and validated
- [ ] All planned PRs merged to release branch
- [ ] Code freeze in effect (no new changes accepted)
- [ ] All tests passing in CI/CD pipeline
- [ ] Security scans completed with no high/critical vulnerabilities
- [ ] Code review approval from required reviewers
- [ ] No known critical or high-severity bugs

### Documentation Readiness
- [ ] Release notes drafted and reviewed
- [ ] API documentation updated (if applicable)
- [ ] User-facing documentation updated
- [ ] Migration guide created (for breaking changes)
- [ ] Known issues documented

### Testing Readiness
- [ ] All automated tests passing
- [ ] Manual QA completed and signed off
- [ ] Smoke tests prepared and documented
- [ ] Performance testing completed (if applicable)
- [ ] Security testing completed
- [ ] Accessibility testing done (if UI changes)
- [ ] Cross-browser/device testing (if applicable)

### Operational Readiness
- [ ] Deployment runbook prepared
- [ ] Rollback plan documented and tested
- [ ] Monitoring and alerts configured
- [ ] Database migrations tested (if applicable)
- [ ] Configuration changes documented
- [ ] Feature flags configured (if using)
- [ ] Capacity planning completed (if significant traffic change expected)

### Communication Readiness
- [ ] Stakeholders notified of release plan
- [ ] Support team briefed on changes
- [ ] Customer-facing communication prepared (if needed)
- [ ] Deployment window scheduled and communicated
- [ ] On-call coverage confirmed for release window

## Deployment Checklist

### Pre-Deployment (T-minus 24 hours)
- [ ] Final review of release notes
- [ ] Verify all pre-release requirements met
- [ ] Deployment window confirmed with stakeholders
- [ ] On-call engineer identified and available
- [ ] Rollback plan reviewed and understood by team
- [ ] Monitoring dashboards prepared
- [ ] Communication channels ready (Slack, email, status page)

### Pre-Deployment (T-minus 1 hour)
- [ ] Deployment window reminder sent to stakeholders
- [ ] Team members in position and ready
- [ ] Production access verified
- [ ] Backup or snapshot taken (if applicable)
- [ ] Feature flags checked (if using)
- [ ] Final smoke test in staging passed

### Deployment to Staging
- [ ] Deploy to staging environment
- [ ] Run automated smoke tests in staging
- [ ] Perform manual smoke tests of critical flows
- [ ] Verify configuration changes applied correctly
- [ ] Check monitoring and logs for errors
- [ ] Validate database migrations (if applicable)
- [ ] Get sign-off from QA/PM before production deployment

### Deployment to Production
- [ ] Begin deployment using automated pipeline (preferred)
- [ ] Monitor deployment progress in real-time
- [ ] Verify each stage completes successfully
- [ ] Check error rates and logs during deployment
- [ ] Monitor application performance metrics
- [ ] Verify database migrations completed (if applicable)
- [ ] Verify configuration changes applied correctly

### Post-Deployment Verification (Within 30 minutes)
- [ ] Run automated smoke tests in production
- [ ] Manually test critical user flows
- [ ] Verify key features working as expected
- [ ] Check error rates and anomalies
- [ ] Review application logs for unexpected issues
- [ ] Verify monitoring and alerts functioning
- [ ] Confirm database migrations successful (if applicable)
- [ ] Test rollback procedure (if low-risk)

### Post-Deployment Communication (Within 1 hour)
- [ ] Announce release completion to stakeholders
- [ ] Share release notes with support team
- [ ] Update status page or customer communication (if applicable)
- [ ] Post in team Slack/channel with status
- [ ] Document any issues encountered during deployment

### Post-Deployment Monitoring (24-48 hours)
- [ ] Monitor error rates and application health
- [ ] Review user feedback and support tickets
- [ ] Track success metrics from project charter
- [ ] Watch for performance degradation
- [ ] Address any minor issues discovered
- [ ] Schedule post-release retrospective (if needed)
`;

/** Stands for the built-in template where a record or an option names the file of one. */
export const guideTemplateName = 'guide';
