using KravOgBetalingerApi.Tests.Support;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SystemUser.Sandbox.Wire.Scripted;

namespace KravOgBetalingerApi.Tests.Operations;

public sealed class LogTests
{
    [Fact]
    public async Task The_log_holds_no_token_and_no_key_when_everything_is_logged()
    {
        using var log = new CapturedLog();
        using var app = SampleApp.With(builder =>
            builder
                .UseSetting("Logging:LogLevel:Default", "Trace")
                .ConfigureServices(services =>
                    services.AddLogging(logging => logging.AddProvider(log).AddFilter(_ => true))
                )
        );
        app.Sandbox.Pdp.Permit();
        var good = app.Sandbox.SystemUser().WithScopes(SampleApp.Scope);
        string[] tokens =
        [
            good.ToString(),
            good.SignedWith("none").ToString(),
            good.ExpiresIn(TimeSpan.FromHours(-1)).ToString(),
            good.ToString()[..^3],
            "eyJ.not.a-token",
        ];
        foreach (var token in tokens)
        {
            using var client = app.CreateClient();
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer " + token);
            await client.GetAsync("/v1/regnskapssystem/310904473/aapnekrav", TestContext.Current.CancellationToken);
        }

        var text = log.ToString();
        text.ShouldNotBeEmpty();
        text.ShouldNotMatch(@"eyJ[\w-]{20,}\.[\w-]{20,}");
        text.ShouldNotContain(app.Sandbox.SubscriptionKey);
        tokens.ShouldAllBe(token => !text.Contains(token));
    }
}
