namespace SmartCloud.Customers;

/// <summary>What a customer is to SmartCloud, and so which of its two systems it connects to.</summary>
internal enum SystemKind
{
    /// <summary>A company that keeps its own accounts: a standard system user with a single right.</summary>
    Standard,

    /// <summary>An accountant that keeps them for its clients: an agent system user with a client package.</summary>
    Agent,
}
