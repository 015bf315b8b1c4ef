import { readFile } from 'node:fs/promises';
import openapiTS, { astToString, COMMENT_HEADER } from 'openapi-typescript';
import { expect, test } from 'vitest';

test('the types are those of the OpenAPI document', async () => {
  const made = COMMENT_HEADER + astToString(await openapiTS(await readFile('openapi.json', 'utf8')));
  const checkedIn = await readFile('src/api/openapi.d.ts', 'utf8');

  // No comparison of the texts, whose thousands of lines would be shown.
  expect(made === checkedIn, 'src/api/openapi.d.ts is not made from openapi.json; it is renewed by: npm run types').toBe(true);
});
