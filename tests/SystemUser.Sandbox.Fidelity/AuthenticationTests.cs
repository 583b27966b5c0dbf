namespace SystemUser.Sandbox.Fidelity;

/// <summary>Altinn's authentication API: <c>Cases/authentication.json</c>.</summary>
public sealed class AuthenticationTests
{
    private static readonly CaseFile s_file = CaseFile.Read("authentication.json");

    public static TheoryData<string> Cases => [.. s_file.Cases.Select(played => played.Case)];

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Sandbox_answers_as_altinn_does(string name) =>
        Player.PlayAsync(s_file, s_file.Cases.Single(played => played.Case == name));
}
