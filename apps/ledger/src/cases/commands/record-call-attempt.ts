import { CALL_KINDS, CALL_RESPONSES, CALL_RESULTS, DIRECTIONS, type RecordCallAttemptCommand } from '@case';
import { CallIds, Flag, Id, Instant, Nested, OneOf, PhoneNumber } from '../../http/fields';
import type { Body } from './body';
import { AnsweredByBody } from './shapes';

export class RecordCallAttempt implements Body<RecordCallAttemptCommand, 'callId'> {
  @Id({ optional: true, description: 'the dialer’s id of the call' })
  readonly callId?: string;

  @CallIds()
  readonly callIds?: Record<string, string>;

  @OneOf(DIRECTIONS)
  readonly direction!: (typeof DIRECTIONS)[number];

  @OneOf(CALL_KINDS, { optional: true })
  readonly kind?: (typeof CALL_KINDS)[number];

  @Id()
  readonly agentId!: string;

  @Id()
  readonly lineId!: string;

  @Id()
  readonly contactId!: string;

  @PhoneNumber()
  readonly number!: string;

  @Instant()
  readonly startedAt!: string;

  @Instant({ optional: true })
  readonly answeredAt?: string;

  @Instant()
  readonly endedAt!: string;

  @OneOf(CALL_RESULTS)
  readonly result!: (typeof CALL_RESULTS)[number];

  @Nested(AnsweredByBody, { optional: true })
  readonly answeredBy?: AnsweredByBody;

  @OneOf(CALL_RESPONSES, { optional: true })
  readonly response?: (typeof CALL_RESPONSES)[number];

  @Flag({ optional: true, description: 'whether the debt was spoken of' })
  readonly disclosed?: boolean;

  @Id({ optional: true })
  readonly recordingId?: string;

  @Id({ optional: true })
  readonly contactCheckId?: string;
}
