using Microsoft.AspNetCore.Http;
using SystemUser.AspNetCore.Answers.Internal;
using SystemUser.AspNetCore.Authorization;

namespace SystemUser.AspNetCore.Tests.Answers;

public sealed class ProblemHeadersTests
{
    private readonly HttpResponse _response = new DefaultHttpContext().Response;

    [Fact]
    public void An_answer_is_not_to_be_cached_and_leads_nowhere()
    {
        _response.Headers.Location = "/login";

        ProblemHeaders.Set(_response, SystemUserProblems.NotFound, workbench: null);

        _response.StatusCode.ShouldBe(404);
        _response.Headers.CacheControl.ToString().ShouldBe("no-store");
        _response.Headers.Keys.ShouldBe(["Cache-Control"]);
    }

    [Fact]
    public void A_challenge_says_as_much_as_RFC_6750_lets_it()
    {
        Challenge(SystemUserProblems.TokenMissing).ShouldBe("Bearer");
        Challenge(SystemUserProblems.TokenExpired).ShouldBe("Bearer error=\"invalid_token\"");
        Challenge(SystemUserProblems.NoScopeDemanded).ShouldBe("Bearer error=\"insufficient_scope\"");
        Challenge(SystemUserProblems.InsufficientScope(["a:b", "c:d"]))
            .ShouldBe("Bearer error=\"insufficient_scope\", scope=\"a:b c:d\"");
        Challenge(SystemUserProblems.PolicyNotMet).ShouldBeEmpty();
        Challenge(SystemUserProblems.DecisionUnavailable()).ShouldBeEmpty();
    }

    [Fact]
    public void A_challenge_leaves_out_what_would_break_out_of_its_quotes() =>
        Challenge(SystemUserProblems.InsufficientScope(["a:b", "\", realm=\"x", "c:d"]))
            .ShouldBe("Bearer error=\"insufficient_scope\", scope=\"a:b c:d\"");

    [Fact]
    public void A_challenge_and_a_link_stand_once_however_often_they_are_set()
    {
        _response.Headers.Append("WWW-Authenticate", "Basic");
        _response.Headers.Append("Link", "</style>; rel=\"preload\"");

        for (var i = 0; i < 2; i++)
        {
            ProblemHeaders.Set(_response, SystemUserProblems.TokenMissing, "http://localhost/workbench/trace/1");
        }

        _response.Headers.WWWAuthenticate.ToArray().ShouldBe(["Basic", "Bearer"]);
        _response
            .Headers.Link.ToArray()
            .ShouldBe(["</style>; rel=\"preload\"", "<http://localhost/workbench/trace/1>; rel=\"help\""]);
    }

    [Theory]
    [InlineData(0, "1")]
    [InlineData(1000, "1")]
    [InlineData(1001, "2")]
    [InlineData(29_001, "30")]
    [InlineData(60_000, "30")]
    public void A_caller_is_told_to_wait_whole_seconds_from_1_to_30(int milliseconds, string seconds)
    {
        var wait = TimeSpan.FromMilliseconds(milliseconds);

        ProblemHeaders.Set(_response, SystemUserProblems.DecisionUnavailable(wait), workbench: null);

        _response.Headers.RetryAfter.ToString().ShouldBe(seconds);
    }

    private static string Challenge(SystemUserProblem problem)
    {
        var response = new DefaultHttpContext().Response;
        ProblemHeaders.Set(response, problem, workbench: null);
        return response.Headers.WWWAuthenticate.ToString();
    }
}
