using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SystemUser.AspNetCore.Answers.Internal;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Tests.Conventions;

namespace SystemUser.AspNetCore.Tests.Answers;

/// <summary>What each problem says, and the body that is made of it.</summary>
public sealed class SystemUserProblemsTests
{
    private static readonly SystemUserRight s_right = new("ske-krav-og-betalinger", "read");
    private static readonly OrganizationNumber s_party = OrganizationNumber.Parse("310904473");

    private static readonly SystemUserProblem[] s_all =
    [
        .. typeof(SystemUserProblems)
            .GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Select(property => (SystemUserProblem)property.GetValue(null)!),
        SystemUserProblems.TokenInvalid(),
        SystemUserProblems.TokenVerificationUnavailable(),
        SystemUserProblems.SystemUserInvalid(SystemUserFault.SeveralIds),
        SystemUserProblems.InsufficientScope(["a:b"]),
        SystemUserProblems.PartyInvalid("the route value 'party'", s_right),
        SystemUserProblems.PartyMalformed(s_right),
        SystemUserProblems.InstanceInvalid("the route value 'id'", s_right),
        SystemUserProblems.PartyNotFound(s_right),
        SystemUserProblems.PartyNotOwner(s_right, s_party),
        SystemUserProblems.PartyUnknown(s_right, s_party),
        SystemUserProblems.RightMissing(s_right, s_party),
        SystemUserProblems.ObligationNotMet(s_right, s_party),
        SystemUserProblems.TooManyQuestions(),
        SystemUserProblems.DecisionUnavailable(right: s_right),
        SystemUserProblems.DecisionIndeterminate(s_right),
        SystemUserProblems.DecisionFailed(s_right),
    ];

    [Fact]
    public void Every_problem_says_what_is_wrong_and_then_what_puts_it_right()
    {
        foreach (var problem in s_all)
        {
            problem.Detail.ShouldMatch(@"^[A-Z].+[^.]\. [A-Z].+\.$", problem.Code);
        }
    }

    [Fact]
    public void No_two_problems_say_the_same() =>
        s_all.Select(problem => problem.Detail).Distinct().Count().ShouldBe(s_all.Length);

    [Fact]
    public void Every_code_has_a_problem_with_a_title_and_the_status_of_its_documentation()
    {
        var document = File.ReadAllText(Path.Combine(SourceTree.Root, "../../docs/errors.md"));
        var codes = typeof(SystemUserProblemCodes)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (string)field.GetRawConstantValue()!);

        s_all.Select(problem => problem.Code).Distinct().ShouldBe(codes, ignoreOrder: true);
        foreach (var problem in s_all)
        {
            ProblemTitles.Of(problem.Code).ShouldMatch("^[A-Z][a-zA-Z ]+$", problem.Code);
            document.ShouldContain($"\n### {problem.Code}\n\n{problem.Status}");
        }
    }

    [Fact]
    public void Two_codes_share_a_title_only_where_callers_are_not_to_tell_them_apart() =>
        s_all
            .Select(problem => problem.Code)
            .Distinct()
            .GroupBy(ProblemTitles.Of)
            .Where(codes => codes.Count() > 1)
            .ShouldHaveSingleItem()
            .ShouldBe(["not-found", "party-not-found"], ignoreOrder: true);

    [Fact]
    public void A_problem_names_the_right_and_the_party_that_it_is_about()
    {
        string[] withParty = ["party-not-owner", "party-unknown", "right-missing", "obligation-not-met"];
        foreach (var problem in s_all.Where(problem => problem.Right is not null))
        {
            problem.Right.ShouldBe(s_right);
            problem.Party.ShouldBe(withParty.Contains(problem.Code) ? s_party : null, problem.Code);
        }

        s_all
            .Where(problem => problem.Right is not null)
            .Select(problem => problem.Code)
            .ShouldBe([
                "party-invalid",
                "party-invalid",
                "instance-invalid",
                "party-not-found",
                .. withParty,
                "decision-unavailable",
                "decision-indeterminate",
                "decision-failed",
            ]);
        SystemUserProblems.RightMissing(s_right, s_party).Detail.ShouldContain("'ske-krav-og-betalinger/read'");
        SystemUserProblems.ObligationNotMet(s_right, s_party).Detail.ShouldContain("'ske-krav-og-betalinger/read'");
        SystemUserProblems.PartyInvalid("the header 'X'", s_right).Detail.ShouldContain("in the header 'X'.");
        SystemUserProblems.InstanceInvalid("the header 'X'", s_right).Detail.ShouldContain("in the header 'X'.");
        SystemUserProblems.InsufficientScope(["a:b", "c:d"]).Detail.ShouldContain("a:b c:d");
        SystemUserProblems.InsufficientScope(["a:b", "c:d"]).Scopes.ShouldBe(["a:b", "c:d"]);
        SystemUserProblems.TokenInvalid("It is odd.").Detail.ShouldStartWith("It is odd. ");
    }

    [Fact]
    public void A_caller_is_told_to_wait_where_waiting_helps()
    {
        s_all
            .Where(problem => problem.RetryAfter is not null)
            .Select(problem => (problem.Code, problem.RetryAfter!.Value.TotalSeconds))
            .ShouldBe([("token-verification-unavailable", 5), ("too-many-questions", 5), ("decision-unavailable", 5)]);

        var wait = TimeSpan.FromSeconds(7);
        SystemUserProblems.TokenVerificationUnavailable(wait).RetryAfter.ShouldBe(wait);
        SystemUserProblems.TooManyQuestions(wait).RetryAfter.ShouldBe(wait);
        SystemUserProblems.DecisionUnavailable(wait).RetryAfter.ShouldBe(wait);
        (SystemUserProblems.DecisionUnavailable(wait) with { RetryAfter = null }).RetryAfter.ShouldBeNull();
    }

    [Fact]
    public void Every_fault_of_a_system_user_has_a_sentence_of_its_own()
    {
        SystemUserFault[] faults =
        [
            SystemUserFault.SeveralSystemUsers,
            SystemUserFault.SeveralIds,
            SystemUserFault.InvalidId,
            SystemUserFault.InvalidOwner,
            SystemUserFault.Malformed,
        ];
        var sentences = faults.Select(FaultSentences.Of).ToList();

        sentences.Distinct().Count().ShouldBe(faults.Length);
        sentences[2].ShouldContain("'systemuser_id'");
        sentences[3].ShouldContain("'systemuser_org'");
        sentences[4].ShouldContain("'authorization_details'");
        sentences.ShouldAllBe(sentence =>
            sentence.StartsWith("The token", StringComparison.Ordinal) && sentence.EndsWith('.')
        );
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    public async Task A_body_is_a_problem_document_with_the_right_and_none_at_all_after_HEAD(string method)
    {
        using var options = new LiveOptions(
            new OptionsFactory<SystemUserOptions>([], []),
            [],
            NullLogger<LiveOptions>.Instance
        );
        var body = new MemoryStream();
        var context = new DefaultHttpContext { TraceIdentifier = "trace-1" };
        context.Request.Method = method;
        context.Response.Body = body;

        await new ProblemJsonWriter(options, new(options)).WriteAsync(
            context,
            SystemUserProblems.DecisionFailed(s_right),
            TestContext.Current.CancellationToken
        );

        context.Response.ContentType.ShouldBe("application/problem+json");
        context.Response.ContentLength.ShouldNotBeNull().ShouldBeGreaterThan(0);
        if (method == "HEAD")
        {
            body.Length.ShouldBe(0);
            return;
        }

        body.Length.ShouldBe(context.Response.ContentLength.Value);
        var json = JsonDocument.Parse(body.ToArray()).RootElement;
        json.EnumerateObject()
            .Select(member => member.Name)
            .ShouldBe(["type", "title", "status", "detail", "code", "resource", "action", "traceId"]);
        json.GetProperty("type").GetString().ShouldBe("urn:systemuser-aspnetcore:problem:decision-failed");
        json.GetProperty("title").GetString().ShouldBe("Decision failed");
        json.GetProperty("status").GetInt32().ShouldBe(503);
        json.GetProperty("code").GetString().ShouldBe("decision-failed");
        json.GetProperty("resource").GetString().ShouldBe("ske-krav-og-betalinger");
        json.GetProperty("action").GetString().ShouldBe("read");
    }
}
