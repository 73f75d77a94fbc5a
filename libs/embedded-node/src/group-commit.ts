/** Gathers appends that arrive together into one commit, so that they share its fsync. */
import type { AppendRequest, AppendResult, Storage } from './storage';

/** While the queue still grows, waiting a few loop turns costs less than an fsync of its own for each append. */
const LINGER_TURNS = 6;
const GROUP_SIZE = 512;

/** Subscribers of a busy node are told at most this often: to send many events at once costs much less than one by one. */
const ANNOUNCE_MS = 2;

interface Pending {
  readonly request: AppendRequest;
  readonly resolve: (result: AppendResult) => void;
}

export class GroupCommit {
  readonly #queue: Pending[] = [];
  #scheduled = false;
  #stopped = false;
  #announced = 0;
  #announcement: NodeJS.Timeout | NodeJS.Immediate | undefined;

  /** `onFailure` is told when the disk refuses a commit: the node must end then, for nobody knows what was stored. */
  constructor(
    private readonly storage: Storage,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  /** Commits nothing more; whoever waits is never answered, as after a crash. */
  stop(): void {
    this.#queue.length = 0;
    this.#stopped = true;
  }

  /** Appends in the order of the calls; resolves when the commit is on disk. */
  append(request: AppendRequest): Promise<AppendResult> {
    return new Promise((resolve) => {
      this.#queue.push({ request, resolve });
      if (this.#scheduled) return;
      this.#scheduled = true;
      this.#linger(this.#queue.length, LINGER_TURNS);
    });
  }

  #linger(length: number, turns: number): void {
    setImmediate(() => {
      const grew = this.#queue.length > length;
      if (turns > 0 && grew && this.#queue.length < GROUP_SIZE) this.#linger(this.#queue.length, turns - 1);
      else this.#commit();
    });
  }

  /** After the writers are answered: at once on a quiet node, else when the last announcement is old enough. */
  #announce(): void {
    if (this.#announcement) return;
    const tell = () => {
      this.#announcement = undefined;
      this.#announced = performance.now();
      if (!this.#stopped) this.storage.announce();
    };
    const wait = this.#announced + ANNOUNCE_MS - performance.now();
    this.#announcement = wait > 0 ? setTimeout(tell, wait) : setImmediate(tell);
  }

  #commit(): void {
    if (this.#stopped) return;
    const group = this.#queue.splice(0, GROUP_SIZE);
    try {
      const results = this.storage.appendGroup(group.map((pending) => pending.request));
      results.forEach((result, index) => {
        group[index]?.resolve(result);
      });
      this.#announce();
    } catch (error) {
      this.onFailure(error);
      return;
    }
    this.#scheduled = this.#queue.length > 0;
    if (this.#scheduled) this.#linger(this.#queue.length, LINGER_TURNS);
  }
}
