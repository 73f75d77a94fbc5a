import { ENTRIES, GOODS_STATES, type ReportFieldVisitCommand, VISIT_RESULTS } from '@case';
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

  @OneOf(ENTRIES, { optional: true, description: 'of the home' })
  readonly entry?: (typeof ENTRIES)[number];

  @OneOf(GOODS_STATES, { optional: true, description: 'where the goods are' })
  readonly goods?: (typeof GOODS_STATES)[number];
}
