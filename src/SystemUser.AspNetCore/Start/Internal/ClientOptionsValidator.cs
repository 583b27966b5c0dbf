using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Options;
using SystemUser.AspNetCore.Altinn;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Maskinporten;
using SystemUser.AspNetCore.Maskinporten.Internal;

namespace SystemUser.AspNetCore.Start.Internal;

/// <summary>Demands what the provider's own calls need, unless the app makes those calls itself, and what it turns on.</summary>
internal sealed class ClientOptionsValidator(ReplaceableServices services, TimeProvider timeProvider)
    : IValidateOptions<SystemUserOptions>
{
    public ValidateOptionsResult Validate(string? name, SystemUserOptions options)
    {
        var faults = new OptionsFaults(options);
        var isAsking = !services.IsReplaced<IPolicyDecisionPoint>();
        if (options.Decisions.UseDistributedCache && services.IsRegistered<ISharedDecisionStore>())
        {
            faults.Add(
                "Decisions:UseDistributedCache",
                "is on, and decisions are shared in a store of their own (AddRedis(…), say). Turn it off."
            );
        }
        else if (options.Decisions.UseDistributedCache && !services.IsRegistered<IDistributedCache>())
        {
            faults.Add(
                "Decisions:UseDistributedCache",
                "is on, but the app has no IDistributedCache, so that nothing would be shared. Register one, such as AddStackExchangeRedisCache(…), or turn it off."
            );
        }

        SubscriptionKey(options.Altinn.SubscriptionKey, isAsking, faults);
        if (isAsking && !services.IsReplaced<IAltinnTokenProvider>())
        {
            Client(options, faults);
        }

        return faults.ToResult();
    }

    private static void SubscriptionKey(string? key, bool isRequired, OptionsFaults faults)
    {
        if (!string.IsNullOrWhiteSpace(key))
        {
            if (key.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            {
                faults.Add(
                    "Altinn:SubscriptionKey",
                    "holds what cannot stand in an HTTP header, such as a line break or a letter beyond ASCII. Paste the key as Altinn's service desk gave it."
                );
            }
        }
        else if (isRequired)
        {
            faults.Missing(
                "Altinn:SubscriptionKey",
                "Set it to the key that Altinn's service desk gave you, or register an IPolicyDecisionPoint of your own."
            );
        }
    }

    private void Client(SystemUserOptions options, OptionsFaults faults)
    {
        if (string.IsNullOrWhiteSpace(options.Client.ClientId))
        {
            faults.Missing(
                "Client:ClientId",
                "Set it to the id of your Maskinporten client with the scope altinn:authorization/authorize, or register an IAltinnTokenProvider of your own."
            );
        }
        else if (options.Client.ClientId.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            faults.Add(
                "Client:ClientId",
                "is not a client id: it holds a space, a line break or a letter beyond ASCII. Paste the id as Maskinporten shows it."
            );
        }

        if (!services.IsReplaced<IClientAssertionSigner>())
        {
            Key(options, faults);
        }
    }

    private void Key(SystemUserOptions options, OptionsFaults faults)
    {
        if (options.Client.KeyId is { } keyId && keyId.Any(char.IsControl))
        {
            faults.Add(
                "Client:KeyId",
                "holds a control character, such as a line break. Set it to the id under which the key is registered at Maskinporten."
            );
        }

        var path = options.KeyOf("Client");
        if (!ClientKey.TryLoad(options.Client, path, out _, out var fault, timeProvider))
        {
            faults.AddSentence(fault);
        }

        if (!ClientKey.TryLoadPrevious(options.Client, path, out _, out var previousFault))
        {
            faults.AddSentence(previousFault);
        }
    }
}
