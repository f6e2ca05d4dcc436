// Healthy, but answers every third request for its front page with 500.
import { serve } from './serve.js';

let asked = 0;
const { close } = serve({
  fails: () => {
    asked += 1;
    return asked % 3 === 0;
  },
});
process.on('SIGTERM', close);
