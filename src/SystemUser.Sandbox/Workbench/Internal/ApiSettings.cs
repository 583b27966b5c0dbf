namespace SystemUser.Sandbox.Workbench.Internal;

/// <summary>What an API demands of a token, so far as its configuration says it: for an app with the sandbox in it, the app's own.</summary>
/// <param name="Scopes">The scopes that every token must hold, with spaces between them.</param>
/// <param name="Audience">The audience that a token must be for; empty for any.</param>
internal sealed record ApiSettings(string Scopes, string Audience)
{
    public const string DefaultAddress = "http://localhost:5080/";

    private const string Section = "SystemUser";

    public static ApiSettings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        return new(
            string.Join(' ', section.GetSection("RequiredScopes").GetChildren().Select(scope => scope.Value)),
            section["Maskinporten:Audience"] ?? ""
        );
    }
}
