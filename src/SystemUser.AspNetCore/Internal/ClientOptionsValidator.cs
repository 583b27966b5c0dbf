using Microsoft.Extensions.Options;
using SystemUser.AspNetCore.Altinn;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Maskinporten;
using SystemUser.AspNetCore.Maskinporten.Internal;

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
            Client(options, faults);
        }

        return faults.ToResult();
    }

    private void Client(SystemUserOptions options, OptionsFaults faults)
    {
        if (string.IsNullOrWhiteSpace(options.Client.ClientId))
        {
            faults.Add(
                "Client:ClientId",
                "is missing. Set it to the id of your Maskinporten client with the scope altinn:authorization/authorize, or register an IAltinnTokenProvider of your own."
            );
        }

        if (!services.IsReplaced<IClientAssertionSigner>())
        {
            Key(options, faults);
        }
    }

    private static void Key(SystemUserOptions options, OptionsFaults faults)
    {
        var path = options.Path.Length == 0 ? "Client" : $"{options.Path}:Client";
        if (!ClientKey.TryLoad(options.Client, path, out _, out var fault))
        {
            faults.AddSentence(fault);
        }

        if (!ClientKey.TryLoadPrevious(options.Client, path, out _, out var previousFault))
        {
            faults.AddSentence(previousFault);
        }
    }
}
