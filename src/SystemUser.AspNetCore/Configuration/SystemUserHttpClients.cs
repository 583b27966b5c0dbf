namespace SystemUser.AspNetCore.Configuration;

/// <summary>The names of the package's HTTP clients, for apps that need a proxy or tests that need no network.</summary>
/// <remarks>
/// Configure them as any named client: <c>services.AddHttpClient(SystemUserHttpClients.Altinn).ConfigurePrimaryHttpMessageHandler(…)</c>.
/// Budgets, retries and size limits are the package's own and stay.
/// </remarks>
public static class SystemUserHttpClients
{
    /// <summary>Metadata, keys and the token endpoint of Maskinporten.</summary>
    public const string Maskinporten = "SystemUser.Maskinporten";

    /// <summary>Token exchange, policy decision point, authorized parties and resource registry of Altinn.</summary>
    public const string Altinn = "SystemUser.Altinn";
}
