import { render, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { Editor } from './Editor';

const lines = () => document.querySelector('.sluice-editor')?.shadowRoot?.querySelector('.cm-content')?.textContent;

test('a text that the page gives is not reported as typed, whatever its line ends are', async () => {
  const onChange = vi.fn();
  const view = render(<Editor text={'a: 1\r\nb: 2\r\n'} language="yaml" label="text" onChange={onChange} />);
  await waitFor(() => expect(lines()).toContain('b: 2'));

  view.rerender(<Editor text={'c: 3\r\n'} language="yaml" label="text" onChange={onChange} />);

  await waitFor(() => expect(lines()).toContain('c: 3'));
  expect(onChange).not.toHaveBeenCalled();
});

test('another language does not make another editor', async () => {
  const view = render(<Editor text="a: 1" language="yaml" label="text" />);
  await waitFor(() => expect(lines()).toContain('a: 1'));
  const content = document.querySelector('.sluice-editor')?.shadowRoot?.querySelector('.cm-content');

  view.rerender(<Editor text="{}" language="json" label="text" />);

  await waitFor(() => expect(lines()).toContain('{}'));
  expect(document.querySelector('.sluice-editor')?.shadowRoot?.querySelector('.cm-content')).toBe(content);
});
