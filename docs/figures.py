#!/usr/bin/env python3
"""Computes the figures of docs/statistics.md from exported history, by the definitions there and nothing else.

    figures.py [--env ENV] --from TIME --to TIME [FILE]

FILE, or the standard input, holds JSON lines as the export writes them, newest first. TIME is such as 2024-05-01T00:00:00Z. Prints one JSON
object with the same fields as `stats` and DeploymentJson.writeFigures.
"""
import argparse
import calendar
import json
import re
import sys
import time

NANOS = 10**9
UNDER_WAY = {"initiated", "deploying", "verifying", "verified", "promoting", "rolling_back", "needs_attention"}
OUTCOMES = ["promoted", "rolled_back", "failed", "expired", "cancelled", "under_way"]


def nanos(text):
    """Nanoseconds since the epoch, as a whole number; None for None."""
    if text is None:
        return None
    day, fraction = re.fullmatch(r"([0-9T:-]+?)(?:\.([0-9]+))?Z", text).groups()
    if day.count(":") == 1:
        day += ":00"
    seconds = calendar.timegm(time.strptime(day, "%Y-%m-%dT%H:%M:%S"))
    return seconds * NANOS + int((fraction or "").ljust(9, "0"))


def millis(start, end):
    return max(0, end - start) // 10**6


def share(flags):
    answer = {"part": sum(flags), "of": len(flags)}
    if flags:
        answer["share"] = sum(flags) / len(flags)
    return answer


def typical(spans):
    answer = {"of": len(spans)}
    if spans:
        ordered = sorted(spans)
        middle = len(spans) // 2
        answer["mean_ms"] = sum(spans) // len(spans)
        answer["median_ms"] = (
            ordered[middle] if len(spans) % 2 else (ordered[middle - 1] + ordered[middle]) // 2
        )
    return answer


def recorded_or_since(entry, field, status):
    if field in entry:
        return nanos(entry[field])
    return nanos(entry["status_since"]) if entry["status"] == status else None


def figures(entries, env, start, end):
    outcomes = dict.fromkeys(OUTCOMES, 0)
    success, passed, rolled_back, failed = [], [], [], []
    worked, lead_time, restored = [], [], []
    promotions = unrestored = 0
    next_promotion = {}
    for entry in entries:
        if env is not None and entry["env"] != env:
            continue
        later = next_promotion.get(entry["env"])
        promoted_at = recorded_or_since(entry, "promoted_at", "promoted")
        if promoted_at is not None:
            next_promotion[entry["env"]] = promoted_at
        shipped = entry["initiated_at"] * NANOS + entry.get("initiated_at_nanos", 0)
        if not start <= shipped < end:
            continue
        status = entry["status"]
        outcome = "under_way" if status in UNDER_WAY else status
        outcomes[outcome] += 1
        if outcome not in ("under_way", "cancelled"):
            success.append(outcome == "promoted")
        if "verification_failed" in entry:
            passed.append(not entry["verification_failed"])
        if promoted_at is not None:
            promotions += 1
            if "worked_ms" in entry:
                worked.append(entry["worked_ms"])
            if "committed_at" in entry:
                lead_time.append(millis(nanos(entry["committed_at"]), promoted_at))
        if outcome in ("under_way", "cancelled") or entry.get("may_have_taken_effect") is False:
            continue
        rolled_back.append(outcome == "rolled_back")
        failed.append(outcome in ("rolled_back", "failed"))
        if not failed[-1]:
            continue
        known = [nanos(entry.get("rollback_at")), recorded_or_since(entry, "failed_at", "failed")]
        since = min((at for at in known if at is not None), default=None)
        until = recorded_or_since(entry, "rolled_back_at", "rolled_back") if outcome == "rolled_back" else later
        if until is None:
            unrestored += 1
        elif since is not None:
            restored.append(millis(since, until))
    answer = {} if env is None else {"env": env}
    answer.update(
        deployments=sum(outcomes.values()),
        outcomes=outcomes,
        success=share(success),
        verification_passed=share(passed),
        rolled_back=share(rolled_back),
        worked=typical(worked),
        promotions=promotions,
        promotions_per_day=promotions * 86400 / ((end - start) / NANOS),
        lead_time=typical(lead_time),
        change_failed=share(failed),
        restored=typical(restored),
        unrestored=unrestored,
    )
    return answer


def main():
    parser = argparse.ArgumentParser(description="Computes figures from exported history.")
    parser.add_argument("--env")
    parser.add_argument("--from", dest="start", required=True)
    parser.add_argument("--to", dest="end", required=True)
    parser.add_argument("file", nargs="?", type=argparse.FileType(encoding="utf-8"), default=sys.stdin)
    given = parser.parse_args()
    entries = (json.loads(line) for line in given.file if line.strip())
    answer = figures(entries, given.env, nanos(given.start), nanos(given.end))
    print(json.dumps({"from": given.start, "to": given.end, **answer}))


if __name__ == "__main__":
    main()
