import type { OpenCaseCommand } from '@case';
import { Id, Instant, LocalDate, Money, MoneyBody, Nested, NestedList, Pattern, Text } from '../../http/fields';
import type { Body } from './body';
import { ContactBody, DebtorBody, InstalmentBody } from './shapes';

export class OpenCase implements Body<Omit<OpenCaseCommand, 'policies'>, 'caseId'> {
  @Id({ optional: true, description: 'the loan’s number, say' })
  readonly caseId?: string;

  @Id()
  readonly creditorId!: string;

  @Pattern('not-a-pack', '^[a-z][a-z0-9-]{0,63}@[0-9]{1,9}$', 'must be a policy pack such as branch@1', {
    example: 'branch@1',
  })
  readonly pack!: string;

  @Text(100)
  readonly product!: string;

  @Nested(DebtorBody)
  readonly debtor!: DebtorBody;

  @NestedList(ContactBody, 100)
  readonly contacts!: ContactBody[];

  @Money({ description: 'the whole debt' })
  readonly outstanding!: MoneyBody;

  @Money({ description: 'of it, what fell due on the due date' })
  readonly overdue!: MoneyBody;

  @LocalDate({ description: 'day of the oldest due, in the debtor’s time zone' })
  readonly dueDate!: string;

  @Nested(InstalmentBody, { optional: true })
  readonly instalment?: InstalmentBody;

  @Instant({ optional: true, description: 'when the case was opened; now where it is left out' })
  readonly occurredAt?: string;
}
