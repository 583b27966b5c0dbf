namespace EndToEnd.Tests.Oracle;

/// <summary>The sample's endpoints, as its README lists them.</summary>
public static class Endpoints
{
    public const string Scope = "skatteetaten:kravogbetalinger";
    public const string ReportScope = "skatteetaten:innrapporteringboligselskap";
    private const string Resource = "ske-krav-og-betalinger";
    private const string Period = "?fraOgMed=2026-01-01&tilOgMed=2026-06-30";

    /// <summary>Gets the endpoints that demand a right.</summary>
    public static IReadOnlyList<Endpoint> WithRight { get; } =
    [
        Regnskapssystem("{party}/aapnekrav"),
        Regnskapssystem("{party}/krav" + Period),
        Regnskapssystem("{party}/innbetalinger" + Period),
        Regnskapssystem("{party}/utbetalinger" + Period),
        Regnskapssystem("egen/aapnekrav"),
        new(
            "POST",
            "/v1/innrapportering/boligselskap/{party}",
            ReportScope,
            "ske-innrapportering-boligselskap",
            NeedsSystemUser: true,
            (200, Contract.Granted)
        ),
    ];

    /// <summary>Gets the endpoints that demand a scope alone: the list of clients, which a system user has, and what takes consent.</summary>
    public static IReadOnlyList<Endpoint> WithScope { get; } =
    [
        new("GET", "/v1/regnskapssystem/klienter/aapnekrav", Scope, null, true, (200, Contract.Granted)),
        new("GET", "/v1/finans/{party}/aapnekrav", Scope, null, false, (403, "KB-005")),
    ];

    private static Endpoint Regnskapssystem(string path) =>
        new("GET", "/v1/regnskapssystem/" + path, Scope, Resource, NeedsSystemUser: true, (200, Contract.Granted));
}
