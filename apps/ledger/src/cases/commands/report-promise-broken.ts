import type { ReportPromiseBrokenCommand } from '@case';
import { Id, Instant, Text } from '../../http/fields';
import type { Body } from './body';

export class ReportPromiseBroken implements Body<ReportPromiseBrokenCommand, 'promiseId', 'promiseId'> {
  @Id()
  readonly reportedBy!: string;

  @Text(1000)
  readonly reason!: string;

  @Instant({ optional: true })
  readonly occurredAt?: string;
}
