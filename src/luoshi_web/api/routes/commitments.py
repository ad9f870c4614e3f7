"""Commitments: the list with the filters of its page, and one with its history."""

from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest
from ninja import Path, Query, Router
from pydantic import BaseModel, Field

from luoshi_web.api.paging import Page, Paging, Text, Year, page_of
from luoshi_web.api.routes.places import MISSING, READ
from luoshi_web.api.rows import commitment_row, judged, promises, verdict_row
from luoshi_web.api.serving import TROUBLES
from luoshi_web.api.shapes import CommitmentRow, VerdictRow
from luoshi_web.models import Commitment
from luoshi_web.pages.commitments import Wish, wanted

router = Router()
Key = Annotated[str, Field(pattern=r"^[0-9a-f]{12}-[mps][0-9]{1,9}$", description="key of a commitment")]
Area = Annotated[str, Field(pattern=r"^[a-z]{0,16}$", description="code of a field of government")]
Order = Literal["text", "due", "outcome", "title", "changed"]


class CommitmentWish(Paging):
    """Which commitments, in which order."""

    place: Text = Field("", description="full name of the place")
    year: Year = Field(None, description="year of the report that promises")
    area: Area = ""
    outcome: Commitment.Outcome | None = Field(None, description="latest verdict")
    kind: Commitment.Kind | None = Field(None, description="figure, project or words")
    q: Text = Field("", description="words that title or sentence must contain; the first 60 characters count")
    order: Order = Field("text", description="text: by year and place in the report; or as on the page")


class CandidateRow(BaseModel):
    """A later sentence that may answer a commitment in words; it is no verdict."""

    later: str = Field(description="slug of the later report")
    start: int = Field(description="offset of its first character")
    end: int = Field(description="offset after its last character")
    sentence: str = Field(description="the sentence")
    likeness: str = Field(description="from 0 to 1")


class CommitmentDetail(BaseModel):
    """A commitment, its verdicts (the newest first), and candidates for promises in words."""

    commitment: CommitmentRow
    report_sha256: str = Field(description="digest of the text that start and end count")
    verdicts: list[VerdictRow]
    candidates: list[CandidateRow]


@router.api_operation(READ, "/commitments", response={200: Page[CommitmentRow], **TROUBLES}, operation_id="commitments")
def commitments(request: HttpRequest, wish: Query[CommitmentWish]) -> dict[str, Any]:
    """Commitments of published reports, by the filters of the page /commitments/."""
    page_wish = Wish(
        place=wish.place,
        year=str(wish.year or ""),
        area=wish.area,
        outcome=str(wish.outcome.value) if wish.outcome else "",
        kind=str(wish.kind.value) if wish.kind else "",
        q=wish.q.strip()[:60],
        order=wish.order,
    )
    return page_of(request, promises(wanted(page_wish)), wish, commitment_row)


@router.api_operation(
    READ, "/commitments/{key}", response={200: CommitmentDetail, **MISSING}, operation_id="commitment"
)
def commitment(request: HttpRequest, key: Path[Key]) -> CommitmentDetail:
    """One commitment with the history of its verdicts and their working."""
    del request
    promise = promises(Commitment.objects.filter(key=key)).first()
    if promise is None:
        raise Http404
    candidates = promise.candidates.select_related("later").defer("later__text")
    return CommitmentDetail(
        commitment=commitment_row(promise),
        report_sha256=promise.report.sha256 or "",
        verdicts=[verdict_row(each) for each in judged(promise)],
        candidates=[
            CandidateRow(
                later=each.later.slug, start=each.start, end=each.end, sentence=each.sentence, likeness=each.likeness
            )
            for each in candidates
        ],
    )
