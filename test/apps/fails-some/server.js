// Healthy, as soon as the file HEALTHY_IF is there, but answers every third request for its front page with 500.
import { existsSync } from 'node:fs';
import { serve } from './serve.js';

let asked = 0;
const { close } = serve({
  healthy: () => existsSync(process.env.HEALTHY_IF),
  fails: () => {
    asked += 1;
    return asked % 3 === 0;
  },
});
process.on('SIGTERM', close);
