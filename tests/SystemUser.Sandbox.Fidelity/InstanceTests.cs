namespace SystemUser.Sandbox.Fidelity;

/// <summary>Rights to one instance of a resource: <c>Cases/instances.json</c>.</summary>
public sealed class InstanceTests
{
    private static readonly CaseFile s_file = CaseFile.Read("instances.json");

    public static TheoryData<string> Cases => [.. s_file.Cases.Select(played => played.Case)];

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Sandbox_answers_as_altinn_does(string name) =>
        Player.PlayAsync(s_file, s_file.Cases.Single(played => played.Case == name));
}
