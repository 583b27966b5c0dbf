namespace SystemUser.AspNetCore.Tests.Conventions;

/// <summary>The whole public API in one approved text: a change of it is seen in the same commit.</summary>
public sealed class PublicApiTests
{
    private static readonly string s_approved = Path.GetFullPath(
        Path.Combine(SourceTree.Root, "../../tests/SystemUser.AspNetCore.Tests/PublicApi.approved.txt")
    );

    [Fact]
    public void Is_the_approved_one()
    {
        var actual = PublicApi.Describe(typeof(SystemUserBuilder).Assembly);
        if (Environment.GetEnvironmentVariable("APPROVE_PUBLIC_API") == "1")
        {
            File.WriteAllText(s_approved, actual);
        }

        actual.ShouldBe(
            File.ReadAllText(s_approved),
            "The public API changed. If that is meant, run the tests once with APPROVE_PUBLIC_API=1 and commit the text."
        );
    }
}
