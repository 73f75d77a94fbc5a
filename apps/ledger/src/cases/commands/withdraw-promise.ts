import type { WithdrawPromiseCommand } from '@case';
import { Id, Instant, Text } from '../../http/fields';
import type { Body } from './body';

export class WithdrawPromise implements Body<WithdrawPromiseCommand, 'promiseId', 'promiseId'> {
  @Id()
  readonly by!: string;

  @Text(1000)
  readonly reason!: string;

  @Instant({ optional: true })
  readonly occurredAt?: string;
}
