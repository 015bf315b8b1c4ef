import { config } from 'zod';

// Zod tries whether it may make functions of text, and the browser reports that to the content security policy. Before
// any shape is made.
config({ jitless: true });
