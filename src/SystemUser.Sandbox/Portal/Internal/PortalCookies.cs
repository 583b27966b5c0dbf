using SystemUser.Sandbox.Wire.Internal;

namespace SystemUser.Sandbox.Portal.Internal;

/// <summary>
/// The portal's cookies. Browsers share them between the ports of a machine, so that each sandbox has names of its own: two of them do
/// not log each other's visitors out.
/// </summary>
internal sealed class PortalCookies(WireAddress address)
{
    private const string Prefix = "SystemUserSandbox.";

    /// <summary>The language, which may be the same everywhere.</summary>
    public const string Language = Prefix + "Language";

    /// <summary>That no page is to lead on by itself.</summary>
    public const string Stay = Prefix + "Stay";

    public string Actor => Name("Actor");

    public string Form => Name("Form");

    public string Done => Name("Done");

    /// <summary>Keeps a value until the browser is closed.</summary>
    public static void Write(HttpContext context, string name, string value) =>
        context.Response.Cookies.Append(
            name,
            value,
            new CookieOptions
            {
                HttpOnly = true,
                IsEssential = true,
                SameSite = SameSiteMode.Lax, // Lax, because vendors send their customers here.
                Secure = context.Request.IsHttps,
            }
        );

    private string Name(string name) => $"{Prefix}{name}.{address.Base.Port}";
}
