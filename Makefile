# Copyright 2026 The Selvedge Authors
# SPDX-License-Identifier: Apache-2.0

# A newcomer needs two targets: 'make demo' shows the main job, 'make test' runs everything that CI runs.

GO        ?= go
FUZZTIME  ?= 10s
STATIC    := $(GO) tool -modfile=tools/go.mod staticcheck

.PHONY: build demo test check packages clients fmt vet static fuzz-short bench-once demo-once race soak confirm diff engine bench bench-peers screenshots

build:
	$(GO) build -trimpath -o bin/selvedge ./cmd/selvedge

demo: build
	@$(GO) run ./demo

# The order puts what fails fast first, and Go's own summary last.
test: packages clients check demo-once engine fuzz-short bench-once race

check: fmt vet static

packages:
	@scripts/packages.sh awscli python3-boto3 njs curl chromium $$(command -v node >/dev/null || echo nodejs) $$(command -v npm >/dev/null || echo npm)

clients: packages
	@scripts/sdkjs.sh >/dev/null

fmt:
	@files=$$(gofmt -l .); test -z "$$files" || { echo "not formatted, run gofmt -w:"; echo "$$files"; exit 1; }

vet:
	$(GO) vet ./...
	cd bench && $(GO) vet ./...

static:
	$(STATIC) ./...

demo-once: build
	DEMO_EXIT=1 $(GO) run ./demo

fuzz-short:
	FUZZTIME=$(FUZZTIME) scripts/fuzz.sh

bench-once:
	cd bench && $(GO) test -run='^$$' -bench=. -benchtime=1x ./...
	$(GO) test -run='^$$' -bench=. -benchtime=1x ./internal/...

# Ten minutes of traffic with faults under the race detector; SOAK says how long.
soak:
	SOAK=$${SOAK:-10m} $(GO) test -race -count=1 -timeout=0 -v ./test/soak

race:
	AXE=$$(scripts/axe.sh) $(GO) test -race ./...

# What the engine has beside its ordinary tests, which race runs: 32 bits, assertions, the reference engine.
engine:
	scripts/test386.sh ./internal/js/... ./internal/cff
	$(GO) test -tags invariant ./internal/js/... ./internal/cff
	NJS=$$(command -v njs) $(MAKE) confirm diff

# Runs the language cases through reference binaries: NJS_1 (njs 0.4.3), NJS_2 (njs 0.7.12), NJS (any other).
confirm:
	$(GO) test -count=1 ./internal/js/langtest -run Confirm

# Compares the engine with those reference binaries on random programs: some, or others for DIFFTIME.
diff:
	$(GO) test -count=1 -timeout=0 ./internal/js/difftest -run Diff

# Pictures of all pages of the console, in light and dark at two widths, for people to look at.
screenshots:
	@scripts/packages.sh chromium
	SCREENSHOTS=$(CURDIR)/bin/screenshots $(GO) test -count=1 ./test/browser -run Screenshots

# Measurements; see bench/README.md.
bench:
	cd bench && $(GO) test -run='^$$' -bench=. -count=5 ./...

bench-peers: build
	@scripts/packages.sh nginx-light libnginx-mod-http-js wrk
	cd bench && $(GO) build -o ../bin/peers ./peers && taskset -c 1 ../bin/peers
