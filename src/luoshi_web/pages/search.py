"""Search of commitments by what they say."""

from django.db.models import Q, QuerySet

from luoshi_web.models import Commitment


def matching(commitments: QuerySet[Commitment], words: str) -> QuerySet[Commitment]:
    """Those of ``commitments`` whose title or sentence contains every one of ``words`` (blanks between them)."""
    for word in words.split():
        commitments = commitments.filter(Q(sentence__contains=word) | Q(title__contains=word))
    return commitments
