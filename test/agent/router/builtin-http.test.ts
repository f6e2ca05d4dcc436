// HTTP through the built-in router, as a process of its own.
import { httpContract } from '../../contracts/http.ts';
import { startRouter } from './started.ts';

httpContract('builtin', startRouter);
