import { PAYMENT_MEANS, RELATIONS, type RecordPromiseCommand, type Relation } from '@case';
import { Id, Instant, Money, type MoneyBody, OneOf } from '../../http/fields';
import type { Body } from './body';

export class RecordPromise implements Body<RecordPromiseCommand, 'promiseId'> {
  @Id({ optional: true })
  readonly promiseId?: string;

  @Money()
  readonly amount!: MoneyBody;

  @Instant({ description: 'by when it is to be paid' })
  readonly dueAt!: string;

  @OneOf(PAYMENT_MEANS)
  readonly means!: (typeof PAYMENT_MEANS)[number];

  @OneOf(RELATIONS, { description: 'to the debtor, of who promised' })
  readonly madeBy!: Relation;

  @Id({ optional: true })
  readonly callId?: string;

  @Instant({ optional: true, description: 'when it was made; now where it is left out' })
  readonly occurredAt?: string;
}
