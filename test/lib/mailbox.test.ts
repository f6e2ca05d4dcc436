import { deepEqual, equal } from 'node:assert/strict';
import { it } from 'node:test';
import type { Clock } from '../../lib/clock.ts';
import { type MailboxOptions, openMailbox } from '../../lib/mailbox.ts';

/** Time that goes on when it is told to. */
function handClock() {
  let timers: { at: number; run: () => void }[] = [];
  let time = 0;
  const clock: Clock = {
    now: () => time,
    after(ms, run) {
      const timer = { at: time + ms, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
  };
  const pass = (ms: number) => {
    time += ms;
    const due = timers.filter(({ at }) => at <= time);
    timers = timers.filter(({ at }) => at > time);
    for (const { run } of due) run();
  };
  return { clock, pass, armed: () => timers.length };
}

interface Counter {
  count: number;
  until: number | null;
}

function box(more: Partial<MailboxOptions<Counter, string, string>> = {}) {
  const hand = handClock();
  const story: string[] = [];
  const mailbox = openMailbox<Counter, string, string>({
    state: { count: 0, until: null },
    step: (state, event) => {
      if (event === 'nothing') return [state, []];
      return [{ count: state.count + 1, until: event === 'wait' ? hand.clock.now() + 100 : null }, [`did ${event}`]];
    },
    store: ({ count }) => story.push(`stored ${count}`),
    perform: (effect) => story.push(effect),
    deadline: ({ until }) => until,
    tick: () => 'tick',
    changed: () => {},
    failed: () => story.push('cannot store'),
    clock: hand.clock,
    ...more,
  });
  return { ...hand, story, mailbox };
}

it('stores the new state before anything is done about it', () => {
  const { mailbox, story } = box();
  mailbox.send('a');
  deepEqual(story, ['stored 1', 'did a']);
});

it('takes an event that comes of an effect after the one that is being taken', () => {
  const { mailbox, story } = box({
    perform(effect) {
      if (effect !== 'did a') return;
      mailbox.send('b');
      story.push('a is done');
    },
  });
  mailbox.send('a');
  deepEqual(story, ['stored 1', 'a is done', 'stored 2']);
});

it('stores nothing when nothing changes', () => {
  const { mailbox, story } = box();
  mailbox.send('nothing');
  deepEqual(story, []);
});

it('ticks at the deadline, once, with one timer', () => {
  const { mailbox, story, pass, armed } = box();
  mailbox.send('wait');
  mailbox.send('wait');
  equal(armed(), 1);
  pass(99);
  equal(mailbox.state().count, 2);
  pass(1);
  deepEqual(story.slice(-2), ['stored 3', 'did tick']);
  equal(armed(), 0);
});

it('tries an event again that could not be stored, before any later one, and does nothing about it till then', () => {
  let full = true;
  const { mailbox, story, pass } = box({
    store: ({ count }) => {
      if (full) throw new Error('ENOSPC');
      story.push(`stored ${count}`);
    },
  });
  mailbox.send('a');
  mailbox.send('b');
  pass(1000);
  deepEqual(story, ['cannot store']);
  equal(mailbox.state().count, 0);
  full = false;
  pass(1000);
  deepEqual(story, ['cannot store', 'stored 1', 'did a', 'stored 2', 'did b']);
});

it('takes nothing after it was closed', () => {
  const { mailbox, story, pass } = box();
  mailbox.send('wait');
  mailbox.close();
  mailbox.send('a');
  pass(1000);
  deepEqual(story, ['stored 1', 'did wait']);
});
