using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Tests.Authorization;

namespace SystemUser.AspNetCore.Hosts.Tests;

/// <summary>An app that has told the framework to take no scheme by itself as the default gets none from the package either.</summary>
[Collection(nameof(SuppressedDefaultSchemeTests))]
[CollectionDefinition(nameof(SuppressedDefaultSchemeTests), DisableParallelization = true)] // the switch is the process's
public sealed class SuppressedDefaultSchemeTests : IDisposable
{
    private const string Switch = "Microsoft.AspNetCore.Authentication.SuppressAutoDefaultScheme";

    public SuppressedDefaultSchemeTests() => AppContext.SetSwitch(Switch, true);

    public void Dispose() => AppContext.SetSwitch(Switch, false);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Stays_suppressed(bool hasOther)
    {
        await using var door = await Door.OpenAsync(
            app => app.MapGet("/krav", () => "krav").RequireSystemUserRight(Door.Resource),
            services => _ = hasOther ? services.AddAuthentication().AddCookie() : services.AddAuthentication()
        );
        var schemes = door.Services.GetRequiredService<IAuthenticationSchemeProvider>();
        door.Sandbox.Pdp.Permit();

        (await schemes.GetDefaultAuthenticateSchemeAsync()).ShouldBeNull();
        (await schemes.GetDefaultChallengeSchemeAsync()).ShouldBeNull();
        (await door.GetAsync("/krav", door.Token())).ShouldBeOk("krav");
        (await door.GetAsync("/krav")).ShouldBe(401, "token-missing", "Bearer");
    }
}
