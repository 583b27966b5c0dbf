using System.Diagnostics;
using System.Text.Json;
using EndToEnd.Tests.Support;

namespace EndToEnd.Tests.ForeignClients;

/// <summary>A vendor on Node.js: openid-client and jose.</summary>
public sealed class NodeTests(Stages stages) : ForeignClient(stages)
{
    private const int OldestNode = 20; // of openid-client
    private static readonly string s_folder = Path.Combine(
        Repository.Root,
        "tests",
        "EndToEnd.Tests",
        "ForeignClients",
        "node"
    );

    [Fact]
    public async Task Fetches_a_token_verifies_it_and_calls_the_api()
    {
        Assert.SkipUnless(await CanRunAsync(), $"There is no Node.js of version {OldestNode} or newer.");
        Assert.SkipUnless(
            Directory.Exists(Path.Combine(s_folder, "node_modules")),
            "Its packages are not there; run 'npm ci --prefix tests/EndToEnd.Tests/ForeignClients/node'."
        );
        using var key = new ClientKey("node");
        await using var stage = await BeginAsync(key);

        var (exitCode, output, errors) = await RunAsync(
            "client.mjs",
            JsonSerializer.Serialize(
                new
                {
                    issuer = stage.SandboxAddress,
                    clientId = ClientId,
                    privateJwk = JsonElement.Parse(key.PrivateJwk),
                    scope = Scope,
                    organization = Vendor.Ape,
                    externalRef = ExternalRef,
                    api = ClaimsOf(stage),
                }
            )
        );

        exitCode.ShouldBe(0, errors);
        var seen = JsonElement.Parse(output);
        ShouldSpeakForTheSystemUser(seen.GetProperty("claims"), stage);
        seen.GetProperty("status").GetInt32().ShouldBe(200, stage.Logs);
        ShouldBeClaims(seen.GetProperty("body"));
    }

    private static async Task<bool> CanRunAsync()
    {
        try
        {
            var (_, version, _) = await RunAsync("--version");
            return Version.TryParse(version.Trim().TrimStart('v'), out var found) && found.Major >= OldestNode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var node = new Process
        {
            StartInfo = new ProcessStartInfo("node", arguments)
            {
                WorkingDirectory = s_folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            },
        };
        node.Start();
        var output = node.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = node.StandardError.ReadToEndAsync(cancellationToken);
        await node.WaitForExitAsync(cancellationToken);
        return (node.ExitCode, await output, await errors);
    }
}
