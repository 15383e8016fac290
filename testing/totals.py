"""Adds up the reports of one test run: what failed, what was skipped and why, and the totals as the last line."""

import argparse
import collections
import datetime
import json
import os
import pathlib
import platform
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree


def read_reports(root):
    for report in sorted(root.glob("**/target/surefire-reports/TEST-*.xml")):
        try:
            yield ElementTree.parse(report).getroot()
        except ElementTree.ParseError:
            print(f"  cannot read {report.relative_to(root)}: its tests ended in the middle")


def add_up(root):
    passed = 0
    failures = []
    skips = collections.Counter()
    for suite in read_reports(root):
        for case in suite.iter("testcase"):
            name = f"{case.get('classname')}.{case.get('name')}"
            skipped = case.find("skipped")
            if case.find("failure") is not None or case.find("error") is not None:
                failures.append(name)
            elif skipped is not None:
                skips[reason(skipped.get("message") or skipped.text)] += 1
            else:
                passed += 1
    return passed, failures, skips


def reason(message):
    """JUnit puts "Assumption failed: " before the reason of an assumption; a dynamic test has a stack trace alone."""
    line = (message or "no reason given").strip().splitlines()[0]
    return re.sub(r"^(org\.opentest4j\.\w+: )?(Assumption failed: )?", "", line)


def build_errors(log):
    """The first that Maven said of it, since who reads the output of another machine does not have the log."""
    lines = log.read_text(errors="replace").splitlines() if log.exists() else []
    errors = dict.fromkeys(line[:300] for line in lines if line.startswith("[ERROR] ") and "[Help" not in line)
    return list(errors)[:12] or lines[-1:]


def write_summary(folder, root, summary):
    folder.mkdir(parents=True, exist_ok=True)
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=root, capture_output=True, text=True, check=False)
    commit = head.stdout.strip()
    now = datetime.datetime.now(datetime.timezone.utc)
    summary = {
        "time": now.isoformat(timespec="seconds"),
        "commit": commit or None,
        "machine": f"{os.cpu_count()} cpus, {platform.system()} {platform.machine()}",
    } | summary
    file = folder / f"{now:%Y%m%dT%H%M%SZ}-{commit[:10] or 'unknown'}.json"
    file.write_text(json.dumps(summary, indent=2) + "\n")
    print(f"summary: {file.relative_to(root)}")


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seed", type=int, required=True)
    arguments.add_argument("--size", required=True)
    arguments.add_argument("--seconds", type=int, required=True)
    arguments.add_argument("--build-status", type=int, required=True)
    arguments.add_argument("--summary", type=pathlib.Path, help="folder of the summary")
    options = arguments.parse_args()
    root = pathlib.Path(__file__).resolve().parent.parent

    passed, failures, skips = add_up(root)
    for name in failures:
        print(f"failed: {name}")
    for why, count in sorted(skips.items()):
        print(f"skipped {count}: {why}")
    if options.build_status != 0 and not failures:
        print("the build failed before or beside the tests: see .cache/test.log")
        for line in build_errors(root / ".cache/test.log"):
            print(line)
    elif passed == 0 and not failures and not skips:
        print("no test ran: PATTERN is a part of the name of a test class, for instance TestTpch")
    if options.summary:
        write_summary(root / options.summary, root, {
            "seed": options.seed,
            "size": options.size,
            "seconds": options.seconds,
            "build": "failed" if options.build_status else "succeeded",
            "passed": passed,
            "failed": failures,
            "skipped": dict(sorted(skips.items())),
        })
    print(f"seed {options.seed}, size {options.size}, {options.seconds // 60} min {options.seconds % 60} s")
    print(f"{passed} passed, {len(failures)} failed, {sum(skips.values())} skipped")
    # a run without a single test proves nothing
    return 1 if failures or passed == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
