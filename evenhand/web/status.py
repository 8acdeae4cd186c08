"""The HTTP status that an error answers with."""

from http import HTTPStatus

from evenhand.model.errors import EvenhandError

_OF: dict[HTTPStatus, str] = {
    # What was sent cannot be read, or is not of the form that is asked for.
    HTTPStatus.BAD_REQUEST: "101 102 103 110 791 792 794",
    HTTPStatus.UNAUTHORIZED: "783",
    HTTPStatus.FORBIDDEN: "413 571 572 784 793 884 885 886",
    HTTPStatus.NOT_FOUND: "406 410 556 681 782 786 797 822 840 882 888",
    HTTPStatus.METHOD_NOT_ALLOWED: "787",
    HTTPStatus.REQUEST_TIMEOUT: "789",
    HTTPStatus.CONFLICT: "402 407 408 409 654 658",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "104 788",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "790",
    HTTPStatus.TOO_MANY_REQUESTS: "653 785",
    HTTPStatus.INTERNAL_SERVER_ERROR: "796",
    HTTPStatus.SERVICE_UNAVAILABLE: "401 403 404 405 412 795",
}
_BY_CODE = {f"EH{number}": status for status, codes in _OF.items() for number in codes.split()}


def status_of(error: EvenhandError) -> HTTPStatus:
    """The status: 422 for whatever was understood and refused, unless its code says more."""
    return _BY_CODE.get(error.code, HTTPStatus.UNPROCESSABLE_ENTITY)
