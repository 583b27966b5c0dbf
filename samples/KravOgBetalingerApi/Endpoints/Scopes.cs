namespace KravOgBetalingerApi.Endpoints;

/// <summary>The scopes that Skatteetaten gives vendors.</summary>
internal static class Scopes
{
    /// <summary>For claims and payments.</summary>
    public const string KravOgBetalinger = "skatteetaten:kravogbetalinger";

    /// <summary>For reports of housing companies.</summary>
    public const string Boligselskap = "skatteetaten:innrapporteringboligselskap";
}
