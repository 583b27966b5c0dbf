namespace SystemUser.Sandbox.Authorization.Internal;

/// <summary>Which of what a subject holds counts.</summary>
internal enum AccessKind
{
    /// <summary>The question names a kind that there is not.</summary>
    Unknown,

    /// <summary>All of it.</summary>
    All,

    /// <summary>What it has from the clients of an organization.</summary>
    Clients,

    /// <summary>What its owner has itself.</summary>
    Own,
}
