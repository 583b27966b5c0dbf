using SmartCloud.Configuration;

namespace SmartCloud.Startup;

/// <summary>A program that SmartCloud starts beside itself.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Address">An address that it answers.</param>
/// <param name="Mark">What stands in its answer there, and in nobody else's.</param>
/// <param name="Project">The project, relative to SmartCloud's own.</param>
/// <param name="Settings">What it is told in its environment: where to listen, and where to keep its world.</param>
/// <param name="IsBuiltFirst">Whether its project is built before it is started.</param>
internal sealed record Companion(
    string Name,
    Uri Address,
    string Mark,
    string Project,
    IReadOnlyDictionary<string, string> Settings,
    bool IsBuiltFirst = true
)
{
    /// <summary>Gives the API, which brings the sandbox with it in Development, and the sandbox.</summary>
    /// <param name="options">Where they are, and where SmartCloud keeps its own state.</param>
    public static IEnumerable<Companion> Of(SmartCloudOptions options)
    {
        var api = new Uri(options.KravOgBetalinger.BaseAddress!, "/");
        var sandbox = new Uri(options.Maskinporten.TokenEndpoint!, "/");
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["SystemUserSandbox__Address"] = Origin(sandbox),
            // What SmartCloud remembers of its customers is true in one world only: they are kept side by side.
            ["SystemUserSandbox__StateFolder"] = Path.GetFullPath("sandbox", Path.GetFullPath(options.StateFolder!)),
        };
        yield return new(
            "Krav og betalinger",
            api,
            "Krav og betalinger",
            options.Companions.ApiProject,
            new Dictionary<string, string>(settings, StringComparer.Ordinal) { ["ASPNETCORE_URLS"] = Origin(api) },
            options.Companions.Build
        );
        yield return new(
            "the sandbox",
            new Uri(sandbox, ".well-known/oauth-authorization-server"),
            "token_endpoint",
            options.Companions.SandboxProject,
            settings,
            options.Companions.Build
        );
    }

    private static string Origin(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
