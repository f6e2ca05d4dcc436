// What a host says of itself first: it is kept for as long as the host calls, and shown to operators, so it has bounds.
import { failOnMistakes } from '../proto/failure.ts';
import type { Hello } from '../proto/generated/castellan/v1/Hello.ts';

const longest = { agentVersion: 128, bootId: 128, ability: 64 };
const most = { routerPorts: 256, abilities: 256 };

/** @throws Failure bad-input, with all that is wrong */
export function checkHello(hello: Hello): Hello {
  const { agentVersion, bootId, bootMs, epoch, revision, routerPorts, abilities } = hello;
  const mistakes = [
    agentVersion.length > longest.agentVersion && `a version of an agent has at most ${longest.agentVersion} characters`,
    bootId.length > longest.bootId && `the id of a boot has at most ${longest.bootId} characters`,
    [bootMs, epoch, revision].some((value) => Number(value) < 0) && 'times, epochs and revisions are not negative',
    routerPorts.length > most.routerPorts && `at most ${most.routerPorts} ports`,
    routerPorts.some((port) => port < 0 || port > 65_535) && 'a port is a number up to 65535',
    abilities.length > most.abilities && `at most ${most.abilities} abilities`,
    abilities.some((ability) => ability.length > longest.ability) && `an ability has at most ${longest.ability} characters`,
  ].filter((mistake) => mistake !== false);
  failOnMistakes(mistakes);
  return hello;
}
