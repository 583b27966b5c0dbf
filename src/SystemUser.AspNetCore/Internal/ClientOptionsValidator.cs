using Microsoft.Extensions.Options;
using SystemUser.AspNetCore.Altinn;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Maskinporten;

namespace SystemUser.AspNetCore.Internal;

/// <summary>Demands what the provider's own calls need, unless the app makes those calls itself.</summary>
internal sealed class ClientOptionsValidator(ReplaceableServices services) : IValidateOptions<SystemUserOptions>
{
    public ValidateOptionsResult Validate(string? name, SystemUserOptions options)
    {
        var faults = new OptionsFaults(options);
        if (services.IsReplaced<IPolicyDecisionPoint>())
        {
            return faults.ToResult();
        }

        if (string.IsNullOrWhiteSpace(options.Altinn.SubscriptionKey))
        {
            faults.Add(
                "Altinn:SubscriptionKey",
                "is missing. Set it to the key that Altinn's service desk gave you, or register an IPolicyDecisionPoint of your own."
            );
        }

        if (!services.IsReplaced<IAltinnTokenProvider>())
        {
            Client(options.Client, faults);
        }

        return faults.ToResult();
    }

    private void Client(MaskinportenClientOptions client, OptionsFaults faults)
    {
        if (string.IsNullOrWhiteSpace(client.ClientId))
        {
            faults.Add(
                "Client:ClientId",
                "is missing. Set it to the id of your Maskinporten client with the scope altinn:authorization/authorize, or register an IAltinnTokenProvider of your own."
            );
        }

        if (!services.IsReplaced<IClientAssertionSigner>())
        {
            Key(client, faults);
        }
    }

    private static void Key(MaskinportenClientOptions client, OptionsFaults faults)
    {
        var given = new[] { client.PrivateJwk, client.PrivateKeyPath, client.CertificatePath }.Count(key =>
            key is not null
        );
        if (given != 1)
        {
            faults.Add(
                "Client:PrivateJwk",
                given == 0
                    ? "is missing. Set it, or 'Client:PrivateKeyPath', or 'Client:CertificatePath', or register an IClientAssertionSigner of your own."
                    : "is one of several keys. Set only one of 'Client:PrivateJwk', 'Client:PrivateKeyPath' and 'Client:CertificatePath'."
            );
        }
    }
}
