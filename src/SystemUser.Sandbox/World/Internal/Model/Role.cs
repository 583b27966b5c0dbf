namespace SystemUser.Sandbox.World.Internal.Model;

/// <summary>A role of the Central Coordinating Register.</summary>
/// <param name="Code">The register's code, for example <c>DAGL</c>.</param>
/// <param name="Urn">Altinn's name for it.</param>
/// <param name="Name">The Norwegian name.</param>
/// <param name="Governs">
/// Whether Altinn lets its holder give the organization's rights away, and administer clients where the organization
/// has some.
/// </param>
internal sealed record Role(string Code, string Urn, string Name, bool Governs);
