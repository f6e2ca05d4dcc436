// A host for each test of a file, emptied and removed after it, and what its tests ask of it.
import { afterEach, beforeEach } from 'node:test';
import type { Host, HostOptions } from '../../agent/host.ts';
import { assignment, type MemoryRouter, openTestHost, temporaryFolder, until } from './host-world.ts';

export interface HostForEachTest {
  host: Host;
  router: MemoryRouter;
  /** Of its state. */
  folder: string;
  /** Lets go of it, and opens it again on the same state. */
  reopen(more?: Partial<HostOptions>): void;
  slot(index?: number): ReturnType<typeof slotOf>;
  /** The newest of the first slot, once that serves this release. */
  settled(release: number): Promise<unknown>;
  /** Of the newest table of routes. */
  targets(): ReturnType<typeof targetsOf>;
}

/** To be called where hooks can be. `leaving`: when the host is closed, and its folder still there. */
export function hostForEachTest(leaving: () => void = () => {}): HostForEachTest {
  const on = {
    reopen(more: Partial<HostOptions> = {}) {
      on.host.close();
      Object.assign(on, openTestHost(on.folder, more));
    },
    slot: (index = 1) => slotOf(on.host, index),
    settled: (release: number) =>
      until(
        `release ${release} serves`,
        () => on.slot()?.move === 'SETTLED' && on.slot()?.wanted === release,
        () => on.host.report(),
      ),
    targets: () => targetsOf(on.router),
  } as HostForEachTest;
  let temporary: ReturnType<typeof temporaryFolder>;

  beforeEach(() => {
    temporary = temporaryFolder();
    Object.assign(on, { folder: temporary.path, ...openTestHost(temporary.path) });
  });

  afterEach(async () => {
    await on.host.assign(assignment());
    await until('everything has ended', () => on.host.replicas().length === 0, on.host.report);
    on.host.close();
    leaving();
    temporary.remove();
  });

  return on;
}

function slotOf(host: Host, index: number) {
  return host.report().slots?.find((one) => one.index === index);
}

function targetsOf(router: MemoryRouter) {
  return router.tables.at(-1)?.routes.flatMap((route) => route.targets) ?? [];
}
