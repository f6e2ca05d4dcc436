// A shipper and the store it ships to in one process, to be killed at a failpoint. Arguments: agent folder, server folder.
import { existsSync } from 'node:fs';
import { LogShipper } from '../../../agent/logs/shipper.ts';
import { openStore } from '../../server/logs/wire.ts';
import { runOf, silent, until, Wire } from './shipped.ts';

const [stateDir = '', data = ''] = process.argv.slice(2);
const { store, close } = await openStore(data);
const run = runOf(stateDir);
const limits = { pieceBytes: 65_536, tidyMs: 1, maxInFlightBytes: 1_000_000 };
const shipper = new LogShipper({ stateDir, open: new Wire(store).open, log: silent, limits });
shipper.follow(run);
shipper.finished(run.replica, run.run);
await until('the file to go', () => !existsSync(run.path));
await shipper.close();
await close();
