using Azure.Identity;
using Azure.Security.KeyVault.Secrets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Maskinporten;

namespace SystemUser.AspNetCore.Hosts.Tests.Examples;

/// <summary>What docs/keys.md adds to an app.</summary>
internal static class KeysApp
{
    public static async Task ReadVaultAsync(WebApplicationBuilder builder)
    {
        var vault = new SecretClient(new Uri("https://krav.vault.azure.net"), new DefaultAzureCredential());
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["SystemUser:Client:PrivateJwk"] = (await vault.GetSecretAsync("maskinporten-jwk")).Value.Value,
                ["SystemUser:Altinn:SubscriptionKey"] = (await vault.GetSecretAsync("altinn-subscription-key"))
                    .Value
                    .Value,
                ["SystemUser:Decisions:SealKey"] = (await vault.GetSecretAsync("systemuser-seal-key")).Value.Value,
            }
        );
    }

    public static void SignInVault(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IClientAssertionSigner>(_ => new VaultSigner(
            new HttpClient { BaseAddress = new Uri("https://krav.vault.azure.net") },
            new DefaultAzureCredential()
        ));
        builder.Services.AddSystemUserAuthorization();
    }
}
