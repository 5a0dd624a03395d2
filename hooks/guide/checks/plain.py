"""Plain language, measured: the English pages and forms against the rules of the guide.

The numbers come from the NHS service manual and GOV.UK (reading age 9 to 11, sentences of 20 words or fewer, paragraphs
of three sentences or fewer) and are English numbers: no other language is held to them.

What must break a rule says so beside the text, with a reason, as a comment on the line before it:

    <!-- allow sentence: the official name of the Act -->        in a page
    # allow word: a parent's own word                            in front matter

The rules by name: sentence, paragraph, word, short form, link, average, grade, length, clipped.

A page for parents must not be too easy either: where sentences have ten words or fewer, and no long one among them, the
reasons are missing. So its average, its grade and its share of short sentences are held from both sides. They are taken
over the running text: what is said in paragraphs, lists and explanations, without links that stand alone and without
speech, a quotation that ends as a sentence (“Who will be there?”), nor the words that lead to it (You can ask:).

The reading grade is the one of Kincaid, Fishburne, Rogers and Chissom, "Derivation of New Readability Formulas" (US
Navy, Research Branch Report 8-75, 1975): 0.39 x words a sentence + 11.8 x syllables a word - 15.59, in US school years.
Syllables are the larger of two counts: the parts into which the English hyphenation patterns divide a word, which miss
short syllables at its ends ("a-bout", "read-y"), and its groups of vowels without a silent e, which miss vowels that
meet ("be-ing"). What follows an apostrophe adds none; letters and numbers that are read one by one count as one.

Held against the CMU Pronouncing Dictionary: 1.219 syllables a word in place of 1.218 over the 7,709 words of this guide
that it knows (November 2026), which is 0.01 of a grade; 367 in place of 369 in the Gettysburg Address, 0.1 of a grade.
Held against published scores of Flesch's reading ease, which has the same two counts: 65 for that address, as a word
processor says; 37.5 for the sentence on the platypus and 116 for the cat on the mat, as encyclopedias quote them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pyphen

from guide.project import Project
from guide.source.pages import Page
from guide.source.problems import Problem
from guide.translation.segments import Found
from guide.translation.strings import IN_MESSAGES, ON_PAPER
from guide.words import words

LONGEST_SENTENCE = 20  # words
LONGEST_PARAGRAPH = 3  # sentences
LONGEST_PAGE = 700  # words
AVERAGE_SENTENCE = 15  # words, over a page
HIGHEST_GRADE = 6.0  # Flesch-Kincaid grade, over a page
PARENTS_AVERAGE = (10, 14)  # words a sentence, over a page for parents
PARENTS_LOWEST_GRADE = 3.5  # over a page for parents: under it, the reasons are missing
ENOUGH = 40  # words of a page, before its sentences tell how it reads
SHORT_SENTENCE = 6  # words; shorter ones are clipped
MOST_CLIPPED = 1 / 6  # of a page's sentences

_WORDS = words("plain")
_HYPHENS = pyphen.Pyphen(lang="en_US")

_WORD = re.compile(r"[^\W_][\w’'-]*")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:(?<=[^aeiouyl])e|(?<=[aeiouy]l)e|(?<=[^aeiouytd])ed|(?<=[^aeiouycghsxz])es)$")
_APOSTROPHE = re.compile(r"[’'].*")
_SENTENCE_END = re.compile(r"(?<=[.?!])[”’)]*\s+")
_SPEECH = re.compile(r"“[^“”]*[.?!]”")
_SPOKEN = "\x00"
_QUOTED = re.compile(r":\s+(?=“)")
_LINK = re.compile(r"!?\[(?P<text>[^\]]*)\]\((?P<target>[^)]*)\)")
_VAGUE = re.compile(r"(?:click |tap )?here|this(?: page| link)?|(?:read |learn )?more|link|https?://\S+|www\.\S+", re.I)
_SHORT_FORM = re.compile(r"\b(?:[A-Z]{2,}(?:Co)?)\b")
_ALLOW = re.compile(r"(?:<!--|#)\s*allow (?P<rule>[a-z ]+?):\s*(?P<reason>.*?)\s*(?:-->)?\s*$")

# What stands elsewhere than on the page.
_BESIDE = ("page description", IN_MESSAGES, ON_PAPER)
_RUNNING = {"paragraph", "list item", "explanation", "table cell", "text", "form"}
_READ = {*_RUNNING, "page description"}


@dataclass(frozen=True)
class Finding:
    """One place that breaks a rule. `line` counts from 1, 0 means the whole page."""

    line: int
    rule: str
    message: str


@dataclass(frozen=True)
class Measure:
    """How a page reads.

    words: all that stand on it; a text of a form that stands twice, as in a letter and its reminder, once
    average: words a sentence
    grade: Flesch-Kincaid grade, in US school years
    clipped: the share of sentences under six words, 0 to 1
    """

    words: int
    average: float
    grade: float
    clipped: float


def spoken(segment: str) -> str:
    """Return a segment as it is read: link texts without targets, no marks of emphasis, no footnotes."""
    text = _LINK.sub(lambda link: link["text"], segment)
    text = re.sub(r"\[\^[^\]]*\]", "", text)
    return re.sub(r"[*_`]", "", text)


def sentences(text: str) -> list[str]:
    """Split a text into sentences."""
    return [each for each in _SENTENCE_END.split(text) if _WORD.search(each)]


def running_text(segments: list[Found]) -> list[str]:
    """Return the sentences of a page's running text."""
    read = [spoken(each.source) for each in segments if each.kind in _RUNNING and not _LINK.fullmatch(each.source)]
    said = [sentence for text in read for sentence in sentences(_SPEECH.sub(f" {_SPOKEN}. ", text))]
    return [each for each in said if _SPOKEN not in each]


def measure(segments: list[Found]) -> Measure:
    """Measure a page: its words, without what stands elsewhere, and the rest over its running text."""
    there = [(each.kind, spoken(each.source)) for each in segments if each.kind not in _BESIDE]
    texts = [text for kind, text in there if kind != "form"] + list({text for kind, text in there if kind == "form"})
    words = sum(len(_WORD.findall(text)) for text in texts)
    counted = [_WORD.findall(sentence) for sentence in running_text(segments)]
    if not counted:
        return Measure(words, 0, 0, 0)
    every = [word for sentence in counted for word in sentence]
    clipped = sum(len(sentence) < SHORT_SENTENCE for sentence in counted) / len(counted)
    return Measure(words, len(every) / len(counted), grade(every, len(counted)), clipped)


def grade(words: list[str], sentences: int) -> float:
    """Return the Flesch-Kincaid grade of words that stand in so many sentences. Neither may be none."""
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def syllables(word: str) -> int:
    """Count the syllables of an English word, one at least; those of a word with hyphens together."""
    return sum(map(_syllables, _APOSTROPHE.sub("", word.lower()).split("-")))


def _syllables(part: str) -> int:
    voiced = len(_VOWELS.findall(part)) - bool(_SILENT.search(part))
    return max(1, voiced, len(_HYPHENS.positions(part)) + 1)


def check(project: Project) -> Iterator[Problem]:
    """Find what breaks the rules of plain language in English pages and forms."""
    for page in project.pages:
        yield from check_page(page, project.strings.read(page))


def check_page(page: Page, segments: list[Found]) -> Iterator[Problem]:
    """Yield what breaks a rule and is not allowed, and what is allowed without need."""
    allowed = list(_allowed(page))
    used: set[int] = set()
    for finding in [*_findings(page, segments), *_whole(page, segments)]:
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
    for term in _WORDS["official"]:
        plain = re.sub(re.escape(term), "", plain, flags=re.I)
    for word, instead in _WORDS["avoid"].items():
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
        if short in _WORDS["known"] or short in explained:
            continue
        explained.add(short)
        before, after = text[: match.start()], text[match.end() :]
        if before.endswith("(") or re.match(r" \(|, the |: the | (?:is|means) ", after):
            continue
        message = f"“{short}” is not explained where it first stands: “{text[:60]}”; write the words, then ({short})"
        yield Finding(line, "short form", message)


def _whole(page: Page, segments: list[Found]) -> Iterator[Finding]:
    found = measure(segments)
    if found.grade > HIGHEST_GRADE:
        yield Finding(0, "grade", f"reading grade {found.grade:.1f}, {HIGHEST_GRADE:.0f} at most (Flesch-Kincaid)")
    if found.average > AVERAGE_SENTENCE:
        yield Finding(0, "average", f"{found.average:.1f} words a sentence on average, {AVERAGE_SENTENCE} at most")
    if found.words > LONGEST_PAGE:
        yield Finding(0, "length", f"{found.words} words, {LONGEST_PAGE} at most")
    if _for_parents(page) and found.words >= ENOUGH:
        yield from _clipped(found)


def _for_parents(page: Page) -> bool:
    """Say whether a page is for parents: those at the top of docs/ are, the others have folders."""
    return page.path.count("/") == 1


def _clipped(found: Measure) -> Iterator[Finding]:
    low, high = PARENTS_AVERAGE
    if not low <= found.average <= high:
        message = f"{found.average:.1f} words a sentence on average; a page for parents has {low} to {high}"
        yield Finding(0, "average", message)
    if found.grade < PARENTS_LOWEST_GRADE:
        message = f"reading grade {found.grade:.1f}, {PARENTS_LOWEST_GRADE} at least; say why, and what to do if not"
        yield Finding(0, "grade", message)
    if found.clipped > MOST_CLIPPED:
        message = f"{found.clipped:.0%} of the sentences have under {SHORT_SENTENCE} words, {MOST_CLIPPED:.0%} at most"
        yield Finding(0, "clipped", f"{message}; join some, with “because” or “if”")
