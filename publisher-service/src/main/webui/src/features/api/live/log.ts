/** A row of the log: an event of the backend, a control event of the gateway, or a word of this page. */
export interface LogRow {
  /** 1, 2, 3 in the order of coming. */
  readonly number: number;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly kind: 'event' | 'control' | 'note';
  /** The event's type; of a note how it is meant. */
  readonly type: string;
  readonly id: string | null;
  readonly data: string;
}

/** What is shown of the log. */
export interface LogView {
  readonly rows: readonly LogRow[];
  /** Rows that were there and are not any more. */
  readonly dropped: number;
  /** Events of the backend so far, whether kept or not. */
  readonly events: number;
  /** Bytes of data so far. */
  readonly bytes: number;
}

export interface LogLimits {
  /** Of what is kept, about. */
  readonly bytes: number;
  readonly rows: number;
}

const USUAL: LogLimits = { bytes: 16 << 20, rows: 20_000 };
const ROW_BYTES = 200;
const CONTROL = 'sluice.';

/** Calls back before the next frame is drawn; not at all while the page is hidden. */
export type Frame = (draw: () => void) => void;

/**
 * The newest events of a stream, bounded in bytes and rows: what is older is dropped. Listeners are called once a frame at
 * most, however many events come.
 */
export class EventLog {
  private rows: LogRow[] = [];
  /** Rows before this one are dropped, and cut off from time to time. */
  private first = 0;
  private kept = 0;
  private dropped = 0;
  private events = 0;
  private bytes = 0;
  private next = 1;
  private isScheduled = false;
  private view: LogView = { rows: [], dropped: 0, events: 0, bytes: 0 };
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly limits: LogLimits = USUAL,
    private readonly frame: Frame = (draw) => void requestAnimationFrame(draw),
    private readonly now: () => number = Date.now,
  ) {}

  onEvent(type: string, id: string | null, data: string): void {
    const kind = type.startsWith(CONTROL) ? 'control' : 'event';
    if (kind === 'event') {
      this.events += 1;
      this.bytes += data.length;
    }
    this.append({ number: this.next++, at: this.now(), kind, type, id, data });
  }

  note(type: string, data: string): void {
    this.append({ number: this.next++, at: this.now(), kind: 'note', type, id: null, data });
  }

  clear(): void {
    this.rows = [];
    this.first = 0;
    this.kept = 0;
    this.dropped = 0;
    this.events = 0;
    this.bytes = 0;
    this.schedule();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly current = (): LogView => this.view;

  private append(row: LogRow): void {
    this.rows.push(row);
    this.kept += sizeOf(row);
    while (this.rows.length - this.first > 1 && (this.kept > this.limits.bytes || this.rows.length - this.first > this.limits.rows)) {
      const oldest = this.rows[this.first];
      if (oldest === undefined) {
        break;
      }
      this.kept -= sizeOf(oldest);
      this.first += 1;
      this.dropped += 1;
    }
    if (this.first > this.limits.rows) {
      this.cut();
    }
    this.schedule();
  }

  private cut(): void {
    this.rows = this.rows.slice(this.first);
    this.first = 0;
  }

  private schedule(): void {
    if (!this.isScheduled) {
      this.isScheduled = true;
      this.frame(() => {
        this.isScheduled = false;
        this.view = { rows: this.rows.slice(this.first), dropped: this.dropped, events: this.events, bytes: this.bytes };
        this.listeners.forEach((listener) => listener());
      });
    }
  }
}

/** Texts take two bytes a character, about. */
function sizeOf(row: LogRow): number {
  return ROW_BYTES + 2 * (row.data.length + row.type.length);
}
