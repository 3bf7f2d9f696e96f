# `make help` lists what there is. The work itself is in Scripts/.
.DEFAULT_GOAL := help
.PHONY: help setup demo test test-faults test-packs test-tsan test-sanitizers test-deflate-full fuzz-deflate test-browser-full fuzz bench format lint clean goldens

SWIFT_SOURCES := Package.swift Sources Tests Fuzz/Package.swift Fuzz/Sources $(wildcard Benchmarks)

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-18s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install what building needs (Debian packages), once
	@Scripts/setup.sh build

demo: setup ## build, render the fixtures into output/demo, say which page to open
	@Scripts/demo.sh

test: ## install what testing needs, then run every test
	@Scripts/setup.sh test
	@Scripts/test.sh

test-faults: ## break runs in every way: kills, failing disks, tampering (half an hour)
	@Scripts/setup.sh test
	@Scripts/test-faults.sh

test-tsan: ## render, resume and verify under the thread sanitizer
	@Scripts/setup.sh test
	@Scripts/test-tsan.sh

test-sanitizers: setup ## the tests of the deflate encoder and of pixels under the address and undefined-behaviour sanitizers
	@Scripts/test-sanitizers.sh

test-deflate-full: setup ## a million made-up templates through the deflate encoder and back
	@Scripts/test-deflate-full.sh

fuzz-deflate: setup ## fuzz the deflate encoder, programs and pages, for a minute each (FUZZ="pages -runs=10000000" for longer)
	@Scripts/fuzz-deflate.sh $(FUZZ)

test-browser-full: ## every XSS value in every place in a browser: an hour or two
	@Scripts/setup.sh test
	@.setup/venv/bin/python Tests/Browser/hostile.py --full

goldens: setup ## record what the templates make of their samples, once you have seen the difference
	@swift build -c release --product billow
	@for template in templates/*; do .build/release/billow golden record $$template --as-of 2026-03-31 --accept || exit; done

fuzz: setup ## fuzz compiling and rendering for a minute each (FUZZ=-runs=10000000 for longer)
	@Scripts/fuzz.sh $(FUZZ)

test-packs: ## packs past 4 GiB before other unpackers: 5 GB of disk, some minutes
	@Scripts/setup.sh test
	@BILLOW_FULL=1 swift test --filter PackTests

bench: setup ## run the benchmarks in Benchmarks/
	@Scripts/bench.sh

format: ## rewrite the Swift sources in the house format
	@swift format --in-place --parallel --recursive $(SWIFT_SOURCES)

lint: ## check the Swift sources' format
	@swift format lint --strict --parallel --recursive $(SWIFT_SOURCES)

clean: ## remove what building and testing made; output/ of your own runs stays
	@rm -rf .build output/demo output/test
