import { LEGAL_ACTIONS, type StartLegalActionCommand } from '@case';
import { Id, Instant, OneOf, Text } from '../../http/fields';
import type { Body } from './body';

export class StartLegalAction implements Body<StartLegalActionCommand, 'actionId'> {
  @Id({ optional: true })
  readonly actionId?: string;

  @OneOf(LEGAL_ACTIONS)
  readonly kind!: (typeof LEGAL_ACTIONS)[number];

  @Id()
  readonly by!: string;

  @Text(1000)
  readonly reason!: string;

  @Text(200, { optional: true, description: 'such as the court’s number' })
  readonly reference?: string;

  @Instant({ optional: true })
  readonly occurredAt?: string;
}
