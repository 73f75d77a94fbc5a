import {
  auditTrails,
  caseStandings,
  collectorDays,
  contactLogs,
  followUps,
  type Projection,
  promiseBooks,
  recoveryCohorts,
  retentions,
  toneHistories,
} from '@read-models';
import type { PolicyBook } from '../cases/policy-book';

export interface ProjectionSettings {
  readonly policies: PolicyBook;
}

/** Every projection of the service. */
export const projectionsWith = ({ policies }: ProjectionSettings): readonly Projection[] => [
  caseStandings,
  toneHistories,
  promiseBooks,
  recoveryCohorts,
  collectorDays,
  followUps,
  retentions,
  contactLogs,
  auditTrails({ widestClockMs: policies.widestToleranceSeconds * 1_000 }),
];
