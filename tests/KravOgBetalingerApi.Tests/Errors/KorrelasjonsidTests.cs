using System.Net;
using KravOgBetalingerApi.Tests.Support;

namespace KravOgBetalingerApi.Tests.Errors;

public sealed class KorrelasjonsidTests(SampleApp app) : IClassFixture<SampleApp>
{
    private const string Id = "5f0c8c52-6f5e-4a39-9c0e-0f3b6d1e7a11";

    [Theory]
    [InlineData("/v1/regnskapssystem/310904473/aapnekrav", HttpStatusCode.OK)]
    [InlineData("/v1/regnskapssystem/31090447/aapnekrav", HttpStatusCode.BadRequest)]
    [InlineData("/unknown", HttpStatusCode.NotFound)]
    public async Task The_correlation_id_comes_back_when_the_caller_gives_one(string path, HttpStatusCode status)
    {
        var answer = await GetAsync(path, Id);
        answer.StatusCode.ShouldBe(status);
        answer.Headers.GetValues("Korrelasjonsid").ShouldBe([Id]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not-a-uuid")]
    [InlineData("{5f0c8c52-6f5e-4a39-9c0e-0f3b6d1e7a11}")]
    [InlineData("5f0c8c52-6f5e-4a39-9c0e-0f3b6d1e7a11,5f0c8c52-6f5e-4a39-9c0e-0f3b6d1e7a12")]
    [InlineData("<script>alert(1)</script>")]
    public async Task Is_new_when_the_caller_gave_none_that_is_a_uuid(string? given)
    {
        var answer = await GetAsync("/unknown", given);
        await answer.ShouldBeFeilAsync(HttpStatusCode.NotFound, "KB-003");
        answer.Headers.GetValues("Korrelasjonsid").Single().ShouldNotBe(given);
    }

    private Task<HttpResponseMessage> GetAsync(string path, string? id)
    {
        app.Sandbox.Pdp.Permit();
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (id is not null)
        {
            request.Headers.TryAddWithoutValidation("Korrelasjonsid", id);
        }

        return app.CreateClient("310904473").SendAsync(request, TestContext.Current.CancellationToken);
    }
}
