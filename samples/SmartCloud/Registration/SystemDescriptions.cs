using Microsoft.Extensions.Options;
using SmartCloud.Altinn;
using SmartCloud.Configuration;
using SmartCloud.Customers;
using SmartCloud.Maskinporten;

namespace SmartCloud.Registration;

/// <summary>Describes SmartCloud's systems as the system register takes them.</summary>
/// <param name="options">What they are called and ask for.</param>
internal sealed class SystemDescriptions(IOptions<SmartCloudOptions> options)
{
    private static readonly LocalizedText StandardName = new("SmartCloud", "SmartCloud", "SmartCloud");

    private static readonly LocalizedText AgentName = new(
        "SmartCloud for regnskapsførere",
        "SmartCloud for accountants",
        "SmartCloud for rekneskapsførarar"
    );

    private static readonly LocalizedText Description = new(
        "Regnskapssystemet SmartCloud viser åpne krav og innbetalinger hos Skatteetaten.",
        "The accounting system SmartCloud shows open claims and payments at the Norwegian Tax Administration.",
        "Rekneskapssystemet SmartCloud viser opne krav og innbetalingar hos Skatteetaten."
    );

    /// <summary>Describes a system.</summary>
    /// <param name="kind">The system.</param>
    public RegisteredSystem Describe(SystemKind kind)
    {
        var settings = options.Value;
        var system = settings.SystemFor(kind);
        var isAgent = kind is SystemKind.Agent;
        return new RegisteredSystem
        {
            Id = system.Id!,
            Vendor = OrganizationId.Of(OrganizationNumber.Parse(settings.Vendor.OrganizationNumber)),
            Name = isAgent ? AgentName : StandardName,
            Description = Description,
            Rights = isAgent ? [] : [.. Resources(settings).Select(Right.To)],
            AccessPackages = isAgent ? [new AccessPackage(system.AccessPackage!)] : [],
            ClientId = [system.ClientId!],
            AllowedRedirectUrls = [settings.ReceiptAddress().AbsoluteUri],
            // Altinn lets customers find a system by themselves only if it asks for no client package.
            IsVisible = !isAgent,
        };
    }

    private static IEnumerable<string> Resources(SmartCloudOptions settings) =>
        new[] { settings.KravOgBetalinger.Resource, settings.StandardSystem.FurtherResource }.OfType<string>();
}
