namespace SystemUser.AspNetCore.Claims;

/// <summary>An organization as Maskinporten names it in <c>consumer</c>, <c>supplier</c> and <c>systemuser_org</c>.</summary>
/// <param name="Authority">Who issues the identifier, normally <c>iso6523-actorid-upis</c>.</param>
/// <param name="Id">The identifier with its prefix, such as <c>0192:991825827</c>.</param>
/// <remarks>
/// Maskinporten's documentation warns that authorities and prefixes may be extended; an identifier of another kind is
/// kept as it is, without an organization number.
/// </remarks>
public sealed record OrganizationIdentifier(string Authority, string Id)
{
    internal const string Iso6523 = "iso6523-actorid-upis";
    private const string NorwegianPrefix = "0192:";

    /// <summary>Gets the organization number, if the identifier is a Norwegian one (prefix <c>0192</c>).</summary>
    public OrganizationNumber? Number { get; } =
        string.Equals(Authority, Iso6523, StringComparison.OrdinalIgnoreCase)
        && Id.StartsWith(NorwegianPrefix, StringComparison.Ordinal)
        && OrganizationNumber.TryParse(Id.AsSpan(NorwegianPrefix.Length), out var number)
            ? number
            : null;

    /// <summary>Returns the identifier with its prefix.</summary>
    public override string ToString() => Id;
}
