/** Stint's engine, as `npm run bench:policy` has built it. */
import { askedOf } from '../../build/bench/policy/engine.js';
import { decide } from '../../build/src/policy/index.js';
import { serve } from './serve.mjs';

await serve((layers) => {
  const { sets, requestOf } = askedOf(layers);
  return { prepare: requestOf, decide: (request) => decide(request, sets).verdict === 'allowed' };
});
