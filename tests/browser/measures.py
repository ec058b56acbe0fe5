"""What eyes miss on a page: axe's violations, blocks that do not mirror, sideways scroll, words left in English, bytes and paint."""

from pathlib import Path
from typing import Any

import axe_playwright_python

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")).read_text(encoding="utf-8")
SLACK = 2.5  # pixels: the width of a scroll bar's rounding, not of a misplaced block

BOXES = """() => { const wide = document.documentElement.clientWidth, out = [];
  for (const e of document.body.querySelectorAll('*')) {
    if (['SCRIPT', 'STYLE'].includes(e.tagName) || e.closest('svg')) continue;
    const box = e.getBoundingClientRect();
    if (box.width < 2 || box.height < 2 || getComputedStyle(e).display === 'inline') continue;
    out.push([`${e.localName}.${e.className} in #${e.closest('[id]')?.id}`, box.left, box.right, wide]);
  } return out; }"""
TURN = "document.documentElement.dir = document.documentElement.dir === 'rtl' ? 'ltr' : 'rtl'"
DATA = "script, style, code, pre, kbd, [translate=no], bdi, svg, textarea, select, [dir=auto]"  # not the page's own words
ENGLISH = """([lang, data]) => { const found = [], words = lang === 'ur' ? /[A-Za-z]{4,}(?: [A-Za-z]{2,})+|^[A-Z]?[a-z]{4,}$/
    : /[A-Za-z]{4,}(?: [A-Za-z]{2,}){2,}|^[A-Z][a-z]{4,}$/;
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const e = walk.currentNode.parentElement, text = walk.currentNode.data.trim(), own = e.closest('[lang]')?.lang;
    if (!text || e.closest(data) || (own && !own.startsWith(lang))) continue;
    if (words.test(text)) found.push(text.slice(0, 60));
  } return [...new Set(found)]; }"""
PAINT = """() => new Promise(done => { let lcp = 0, cls = 0;
  new PerformanceObserver(l => { for (const e of l.getEntries()) lcp = e.startTime })
    .observe({type: 'largest-contentful-paint', buffered: true});
  new PerformanceObserver(l => { for (const e of l.getEntries()) if (!e.hadRecentInput) cls += e.value })
    .observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done({lcp, cls}), 300); })"""
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 25_000}  # 400 kbit/s down


def violations(page: Any) -> list[str]:
    """What axe finds: the rule and the first elements."""
    page.evaluate(AXE)
    found = page.evaluate("tags => axe.run({runOnly: tags})", TAGS)["violations"]
    return [f"{one['id']}: {[node['html'][:120] for node in one['nodes'][:3]]}" for one in found]


def unmirrored(page: Any) -> list[str]:
    """Blocks that do not land on the mirrored place when the page's direction turns."""
    before = page.evaluate(BOXES)
    page.evaluate(TURN)
    after = page.evaluate(BOXES)
    page.evaluate(TURN)
    return sorted({a[0] for a, b in zip(before, after, strict=False) if abs((a[3] - a[2]) - b[1]) > SLACK})


def sideways(page: Any) -> int:
    """Pixels by which the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")


def left_in_english(page: Any, language: str) -> list[str]:
    return page.evaluate(ENGLISH, [language, DATA]) if language != "en" else []


def weigh(page: Any, path: str) -> int:
    """Bytes on the wire for a visit of this page, all its requests together."""
    session, seen = page.context.new_cdp_session(page), []
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: seen.append(event["encodedDataLength"]))
    page.goto(path, wait_until="networkidle")
    session.detach()
    return int(sum(seen))


def paint_slowly(page: Any, path: str) -> dict[str, float]:
    """Largest paint (ms) and layout shift of a first visit on a slow line and a slow machine."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(path, wait_until="load")
    return page.evaluate(PAINT)
