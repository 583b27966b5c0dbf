namespace SystemUser.Sandbox.Fidelity;

/// <summary>Altinn's resource registry: <c>Cases/resource-registry.json</c>.</summary>
public sealed class ResourceRegistryTests
{
    private static readonly CaseFile s_file = CaseFile.Read("resource-registry.json");

    public static TheoryData<string> Cases => [.. s_file.Cases.Select(played => played.Case)];

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Sandbox_answers_as_altinn_does(string name) =>
        Player.PlayAsync(s_file, s_file.Cases.Single(played => played.Case == name));
}
