"""Plain language, measured: the English pages and forms against the rules of the guide.

The numbers come from the NHS service manual and GOV.UK (reading age 9 to 11, sentences of 20 words or fewer, paragraphs
of three sentences or fewer) and are English numbers: no other language is held to them.

What must break a rule says so beside the text, with a reason, as a comment on the line before it:

    <!-- allow sentence: the official name of the Act -->        in a page
    # allow word: a parent's own word                            in front matter

The rules by name: sentence, paragraph, word, short form, link, average, grade, length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import textstat

from guide.source.pages import Page
from guide.source.problems import Problem
from guide.translation.segments import Found

LONGEST_SENTENCE = 20  # words
LONGEST_PARAGRAPH = 3  # sentences
LONGEST_PAGE = 700  # words
AVERAGE_SENTENCE = 15  # words, over a page
HIGHEST_GRADE = 6.0  # Flesch-Kincaid grade, over a page

# Word to avoid (a regular expression): the word to use.
WORDS = {
    r"additional": "more, extra",
    r"advis(?:e|es|ed|able)": "tell, say",
    r"alternatively": "or",
    r"appropriate(?:ly)?": "right",
    r"approximately": "about",
    r"assist(?:s|ed|ance)?": "help",
    r"at this point in time": "now",
    r"attend(?:s|ed|ance)?": "come, go to",
    r"barriers?": "what gets in the way",
    r"commenc(?:e|es|ed|ing)": "start",
    r"concerning": "about",
    r"don[’']t worry": "leave it out",
    r"do not hesitate": "leave it out",
    r"due to": "because of",
    r"empower(?:s|ed|ing|ment)?": "say what the person can do",
    r"engag(?:e|es|ed|ing|ement)": "take part, talk",
    r"ensur(?:e|es|ed|ing)": "make sure",
    r"facilitat(?:e|es|ed|ing)": "help",
    r"in order to": "to",
    r"inform(?:s|ed)?": "tell",
    r"just": "leave it out",
    r"obtain(?:s|ed|ing)?": "get",
    r"obviously": "leave it out",
    r"participat(?:e|es|ed|ing|ion)": "take part",
    r"please note": "leave it out",
    r"prior to": "before",
    r"provid(?:e|es|ed|ing)": "give",
    r"provision": "help",
    r"purchas(?:e|es|ed|ing)": "buy",
    r"regarding": "about",
    r"requir(?:e|es|ed|ing|ements?)": "need",
    r"simply": "leave it out",
    r"special needs": "additional learning needs",
    r"stakeholders?": "people",
    r"sufficient": "enough",
    r"suffer(?:s|ed|ing)? from": "have",
    r"upon": "on",
    r"utilis(?:e|es|ed|ing)": "use",
    r"via": "by",
    r"whilst": "while",
}

# What may hold a word of the list: names that the law gives.
OFFICIAL = (
    "additional learning needs",
    "additional learning provision",
    "Additional Learning Needs and Education Tribunal",
    "impartial information and advice",
    "Give help (provision)",
)

# Short forms that need no explaining: names, and words that phones and papers show.
KNOWN = {"NHS", "SNAP", "PDF", "UA", "QR", "OK"}

_WORD = re.compile(r"[^\W_][\w’'-]*")
_SENTENCE_END = re.compile(r"(?<=[.?!])[”’)]*\s+")
_QUOTED = re.compile(r":\s+(?=“)")
_LINK = re.compile(r"!?\[(?P<text>[^\]]*)\]\((?P<target>[^)]*)\)")
_VAGUE = re.compile(r"(?:click |tap )?here|this(?: page| link)?|(?:read |learn )?more|link|https?://\S+|www\.\S+", re.I)
_SHORT_FORM = re.compile(r"\b(?:[A-Z]{2,}(?:Co)?)\b")
_ALLOW = re.compile(r"(?:<!--|#)\s*allow (?P<rule>[a-z ]+?):\s*(?P<reason>.*?)\s*(?:-->)?\s*$")
_READ = {"paragraph", "list item", "explanation", "table cell", "text", "form", "page description"}


@dataclass(frozen=True)
class Finding:
    """One place that breaks a rule. `line` counts from 1, 0 means the whole page."""

    line: int
    rule: str
    message: str


@dataclass(frozen=True)
class Measure:
    """How a page reads: words, words a sentence on average, Flesch-Kincaid grade (US school years)."""

    words: int
    average: float
    grade: float


def spoken(segment: str) -> str:
    """Return a segment as it is read: link texts without targets, no marks of emphasis, no footnotes."""
    text = _LINK.sub(lambda link: link["text"], segment)
    text = re.sub(r"\[\^[^\]]*\]", "", text)
    return re.sub(r"[*_`]", "", text)


def sentences(text: str) -> list[str]:
    """Split a text into sentences."""
    return [each for each in _SENTENCE_END.split(text) if _WORD.search(each)]


def measure(segments: list[Found]) -> Measure:
    """Measure a page by the segments that are read as sentences."""
    read = [spoken(each.source) for each in segments if each.kind in _READ]
    every = [sentence for text in read for sentence in sentences(text)]
    words = sum(len(_WORD.findall(spoken(each.source))) for each in segments if each.kind != "page description")
    if not every:
        return Measure(words, 0, 0)
    text = " ".join(each if each[-1] in ".?!" else f"{each}." for each in every)
    counted = sum(len(_WORD.findall(each)) for each in every)
    return Measure(words, counted / len(every), textstat.flesch_kincaid_grade(text))


def check_page(page: Page, segments: list[Found]) -> Iterator[Problem]:
    """Yield what breaks a rule and is not allowed, and what is allowed without need."""
    allowed = list(_allowed(page))
    used: set[int] = set()
    for finding in [*_findings(page, segments), *_whole(segments)]:
        excuse = next((each for each in allowed if _excuses(each, finding)), None)
        if excuse:
            used.add(excuse.line)
        else:
            yield Problem(page.path, finding.line, finding.message, f"plain language: {finding.rule}")
    for each in allowed:
        if each.line not in used:
            message = f'"allow {each.rule}" excuses nothing; take it out'
            yield Problem(page.path, each.line, message, "plain language")
        if not each.reason:
            message = f'"allow {each.rule}:" gives no reason; add it'
            yield Problem(page.path, each.line, message, "plain language")


@dataclass(frozen=True)
class _Allowed:
    rule: str
    reason: str
    line: int
    last: int  # the last line of the block that it stands before


def _excuses(allowed: _Allowed, finding: Finding) -> bool:
    return allowed.rule == finding.rule and (finding.line == 0 or allowed.line < finding.line <= allowed.last)


def _allowed(page: Page) -> Iterator[_Allowed]:
    lines = [*enumerate(page.header.splitlines(), page.header_line), *enumerate(page.body.splitlines(), page.body_line)]
    for index, (number, text) in enumerate(lines):
        if match := _ALLOW.search(text):
            last = number
            for following, content in lines[index + 1 :]:
                if not content.strip() and last > number:
                    break
                last = following if content.strip() else last
            yield _Allowed(match["rule"], match["reason"], number, last)


def _findings(page: Page, segments: list[Found]) -> Iterator[Finding]:
    explained: set[str] = set()
    for each in segments:
        text = spoken(each.source)
        line = page.line_of(each.source)
        if each.kind in _READ:
            yield from _long(page, each, text, line)
        yield from _words(text, line)
        yield from _links(each.source, line)
        if not each.kind.startswith("page ") and each.kind != "heading":
            yield from _short_forms(text, line, explained)


def _long(page: Page, segment: Found, text: str, line: int) -> Iterator[Finding]:
    found = sentences(text)
    # What is quoted after a colon is a sentence of its own: “You can say: …”.
    for sentence in (part for each in found for part in _QUOTED.split(each)):
        count = len(_WORD.findall(sentence))
        if count > LONGEST_SENTENCE:
            message = f"{count} words, {LONGEST_SENTENCE} at most: “{sentence.strip('“”')}”; make two sentences"
            yield Finding(line, "sentence", message)
    if len(found) > LONGEST_PARAGRAPH:
        start = " ".join(text.split()[:6])
        message = f"{len(found)} sentences, {LONGEST_PARAGRAPH} at most: “{start} …”; start a new paragraph"
        yield Finding(line, "paragraph", message)


def _words(text: str, line: int) -> Iterator[Finding]:
    plain = text
    for term in OFFICIAL:
        plain = re.sub(re.escape(term), "", plain, flags=re.I)
    for word, instead in WORDS.items():
        if match := re.search(rf"\b{word}\b", plain, re.I):
            sentence = next((each for each in sentences(text) if match[0] in each), text)
            yield Finding(line, "word", f"“{match[0]}”: write {instead}; found in “{sentence.strip('“”')}”")


def _links(source: str, line: int) -> Iterator[Finding]:
    for link in _LINK.finditer(source):
        if _VAGUE.fullmatch(link["text"].strip()):
            message = f"the link text “{link['text']}” does not say where it leads ({link['target']})"
            yield Finding(line, "link", message)


def _short_forms(text: str, line: int, explained: set[str]) -> Iterator[Finding]:
    """Find short forms that neither the words before them explain, `words (ABC)`, nor those after them."""
    text = text.replace("ALN co-ordinator (ALNCo)", "co-ordinator (ALNCo)")  # a name, explained as a whole
    for match in _SHORT_FORM.finditer(text):
        short = match[0]
        if short in KNOWN or short in explained:
            continue
        explained.add(short)
        before, after = text[: match.start()], text[match.end() :]
        if before.endswith("(") or re.match(r" \(|, the |: the | (?:is|means) ", after):
            continue
        message = f"“{short}” is not explained where it first stands: “{text[:60]}”; write the words, then ({short})"
        yield Finding(line, "short form", message)


def _whole(segments: list[Found]) -> Iterator[Finding]:
    page = measure(segments)
    if page.grade > HIGHEST_GRADE:
        yield Finding(0, "grade", f"reading grade {page.grade:.1f}, {HIGHEST_GRADE:.0f} at most (Flesch-Kincaid)")
    if page.average > AVERAGE_SENTENCE:
        yield Finding(0, "average", f"{page.average:.1f} words a sentence on average, {AVERAGE_SENTENCE} at most")
    if page.words > LONGEST_PAGE:
        yield Finding(0, "length", f"{page.words} words, {LONGEST_PAGE} at most")
