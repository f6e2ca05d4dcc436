// A step is watched: when it is over, what the verdict is, and who has to say go.
import { isLate } from './deadlines.ts';
import { overdue, wholeHost } from './failures.ts';
import { fail } from './outcome.ts';
import { change, type Scene, standing } from './scene.ts';
import { courseOf, type Step } from './strategy.ts';
import { askFor, hostsFor, isOverdue, taskOf } from './tasks.ts';
import type { Failure, Progress, Wish } from './types.ts';
import { baselineOf, type Judgement, judge, seenSince } from './verdict.ts';

type In<Phase extends Progress['phase']> = Extract<Progress, { phase: Phase }>;

export function startBake(scene: Scene, { step, at, served, behind }: In<'moving'>, of: Step): Scene {
  const { deployment, fleet, now } = scene;
  const releases = [deployment.to.number, ...(deployment.from ? [deployment.from.number] : [])];
  const baseline = of.verdict ? baselineOf(fleet, releases) : null;
  const event = of.bakeMs > 0 ? [`watching for ${of.bakeMs / 1000} s`] : [];
  const progress = { phase: 'baking' as const, step: step + 1, at, until: now + of.bakeMs, served, behind, baseline };
  return change(scene, { progress }, ...event);
}

/** on: the next step. */
export function bake(scene: Scene, progress: In<'baking'>): Scene | 'on' | null {
  const { deployment, now } = scene;
  if (isPromoted(scene, progress)) return 'on';
  if (now < progress.until) return null;
  const unwatched = unwatchedSlots(scene);
  if (unwatched.length > 0) return isLate(scene) ? fail(scene, overdue(unwatched, scene)) : null;
  if (deployment.orders.paused) return null;
  const of = courseOf(deployment)[progress.at];
  if (of?.verdict) return judged(scene, progress, of);
  return of?.manual ? holdFor(scene, progress, 'promotion', needsGo(scene)) : 'on';
}

/** Too little traffic may become enough; that someone has to say go stays so. */
export function hold(scene: Scene, progress: In<'holding'>): Scene | null {
  if (isPromoted(scene, progress)) return goOn(scene, progress);
  if (scene.deployment.orders.paused || progress.why === 'promotion') return null;
  const { is, reasons } = judgement(scene, progress);
  if (is === 'bad') return fail(scene, [verdictFailure(reasons, scene)]);
  if (is === 'inconclusive' || isInconclusive(scene, progress)) return null;
  const said = change(scene, {}, `verdict: good: ${reasons.join('; ')}`);
  return courseOf(scene.deployment)[progress.at]?.manual
    ? holdFor(said, progress, 'promotion', needsGo(scene))
    : goOn(said, progress);
}

/** What does not serve, and what may have failed on a host that will be back or lost in a moment. */
function unwatchedSlots(scene: Scene): Wish[] {
  const { number, to } = scene.deployment;
  const { waiting, unreachable } = standing(scene);
  const isUnseen = ({ host, deployment, release }: Wish) =>
    deployment === number && release === to.number && unreachable.includes(host);
  return [...new Set([...waiting, ...scene.fleet.wishes.filter(isUnseen)])];
}

function judged(scene: Scene, progress: In<'baking'>, of: Step): Scene | 'on' | null {
  const { is, reasons } = judgement(scene, progress);
  if (is === 'bad') return fail(scene, [verdictFailure(reasons, scene)]);
  const checked = check(scene, progress);
  if (checked !== 'good') return checked;
  if (is === 'inconclusive') return holdFor(scene, progress, 'inconclusive', reasons.join('; '));
  const said = change(scene, {}, `verdict: good: ${reasons.join('; ')}`);
  return of.manual ? holdFor(said, progress, 'promotion', needsGo(scene)) : goOn(said, progress);
}

/** The user's own check, once for each bake. */
function check(scene: Scene, progress: In<'baking'>): Scene | 'good' | null {
  const { deployment } = scene;
  const limitMs = deployment.strategy.verdict?.checkMs ?? null;
  if (limitMs === null) return 'good';
  const name = `verdict/${progress.step}`;
  const task = taskOf(deployment, name);
  if (!task) {
    const asked = askFor(name, canaries(scene), scene);
    return asked ? change(scene, { deployment: asked }) : holdFor(scene, progress, 'inconclusive', 'no host could run the check');
  }
  if (task.state === 'done') return 'good';
  if (task.state === 'failed' && !task.message.startsWith('inconclusive:'))
    return fail(scene, [verdictFailure([`the check says no: ${task.message}`], scene)]);
  if (task.state !== 'failed' && !isOverdue(task, limitMs, scene)) return null;
  const why = task.state === 'failed' ? task.message : `nothing was heard of the check on ${task.host}`;
  return holdFor(scene, progress, 'inconclusive', why);
}

/** Hosts that serve the new release. */
function canaries(scene: Scene): string[] {
  const { to } = scene.deployment;
  const serving = new Set(scene.fleet.wishes.filter(({ release }) => release === to.number).map(({ host }) => host));
  return hostsFor(scene).filter((host) => serving.has(host));
}

/** The check could not tell: traffic alone does not make up for it. */
function isInconclusive({ deployment }: Scene, { step }: In<'holding'>): boolean {
  const { verdict } = deployment.strategy;
  return verdict !== null && verdict.checkMs !== null && taskOf(deployment, `verdict/${step}`)?.state !== 'done';
}

function judgement({ deployment, fleet }: Scene, { baseline }: In<'baking' | 'holding'>): Judgement {
  const { to, from, strategy } = deployment;
  if (!strategy.verdict || !baseline) return { is: 'good', reasons: [] };
  const before = from ? seenSince(baseline, fleet, from.number) : { requests: 0, failures: 0, latency: [], restarts: 0 };
  return judge(strategy.verdict, before, seenSince(baseline, fleet, to.number));
}

function verdictFailure(reasons: string[], { deployment, now }: Scene): Failure {
  const message = `v${deployment.to.number} does worse than v${deployment.from?.number ?? 0}: ${reasons.join('; ')}`;
  return { ...wholeHost(''), cause: 'verdict', message, at: now };
}

function holdFor(
  scene: Scene,
  { step, at, served, behind, baseline }: In<'baking' | 'holding'>,
  why: In<'holding'>['why'],
  message: string,
): Scene {
  const progress = { phase: 'holding' as const, step, at, served, behind, baseline, why, message };
  return change(scene, { progress }, why === 'inconclusive' ? `verdict: inconclusive, waiting: ${message}` : message);
}

/** The bake is over, and go has been given. */
function goOn(scene: Scene, { step, at, served, behind, baseline }: In<'baking' | 'holding'>): Scene {
  const progress = { phase: 'baking' as const, step, at, until: scene.now, served, behind, baseline, passed: true as const };
  return change(scene, { progress });
}

function needsGo({ deployment }: Scene): string {
  return `waiting for \`ctl promote ${deployment.number}\``;
}

function isPromoted({ deployment }: Scene, progress: In<'baking' | 'holding'>): boolean {
  return deployment.orders.promoted >= progress.step || (progress.phase === 'baking' && progress.passed === true);
}
