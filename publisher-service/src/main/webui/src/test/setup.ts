import { cleanup, configure } from '@testing-library/react';
import { afterEach, vi } from 'vitest';

afterEach(cleanup);

// The first page of a test file loads its modules, on a machine that does more than this.
configure({ asyncUtilTimeout: 5_000 });

// The router scrolls, which jsdom cannot.
vi.stubGlobal('scrollTo', () => undefined);
Element.prototype.scrollTo = () => undefined;

// CodeMirror measures its text, which jsdom does not lay out.
Range.prototype.getClientRects = () => document.createElement('i').getClientRects();
