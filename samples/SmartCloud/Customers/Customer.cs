using System.Text.Json.Serialization;

namespace SmartCloud.Customers;

/// <summary>A customer of SmartCloud.</summary>
/// <param name="OrganizationNumber">Its organization number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it is to SmartCloud.</param>
internal sealed record Customer(OrganizationNumber OrganizationNumber, string Name, SystemKind Kind)
{
    /// <summary>Gets the latest attempt to connect it, or <see langword="null"/> before the first.</summary>
    public Connection? Connection { get; init; }

    /// <summary>Gets where it stands.</summary>
    [JsonIgnore]
    public ConnectionStatus Status =>
        Connection is null or { IsUnsent: true } ? ConnectionStatus.NotConnected : Connection.Status;

    /// <summary>Gets whether it has been asked for something that it has not answered.</summary>
    [JsonIgnore]
    public bool OwesAnswer =>
        Status is ConnectionStatus.Waiting
        || (Status is ConnectionStatus.Connected && Connection is { Change.IsOpen: true });
}

/// <summary>What a customer is to SmartCloud, and so which of its two systems it connects to.</summary>
internal enum SystemKind
{
    /// <summary>A company that keeps its own accounts: a standard system user with a single right.</summary>
    Standard,

    /// <summary>An accountant that keeps them for its clients: an agent system user with a client package.</summary>
    Agent,
}
