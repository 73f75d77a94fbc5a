import type { RecordInstalmentDueCommand } from '@case';
import { Id, Instant, LocalDate, Money, type MoneyBody, Nested } from '../../http/fields';
import type { Body } from './body';
import { InstalmentBody } from './shapes';

export class RecordInstalmentDue implements Body<RecordInstalmentDueCommand, 'dueId'> {
  @Id({ optional: true })
  readonly dueId?: string;

  @LocalDate()
  readonly dueDate!: string;

  @Money()
  readonly amount!: MoneyBody;

  @Nested(InstalmentBody, { optional: true })
  readonly instalment?: InstalmentBody;

  @Instant({ optional: true })
  readonly occurredAt?: string;
}
