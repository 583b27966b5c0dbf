using System.Net;
using KravOgBetalingerApi.Data;
using KravOgBetalingerApi.Data.Entities;
using KravOgBetalingerApi.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Moq;
using SystemUser.AspNetCore.Authorization;

namespace KravOgBetalingerApi.Tests.Operations;

public sealed class ShutdownTests
{
    [Fact]
    public async Task Requests_under_way_are_answered_when_the_app_stops()
    {
        var cancel = TestContext.Current.CancellationToken;
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource<Part?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var register = new Mock<IKravregister>();
        register
            .Setup(r => r.FindAapneKravAsync(It.IsAny<AuthorizedParty>(), It.IsAny<CancellationToken>()))
            .Returns(() =>
            {
                asked.SetResult();
                return release.Task;
            });
        using var app = SampleApp.With(register.Object, onKestrel: true);
        app.Sandbox.Pdp.Permit();
        using var client = app.CreateClient("310904473");

        var answer = client.GetAsync("/v1/regnskapssystem/egen/aapnekrav", cancel);
        (await Task.WhenAny(asked.Task, answer)).ShouldBe(asked.Task);
        var stop = app.Services.GetRequiredService<IHost>().StopAsync(cancel);
        release.SetResult(new Part { Partsidentifikator = "310904473", Navn = "TILFELDIG SUBTIL APE" });

        (await answer).StatusCode.ShouldBe(HttpStatusCode.OK);
        await stop;
    }
}
