import { type ReportFieldVisitCommand, VISIT_RESULTS } from '@case';
import { Id, Ids, Instant, OneOf } from '../../http/fields';
import type { Body } from './body';

export class ReportFieldVisit implements Body<ReportFieldVisitCommand, 'visitId'> {
  @Id({ optional: true })
  readonly visitId?: string;

  @Instant()
  readonly visitedAt!: string;

  @Ids({ description: 'who went' })
  readonly visitors!: string[];

  @OneOf(VISIT_RESULTS)
  readonly result!: (typeof VISIT_RESULTS)[number];
}
