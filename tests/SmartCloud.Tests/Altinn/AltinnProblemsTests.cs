using System.Text;
using SmartCloud.Altinn;
using SmartCloud.Failures;
using SmartCloud.Http;
using SmartCloud.Tests.Support;

namespace SmartCloud.Tests.Altinn;

public sealed class AltinnProblemsTests
{
    [Theory]
    [InlineData(400, "AUTH-00001", FailureKind.RightNotRegistered)]
    [InlineData(400, "AUTH-00004", FailureKind.SystemUserExists)]
    [InlineData(400, "AUTH-00006", FailureKind.SystemUserExists)]
    [InlineData(400, "AUTH-00009", FailureKind.Refused)]
    [InlineData(404, "AUTH-00010", FailureKind.RequestGone)]
    [InlineData(404, "AUTH-00011", FailureKind.SystemNotRegistered)]
    [InlineData(400, "AUTH-00021", FailureKind.RedirectNotAllowed)]
    [InlineData(400, "AUTH-00026", FailureKind.RedirectNotAllowed)]
    [InlineData(400, "AUTH-00059", FailureKind.Rejected)]
    [InlineData(409, "AUTH-00061", FailureKind.RequestGone)]
    public void The_failure_is_known_when_altinn_gives_a_code(int status, string code, Enum kind)
    {
        var failure = Explain(status, Bodies.Problem(code));

        failure.Kind.ShouldBe((FailureKind)kind);
        failure.Code.ShouldBe(code);
        failure.Detail.ShouldBe($"Title of {code}");
    }

    [Theory]
    [InlineData(401, FailureKind.TokenNotAccepted)]
    [InlineData(403, FailureKind.ScopeMissing)]
    [InlineData(404, FailureKind.NotFound)]
    [InlineData(400, FailureKind.Rejected)]
    [InlineData(429, FailureKind.RetryLater)]
    [InlineData(500, FailureKind.ServiceFault)]
    public void The_status_decides_when_there_is_no_code(int status, Enum kind)
    {
        Explain(status, "<html>").Kind.ShouldBe((FailureKind)kind);
        Explain(status, "").Kind.ShouldBe((FailureKind)kind);
        Explain(status, "[1,2]").Kind.ShouldBe((FailureKind)kind);
    }

    [Fact]
    public void The_first_fault_is_named_when_a_body_is_not_accepted()
    {
        var failure = Explain(
            400,
            """
            {"type":"urn:altinn:error:STD-00000","title":"One or more validation errors occurred.","status":400,"code":"STD-00000",
              "validationErrors":[{"code":"AUTH.VLD-00002","title":"The system id already exists","paths":["/registersystemrequest/systemid"]}]}
            """
        );

        failure.Kind.ShouldBe(FailureKind.Rejected);
        failure.Code.ShouldBe("AUTH.VLD-00002");
        failure.Detail.ShouldBe("The system id already exists");
    }

    [Fact]
    public void The_words_are_found_where_altinns_older_services_have_them()
    {
        Explain(400, """{"title":"Bad Request","status":400,"detail":"The words","code":"AUTH-00059"}""")
            .Detail.ShouldBe("The words");
        Explain(
            400,
            """
            {"code":"STD-00000","title":"One or more validation errors occurred.","validationErrors":[
              {"code":"AUTH.VLD-00003","detail":"One or all the resources in rights is not found","paths":[]}]}
            """
        )
            .Detail.ShouldBe("One or all the resources in rights is not found");
    }

    private static Failure Explain(int status, string body) =>
        AltinnProblems.Explain(new ServiceReply(Service.Altinn, status, Encoding.UTF8.GetBytes(body)));
}
