namespace SystemUser.Sandbox.World.Internal.Model;

/// <summary>A text in the three languages of Altinn; any of them may be missing.</summary>
internal sealed record LocalizedText(string? Nb = null, string? En = null, string? Nn = null)
{
    public override string ToString() => Nb ?? Nn ?? En ?? "";
}
