"""Tells browsers what a page may load and do: files from this server and nothing else, nothing inline, no devices."""

from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse

STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SANDBOXED = f"{STRICT}; sandbox"
"""For what somebody outside wrote: whatever a browser takes it for, it runs nothing and is nobody's."""
NO_DEVICES = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "geolocation",
        "gyroscope", "hid", "idle-detection", "magnetometer", "microphone", "midi", "payment", "screen-wake-lock",
        "serial", "usb", "xr-spatial-tracking",
    )
)  # fmt: skip
PASSKEYS = "publickey-credentials-create=(self), publickey-credentials-get=(self)"

POLICY = "Content-Security-Policy"
HEADERS: Mapping[str, str] = {
    POLICY: STRICT,
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
        """Answer the request, with the policy on it; no view loosens it, and one that gives out files tightens it."""
        response = self.get_response(request)
        is_sandboxed = response.headers.get(POLICY) == SANDBOXED
        for name, value in HEADERS.items():
            response.headers[name] = value
        if is_sandboxed:
            response.headers[POLICY] = SANDBOXED
        return response
