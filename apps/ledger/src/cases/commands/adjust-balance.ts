import type { AdjustBalanceCommand, AuthoriseWaiverCommand } from '@case';
import { Id, Instant, Money, type MoneyBody, Nested, OneOf, Text } from '../../http/fields';
import type { Body } from './body';

export class AdjustBalance implements Body<AdjustBalanceCommand, 'adjustmentId'> {
  @Id({ optional: true })
  readonly adjustmentId?: string;

  @OneOf(['increase', 'decrease'])
  readonly direction!: 'increase' | 'decrease';

  @Money({ description: 'by so much, of the whole debt' })
  readonly amount!: MoneyBody;

  @Id({ optional: true, description: 'the due that changes with it; that of the opening has the id of the case' })
  readonly dueId?: string;

  @Id()
  readonly by!: string;

  @Text(1000)
  readonly reason!: string;

  @Instant({ optional: true })
  readonly occurredAt?: string;
}

export class AuthorisationBody {
  @Id({ description: 'who wrote it, for the creditor' })
  readonly by!: string;

  @Text(200, { description: 'where it is kept' })
  readonly reference!: string;
}

export class AuthoriseWaiver implements Body<AuthoriseWaiverCommand, 'waiverId'> {
  @Id({ optional: true })
  readonly waiverId?: string;

  @Money({ description: 'let go, the oldest dues first' })
  readonly amount!: MoneyBody;

  @Id()
  readonly by!: string;

  @Text(1000)
  readonly reason!: string;

  @Nested(AuthorisationBody, { optional: true, description: 'the creditor’s, in writing; refused without it' })
  readonly authorisation?: AuthorisationBody;

  @Instant({ optional: true })
  readonly occurredAt?: string;
}
