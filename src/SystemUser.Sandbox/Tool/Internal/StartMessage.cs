using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SystemUser.Sandbox.Wire;
using SystemUser.Sandbox.Wire.Internal;

namespace SystemUser.Sandbox.Tool.Internal;

/// <summary>What stands in the console when the sandbox has started by itself.</summary>
/// <param name="options">Where it listens.</param>
/// <param name="clientId">The client that the sandbox knows the API's provider by.</param>
/// <param name="key">Its key, if the sandbox has made it.</param>
/// <param name="output">The console.</param>
internal sealed class StartMessage(SandboxOptions options, string clientId, SigningKey? key, TextWriter output)
    : IHostedLifecycleService
{
    private static readonly JsonSerializerOptions s_readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly WireAddress _address = new(options.KnownAddress);

    public Task StartedAsync(CancellationToken cancellationToken) =>
        output.WriteLineAsync(
            $"""

            Portal                  {_address.At(string.Empty)}
            Workbench               {_address.At("/workbench")}
            A resource of yours     systemuser-sandbox seed --resource my-api --scope my:scope{Elsewhere}
            A system user's token   systemuser-sandbox token --scope my:scope{Elsewhere}

            An app beside it, in Development, needs this in its appsettings.Development.json:

            {Settings()}
            {Client()}
            """
        );

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private string Elsewhere =>
        options.IsDefaultAddress ? string.Empty : $" {RunningSandbox.Option} {_address.At(string.Empty)}";

    private string Client() =>
        key is null
            ? string.Empty
            : $"""

                Whoever else asks as the API's provider is the client {clientId} with this key:

                {key.PrivateJwk}

                """;

    private string Settings()
    {
        var section = new JsonObject { ["Environment"] = "Sandbox" };
        var altinn = new JsonObject();
        if (!options.IsDefaultAddress)
        {
            section["Maskinporten"] = new JsonObject
            {
                ["Issuer"] = _address.Issuer,
                ["MetadataAddress"] = _address.At(WireAddress.MetadataPath),
            };
            altinn["BaseAddress"] = _address.At(string.Empty);
        }

        if (options.SubscriptionKeys is [var key, ..])
        {
            altinn["SubscriptionKey"] = key;
        }

        if (altinn.Count > 0)
        {
            section["Altinn"] = altinn;
        }

        return new JsonObject { ["SystemUser"] = section }.ToJsonString(s_readable);
    }
}
