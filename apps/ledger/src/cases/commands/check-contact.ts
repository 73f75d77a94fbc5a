import { CALL_KINDS, type CheckContactCommand, MEDIA, PURPOSES } from '@case';
import { Id, Instant, OneOf } from '../../http/fields';
import type { Body } from './body';

export class CheckContact implements Body<CheckContactCommand, 'checkId'> {
  @Id({ optional: true })
  readonly checkId?: string;

  @Id()
  readonly contactId!: string;

  @OneOf(MEDIA)
  readonly medium!: (typeof MEDIA)[number];

  @OneOf(PURPOSES)
  readonly purpose!: (typeof PURPOSES)[number];

  @OneOf(CALL_KINDS, { optional: true, description: 'of a call; interactive where it is left out' })
  readonly kind?: (typeof CALL_KINDS)[number];

  @Instant({ optional: true, description: 'when the contact would be made; now where it is left out' })
  readonly at?: string;
}
