import { expect, test } from 'vitest';
import { problemOf } from '../api/problem';
import { texts } from '../texts';
import { whatToDo } from './ProblemView';

const words = texts.common.problem;

test('a mistake of the page is not told as a publisher that does not answer', () => {
  expect(whatToDo(problemOf(new Error('The answer of /x has another shape than expected')))).toBe(words.ownFault);
});

test('a service that is away is not said to have changed nothing', () => {
  expect(whatToDo({ status: 503, title: '', description: '', fields: [], requestId: null })).toBe(words.busy);
  expect(words.busy).not.toContain('Nothing');
});
