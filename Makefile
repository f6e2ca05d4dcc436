# What a clone can do. Node 20 and npm are enough to begin: npm brings the pinned Node into node_modules/.bin.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

bin := $(CURDIR)/node_modules/.bin
installed := node_modules/.installed
# A set NODE_EXTRA_CA_CERTS costs every start of Node 60 ms, and nothing of ours needs it; npm may.
run := env -u NODE_EXTRA_CA_CERTS PATH="$(bin):$$PATH"

# Tests start hundreds of programs, each of which Node would compile anew.
compiled := NODE_COMPILE_CACHE="$(CURDIR)/node_modules/.cache/compiled"

contract := -I proto -- control.proto agents.proto identities.proto enrollment.proto
# The first four must agree with how proto/load.ts wants messages to look.
generate := proto-loader-gen-types --longs=Number --enums=String --defaults --oneofs \
  --grpcLib=@grpc/grpc-js --importFileExtension=.ts --inputTemplate=%sInput --outputTemplate=%s

.PHONY: help demo test soak lab check proto bench agent-bundle tls-certs clean

help: ## what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

demo: $(installed) ## a server, three hosts and a real app on this machine (DEMO=quick: run through, then exit)
	@PATH="$(bin):$$PATH" node demo/main.ts

test: $(installed) ## all tests, or those whose path contains one of ONLY="..."
	@$(run) $(compiled) node test/run.ts $(ONLY)

soak: $(installed) ## random worlds, inputs and faults by the hour (SOAK_MINUTES=30 SOAK_SEED=7 SOAK_FUZZ_MINUTES=10 SOAK_FAULT_MINUTES=10)
	@$(run) node test/soak.ts

lab: $(installed) ## all stories on hosts that systemd runs, also those that take too long for `make test`
	@$(run) $(compiled) LAB=all node test/run.ts test/lab/ $(addprefix test/e2e/,fifty server-killed agent-upgrade apart log-path)

check: $(installed) ## types, lint, formatting, import rules, dead code, the contract
	@$(run) tsc -p .
	@$(run) biome check --error-on-warnings .
	@$(run) knip
	@$(run) buf lint
	@fresh=$$(mktemp -d) && trap 'rm -rf "$$fresh"' EXIT && $(run) $(generate) --outDir="$$fresh" $(contract) \
	  && $(run) node proto/generate-codecs.ts "$$fresh" && diff -r "$$fresh" proto/generated || { echo 'proto/generated is not what proto/*.proto says: make proto' >&2; exit 1; }

proto: $(installed) ## proto/generated from proto/*.proto
	@rm -rf proto/generated && $(run) $(generate) --outDir=proto/generated $(contract)
	@$(run) node proto/generate-codecs.ts proto/generated

bench: $(installed) ## measure the goals of docs/performance.md, or those named in ONLY="..."
	@$(run) node bench/run.ts $(ONLY)

agent-bundle: $(installed) ## a release of the agent as a folder to push: agent-bundle/ (ARGS=--without-node)
	@$(run) node agent/upgrade/make-bundle.ts $(ARGS)

tls-certs: $(installed) ## authorities and certificates in certs/local (ARGS="--host web-1 --operator ann")
	@$(run) node certs/make.ts $(ARGS)

clean: ## remove what was made (node_modules, certificates, the demo's state)
	rm -rf node_modules certs/local .demo bench/results agent-bundle

# Content, not time, decides; and what is there is brought up to date in place, under the feet of whoever uses it.
$(installed): package-lock.json
	@if [ ! -d node_modules ]; then \
	  echo 'installing packages (npm ci)' >&2; npm ci --loglevel=error >&2; \
	elif ! cmp -s package-lock.json $@; then \
	  echo 'updating packages' >&2; npm install --no-save --loglevel=error >&2; \
	fi
	@cp package-lock.json $@
