import type { ReassignCaseCommand } from '@case';
import { Id, Instant, Text } from '../../http/fields';
import type { Body } from './body';

export class ReassignCase implements Body<ReassignCaseCommand, 'assignmentId'> {
  @Id({ optional: true })
  readonly assignmentId?: string;

  @Id({ optional: true, description: 'the collector; as before where it is left out' })
  readonly agentId?: string;

  @Id({ optional: true, description: 'as before where it is left out' })
  readonly team?: string;

  @Id({ description: 'who decided it' })
  readonly by!: string;

  @Text(1000)
  readonly reason!: string;

  @Instant({ optional: true, description: 'since when; now where it is left out' })
  readonly occurredAt?: string;
}
