import type { ReversePaymentCommand } from '@case';
import { Instant, Text } from '../../http/fields';
import type { Body } from './body';

export class ReversePayment implements Body<ReversePaymentCommand, 'paymentId', 'paymentId'> {
  @Instant()
  readonly reversedAt!: string;

  @Text(1000)
  readonly reason!: string;
}
