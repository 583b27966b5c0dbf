namespace SystemUser.Sandbox.World.Internal.Model;

/// <summary>What one organization does for another, by the register.</summary>
internal enum ClientRelationKind
{
    /// <summary>Regnskapsfoerer (REGN).</summary>
    Accountant,

    /// <summary>Revisor (REVI).</summary>
    Auditor,

    /// <summary>Forretningsfoerer (FFOR).</summary>
    BusinessManager,
}
