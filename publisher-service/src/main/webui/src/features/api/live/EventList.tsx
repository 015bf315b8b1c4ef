import { Button, Checkbox } from '@patternfly/react-core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { CopyButton } from '../../../ui/CopyButton';
import { Time } from '../../../ui/Time';
import { texts } from '../../../texts';
import type { LogRow, LogView } from './log';
import { sizeText } from './size';

const ROW_PX = 30;
const SHOWN_CHARS = 300;
const DETAIL_CHARS = 20_480;
const BOTTOM_PX = 2 * ROW_PX;

/** The rows of a log, only those in sight drawn. A chosen row is shown in whole below the list. */
export function EventList({ view }: { readonly view: LogView }) {
  const [isFollowing, setFollowing] = useState(true);
  const [chosen, setChosen] = useState<LogRow | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const { rows, dropped } = view;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => rows[index]?.number ?? index,
    overscan: 10,
  });
  const lastDropped = useRef(dropped);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) {
      return;
    }
    if (isFollowing) {
      element.scrollTop = element.scrollHeight;
    } else if (dropped > lastDropped.current) {
      // What is dropped lay above: the rows in sight stay where they are.
      element.scrollTop = Math.max(0, element.scrollTop - (dropped - lastDropped.current) * ROW_PX);
    }
    lastDropped.current = dropped;
  }, [rows, dropped, isFollowing]);

  const choose = (row: LogRow | undefined) => {
    if (row !== undefined) {
      setChosen(row);
      setFollowing(false);
    }
  };
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      const at = rows.findIndex((row) => row.number === chosen?.number);
      const next = Math.min(Math.max(at < 0 ? rows.length - 1 : at + step, 0), rows.length - 1);
      choose(rows[next]);
      virtual.scrollToIndex(next);
    }
  };
  const items = virtual.getVirtualItems();
  const isInSight = chosen !== null && items.some(({ key }) => key === chosen.number);
  const words = texts.live;
  return (
    <>
      <div
        ref={box}
        className="sluice-events"
        role="listbox"
        aria-label={words.log}
        tabIndex={0}
        aria-activedescendant={isInSight ? `event-${chosen?.number}` : undefined}
        onKeyDown={onKey}
        onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
          if (isFollowing && scrollHeight - scrollTop - clientHeight > BOTTOM_PX) {
            setFollowing(false);
          }
        }}
      >
        <div className="sluice-events__all" style={{ blockSize: virtual.getTotalSize() }}>
          {items.map((item) => {
            const row = rows[item.index];
            return row === undefined ? null : (
              <div
                key={item.key}
                id={`event-${row.number}`}
                role="option"
                aria-selected={row.number === chosen?.number}
                className={`sluice-events__row sluice-events__row--${row.kind}`}
                style={{ blockSize: item.size, transform: `translateY(${item.start}px)` }}
                onClick={() => choose(row)}
              >
                <span className="sluice-events__time" title={`${new Date(row.at).toISOString()} (UTC)`}>
                  {clock.format(row.at)}
                </span>
                <span className="sluice-events__type">{row.kind === 'note' ? words.note : row.type}</span>
                <span className="sluice-events__data">{row.data.slice(0, SHOWN_CHARS)}</span>
              </div>
            );
          })}
        </div>
      </div>
      <Checkbox id="follow" label={words.follow} isChecked={isFollowing} onChange={(_, checked) => setFollowing(checked)} />
      {chosen !== null && <Detail key={chosen.number} row={chosen} onClose={() => setChosen(null)} />}
    </>
  );
}

/** The time of day to the millisecond: rows of one second are told apart. */
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3 });

function Detail({ row, onClose }: { readonly row: LogRow; readonly onClose: () => void }) {
  const [isWhole, setWhole] = useState(false);
  const words = texts.live;
  const text = pretty(row.data);
  const isLong = text.length > DETAIL_CHARS && !isWhole;
  return (
    <section className="sluice-events__detail" aria-label={row.type}>
      <div className="sluice-head">
        <strong>{row.kind === 'note' ? words.note : row.type}</strong>
        <span>
          <CopyButton text={row.data} />
          <Button variant="link" onClick={onClose}>
            {texts.common.close}
          </Button>
        </span>
      </div>
      <p>
        <Time at={row.at} />
        {row.id !== null && (
          <>
            {' '}
            {words.columns.id} <code className="sluice-break">{row.id}</code>
          </>
        )}
      </p>
      <pre className="sluice-events__text" tabIndex={0}>
        {isLong ? text.slice(0, DETAIL_CHARS) : text}
        {isLong && words.cut(sizeText(row.data.length))}
      </pre>
      {isLong && (
        <Button variant="link" isInline onClick={() => setWhole(true)}>
          {words.showRow}
        </Button>
      )}
    </section>
  );
}

function pretty(data: string): string {
  if (data.length > DETAIL_CHARS || !/^\s*[[{]/.test(data)) {
    return data;
  }
  try {
    return JSON.stringify(JSON.parse(data), null, 2);
  } catch {
    return data;
  }
}
