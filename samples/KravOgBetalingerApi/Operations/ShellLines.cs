#if DEBUG
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using SystemUser.Sandbox;

namespace KravOgBetalingerApi.Operations;

/// <summary>Prints, when the app has started beside the sandbox, two lines to paste into a shell: one gets a token, one calls the API.</summary>
internal sealed class ShellLines(IHostApplicationLifetime lifetime, IServiceProvider services) : IHostedService
{
    private const string Owner = "310904473";

    /// <summary>Where the sandbox gives a token of the system user of the examples.</summary>
    public static string TokenAddress(Uri sandbox) =>
        $"{sandbox}api/GetSystemUserToken?scopes=skatteetaten:kravogbetalinger&systemUserId=33a0911a-5459-456f-bc57-3d37ef9a016c&orgNo={Owner}";

    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(Print);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Print()
    {
        var api = services
            .GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()
            ?.Addresses.FirstOrDefault();
        if (services.GetService<SandboxOptions>()?.Address is not { } sandbox || api is null)
        {
            return;
        }

        // In one piece, so that the log does not come between the lines.
        Console.WriteLine(
            $"""

            TOKEN=$(curl -s '{TokenAddress(sandbox)}')
            curl -s -H "Authorization: Bearer $TOKEN" {api}/v1/regnskapssystem/{Owner}/aapnekrav

            """
        );
    }
}
#endif
