using Microsoft.Extensions.Options;

namespace SmartCloud.Configuration;

/// <summary>Fills in the addresses of the environment where none are set.</summary>
/// <param name="configuration">Knows where SmartCloud itself listens.</param>
internal sealed class SmartCloudDefaults(IConfiguration configuration) : IPostConfigureOptions<SmartCloudOptions>
{
    private const int OwnPort = 5070;
    private const int ApiAfterOwn = 10;
    private const int SandboxAfterOwn = 20;

    /// <inheritdoc/>
    public void PostConfigure(string? name, SmartCloudOptions options)
    {
        // Everything in the sandbox stands beside SmartCloud: whoever moves it moves the rest.
        var own = OwnAddress();
        var sandbox = Beside(own, SandboxAfterOwn);
        var (issuer, platform, api) = options.Environment switch
        {
            SmartCloudEnvironment.Sandbox => (sandbox, sandbox, Beside(own, ApiAfterOwn) + "v1/"),
            SmartCloudEnvironment.Test => (
                "https://test.maskinporten.no/",
                "https://platform.tt02.altinn.no/",
                "https://kravogbetalinger.api.skatteetaten-test.no/v1/"
            ),
            SmartCloudEnvironment.Production => (
                "https://maskinporten.no/",
                "https://platform.altinn.no/",
                "https://kravogbetalinger.api.skatteetaten.no/v1/"
            ),
            _ => (null, null, null),
        };
        options.Maskinporten.Issuer ??= issuer;
        options.Maskinporten.TokenEndpoint ??= Under(options.Maskinporten.Issuer, "token");
        options.Altinn.BaseAddress = AsFolder(options.Altinn.BaseAddress ?? Absolute(platform));
        options.KravOgBetalinger.BaseAddress = AsFolder(options.KravOgBetalinger.BaseAddress ?? Absolute(api));
        options.PublicAddress = AsFolder(options.PublicAddress ?? own);
        options.StateFolder ??= DefaultFolder(options.Environment);
    }

    private Uri OwnAddress() =>
        (configuration[WebHostDefaults.ServerUrlsKey] ?? "")
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(Absolute)
            .FirstOrDefault(address => address is { Port: > 0 } && SafeUri.IsSafe(address))
        ?? new Uri($"http://localhost:{OwnPort}/");

    private static string Beside(Uri own, int ports) => $"http://localhost:{own.Port + ports}/";

    private static Uri? Absolute(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var absolute) ? absolute : null;

    private static Uri? Under(string? issuer, string path) =>
        AsFolder(Absolute(issuer)) is { } folder ? new Uri(folder, path) : null;

    // Relative paths replace the last segment of an address that does not end in a slash.
    private static Uri? AsFolder(Uri? address) =>
        address is not { IsAbsoluteUri: true } || address.AbsoluteUri.EndsWith('/')
            ? address
            : new Uri(address.AbsoluteUri + "/");

    private static string? DefaultFolder(SmartCloudEnvironment? environment)
    {
        var data = Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData,
            Environment.SpecialFolderOption.DoNotVerify
        );
        return environment is null || data.Length == 0 ? null : Path.Combine(data, "SmartCloud", $"{environment}");
    }
}
