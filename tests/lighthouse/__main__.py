"""`make lighthouse`: scores of the main pages on a phone; exits with 1 when one misses its threshold."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from tests.lighthouse.host import handler
from tests.site.builds import build
from tests.tools import CHROMIUM_ARGS, NODE_MODULES, chromium_path, node_path

PAGES = {
    "home": "",
    "town": "ryazan/",
    "events": "events/",
    "profession": "professions/programmist/",
    "calendar": "calendar/",
}
THRESHOLDS = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}


def main(arguments: list[str]) -> int:
    """Build the site, serve it compressed as a host would, measure the named pages."""
    parser = argparse.ArgumentParser(prog="make lighthouse", description=__doc__)
    parser.add_argument("pages", nargs="*", metavar="page", help=f"of {', '.join(PAGES)}; all if none is named")
    parser.add_argument("--keep", type=Path, metavar="folder", help="put the full reports here")
    options = parser.parse_args(arguments)
    if unknown := set(options.pages) - set(PAGES):
        parser.error(f"no such pages: {', '.join(sorted(unknown))}")
    with tempfile.TemporaryDirectory() as name, ThreadingHTTPServer(("127.0.0.1", 0), handler(Path(name))) as host:
        url = f"http://127.0.0.1:{host.server_port}/"
        built = build(Path(name) / "site", DEMO="1", SITE_URL=url)
        if built.code:
            print(built.output, file=sys.stderr)
            return 1
        Thread(target=host.serve_forever, daemon=True).start()
        missed = 0
        print(f"{'':12}{''.join(f'{category:>16}' for category in THRESHOLDS)}", flush=True)
        for page in options.pages or PAGES:
            report = measure(url + PAGES[page])
            if options.keep:
                options.keep.mkdir(parents=True, exist_ok=True)
                (options.keep / f"{page}.json").write_text(json.dumps(report), "utf-8")
            missed += not tell(page, report)
        host.shutdown()
    return 1 if missed else 0


def measure(url: str) -> dict:
    """The report of Lighthouse on one page, by its phone preset."""
    command = [node_path(), NODE_MODULES / "lighthouse" / "cli" / "index.js", url]
    options = [
        "--quiet",
        "--output=json",
        "--output-path=stdout",
        f"--only-categories={','.join(THRESHOLDS)}",
        f"--chrome-flags={' '.join(['--headless=new', *CHROMIUM_ARGS])}",
    ]
    done = subprocess.run(
        [*map(str, command), *options],
        env=os.environ | {"CHROME_PATH": str(chromium_path())},
        stdout=subprocess.PIPE,
        encoding="utf-8",
        timeout=300,
        check=True,
    )
    return json.loads(done.stdout)


def tell(page: str, report: dict) -> bool:
    """Print the scores and what cost points; whether every threshold is met."""
    scores = {name: round(100 * (report["categories"][name]["score"] or 0)) for name in THRESHOLDS}
    print(f"{page:12}{''.join(f'{score:>16}' for score in scores.values())}", flush=True)
    for name, score in scores.items():
        if score >= THRESHOLDS[name]:
            continue
        for part in report["categories"][name]["auditRefs"]:
            audit = report["audits"][part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < 0.9:
                print(f"  {name} < {THRESHOLDS[name]}: {audit['title']} {audit.get('displayValue', '')}".rstrip())
    return all(scores[name] >= THRESHOLDS[name] for name in THRESHOLDS)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
