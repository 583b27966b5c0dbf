using Microsoft.Extensions.Options;
using SmartCloud.Customers;

namespace SmartCloud.Configuration;

/// <summary>Reports every fault of the section at once, each with its key and the way out.</summary>
internal sealed class SmartCloudOptionsValidator : IValidateOptions<SmartCloudOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, SmartCloudOptions options)
    {
        var faults = new List<string>();
        Require(
            options.Environment is { } environment && Enum.IsDefined(environment),
            "Environment",
            "must be Sandbox, Test or Production."
        );
        Require(IsSafe(options.PublicAddress), "PublicAddress", SafeAddress);
        Require(
            !string.IsNullOrWhiteSpace(options.StateFolder),
            "StateFolder",
            "must name a folder that only SmartCloud can read."
        );
        Require(
            OrganizationNumber.TryParse(options.Vendor.OrganizationNumber, out _),
            "Vendor:OrganizationNumber",
            "must be nine digits."
        );
        Require(!string.IsNullOrWhiteSpace(options.Vendor.Name), "Vendor:Name", "must be set.");
        Require(
            Uri.TryCreate(options.Maskinporten.Issuer, UriKind.Absolute, out var issuer) && IsSafe(issuer),
            "Maskinporten:Issuer",
            SafeAddress
        );
        Require(IsSafe(options.Maskinporten.TokenEndpoint), "Maskinporten:TokenEndpoint", SafeAddress);
        Require(IsSafe(options.Altinn.BaseAddress), "Altinn:BaseAddress", SafeAddress);
        Require(IsSafe(options.KravOgBetalinger.BaseAddress), "KravOgBetalinger:BaseAddress", SafeAddress);
        Require(!string.IsNullOrWhiteSpace(options.KravOgBetalinger.Scope), "KravOgBetalinger:Scope", "must be set.");
        Require(
            !string.IsNullOrWhiteSpace(options.KravOgBetalinger.Resource),
            "KravOgBetalinger:Resource",
            "must be set."
        );
        CheckSystem(options.StandardSystem, "StandardSystem");
        CheckSystem(options.AgentSystem, "AgentSystem");
        Require(
            !string.IsNullOrWhiteSpace(options.AgentSystem.AccessPackage),
            "AgentSystem:AccessPackage",
            "must be set."
        );
        Require(
            options.AgentSystem.FurtherResource is null,
            "AgentSystem:FurtherResource",
            "must be removed: Altinn takes no change requests for accountants' system users."
        );
        Require(
            options.StandardSystem.FurtherResource is null
                || (
                    !string.IsNullOrWhiteSpace(options.StandardSystem.FurtherResource)
                    && options.StandardSystem.FurtherResource != options.KravOgBetalinger.Resource
                ),
            "StandardSystem:FurtherResource",
            "must be another resource than KravOgBetalinger:Resource, or be removed."
        );
        Require(
            options.StandardSystem.ClientId is null
                || !string.Equals(
                    options.StandardSystem.ClientId,
                    options.AgentSystem.ClientId,
                    StringComparison.OrdinalIgnoreCase
                ),
            "AgentSystem:ClientId",
            "must be another client than that of StandardSystem: Altinn lets a client belong to one system only."
        );
        for (var i = 0; i < options.Customers.Count; i++)
        {
            var customer = options.Customers[i];
            Require(Enum.IsDefined(customer.Kind), $"Customers:{i}:Kind", "must be Standard or Agent.");
            var valid =
                OrganizationNumber.TryParse(customer.OrganizationNumber, out _)
                && !string.IsNullOrWhiteSpace(customer.Name);
            Require(valid, $"Customers:{i}", "must have an OrganizationNumber of nine digits and a Name.");
        }

        Require(
            !options.Companions.Start || options.Environment is SmartCloudEnvironment.Sandbox,
            "Companions:Start",
            "is for the environment Sandbox only; remove it."
        );
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void CheckSystem(SystemOptions system, string key)
        {
            var prefix = $"{options.Vendor.OrganizationNumber}_";
            var named =
                system.Id is { } id && id.StartsWith(prefix, StringComparison.Ordinal) && id.Length > prefix.Length;
            Require(named && !system.Id!.Contains(' '), $"{key}:Id", $"must be '{prefix}' and a name without spaces.");
            Require(
                !string.IsNullOrWhiteSpace(system.ClientId),
                $"{key}:ClientId",
                "must be the client's id in Maskinporten."
            );
        }

        void Require(bool holds, string key, string rule)
        {
            if (!holds)
            {
                faults.Add($"{SmartCloudOptions.Section}:{key} {rule}");
            }
        }
    }

    private const string SafeAddress = "must be an absolute address, https or http to this machine, without user info.";

    private static bool IsSafe(Uri? address) => address is not null && SafeUri.IsSafe(address);
}
