// Healthy at first; after three seconds it crashes.
import { serve } from './serve.js';

serve();
setTimeout(() => {
  console.error('out of luck');
  process.exit(7);
}, 3000);
