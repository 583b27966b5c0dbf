using SmartCloud.Customers;

namespace SmartCloud.Configuration;

/// <summary>What follows from the options.</summary>
internal static class SmartCloudOptionsExtensions
{
    /// <summary>Gives the system that a kind of customer connects to.</summary>
    /// <param name="options">The options.</param>
    /// <param name="kind">The kind of customer.</param>
    public static SystemOptions SystemFor(this SmartCloudOptions options, SystemKind kind) =>
        kind is SystemKind.Agent ? options.AgentSystem : options.StandardSystem;

    /// <summary>Gives where Altinn sends the browser when a request has been answered.</summary>
    /// <param name="options">The options.</param>
    public static Uri ReceiptAddress(this SmartCloudOptions options) => new(options.PublicAddress!, "receipt");
}
