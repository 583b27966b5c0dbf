namespace SystemUser.Sandbox.Portal.Internal;

/// <summary>What a browser may do with a page of the portal.</summary>
internal static class PortalHeaders
{
    // Browsers hold redirects after a form to form-action too, so pages lead back to the vendor by a link, not by a redirect.
    private const string Policy =
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static void Write(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers.CacheControl = "no-store";

        // Not no-referrer: browsers would send forms with the origin null.
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
    }
}
