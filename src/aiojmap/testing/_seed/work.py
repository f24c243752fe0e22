"""Mail from work: threads with replies, a project folder, builds and files."""

from __future__ import annotations

from typing import Final

from .letter import ME, Attachment, Letter
from .people import BUILDS, IBRAHIM, JUNO, MAYA, TOMAS

_REPORT: Final = Attachment(
    name="Q1 forecast.csv",
    type="text/csv",
    data=b"month,visitors\r\nJanuary,10412\r\nFebruary,11890\r\nMarch,12305\r\n",
)
_PLAN: Final = Attachment(
    name="Lighthouse plan.pdf",
    type="application/pdf",
    data=b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
)
_PIXEL: Final = Attachment(
    name="lamp.gif",
    type="image/gif",
    data=b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00!\xf9\x04\x01\x00\x00\x00"
    b"\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;",
    cid="lamp@lighthouse.example",
)

LETTERS: Final = (
    Letter(
        key="kickoff-1",
        at="2026-02-09T08:15:00Z",
        sender=JUNO,
        to=(ME, MAYA),
        subject="Lighthouse: kick-off on Thursday?",
        text="Hello both,\n\ncould we start on Thursday at ten? I would bring the plan and some "
        "photos of the lamp room.\n\nJuno\n",
        box="Lighthouse",
        keywords=("$seen", "$answered"),
    ),
    Letter(
        key="kickoff-2",
        at="2026-02-09T09:02:00Z",
        sender=ME,
        to=(JUNO,),
        cc=(MAYA,),
        subject="Re: Lighthouse: kick-off on Thursday?",
        text="Thursday at ten is fine with me.\n\nRobin\n\n> could we start on Thursday at ten?\n",
        box="sent",
        answers="kickoff-1",
    ),
    Letter(
        key="kickoff-3",
        at="2026-02-09T11:40:00Z",
        sender=MAYA,
        to=(JUNO, ME),
        subject="Re: Lighthouse: kick-off on Thursday?",
        text="With me too. I have booked the small room.\n\nMaya\n",
        box="Lighthouse",
        answers="kickoff-2",
    ),
    Letter(
        key="plan",
        at="2026-02-12T14:30:00Z",
        sender=JUNO,
        to=(ME, MAYA),
        cc=(IBRAHIM,),
        subject="Lighthouse: the plan as a file",
        text="As promised. The costs on page three are guesses.\n\nJuno\n",
        html="<p>As promised. The costs on page three are <b>guesses</b>.</p>"
        '<p>Juno<br><img src="cid:lamp@lighthouse.example" alt="A lamp"></p>',
        box="Lighthouse",
        keywords=("$seen", "$flagged"),
        attachments=(_PIXEL, _PLAN),
    ),
    Letter(
        key="glass",
        at="2026-03-02T07:55:00Z",
        sender=IBRAHIM,
        subject="Lighthouse: the glass is late",
        text="Good morning,\n\nthe works now say the 27th. I keep at them.\n\nIbrahim\n",
        box="Lighthouse",
        keywords=(),
    ),
    Letter(
        key="forecast-1",
        at="2026-03-03T10:05:00Z",
        sender=TOMAS,
        to=(ME, MAYA),
        subject="Q1 forecast",
        text="Hi,\n\nhere are the numbers so far. March is an estimate.\n\nTomás\n",
        keywords=("$seen", "$answered"),
        attachments=(_REPORT,),
    ),
    Letter(
        key="forecast-2",
        at="2026-03-03T10:48:00Z",
        sender=ME,
        to=(TOMAS,),
        cc=(MAYA,),
        subject="Re: Q1 forecast",
        text="Thank you! Does March count the school groups?\n\nRobin\n",
        box="sent",
        answers="forecast-1",
    ),
    Letter(
        key="forecast-3",
        at="2026-03-04T08:20:00Z",
        sender=TOMAS,
        subject="Re: Q1 forecast",
        text="Not yet, they come in April.\n\n> Does March count the school groups?\n",
        answers="forecast-2",
    ),
    Letter(
        key="build-311",
        at="2026-03-10T02:14:00Z",
        sender=BUILDS,
        subject="[builds] Build 311 of website passed",
        text="All 412 tests passed in 3 min 5 s.\n",
        box="archive",
        list_id="builds.northwind.example",
    ),
    Letter(
        key="build-312",
        at="2026-03-17T02:16:00Z",
        sender=BUILDS,
        subject="[builds] Build 312 of website failed",
        text="2 of 413 tests failed:\n\n  test_opening_hours\n  test_ticket_prices\n",
        keywords=(),
        list_id="builds.northwind.example",
    ),
    Letter(
        key="hours-1",
        at="2026-03-17T08:31:00Z",
        sender=MAYA,
        subject="Opening hours at Easter",
        text="Robin,\n\nthe build is red because of the Easter hours. Which ones are right: until "
        "six, or until eight?\n\nMaya\n",
        keywords=("$seen", "$answered", "$flagged"),
    ),
    Letter(
        key="hours-2",
        at="2026-03-17T08:44:00Z",
        sender=ME,
        to=(MAYA,),
        subject="Re: Opening hours at Easter",
        text="Until eight. Sorry, my mistake.\n\nRobin\n",
        box="sent",
        answers="hours-1",
    ),
    Letter(
        key="hours-3",
        at="2026-03-17T09:10:00Z",
        sender=MAYA,
        subject="Re: Opening hours at Easter",
        text="Fixed, and the build is green again.\n\nMaya\n",
        keywords=(),
        answers="hours-2",
    ),
    Letter(
        key="review",
        at="2026-03-19T15:25:00Z",
        sender=TOMAS,
        to=(ME,),
        cc=(MAYA, JUNO),
        subject="Could you look over the visitor survey?",
        text="Hi Robin,\n\nit goes out on Monday; ten questions, and none about the café.\n\n"
        "Tomás\n",
        keywords=(),
    ),
    Letter(
        key="draft-survey",
        at="2026-03-19T16:00:00Z",
        sender=ME,
        to=(TOMAS,),
        subject="Re: Could you look over the visitor survey?",
        text="Hi Tomás,\n\nquestion four asks two things at once, and\n",
        box="drafts",
        keywords=("$seen", "$draft"),
        answers="review",
    ),
    Letter(
        key="glass-2",
        at="2026-03-20T07:05:00Z",
        sender=IBRAHIM,
        to=(ME, JUNO),
        subject="Re: Lighthouse: the glass is late",
        text="It is on a lorry, three days early. I will believe it when I see it.\n\nIbrahim\n",
        keywords=(),
        answers="glass",
    ),
)
