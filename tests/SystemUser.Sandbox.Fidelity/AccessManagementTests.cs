namespace SystemUser.Sandbox.Fidelity;

/// <summary>Altinn's access management: <c>Cases/access-management.json</c>.</summary>
public sealed class AccessManagementTests
{
    private static readonly CaseFile s_file = CaseFile.Read("access-management.json");

    public static TheoryData<string> Cases => [.. s_file.Cases.Select(played => played.Case)];

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Sandbox_answers_as_altinn_does(string name) =>
        Player.PlayAsync(s_file, s_file.Cases.Single(played => played.Case == name));
}
