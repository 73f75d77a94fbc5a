/** What is amiss, as it is listed over all cases: what an audit trail shows, and what the facts of a case show. */
import type { FindingState, Severity } from '@case';
import type { Row } from './database';

export interface ListedFinding {
  readonly key: string;
  readonly code: string;
  readonly severity: Severity;
  readonly caseId: string;
  /** Of the audit trail; left out where it has none of it. */
  readonly entryId?: string;
  readonly agentId: string | null;
  readonly team: string | null;
  /** The debtor's local day. */
  readonly day: string;
  readonly state: FindingState;
  /** Of what was done about it last. */
  readonly by?: string;
  readonly since?: string;
}

const SEVERITIES: readonly Severity[] = ['info', 'low', 'medium', 'high', 'critical'];

export const findingColumns = (row: ListedFinding): Row => ({
  case_id: row.caseId,
  code: row.code,
  severity: SEVERITIES.indexOf(row.severity),
  state: row.state,
  agent_id: row.agentId,
  team: row.team,
  day: row.day,
});
