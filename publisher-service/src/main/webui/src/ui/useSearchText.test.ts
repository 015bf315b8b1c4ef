import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useSearchText } from './useSearchText';

describe('the text of a search', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const typing = (text: string) => {
    const handedOn: string[] = [];
    const hook = renderHook(({ value }) => useSearchText(value, (next) => handedOn.push(next)), { initialProps: { value: '' } });
    act(() => hook.result.current[1](text));
    return { ...hook, handedOn };
  };

  it('is shown at once, and handed on after a pause', () => {
    const { result, handedOn } = typing('pri');

    expect(result.current[0]).toBe('pri');
    expect(handedOn).toEqual([]);
    act(() => void vi.advanceTimersByTime(1_000));
    expect(handedOn).toEqual(['pri']);
  });

  it('is dropped when its page is left before the pause', () => {
    const { unmount, handedOn } = typing('pri');

    unmount();
    vi.advanceTimersByTime(1_000);

    expect(handedOn).toEqual([]);
  });

  it('follows a value that comes from elsewhere', () => {
    const { result, rerender } = typing('pri');

    rerender({ value: 'pri' });
    rerender({ value: '' });

    expect(result.current[0]).toBe('');
  });
});
