import { Id } from '../http/fields';

/** Who asks for something to be done about a projection. A body, so that no page in a browser can ask. */
export class OperatorRequest {
  @Id({ description: 'who asks; it is logged' })
  readonly by!: string;
}
