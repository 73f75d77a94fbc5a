import { PAYMENT_MEANS, type RecordPaymentCommand } from '@case';
import { Id, Instant, Money, type MoneyBody, OneOf } from '../../http/fields';
import type { Body } from './body';

export class RecordPayment implements Body<RecordPaymentCommand, 'paymentId'> {
  @Id({ optional: true })
  readonly paymentId?: string;

  @Money()
  readonly amount!: MoneyBody;

  @Instant()
  readonly receivedAt!: string;

  @OneOf(PAYMENT_MEANS)
  readonly means!: (typeof PAYMENT_MEANS)[number];

  @Id({ optional: true, description: 'the promise that it is for' })
  readonly promiseId?: string;
}
