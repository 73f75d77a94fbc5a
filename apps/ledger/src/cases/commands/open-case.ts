import type { OpenCaseCommand } from '@case';
import {
  Id,
  Instant,
  LocalDate,
  Money,
  MoneyBody,
  Nested,
  NestedList,
  PackName,
  PackNames,
  Text,
} from '../../http/fields';
import type { Body } from './body';
import { ContactBody, DebtorBody, InstalmentBody } from './shapes';

export class OpenCase implements Body<Omit<OpenCaseCommand, 'policies'>, 'caseId'> {
  @Id({ optional: true, description: 'the loan’s number, say' })
  readonly caseId?: string;

  @Id()
  readonly creditorId!: string;

  @PackName({ description: 'the manual that the case is worked by' })
  readonly pack!: string;

  @PackName({ optional: true, description: 'the creditor’s own rules', example: 'bank@1' })
  readonly creditorPolicy?: string;

  @PackNames({ optional: true, description: 'law layers, such as law-cn@1' })
  readonly laws?: string[];

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
