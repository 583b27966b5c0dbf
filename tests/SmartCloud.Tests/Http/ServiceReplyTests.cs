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
    public void Takes_nothing_that_its_readers_would_stumble_over(string body)
    {
        Reply(body).Read(KravJson.Default.AapneKrav).ShouldHaveFailed(FailureKind.UnusableAnswer);
    }

    [Fact]
    public void Takes_nothing_that_is_deeper_than_it_reads()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":[", 5000));

        Reply(deep).Read(KravJson.Default.AapneKrav).ShouldHaveFailed(FailureKind.UnusableAnswer);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"aapentKravMedGjenstaaendeBeloep\":null,\"somethingNew\":[{\"a\":null},1]}")]
    public void Takes_what_lacks_members_and_what_has_new_ones(string body)
    {
        Reply(body).Read(KravJson.Default.AapneKrav).ShouldHaveSucceeded().TotalOversikt.ShouldBeNull();
    }

    [Fact]
    public void Reads_altinns_names_in_any_casing()
    {
        Reply("""{"Id":"991825827_smartcloud","ALLOWEDREDIRECTURLS":["http://localhost:5070/receipt"]}""")
            .Read(AltinnJson.Default.RegisteredSystem)
            .ShouldHaveSucceeded()
            .AllowedRedirectUrls.ShouldBe(["http://localhost:5070/receipt"]);
    }

    private static ServiceReply Reply(string body) => new(Service.KravOgBetalinger, 200, Encoding.UTF8.GetBytes(body));
}
