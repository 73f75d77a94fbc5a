import {
  auditTrails,
  caseStandings,
  collectorDays,
  contactLogs,
  followUps,
  type Projection,
  promiseBooks,
  recoveryCohorts,
  toneHistories,
} from '@read-models';
import type { PolicyBook } from '../cases/policy-book';

export interface ProjectionSettings {
  /** Key of the hashes that numbers are joined by. */
  readonly secret: string;
  readonly policies: PolicyBook;
}

/** Every projection of the service. */
export const projectionsWith = ({ secret, policies }: ProjectionSettings): readonly Projection[] => [
  caseStandings,
  toneHistories,
  promiseBooks,
  recoveryCohorts,
  collectorDays,
  followUps,
  contactLogs(secret),
  auditTrails({ secret, widestClockMs: policies.widestToleranceSeconds * 1_000 }),
];
