namespace SystemUser.AspNetCore.Tests.Authentication;

/// <summary>What a caller got.</summary>
internal sealed record Answer(int Status, string? Code, string? Challenge, string? RetryAfter, string Body)
{
    public void ShouldBeRefused(int status, string code, string? challenge)
    {
        Status.ShouldBe(status, Body);
        Code.ShouldBe(code);
        Challenge.ShouldBe(challenge);
    }

    /// <summary>401 with the code, as every token that was sent and not accepted gets.</summary>
    public void ShouldBeInvalid(string code = "token-invalid") =>
        ShouldBeRefused(401, code, "Bearer error=\"invalid_token\"");
}
