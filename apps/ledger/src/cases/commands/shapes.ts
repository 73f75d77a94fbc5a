/** Parts that several command bodies share. */
import { NUMBER_KINDS, RELATIONS, type Relation } from '@case';
import { Flag, Id, Integer, OneOf, PhoneNumber, Text, TimeZone } from '../../http/fields';

export class InstalmentBody {
  @Integer(1, 1000)
  readonly number!: number;

  @Integer(1, 1000)
  readonly of!: number;
}

export class DebtorBody {
  @Id({ description: 'the person, across cases' })
  readonly personId!: string;

  @Text(200)
  readonly name!: string;

  @TimeZone({ description: 'days past due are counted in it' })
  readonly timeZone!: string;

  @Text(35, { optional: true, description: 'BCP 47', example: 'es-ES' })
  readonly locale?: string;

  @Flag({ optional: true, description: 'late for the first time' })
  readonly firstTime?: boolean;

  @Integer(0, 10_000, { optional: true })
  readonly earlierDelinquencies?: number;

  @Flag({ optional: true })
  readonly newCustomer?: boolean;

  @Flag({ optional: true })
  readonly businessOwner?: boolean;

  @Flag({ optional: true, description: 'lives where the creditor can visit' })
  readonly local?: boolean;
}

export class ContactBody {
  @Id()
  readonly contactId!: string;

  @Id()
  readonly personId!: string;

  @Text(200, { optional: true })
  readonly name?: string;

  @OneOf(RELATIONS, { description: 'to the debtor' })
  readonly relation!: Relation;

  @OneOf(NUMBER_KINDS)
  readonly numberKind!: (typeof NUMBER_KINDS)[number];

  @PhoneNumber()
  readonly number!: string;

  @TimeZone({ optional: true })
  readonly timeZone?: string;

  @Flag({ description: 'whether this person knows of the debt' })
  readonly informed!: boolean;

  @Flag({ optional: true, description: 'whether this person has offered to pay for the debtor' })
  readonly willingToPay?: boolean;
}

export class AnsweredByBody {
  @OneOf(RELATIONS, { description: 'to the debtor' })
  readonly relation!: Relation;

  @Id({ optional: true })
  readonly personId?: string;

  @Flag({ description: 'whether this person knows of the debt' })
  readonly informed!: boolean;
}

export class OverrideBody {
  @Id({ description: 'the supervisor' })
  readonly by!: string;

  @Text(1000)
  readonly reason!: string;
}
