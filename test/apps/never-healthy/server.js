// Listens, and answers every health check with 503.
import { serve } from './serve.js';

console.log('the database is not there');
const { close } = serve({ healthy: () => false });
process.on('SIGTERM', close);
