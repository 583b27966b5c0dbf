using SystemUser.AspNetCore.Authorization;

namespace HostedApp.Endpoints;

/// <summary>Handlers of a minimal API.</summary>
public static class Handlers
{
    public static string Open() => "in";

    [RequireSystemUserRight("ske-krav-og-betalinger")]
    public static string Krav() => "krav";
}
