"""Tells browsers what a page may load and do: files from this server and nothing else, nothing inline, no devices."""

from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse

STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
NO_DEVICES = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "geolocation",
        "gyroscope", "hid", "idle-detection", "magnetometer", "microphone", "midi", "payment", "screen-wake-lock",
        "serial", "usb", "xr-spatial-tracking",
    )
)  # fmt: skip
PASSKEYS = "publickey-credentials-create=(self), publickey-credentials-get=(self)"

HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": STRICT,
    "Permissions-Policy": f"{NO_DEVICES}, {PASSKEYS}",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
"""On every answer, whoever gives it: pages, problems, redirects, files. Django's own middleware adds HSTS, nosniff,
the referrer's and the opener's policy."""


class ContentPolicyMiddleware:
    """The outermost: nothing leaves without these."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, with the policy on it; no view loosens it."""
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response
