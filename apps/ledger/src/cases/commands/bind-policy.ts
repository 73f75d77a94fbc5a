import type { BindPolicyCommand } from '@case';
import { Id, Instant, PackName, PackNames, Text } from '../../http/fields';
import type { Body } from './body';

export class BindPolicy implements Body<Omit<BindPolicyCommand, 'policies'>, 'bindingId'> {
  @Id({ optional: true })
  readonly bindingId?: string;

  @PackName()
  readonly pack!: string;

  @PackName({ optional: true, description: 'the creditor’s own rules', example: 'bank@1' })
  readonly creditorPolicy?: string;

  @PackNames({ optional: true, description: 'law layers, such as law-cn@1' })
  readonly laws?: string[];

  @Id()
  readonly by!: string;

  @Text(1000)
  readonly reason!: string;

  @Instant({ optional: true, description: 'from when on; now where it is left out' })
  readonly occurredAt?: string;
}
