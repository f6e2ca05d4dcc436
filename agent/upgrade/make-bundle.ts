// make agent-bundle: a release of the agent as a folder to push, from a clone: our sources, the packages that they need, and
// the pinned Node unless it is left out; the host's installation has one too.
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { builtinModules } from 'node:module';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { agentApp } from '../../lib/names.ts';

export interface BundleOptions {
  /** Of the clone, with its node_modules. */
  root: string;
  /** Replaced when it is there. */
  out: string;
  /** Brings its own Node: 150 MB. */
  node: boolean;
}

const ours = ['agent', 'bundle', 'certs', 'lib', 'proto'];
const imported =
  /^(?:import(?! type)|\}|export) .*from '([^'.][^']*)'|^import '([^'.][^']*)'|(?:import|require)\('([^'.][^']*)'\)/gm;
const neededForNothing = /\.(d\.[cm]?ts|map|md|markdown|proto|flow)$|^(CHANGELOG|\.)/i;
const neededForNothingIn = ['test', 'tests', 'docs', 'example', 'examples', 'benchmarks', 'coverage', '@types'];

/** Writes the folder; returns the names of the packages in it. @throws Error when a package is not installed */
export function makeAgentBundle({ root, out, node }: BundleOptions): string[] {
  rmSync(out, { recursive: true, force: true });
  for (const name of ours) cpSync(join(root, name), join(out, name), { recursive: true, filter: isOurs });
  copyFileSync(join(root, 'package.json'), join(out, 'package.json'));
  const packages = packagesOf(root, out);
  for (const name of packages) copyPackage(join(root, 'node_modules', name), join(out, 'node_modules', name));
  if (node) copyNode(root, out);
  writeFileSync(join(out, 'castellan.yaml'), manifest);
  // Everything that is here belongs in, whatever the .gitignore files above say.
  writeFileSync(join(out, '.castellanignore'), '');
  return packages;
}

/** The server never runs it: hosts start agent/start.sh of their installation, which picks the tree. */
const manifest = `app: ${agentApp}
processes:
  agent:
    command: [sh, agent/start.sh]
`;

/** Certificates made in the clone stay there. */
function isOurs(path: string): boolean {
  return basename(path) !== 'local' && !path.endsWith('.proto');
}

function packagesOf(root: string, out: string): string[] {
  const found = new Set<string>();
  const visit = (name: string) => {
    if (found.has(name)) return;
    const file = join(root, 'node_modules', name, 'package.json');
    if (!existsSync(file)) throw new Error(`the package ${name} is not installed: npm ci`);
    found.add(name);
    const { dependencies = {} } = JSON.parse(readFileSync(file, 'utf8')) as { dependencies?: Record<string, string> };
    for (const needed of Object.keys(dependencies)) {
      if (!needed.startsWith('@types/') && !existsSync(join(root, 'node_modules', name, 'node_modules', needed))) visit(needed);
    }
  };
  for (const name of importedBy(out)) visit(name);
  return [...found].sort();
}

/** Packages that our sources name in an import. */
function importedBy(out: string): Set<string> {
  const names = new Set<string>();
  for (const entry of readdirSync(out, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.[jt]s$/.test(entry.name) || entry.name.endsWith('.d.ts')) continue;
    const text = readFileSync(join(entry.parentPath, entry.name), 'utf8');
    for (const [, from, bare, called] of text.matchAll(imported)) {
      const specifier = from ?? bare ?? called ?? '';
      const name = specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/');
      if (!specifier.startsWith('node:') && !builtinModules.includes(name)) names.add(name);
    }
  }
  return names;
}

function copyPackage(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory() && !neededForNothingIn.includes(entry.name)) copyPackage(source, target);
    if (entry.isFile() && !neededForNothing.test(entry.name)) copyFileSync(source, target);
  }
}

function copyNode(root: string, out: string): void {
  const from = join(root, 'node_modules', '.bin', 'node');
  const to = join(out, 'node_modules', 'node', 'bin', 'node');
  mkdirSync(join(out, 'node_modules', 'node', 'bin'), { recursive: true });
  copyFileSync(from, to);
  chmodSync(to, 0o755);
  mkdirSync(join(out, 'node_modules', '.bin'), { recursive: true });
  symlinkSync('../node/bin/node', join(out, 'node_modules', '.bin', 'node'));
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { out: { type: 'string', default: 'agent-bundle' }, 'without-node': { type: 'boolean' } },
  });
  const out = resolve(values.out);
  const packages = makeAgentBundle({ root: resolve(import.meta.dirname, '../..'), out, node: !values['without-node'] });
  process.stdout.write(`${out}: the agent and ${packages.length} packages${values['without-node'] ? ', without Node' : ''}\n`);
  process.stdout.write(`next: ctl push ${out} --version VERSION, then ctl hosts upgrade --all --to VERSION\n`);
}
