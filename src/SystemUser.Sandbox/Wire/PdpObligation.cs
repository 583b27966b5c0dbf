using System.Globalization;

namespace SystemUser.Sandbox.Wire;

/// <summary>A condition that must be met for a Permit to count.</summary>
/// <param name="Id">The obligation's id. Altinn's vary; receivers go by the category.</param>
/// <param name="Assignments">What is demanded.</param>
public sealed record PdpObligation(string Id, IReadOnlyList<PdpAttributeAssignment> Assignments)
{
    private const string LevelCategory = "urn:altinn:minimum-authenticationlevel";
    private const string IntegerType = "http://www.w3.org/2001/XMLSchema#integer";

    /// <summary>Demands an authentication level (<c>urn:altinn:minimum-authenticationlevel</c>).</summary>
    /// <param name="level">The level; Altinn uses 0–4.</param>
    /// <returns>The obligation as Altinn writes it.</returns>
    public static PdpObligation MinimumLevel(int level) => Level(1, LevelCategory, level);

    /// <summary>
    /// Demands an authentication level of service owners (<c>urn:altinn:minimum-authenticationlevel-org</c>).
    /// </summary>
    /// <param name="level">The level; Altinn uses 0–4.</param>
    /// <returns>The obligation as Altinn writes it.</returns>
    public static PdpObligation MinimumOrganizationLevel(int level) => Level(2, LevelCategory + "-org", level);

    /// <summary>Demands something of the given category: one that the receiver does not know, say.</summary>
    /// <param name="category">The category of the only assignment.</param>
    /// <param name="value">Its value.</param>
    /// <returns>The obligation.</returns>
    public static PdpObligation Of(string category, string value) =>
        new("urn:altinn:obligation:1", [new("urn:altinn:obligation-assignment:1", value, category)]);

    private static PdpObligation Level(int number, string category, int level) =>
        new(
            string.Create(CultureInfo.InvariantCulture, $"urn:altinn:obligation:authenticationLevel{number}"),
            [
                new(
                    string.Create(CultureInfo.InvariantCulture, $"urn:altinn:obligation{number}-assignment{number}"),
                    level.ToString(CultureInfo.InvariantCulture),
                    category,
                    IntegerType
                ),
            ]
        );
}
