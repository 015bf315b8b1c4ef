import { z } from 'zod';

export const testKeyShape = z.object({ apikey: z.string() });
