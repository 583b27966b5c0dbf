using System.Text;
using SmartCloud.Altinn;
using SmartCloud.Failures;
using SmartCloud.Http;
using SmartCloud.KravOgBetalinger;
using SmartCloud.Tests.Support;

namespace SmartCloud.Tests.Http;

public sealed class ServiceReplyTests
{
    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{\"totalOversikt\":{\"saldo\":null}}")]
    [InlineData("{\"aapentKravMedGjenstaaendeBeloep\":[null]}")]
    [InlineData("{\"aapentKravMedGjenstaaendeBeloep\":[{\"kravforfall\":[{},null]}]}")]
    [InlineData("{\"aapentKravMedGjenstaaendeBeloep\":{}}")]
    [InlineData("{\"skjermet\":\"true\"}")]
    [InlineData("{} {}")]
    [InlineData("{")]
    public void The_body_is_unusable_when_its_readers_would_stumble(string body)
    {
        Reply(body).Read(KravJson.Default.AapneKrav).ShouldHaveFailed(FailureKind.UnusableAnswer);
    }

    [Fact]
    public void The_body_is_unusable_when_it_is_too_deep()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":[", 5000));

        Reply(deep).Read(KravJson.Default.AapneKrav).ShouldHaveFailed(FailureKind.UnusableAnswer);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"aapentKravMedGjenstaaendeBeloep\":null,\"somethingNew\":[{\"a\":null},1]}")]
    public void The_body_is_read_when_members_are_missing_or_new(string body)
    {
        Reply(body).Read(KravJson.Default.AapneKrav).ShouldHaveSucceeded().TotalOversikt.ShouldBeNull();
    }

    [Fact]
    public void Names_are_read_when_altinn_changes_their_casing()
    {
        Reply("""{"Id":"991825827_smartcloud","ALLOWEDREDIRECTURLS":["http://localhost:5070/receipt"]}""")
            .Read(AltinnJson.Default.RegisteredSystem)
            .ShouldHaveSucceeded()
            .AllowedRedirectUrls.ShouldBe(["http://localhost:5070/receipt"]);
    }

    private static ServiceReply Reply(string body) => new(Service.KravOgBetalinger, 200, Encoding.UTF8.GetBytes(body));
}
