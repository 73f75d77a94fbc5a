import { NUMBER_KINDS, RELATIONS, type RecordContactCommand, type Relation } from '@case';
import { Flag, Id, Instant, OneOf, PhoneNumber, Text, TimeZone } from '../../http/fields';
import type { Body } from './body';

export class RecordContact implements Body<RecordContactCommand, 'contactId', 'contactId'> {
  @Id({ optional: true, description: 'needed for a new contact' })
  readonly personId?: string;

  @Text(200, { optional: true })
  readonly name?: string;

  @OneOf(RELATIONS, { optional: true, description: 'needed for a new contact' })
  readonly relation?: Relation;

  @OneOf(NUMBER_KINDS, { optional: true, description: 'needed for a new contact' })
  readonly numberKind?: (typeof NUMBER_KINDS)[number];

  @PhoneNumber({ optional: true, description: 'needed for a new contact' })
  readonly number?: string;

  @TimeZone({ optional: true })
  readonly timeZone?: string;

  @Flag({ optional: true, description: 'needed for a new contact' })
  readonly informed?: boolean;

  @Text(100, { description: 'where this was learnt' })
  readonly source!: string;

  @Flag()
  readonly verified!: boolean;

  @Instant({ optional: true })
  readonly occurredAt?: string;
}
