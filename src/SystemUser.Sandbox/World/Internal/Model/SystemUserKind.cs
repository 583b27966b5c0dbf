namespace SystemUser.Sandbox.World.Internal.Model;

/// <summary>Whether a system user acts for its owner or for its owner's clients.</summary>
internal enum SystemUserKind
{
    /// <summary>Acts for its owner.</summary>
    Standard,

    /// <summary>Acts for clients of its owner.</summary>
    Agent,
}
