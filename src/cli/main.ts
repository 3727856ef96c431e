/** `stint`, module by module; `npm run build` makes one file of them, which starts faster (scripts/bundle.mjs). */
import { run } from './run.ts';

await run(process.argv.slice(2));
